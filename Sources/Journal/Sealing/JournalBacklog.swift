public import Ground

/// The facts that wait to be sealed.
public struct JournalBacklog: Sendable, Equatable {
  /// How many there are, counted up to 10,000.
  public let facts: Int
  /// When the first of them was recorded; `nil` when none waits.
  public let since: Instant?
}
