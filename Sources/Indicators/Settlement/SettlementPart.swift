import Ground

/// One number of the settlement report that can be opened. The raw value is how addresses name it.
enum SettlementPart: String, Sendable, CaseIterable {
  case carriedOver = "chuyen-sang"
  case online = "truc-tuyen"
  case counter = "truc-tiep"
  case post = "buu-chinh"
  case early = "truoc-han"
  case onTime = "dung-han"
  case late = "qua-han"
  case refused = "tu-choi"
  case notDue = "con-han"
  case overdue = "dang-qua-han"
  case supplement = "cho-bo-sung"
  case payment = "cho-nop-tien"
  case stopped = "dung"
  case withdrawn = "rut"

  /// What stands behind the number.
  enum Basis: Sendable {
    /// Something that happened in the period.
    case event(Indicator.Condition)
    /// Open at the end of the period; `isLate` is `nil` where it does not matter.
    case open(Phase, isLate: Bool?)
    /// Taken in before the period and open at its beginning.
    case carriedOver
  }

  var basis: Basis {
    switch self {
    case .carriedOver: .carriedOver
    case .online: .event(.init(event: "received", channels: ["online"]))
    case .counter: .event(.init(event: "received", channels: ["counter"]))
    case .post: .event(.init(event: "received", channels: ["post"]))
    case .early: .event(granted("early"))
    case .onTime: .event(granted("onTime"))
    case .late: .event(granted("late"))
    case .refused: .event(.init(event: "settled", outcomes: ["refused"]))
    case .notDue: .open(.running, isLate: false)
    case .overdue: .open(.running, isLate: true)
    case .supplement: .open(.supplement, isLate: nil)
    case .payment: .open(.payment, isLate: nil)
    case .stopped: .event(.init(event: "stopped"))
    case .withdrawn: .event(.init(event: "withdrawn"))
    }
  }

  private func granted(_ timeliness: String) -> Indicator.Condition {
    .init(event: "settled", outcomes: ["granted"], timeliness: [timeliness])
  }

  func amount(of row: SettlementReport.Row) -> Int {
    switch self {
    case .carriedOver: row.carriedOver
    case .online: row.received.online
    case .counter: row.received.counter
    case .post: row.received.post
    case .early: row.settled.early
    case .onTime: row.settled.onTime
    case .late: row.settled.late
    case .refused: row.settled.refused
    case .notDue: row.inProcess.notDue
    case .overdue: row.inProcess.overdue
    case .supplement: row.paused.supplement
    case .payment: row.paused.payment
    case .stopped: row.stopped
    case .withdrawn: row.withdrawn
    }
  }

  /// Whether the dossiers behind it are known for a period that ends on `end`: the tables keep who
  /// is open now, and for earlier days only how many were.
  func canBeOpened(end: Day, today: Day) -> Bool {
    switch basis {
    case .event, .carriedOver: true
    case .open: end >= today
    }
  }

  /// What the number counts, as the report's column is headed.
  var words: Phrase {
    switch self {
    case .carriedOver: "Kỳ trước chuyển sang"
    case .online: "Nhận trực tuyến"
    case .counter: "Nhận trực tiếp"
    case .post: "Nhận qua bưu chính"
    case .early: "Trước hạn"
    case .onTime: "Đúng hạn"
    case .late: "Quá hạn"
    case .refused: "Từ chối giải quyết"
    case .notDue: "Đang giải quyết, trong hạn"
    case .overdue: "Đang giải quyết, quá hạn"
    case .supplement: "Chờ bổ sung"
    case .payment: "Chờ nộp phí"
    case .stopped: "Dừng giải quyết"
    case .withdrawn: "Công dân rút"
    }
  }
}
