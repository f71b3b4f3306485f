/// A fault of what the program stands on that passes: the disk, the database. The edge answers 503
/// and says when to come back; the message stays in the log, as that of any fault.
public protocol PassingFault: Error, Sendable {
  /// How it passes; `nil` when this one does not.
  var passing: Passing? { get }
}

/// The ways in which a fault passes. What was asked has left nothing, but for `outcomeUnknown`.
public enum Passing: Sendable, Equatable, CaseIterable {
  /// The disk holds no more until somebody makes room; what is kept can be read.
  case full
  /// The database does not answer.
  case unreachable
  /// Too much waits already, or somebody held for too long what was needed.
  case busy
  /// The line to the database broke while it was told to keep what was asked: it may be kept.
  case outcomeUnknown
}
