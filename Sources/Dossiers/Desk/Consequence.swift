import Deadlines
import Ground

/// What an act would do to the clock if it were done at this moment: said before it is done, with
/// the very dates that the act would write, as they come from the same clock. Pure.
/// Source: domain 1.4 and 1.6, column "Clock"; TIM-1, TIM-4, TIM-9, DOS-21, DOS-23.
enum Consequence: Sendable, Equatable {
  /// Reception: the term runs from now. Source: DOS-23, ND 61/2018 Điều 17(3).
  case starts(due: Instant, term: Term)
  /// It ends before the clock ever ran. Source: DOS-22.
  case endsBeforeClock
  /// The clock runs on, the promised date stays. Source: DOS-27, TIM-3.
  case runsOn(due: Instant)
  /// Asked for before reception: no clock runs yet. Source: DOS-21.
  case waitsBeforeReception
  /// The clock stops; after the supplement it counts anew or goes on. Source: TIM-1.
  case stopsForSupplement(term: Term, restarts: Bool)
  /// The clock stops with so many working minutes left. Source: domain 1.6, status 6.
  case stopsForPayment(left: Int)
  /// The whole term counts again from now. Source: TIM-1.
  case restarts(due: Instant, term: Term)
  /// What was left counts on. Source: domain 1.6, 6 → 4.
  case goesOn(due: Instant)
  /// Back to the queue of reception, where no clock runs. Source: domain 1.6, 5 → 1 and 6 → 1.
  case returnsToQueue
  /// Another day is promised, once, at the latest on `lastDay`. Source: TIM-4.
  case moves(from: Instant, lastDay: Day)
  /// The clock ends now. `late` counts working minutes past the due date, `nil` in time.
  /// Source: TIM-9.
  case ends(due: Instant, late: Int?)
  /// The clock has ended already; nothing of it changes any more. Source: TIM-9.
  case afterTheEnd(onTime: Bool)
  /// Nothing changes before somebody else approves. Source: domain 1.6, last paragraph.
  case waitsForApproval
  /// A correction takes effect; the due date is another one when channel or case change the term.
  case corrects(old: Instant?, new: Instant?)
  /// Nothing to do with a clock.
  case nothing
  /// The rules do not allow it now, whatever is typed; why, and what to do.
  case impossible(Phrase)
}

/// What must be known besides the dossier to say what an act would do.
struct Outlook: Sendable {
  let now: Instant
  let calendar: WorkingCalendar
  /// The clock that a reception would start now; why there would be none.
  enum Reception: Sendable {
    case clock(LegalClock)
    case impossible(Phrase)
  }
  let reception: Reception?
  /// Whether a supplement makes the term count anew. Source: TIM-1.
  let supplementRestarts: Bool
  /// The due date after the pending correction; `nil` when none is pending or no clock runs.
  var correctedDue: Instant?

  init(
    now: Instant, calendar: WorkingCalendar, reception: Reception? = nil,
    supplementRestarts: Bool = true, correctedDue: Instant? = nil
  ) {
    (self.now, self.calendar, self.reception) = (now, calendar, reception)
    (self.supplementRestarts, self.correctedDue) = (supplementRestarts, correctedDue)
  }
}

extension Consequence {
  /// What `act` would do to `dossier`.
  ///
  /// Refuses: dates outside the calendar.
  init(
    of act: ActKind, on dossier: Dossier, _ outlook: Outlook
  ) throws(DueRefused) {
    switch act {
    case .receive: self = Consequence.reception(outlook)
    case .refuse: self = .endsBeforeClock
    case .forward, .assign:
      self = dossier.clock.map { .runsOn(due: $0.dueAt) } ?? .waitsBeforeReception
    case .requestSupplement: self = Consequence.request(on: dossier, outlook)
    case .supply: self = try Consequence.resumption(of: dossier, outlook, supplement: true)
    case .requestPayment: self = try Consequence.payment(on: dossier, outlook)
    case .pay: self = try Consequence.resumption(of: dossier, outlook, supplement: false)
    case .extend: self = try Consequence.extension(of: dossier, outlook)
    case .decide, .withdraw, .stop: self = try Consequence.end(of: dossier, outlook)
    case .deliver:
      self = .afterTheEnd(
        onTime: dossier.clock.map { !$0.isOverdue(at: $0.endedAt ?? outlook.now) } ?? true)
    case .correct: self = .waitsForApproval
    case .approveCorrection:
      self = .corrects(old: dossier.clock?.dueAt, new: outlook.correctedDue)
    case .rate: self = .nothing
    }
  }

  private static func reception(_ outlook: Outlook) -> Consequence {
    switch outlook.reception {
    case .clock(let clock): .starts(due: clock.dueAt, term: clock.term)
    case .impossible(let why): .impossible(why)
    case nil: .nothing
    }
  }

  /// At reception an instruction is given once. Source: DOS-21.
  private static func request(on dossier: Dossier, _ outlook: Outlook) -> Consequence {
    if dossier.stage != .processing, !dossier.supplements.isEmpty {
      return .impossible(SupplementRefused.onceAtReception.explanation)
    }
    guard let clock = dossier.clock else { return .waitsBeforeReception }
    return .stopsForSupplement(term: clock.term, restarts: outlook.supplementRestarts)
  }

