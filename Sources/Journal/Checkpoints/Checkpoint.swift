public import Ground

/// The head of the tree at one size: what is signed and published.
/// Source: C2SP tlog-checkpoint; no extension lines.
public struct Checkpoint: Sendable, Equatable {
  /// Which journal it is; an instance born as a demonstration begins with `demo/`.
  public let origin: String
  public let size: Int
  public let root: TreeHash

  public init(origin: String, size: Int, root: TreeHash) {
    (self.origin, self.size, self.root) = (origin, size, root)
  }

  /// Three lines: origin, size, root in base64.
  public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

  /// Reads the three lines; `nil` when they are written otherwise, or others follow.
  public init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 4, let size = Int(lines[1]), size >= 0,
      let bytes = decodeBase64(String(lines[2])), let root = TreeHash(bytes: bytes)
    else { return nil }
    self.init(origin: String(lines[0]), size: size, root: root)
    guard !origin.isEmpty, self.text == text else { return nil }
  }
}

/// How far the journal is sealed: the "as of" of a figure.
public struct Position: Sendable, Equatable {
  /// How many facts are sealed; the next one will stand at this position.
  public let size: Int
  public let root: TreeHash
  /// When it was sealed: the instant for which open dossiers are judged.
  public let at: Instant

  public init(size: Int, root: TreeHash, at: Instant) {
    (self.size, self.root, self.at) = (size, root, at)
  }

  /// `{position, root, at}`, as figures show it; the root in hexadecimal.
  public var json: JSON {
    .object([
      JSON.Member("position", .integer(Int64(size))),
      JSON.Member("root", .string(root.hexadecimal)), JSON.Member("at", JSON(at)),
    ])
  }
}
