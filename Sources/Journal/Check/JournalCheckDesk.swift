public import Storage

/// Walks the kept journal and names what is wrong with it. Source: contract, `check`.
public struct JournalCheck: Sendable {
  let database: any Database
  let key: VerifierKey?

  /// Without a key the signatures are not judged, everything else is.
  public init(database: any Database, key: VerifierKey?) {
    (self.database, self.key) = (database, key)
  }

  /// Judges the signatures by the public half of `key`.
  public init(database: any Database, key: JournalKey) {
    self.init(database: database, key: key.verifier)
  }

  /// Walks all facts, tiles and checkpoints of one snapshot, in memory that does not grow with
  /// them.
  public func run() async throws -> JournalState {
    try await database.read { [key] tx in
      var walk = JournalWalk(tx: tx, key: key)
      try walk.sealedFacts()
      try walk.tilesAtEdge()
      try walk.unsealedFacts()
      try walk.subjects()
      return walk.state
    }
  }
}

/// One walk inside one transaction.
private struct JournalWalk {
  let tree: JournalTreeStore
  let store: JournalCheckStore
  let key: VerifierKey?
  var comparison = TreeComparison()
  var checkpoints = CheckpointWalk()
  var defects = JournalDefects()
  var unsealed = 0
  /// Where neither a fact nor a leaf is left, nothing can be said of later roots.
  var isBlind = false

  init(tx: any Transaction, key: VerifierKey?) {
    (tree, store, self.key) = (JournalTreeStore(tx: tx), JournalCheckStore(tx: tx), key)
  }

  static let page = 500

  var state: JournalState {
    JournalState(
      sealedFacts: comparison.size, unsealedFacts: unsealed, checkpoints: checkpoints.seen,
      defects: defects.named, unnamed: defects.unnamed)
  }

  mutating func sealedFacts() throws {
    let size = try tree.checkpointSize()
    var tile: [TreeHash] = []
    var facts = PageOfFacts()
    for position in 0..<size {
      if position % 256 == 0 { tile = try leaves(TilePlace(level: 0, index: position / 256), size) }
      if position % JournalWalk.page == 0 {
        try places(position, min(size, position + JournalWalk.page))
      }
      let fact = try facts.next(position) { try store.sealed(from: $0, limit: JournalWalk.page) }
      try judge(fact, position, tile.count > position % 256 ? tile[position % 256] : nil)
    }
    for fact in try store.sealed(from: size, limit: JournalWalk.page) {
      defects.add(.factNotSealed(id: fact.id, position: fact.position ?? size))
    }
    sayWhoIsWrong()
  }

  private mutating func judge(_ fact: KeptFact?, _ position: Int, _ leaf: TreeHash?) throws {
    let hash = fact.map { TreeHash.leaf($0.body) }
    if let fact, leaf == nil || hash == leaf, let defect = fact.defect { defects.add(defect) }
    if fact == nil { defects.add(.factMissing(position: position)) }
    if hash == nil, leaf == nil { isBlind = true }
    for full in comparison.append(fact: hash, id: fact?.id, leaf: leaf)
    where full.fromTiles.place.level > 0 {
      try compare(full)
    }
    guard let checkpoint = try checkpoints.next(at: comparison.size, tree) else { return }
    let root = TreeHash(bytes: checkpoint.root)
    let fits = isBlind || root.map { comparison.judge($0) } ?? false
    checkpoints.judge(checkpoint, fits: fits, key: key, &defects)
  }

  /// The leaf hashes that a tile of level 0 keeps for a tree of `size`.
  private mutating func leaves(_ place: TilePlace, _ size: Int) throws -> [TreeHash] {
    let hashes = try tree.tile(place) ?? []
    let width = place.width(inTreeOf: size)
    if hashes.count < width { defects.add(.tileMissing(place)) }
    if hashes.count > width { defects.add(.tileChanged(place, position: nil)) }
    return Array(hashes.prefix(width))
  }

  private mutating func compare(_ tile: (fromTiles: Tile, fromFacts: Tile)) throws {
    let place = tile.fromTiles.place
    guard let kept = try tree.tile(place), kept.count >= tile.fromTiles.hashes.count else {
      return defects.add(.tileMissing(place))
    }
    if isBlind || kept == tile.fromTiles.hashes || kept == tile.fromFacts.hashes { return }
    defects.add(.tileChanged(place, position: nil))
  }

  private mutating func places(_ from: Int, _ to: Int) throws {
    for fact in try store.misplaced(from: from, to: to) {
      defects.add(.seqMisplaced(subject: fact.subject, seq: fact.seq))
    }
  }

  /// A fact that does not hash to its leaf was changed, unless the signed roots speak for it.
  private mutating func sayWhoIsWrong() {
    let isTile = !comparison.areTilesRight && comparison.areFactsRight
    for (position, id) in comparison.differing {
      let place = TilePlace(level: 0, index: position / 256)
      defects.add(
        isTile
          ? .tileChanged(place, position: position) : .factChanged(id: id, position: position))
    }
    defects.count(comparison.furtherDiffering)
  }

  mutating func tilesAtEdge() throws {
    for tile in comparison.partialTiles where tile.fromTiles.place.level > 0 { try compare(tile) }
    var last: TilePlace?
    while true {
      let places = try tree.tilePlaces(after: last, limit: JournalWalk.page)
      for place in places where place.width(inTreeOf: comparison.size) == 0 {
        defects.add(.tileUnknown(place))
      }
      guard let end = places.last else { return }
      last = end
    }
  }

  mutating func unsealedFacts() throws {
    var last: KeptFact?
    while true {
      let page = try store.unsealed(after: last, limit: JournalWalk.page)
      for fact in page { if let defect = fact.defect { defects.add(defect) } }
      unsealed += page.count
      guard let end = page.last else { return }
      last = end
    }
  }

  mutating func subjects() throws {
    var last = ""
    while true {
      let page = try store.subjects(after: last, limit: JournalWalk.page)
      for (subject, end, count) in page where end != count {
        let there = Set(try store.seqs(of: subject))
        for seq in (1...end).lazy.filter({ !there.contains($0) }).prefix(10) {
          defects.add(.seqGap(subject: subject, missing: seq))
        }
      }
      guard let end = page.last else { return }
      last = end.subject
    }
  }
}

/// Gives facts by position from pages; `nil` where there is none.
private struct PageOfFacts {
  private var page: [KeptFact] = []
  private var index = 0

  mutating func next(
    _ position: Int, read: (_ from: Int) throws -> [KeptFact]
  ) throws -> KeptFact? {
    if index == page.count { (page, index) = (try read(position), 0) }
    guard index < page.count, page[index].position == position else { return nil }
    index += 1
    return page[index - 1]
  }
}