  private static func payment(
    on dossier: Dossier, _ outlook: Outlook
  ) throws(DueRefused) -> Consequence {
    guard let clock = dossier.clock else { return .waitsBeforeReception }
    return .stopsForPayment(
      left: try outlook.calendar.workingMinutes(
        from: outlook.now, to: clock.dueAt, hours: clock.hours))
  }

  private static func resumption(
    of dossier: Dossier, _ outlook: Outlook, supplement: Bool
  ) throws(DueRefused) -> Consequence {
    guard let clock = dossier.clock else { return .returnsToQueue }
    let restarts = supplement && outlook.supplementRestarts
    let resumed: LegalClock
    do throws(ClockRefused) {
      resumed = try clock.resumed(
        at: max(outlook.now, clock.lastAt), restarting: restarts, calendar: outlook.calendar)
    } catch {
      return .impossible(error.explanation)
    }
    return restarts
      ? .restarts(due: resumed.dueAt, term: resumed.term) : .goesOn(due: resumed.dueAt)
  }

  /// Source: TIM-4: once, and by the last working day before the due date.
  private static func `extension`(
    of dossier: Dossier, _ outlook: Outlook
  ) throws(DueRefused) -> Consequence {
    guard let clock = dossier.clock else { return .nothing }
    if clock.isExtended { return .impossible(ExtensionRefused.alreadyExtended.explanation) }
    let lastDay = try clock.lastDayToExtend(calendar: outlook.calendar)
    guard outlook.now.day <= lastDay else {
      return .impossible(ExtensionRefused.tooLate(lastDay: lastDay).explanation)
    }
    return .moves(from: clock.dueAt, lastDay: lastDay)
  }

  private static func end(
    of dossier: Dossier, _ outlook: Outlook
  ) throws(DueRefused) -> Consequence {
    guard let clock = dossier.clock else { return .endsBeforeClock }
    let isLate = clock.isOverdue(at: outlook.now)
    return .ends(
      due: clock.dueAt,
      late: isLate
        ? try outlook.calendar.workingMinutes(
          from: clock.dueAt, to: outlook.now, hours: clock.hours) : nil)
  }

  /// In words, with the dates that would be written.
  var words: Phrase {
    switch self {
    case .starts(let due, let term):
      "Nếu thực hiện bây giờ: thời hạn \(term.words), hẹn trả \(due.vietnamese)."
    case .endsBeforeClock: "Đồng hồ chưa chạy, nên không có ngày hẹn trả nào được ghi."
    case .runsOn(let due): "Vẫn hẹn trả \(due.vietnamese)."
    case .waitsBeforeReception: "Hồ sơ chưa có ngày hẹn trả; ngày hẹn có khi tiếp nhận."
    case .stopsForSupplement(let term, restarts: true):
      "Khi người nộp bổ sung, thời hạn tính lại từ đầu: \(term.words) (TIM-1)."
    case .stopsForSupplement(_, restarts: false):
      "Khi người nộp bổ sung, đồng hồ chạy tiếp với thời gian còn lại; ngày hẹn trả lùi lại tương ứng."
    case .stopsForPayment(let left):
      "Còn \(Remaining.span(left)), giữ nguyên đến khi xác nhận đã nộp tiền."
    case .restarts(let due, let term):
      "Nếu thực hiện bây giờ: tính lại từ đầu \(term.words), hẹn trả \(due.vietnamese)."
    case .goesOn(let due): "Nếu thực hiện bây giờ: hẹn trả \(due.vietnamese)."
    case .returnsToQueue: "Sau đó hồ sơ chờ tiếp nhận hoặc từ chối; chưa có ngày hẹn trả."
    case .moves(let from, let lastDay):
      """
      Đang hẹn \(from.vietnamese); hẹn lại chậm nhất trong ngày \(lastDay.vietnamese), chỉ một lần. Sẽ \
      có phiếu xin lỗi để in.
      """
    case .ends(let due, late: nil): "Nếu thực hiện bây giờ: trong hạn (hẹn \(due.vietnamese))."
    case .ends(let due, late: .some(let minutes)):
      "Nếu thực hiện bây giờ: trễ \(Remaining.span(minutes)) (hẹn \(due.vietnamese))."
    case .afterTheEnd(onTime: true): "Hồ sơ đã xong trong hạn."
    case .afterTheEnd(onTime: false): "Hồ sơ đã trễ hạn khi có kết quả."
    case .waitsForApproval: "Ngày hẹn trả chưa đổi."
    case .corrects(let old, let new):
      if let old, let new, old != new {
        "Ngày hẹn trả đổi từ \(old.vietnamese) thành \(new.vietnamese)."
      } else {
        "Ngày hẹn trả không đổi."
      }
    case .nothing: "Không liên quan đến thời hạn."
    case .impossible(let why): why
    }
  }

  /// Nothing that is typed would make it possible now.
  var isImpossible: Bool { if case .impossible = self { true } else { false } }
}
