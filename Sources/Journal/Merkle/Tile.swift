/// Where a tile stands: `level` 0 holds leaf hashes, each level above one hash per full tile below.
/// Source: C2SP tlog-tiles.
public struct TilePlace: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let level: Int
  public let index: Int

  public init(level: Int, index: Int) {
    precondition((0...7).contains(level) && index >= 0)
    (self.level, self.index) = (level, index)
  }

  /// How many hashes the tile has in a tree of `size` entries; 0 when it is not there.
  public func width(inTreeOf size: Int) -> Int {
    max(0, min(256, size >> (8 * level) - index * 256))
  }

  public static func < (a: TilePlace, b: TilePlace) -> Bool {
    (a.level, a.index) < (b.level, b.index)
  }

  public var description: String { "tile \(level)/\(index)" }
}

/// A tile at its place: 1 to 256 hashes.
public struct Tile: Sendable, Equatable {
  public let place: TilePlace
  public let hashes: [TreeHash]
}

extension TilePlace {
  /// `0/x001/x234/067`, or `0/x001/x234/067.p/8` for a partial tile of 8 hashes.
  /// Source: C2SP tlog-tiles.
  public func path(width: Int = 256) -> String {
    var groups = [threeDigits(index % 1000)]
    var rest = index / 1000
    while rest > 0 {
      groups.insert("x" + threeDigits(rest % 1000), at: 0)
      rest /= 1000
    }
    let tail = width == 256 ? "" : ".p/\(width)"
    return "\(level)/" + groups.joined(separator: "/") + tail
  }

  /// The place and width that a path names; `nil` when it is written otherwise than `path` does.
  public static func reading(path: String) -> (place: TilePlace, width: Int)? {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let level = Int(parts.removeFirst()), (0...7).contains(level) else {
      return nil
    }
    var width = 256
    if parts.count >= 2, parts[parts.count - 2].hasSuffix(".p") {
      guard let partial = Int(parts.removeLast()), (1...255).contains(partial) else { return nil }
      width = partial
      parts[parts.count - 1].removeLast(2)
    }
    guard parts.count <= 6 else { return nil }
    var index = 0
    for part in parts {
      let digits = part.hasPrefix("x") ? part.dropFirst() : part[...]
      // Six groups of three digits: what outsiders ask for can never be too large for an `Int`.
      guard digits.utf8.count == 3, let group = Int(digits), group >= 0 else { return nil }
      index = index * 1000 + group
    }
    let place = TilePlace(level: level, index: index)
    return place.path(width: width) == path ? (place, width) : nil
  }
}

private func threeDigits(_ number: Int) -> String { String(String(number + 1000).dropFirst()) }

extension TilePlace {
  /// Every tile of a tree of `size` entries, full and partial, level by level.
  public static func all(inTreeOf size: Int) -> [TilePlace] {
    (0...7).flatMap { level in
      let hashes = size >> (8 * level)
      return (0..<((hashes + 255) / 256)).map { TilePlace(level: level, index: $0) }
    }
  }
}
