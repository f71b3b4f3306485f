/// The right edge of a tree: what is needed to append entries and to know the root, and no more.
public struct TreeEdge: Sendable {
  /// How many entries the tree has.
  public private(set) var size: Int
  /// Level by level, the hashes of the tile that is not full yet.
  private var partial: [[TreeHash]]

  /// The edge of the tree without entries.
  public init() { (size, partial) = (0, []) }

  /// The edge of a tree of `size` entries, read from its partial tiles.
  ///
  /// Refuses: `TileMissing` when `tile` has not enough hashes.
  public init(size: Int, tile: (TilePlace) throws -> [TreeHash]?) throws {
    self.init()
    self.size = size
    var level = 0
    repeat {
      let place = TilePlace(level: level, index: size >> (8 * level) / 256)
      let width = place.width(inTreeOf: size)
      let hashes = width == 0 ? [] : try tile(place) ?? []
      guard hashes.count >= width else { throw TileMissing(place) }
      partial.append(Array(hashes.prefix(width)))
      level += 1
    } while size >> (8 * level) > 0
  }

  /// Appends an entry and gives the tiles that became full by it, lowest first; usually none.
  @discardableResult
  public mutating func append(_ leaf: TreeHash) -> [Tile] {
    var full: [Tile] = []
    var hash = leaf
    var level = 0
    while true {
      if partial.count == level { partial.append([]) }
      partial[level].append(hash)
      guard partial[level].count == 256 else { break }
      let place = TilePlace(level: level, index: size >> (8 * (level + 1)))
      full.append(Tile(place: place, hashes: partial[level]))
      hash = TreeHash.root(ofPerfect: partial[level][...])
      partial[level] = []
      level += 1
    }
    size += 1
    return full
  }

  /// The tiles at the edge that are not full and not empty, lowest first.
  public var partialTiles: [Tile] {
    partial.enumerated().filter { !$0.element.isEmpty }.map { level, hashes in
      Tile(place: TilePlace(level: level, index: size >> (8 * level) / 256), hashes: hashes)
    }
  }

  /// The root over all entries. Source: RFC 9162, 2.1.1.
  public var root: TreeHash {
    var root: TreeHash?
    for hashes in partial {
      var end = hashes.count
      while end > 0 {
        let width = end & -end
        let subtree = TreeHash.root(ofPerfect: hashes[(end - width)..<end])
        root = root.map { TreeHash.node(subtree, $0) } ?? subtree
        end -= width
      }
    }
    return root ?? .empty
  }
}

/// A tile that the tree needs is not there, or is too short.
public struct TileMissing: Error, Sendable, Equatable, CustomStringConvertible {
  public let place: TilePlace
  public init(_ place: TilePlace) { self.place = place }
  public var description: String { "\(place) is missing or too short" }
}
