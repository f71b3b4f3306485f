/// Builds the tree twice, from the facts' bytes and from the leaf hashes that the tiles keep, so
/// that a difference can be laid at the door of one of them: the signed roots decide which.
struct TreeComparison {
  private var tiles = TreeEdge()
  /// `nil` while both are the same.
  private var facts: TreeEdge?
  /// Positions at which they first differ, with the fact's id. At most a thousand.
  private(set) var differing: [(position: Int, id: String)] = []
  private(set) var furtherDiffering = 0
  private(set) var areTilesRight = true
  private(set) var areFactsRight = true

  var size: Int { tiles.size }

  /// Takes the next position: what the fact's bytes hash to (`nil` when it is gone) and what the
  /// tile keeps (`nil` when it is gone). Gives the tiles that became full, as (from tiles, from
  /// facts).
  mutating func append(
    fact: TreeHash?, id: String?, leaf: TreeHash?
  ) -> [(fromTiles: Tile, fromFacts: Tile)] {
    let one = leaf ?? fact ?? .empty
    let other = fact ?? one
    if one != other {
      if differing.count < 1000 {
        differing.append((size, id ?? ""))
      } else {
        furtherDiffering += 1
      }
      if facts == nil { facts = tiles }
    }
    let fromTiles = tiles.append(one)
    let fromFacts = facts == nil ? fromTiles : facts?.append(other) ?? fromTiles
    return Array(zip(fromTiles, fromFacts)).map { ($0, $1) }
  }

  /// The tiles of the edge, as (from tiles, from facts).
  var partialTiles: [(fromTiles: Tile, fromFacts: Tile)] {
    zip(tiles.partialTiles, (facts ?? tiles).partialTiles).map { ($0, $1) }
  }

  /// Whether one of the two has this root; remembers which one has not.
  mutating func judge(_ root: TreeHash) -> Bool {
    let tilesFit = tiles.root == root
    let factsFit = facts.map { $0.root == root } ?? tilesFit
    if tilesFit || factsFit {
      areTilesRight = areTilesRight && tilesFit
      areFactsRight = areFactsRight && factsFit
    }
    return tilesFit || factsFit
  }
}
