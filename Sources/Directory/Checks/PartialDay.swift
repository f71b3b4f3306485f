import Ground

/// A day of birth as far as it is known: the year, the year and month, or the whole day.
public struct PartialDay: Sendable, Hashable {
  public let year: Int
  public let month: Int?
  public let day: Int?

  /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  ///
  /// Refuses: `FieldUnfit.partialDay` for anything else, for days that do not exist and for years
  /// before 1800.
  public init(_ typed: String) throws(FieldUnfit) {
    let text = normalised(typed)
    let whole = text + "-01-01".dropFirst(max(0, text.utf8.count - 4))
    guard [4, 7, 10].contains(text.utf8.count), let real = Day(iso: whole), real.year >= 1800 else {
      throw .partialDay
    }
    year = real.year
    month = text.utf8.count >= 7 ? real.month : nil
    day = text.utf8.count == 10 ? real.day : nil
  }

  /// As it was typed.
  public var text: String {
    [padded(year, 4), month.map { padded($0, 2) }, day.map { padded($0, 2) }]
      .compactMap(\.self).joined(separator: "-")
  }
}
