/// A tree of `size` entries whose hashes are read from tiles, each tile once.
public struct TiledTree {
  public let size: Int
  private let source: (TilePlace) throws -> [TreeHash]?
  private var read: [TilePlace: [TreeHash]] = [:]

  /// `tile` gives the hashes of a tile, or `nil` when there is none.
  public init(size: Int, tile: @escaping (TilePlace) throws -> [TreeHash]?) {
    (self.size, source) = (size, tile)
  }

  /// The root over the first `size` entries. Refuses: `TileMissing`.
  public mutating func root() throws -> TreeHash {
    size == 0 ? .empty : try hash(0, size)
  }

  /// The hash of the entry at `position`. Refuses: `TileMissing`.
  public mutating func leaf(_ position: Int) throws -> TreeHash {
    precondition((0..<size).contains(position))
    return try hash(position, position + 1)
  }

  /// The proof that the entry at `position` is in this tree: sibling hashes, lowest first.
  /// Source: RFC 9162, 2.1.3.1.
  public mutating func inclusionProof(of position: Int) throws -> [TreeHash] {
    precondition((0..<size).contains(position))
    var proof: [TreeHash] = []
    var (low, high) = (0, size)
    while high - low > 1 {
      let middle = low + split(high - low)
      if position < middle {
        proof.append(try hash(middle, high))
        high = middle
      } else {
        proof.append(try hash(low, middle))
        low = middle
      }
    }
    return proof.reversed()
  }

  /// The proof that the tree of the first `old` entries is the beginning of this one.
  /// Shape: empty for `old` 0 and for `old` equal to `size`. Source: RFC 9162, 2.1.4.1.
  public mutating func consistencyProof(from old: Int) throws -> [TreeHash] {
    precondition((0...size).contains(old))
    guard old > 0, old < size else { return [] }
    var proof: [TreeHash] = []
    var (low, high, first) = (0, size, old)
    var isWhole = true
    while first < high - low {
      let middle = low + split(high - low)
      if first <= middle - low {
        proof.append(try hash(middle, high))
        high = middle
      } else {
        proof.append(try hash(low, middle))
        (first, low, isWhole) = (first - (middle - low), middle, false)
      }
    }
    if !isWhole { proof.append(try hash(low, high)) }
    return proof.reversed()
  }

  /// The hash over the entries from `low` to before `high`, which a walk from the root reaches.
  private mutating func hash(_ low: Int, _ high: Int) throws -> TreeHash {
    let count = high - low
    if count & (count - 1) == 0 { return try perfect(low, count) }
    let middle = low + split(count)
    return TreeHash.node(try hash(low, middle), try hash(middle, high))
  }

  /// The hash over `count` entries from `low`, a power of two that stands where one can stand.
  private mutating func perfect(_ low: Int, _ count: Int) throws -> TreeHash {
    let height = count.trailingZeroBitCount
    let level = height / 8
    let first = low >> (8 * level)
    let width = 1 << (height % 8)
    let place = TilePlace(level: level, index: first / 256)
    let hashes = try tile(place)
    guard hashes.count >= first % 256 + width else { throw TileMissing(place) }
    return TreeHash.root(ofPerfect: hashes[(first % 256)..<(first % 256 + width)])
  }

  private mutating func tile(_ place: TilePlace) throws -> [TreeHash] {
    if let hashes = read[place] { return hashes }
    guard let hashes = try source(place) else { throw TileMissing(place) }
    read[place] = hashes
    return hashes
  }
}

/// The largest power of two below `count`. Source: RFC 9162, 2.1.1.
private func split(_ count: Int) -> Int {
  1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
}
