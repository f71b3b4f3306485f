import Ground

/// The working hours of an agency as text, `07:00-11:30,13:30-17:00`, for whoever counts deadlines.
public struct HoursText: Sendable, Hashable {
  public let text: String

  /// Refuses: `FieldUnfit.hours` unless there are one to four sessions, each after the one before.
  public init(_ typed: String) throws(FieldUnfit) {
    let text = typed.filter { $0 != " " }
    let sessions = text.split(separator: ",", omittingEmptySubsequences: false)
    guard (1...4).contains(sessions.count) else { throw .hours }
    var last = -1
    for session in sessions {
      let ends = session.split(separator: "-", omittingEmptySubsequences: false).map(minute)
      guard ends.count == 2, let from = ends[0], let to = ends[1], from > last, to > from else {
        throw .hours
      }
      last = to
    }
    self.text = text
  }
}

private func minute(_ text: Substring) -> Int? {
  let bytes = Array(text.utf8)
  guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"),
    [0, 1, 3, 4].allSatisfy({ isDecimalDigit(bytes[$0]) })
  else { return nil }
  let hour = Int(bytes[0] - 48) * 10 + Int(bytes[1] - 48)
  let minute = Int(bytes[3] - 48) * 10 + Int(bytes[4] - 48)
  return hour < 24 && minute < 60 ? hour * 60 + minute : nil
}
