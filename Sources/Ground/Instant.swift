/// A moment in UTC, to the millisecond. Shown to people in Vietnam's time (UTC+7, all year), stored
/// as this number.
public struct Instant: Sendable, Hashable, Comparable {
  /// Milliseconds since 1970-01-01T00:00:00Z.
  public let milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The moment at which the clock on a Vietnamese wall shows `minute` minutes after midnight of
  /// `day`. Source: domain 6.4 (UTC+7, no daylight saving).
  public init(_ day: Day, minute: Int) {
    let minutes = Int64(day.ordinal) * 1440 + Int64(minute) - Instant.offsetMinutes
    milliseconds = minutes * 60_000
  }

  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

  /// The day on a Vietnamese calendar.
  public var day: Day { Day(ordinal: Int((localMilliseconds).floorDivided(by: 86_400_000))) }

  /// Whole minutes after midnight on a Vietnamese wall, 0…1439.
  public var minuteOfDay: Int {
    let inDay = localMilliseconds - localMilliseconds.floorDivided(by: 86_400_000) * 86_400_000
    return Int(inDay / 60_000)
  }

  public func adding(milliseconds: Int64) -> Instant {
    Instant(milliseconds: self.milliseconds + milliseconds)
  }

  public func adding(seconds: Int64) -> Instant { adding(milliseconds: seconds * 1000) }

  /// Source: domain 6.4.
  static let offsetMinutes: Int64 = 7 * 60

  private var localMilliseconds: Int64 { milliseconds + Instant.offsetMinutes * 60_000 }
}

extension Instant {
  /// RFC 3339 in UTC, without a fraction when it is zero: `2026-11-20T09:00:00Z`.
  public var rfc3339: String {
    let seconds = milliseconds.floorDivided(by: 1000)
    let days = seconds.floorDivided(by: 86_400)
    let inDay = Int(seconds - days * 86_400)
    let fraction = Int(milliseconds - seconds * 1000)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24)
    Day(ordinal: Int(days)).appendISO(to: &bytes)
    for (mark, number) in [("T", inDay / 3600), (":", inDay / 60 % 60), (":", inDay % 60)] {
      bytes.append(contentsOf: mark.utf8)
      appendPadded(number, 2, to: &bytes)
    }
    if fraction != 0 {
      bytes.append(UInt8(ascii: "."))
      appendPadded(fraction, 3, to: &bytes)
    }
    bytes.append(UInt8(ascii: "Z"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `16:00 20/11/2026`, as letters and screens show a moment. Source: domain 6.4.
  public var vietnamese: String {
    "\(padded(minuteOfDay / 60, 2)):\(padded(minuteOfDay % 60, 2)) \(day.vietnamese)"
  }

  /// `2026-11-20T16:00+07:00`, as `motcua due` prints a moment.
  public var local: String {
    "\(day.iso)T\(padded(minuteOfDay / 60, 2)):\(padded(minuteOfDay % 60, 2))+07:00"
  }

  /// Reads RFC 3339 with a zone (`Z` or `±hh:mm`); seconds may be left out. `nil` when it is
  /// anything else, or no real date and time.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 17, bytes[10] == UInt8(ascii: "T"),
      let day = Day(isoIn: bytes), let hour = digits(bytes, 11, 2), hour < 24,
      bytes[13] == UInt8(ascii: ":"), let minute = digits(bytes, 14, 2), minute < 60
    else { return nil }
    var at = 16
    var fine: Int64 = 0
    if bytes[at] == UInt8(ascii: ":") {
      guard let second = digits(bytes, 17, 2), second < 60 else { return nil }
      (fine, at) = (Int64(second) * 1000, 19)
      if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
        let end = bytes[(at + 1)...].firstIndex { !isDigit($0) } ?? bytes.count
        let fraction = bytes[(at + 1)..<end]
        guard (1...9).contains(fraction.count) else { return nil }
        let thousandths = (fraction + [48, 48]).prefix(3).reduce(0) { $0 * 10 + Int64($1 - 48) }
        (fine, at) = (fine + thousandths, end)
      }
    }
    guard let offset = zoneOffset(bytes[at...]) else { return nil }
    let minutes = Int64(day.ordinal) * 1440 + Int64(hour * 60 + minute - offset)
    milliseconds = minutes * 60_000 + fine
  }
}

private func zoneOffset(_ zone: ArraySlice<UInt8>) -> Int? {
  if zone.count == 1, zone.first == UInt8(ascii: "Z") { return 0 }
  let bytes = Array(zone)
  guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = digits(bytes, 1, 2),
    let minutes = digits(bytes, 4, 2), hours < 24, minutes < 60
  else { return nil }
  switch bytes[0] {
  case UInt8(ascii: "+"): return hours * 60 + minutes
  case UInt8(ascii: "-"): return -(hours * 60 + minutes)
  default: return nil
  }
}

extension Int64 {
  /// Division that rounds towards minus infinity, so that moments before 1970 fall on their own
  /// day.
  func floorDivided(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
