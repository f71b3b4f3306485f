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
  var condition: Condition {
    switch self {
    case .carriedOver: Condition(.open)
    case .online: Condition(.received, [.channel: ["online"]])
    case .counter: Condition(.received, [.channel: ["counter"]])
    case .post: Condition(.received, [.channel: ["post"]])
    case .early: granted("early")
    case .onTime: granted("onTime")
    case .late: granted("late")
    case .refused: Condition(.settled, [.trait(.outcome): ["refused"]])
    case .notDue: Condition(.running, [.trait(.timeliness): ["notDue"]])
    case .overdue: Condition(.running, [.trait(.timeliness): ["overdue"]])
    case .supplement: Condition(.awaitingSupplement)
    case .payment: Condition(.awaitingPayment)
    case .stopped: Condition(.stopped)
    case .withdrawn: Condition(.withdrawn)
    }
  }

  private func granted(_ timeliness: String) -> Condition {
    Condition(
      .settled, [.trait(.outcome): ["granted"], .trait(.timeliness): [timeliness]])
  }

  /// The days that count: what was carried over stood at the end of the day before.
  func days(of period: ReportingPeriod) -> ReportingPeriod {
    guard self == .carriedOver else { return period }
    let day = period.from.adding(days: -1)
    return ReportingPeriod(unchecked: day, day)
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
