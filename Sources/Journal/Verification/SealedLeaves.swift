/// The leaf hashes that tiles of level 0 give, walked beside the lines, so that a line that was
/// changed, left out or put in is told from its neighbours.
struct SealedLeaves {
  /// How the next line stands to the leaves.
  enum Place: Equatable {
    case sound
    case changed(position: Int)
    /// The line is sound, and the leaves before it at these positions have none.
    case after(ClosedRange<Int>)
    /// The line is the one sealed a position earlier: a line before it was put in.
    case late
    /// There are no more leaves.
    case beyond
  }

  private let size: Int
  private let tile: (TilePlace) throws -> [TreeHash]?
  private var edge = TreeEdge()
  private var next = 0
  private var kept: [Int: [TreeHash]] = [:]

  init(size: Int, tile: @escaping (TilePlace) throws -> [TreeHash]?) {
    (self.size, self.tile) = (size, tile)
  }

  /// How far ahead a line is looked for when leaves before it have none.
  private static let reach = 300

  mutating func place(_ hash: TreeHash) throws -> Place {
    guard next < size else { return .beyond }
    if try leaf(next) == hash {
      try pass(to: next + 1)
      return .sound
    }
    if next > 0, try leaf(next - 1) == hash { return .late }
    for ahead in (next + 1)..<max(next + 1, min(size, next + SealedLeaves.reach))
    where try leaf(ahead) == hash {
      let missing = next...(ahead - 1)
      try pass(to: ahead + 1)
      return .after(missing)
    }
    try pass(to: next + 1)
    return .changed(position: next - 1)
  }

  /// The root that the leaves give.
  mutating func finish() throws -> TreeHash {
    try pass(to: size)
    return edge.root
  }

  private mutating func pass(to end: Int) throws {
    while next < end {
      edge.append(try leaf(next))
      next += 1
    }
    if kept.count > 4 { kept = kept.filter { $0.key >= next / 256 - 1 } }
  }

  private mutating func leaf(_ position: Int) throws -> TreeHash {
    let place = TilePlace(level: 0, index: position / 256)
    if kept[place.index] == nil {
      guard let hashes = try tile(place), hashes.count >= place.width(inTreeOf: size) else {
        throw TileMissing(place)
      }
      kept[place.index] = hashes
    }
    guard let hash = kept[place.index]?[position % 256] else { throw TileMissing(place) }
    return hash
  }
}
