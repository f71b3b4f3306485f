/// A fact at its position in the tree, counted from 0.
public struct Sealed: Sendable, Equatable {
  public let position: Int
  public let fact: Fact

  public init(position: Int, fact: Fact) { (self.position, self.fact) = (position, fact) }
}

/// The line of a sealed fact, exactly as it was hashed, without a line feed.
public struct SealedLine: Sendable, Equatable {
  public let position: Int
  public let line: [UInt8]
}
