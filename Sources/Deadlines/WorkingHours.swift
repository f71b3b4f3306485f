public import Ground

/// When an agency works on a working day. The same every working day, make-up Saturdays included.
public struct WorkingHours: Sendable, Hashable {
  /// One stretch of a day, in minutes after midnight.
  public struct Span: Sendable, Hashable {
    public let opens: Int
    public let closes: Int

    public init(opens: Int, closes: Int) { (self.opens, self.closes) = (opens, closes) }
  }

  /// At least one, in order, none overlapping.
  public let spans: [Span]

  /// Refuses: no span, a span that does not open before it closes or leaves the day, spans that
  /// overlap or stand out of order.
  public init(_ spans: [Span]) throws(WorkingHoursRefused) {
    guard !spans.isEmpty else { throw .empty }
    for span in spans {
      guard span.opens < span.closes, span.opens >= 0, span.closes <= 1440 else {
        throw .notASpan(WorkingHours.text(span))
      }
    }
    for (earlier, later) in zip(spans, spans.dropFirst()) where later.opens < earlier.closes {
      throw .overlapping(WorkingHours.text(later))
    }
    self.spans = spans
  }

  /// Reads `07:00-11:30,13:30-17:00`.
  ///
  /// Refuses: as `init(_:)`, and text of another form.
  public init(code: String) throws(WorkingHoursRefused) {
    guard !code.isEmpty else { throw .empty }
    var spans: [Span] = []
    for part in code.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false)
      guard ends.count == 2, let opens = WorkingHours.minute(ends[0]),
        let closes = WorkingHours.minute(ends[1])
      else { throw .notASpan(String(part)) }
      spans.append(Span(opens: opens, closes: closes))
    }
    try self.init(spans)
  }

  private init(known spans: [Span]) { self.spans = spans }

  /// 07:00–11:30 and 13:30–17:00: eight hours. Source: CAL-1.
  public static let standard = WorkingHours(known: [
    Span(opens: 420, closes: 690), Span(opens: 810, closes: 1020),
  ])

  /// The form that `init(code:)` reads; what is stored.
  public var code: String { spans.map(WorkingHours.text).joined(separator: ",") }

  /// The minute at which the working day begins.
  public var opens: Int { spans[0].opens }
  /// The minute at which the working day ends (the close of hours).
  public var closes: Int { spans[spans.count - 1].closes }
  public var minutesPerDay: Int { spans.reduce(0) { $0 + $1.closes - $1.opens } }

  /// Working minutes of a working day between two minutes of it.
  func minutes(from start: Int, to end: Int) -> Int {
    spans.reduce(0) { $0 + max(0, min($1.closes, end) - max($1.opens, start)) }
  }

  /// The minute at which `needed` (at least 1) working minutes after `start` are over; `nil` when
  /// the day has fewer left.
  func end(of needed: Int, from start: Int) -> Int? {
    var rest = needed
    for span in spans where span.closes > start {
      let from = max(span.opens, start)
      if span.closes - from >= rest { return from + rest }
      rest -= span.closes - from
    }
    return nil
  }

  /// The first minute at or after `start` at which work is done; `nil` after the close.
  func firstMinute(from start: Int) -> Int? {
    spans.first { $0.closes > start }.map { max($0.opens, start) }
  }

  private static func minute(_ text: Substring) -> Int? {
    let bytes = Array(text.utf8)
    guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
      [0, 1, 3, 4].allSatisfy({ (48...57).contains(bytes[$0]) })
    else { return nil }
    let hour = Int(bytes[0] - 48) * 10 + Int(bytes[1] - 48)
    let minute = Int(bytes[3] - 48) * 10 + Int(bytes[4] - 48)
    guard minute < 60, hour < 24 || (hour == 24 && minute == 0) else { return nil }
    return hour * 60 + minute
  }

  private static func text(_ span: Span) -> String {
    "\(clock(span.opens))-\(clock(span.closes))"
  }
}

/// `07:05`: a minute of the day as people read it.
func clock(_ minute: Int) -> String { "\(padded(minute / 60, 2)):\(padded(minute % 60, 2))" }

/// Why working hours are not taken.
public enum WorkingHoursRefused: Refusal, Equatable {
  case empty
  /// The part that is no stretch of a day.
  case notASpan(String)
  /// The part that begins before the one in front of it ends.
  case overlapping(String)

  public var code: String {
    switch self {
    case .empty: "hours.empty"
    case .notASpan: "hours.not-a-span"
    case .overlapping: "hours.overlapping"
    }
  }

  public var kind: RefusalKind { .content }

  public var explanation: Phrase {
    switch self {
    case .empty:
      "Chưa có giờ làm việc. Hãy ghi theo mẫu 07:00-11:30,13:30-17:00."
    case .notASpan(let part):
      "“\(part)” không phải là một khoảng giờ. Hãy ghi theo mẫu 07:00-11:30, giờ mở trước giờ đóng."
    case .overlapping(let part):
      "Khoảng giờ \(part) bắt đầu trước khi khoảng đứng trước kết thúc. Hãy xếp lại cho tách nhau."
    }
  }

  /// The same for the commands, which speak English.
  public var english: String {
    switch self {
    case .empty: "no working hours; write them like 07:00-11:30,13:30-17:00"
    case .notASpan(let part): "'\(part)' is no stretch of hours; write it like 07:00-11:30"
    case .overlapping(let part): "the hours \(part) begin before the ones in front of them end"
    }
  }
}
