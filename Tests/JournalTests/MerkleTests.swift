import Ground
import Testing

@testable import Journal

/// The tree as RFC 9162, 2.1.1 writes it down, without any cleverness.
private func naiveRoot(_ leaves: ArraySlice<TreeHash>) -> TreeHash {
  guard leaves.count > 1 else { return leaves.first ?? .empty }
  var half = 1
  while half * 2 < leaves.count { half *= 2 }
  let middle = leaves.startIndex + half
  return .node(naiveRoot(leaves[..<middle]), naiveRoot(leaves[middle...]))
}

/// A tree with all its tiles, as the sealer grows it.
private struct GrownTree {
  var edge = TreeEdge()
  var tiles: [TilePlace: [TreeHash]] = [:]

  mutating func append(_ leaf: TreeHash) {
    for tile in edge.append(leaf) { tiles[tile.place] = tile.hashes }
    for tile in edge.partialTiles { tiles[tile.place] = tile.hashes }
  }

  func tree(of size: Int) -> TiledTree { TiledTree(size: size) { [tiles] in tiles[$0] } }
}

private let leaves = (0..<600).map { TreeHash.leaf(Array("leaf \($0)".utf8)) }

private let grown: GrownTree = {
  var tree = GrownTree()
  for leaf in leaves { tree.append(leaf) }
  return tree
}()

@Test func rootsOfTheCertificateTransparencyTestTree() {
  let entries = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ]
  let roots = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ]
  var edge = TreeEdge()
  #expect(
    edge.root.hexadecimal == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  for (entry, root) in zip(entries, roots) {
    edge.append(TreeHash.leaf(unhex(entry) ?? []))
    #expect(edge.root.hexadecimal == root)
  }
}

@Test func theEdgeAndTheTilesGiveTheNaiveRootAtEverySize() throws {
  var edge = TreeEdge()
  for size in 0...600 {
    let root = naiveRoot(leaves[..<size])
    #expect(edge.root == root, "edge of \(size)")
    var tree = grown.tree(of: size)
    #expect(try tree.root() == root, "tiles of \(size)")
    let reread = try TreeEdge(size: size) { grown.tiles[$0] }
    #expect(reread.root == root, "edge of \(size), read again")
    if size < 600 { edge.append(leaves[size]) }
  }
}

@Test func everyInclusionProofHoldsAndNoChangedOneDoes() throws {
  var random = Repeatable(state: 1)
  for size in 1...600 {
    var tree = grown.tree(of: size)
    let root = try tree.root()
    let positions =
      size <= 40 ? Array(0..<size) : (0..<2).map { _ in .random(in: 0..<size, using: &random) }
    for position in positions + [size - 1] {
      let proof = try tree.inclusionProof(of: position)
      #expect(Proof.includes(leaves[position], at: position, size: size, root: root, proof: proof))
      let other = leaves[(position + 1) % 600]
      #expect(!Proof.includes(other, at: position, size: size, root: root, proof: proof))
      if let last = proof.last {
        let cut = Array(proof.dropLast())
        #expect(!Proof.includes(leaves[position], at: position, size: size, root: root, proof: cut))
        #expect(
          !Proof.includes(
            leaves[position], at: position, size: size, root: root, proof: proof + [last]))
        #expect(
          !Proof.includes(
            leaves[position], at: position ^ 1, size: size, root: root, proof: proof))
      }
    }
  }
}

@Test func everyConsistencyProofHoldsAndNoneForAnotherHistory() throws {
  var random = Repeatable(state: 2)
  for new in 1...600 {
    var tree = grown.tree(of: new)
    let newRoot = try tree.root()
    let olds =
      new <= 32 ? Array(0...new) : (0..<2).map { _ in .random(in: 0...new, using: &random) }
    for old in olds {
      var before = grown.tree(of: old)
      let oldRoot = try before.root()
      let proof = try tree.consistencyProof(from: old)
      #expect(
        Proof.isConsistent(old: old, oldRoot: oldRoot, new: new, newRoot: newRoot, proof: proof),
        "\(old) to \(new)")
      let wrong = leaves[0] == oldRoot ? leaves[1] : leaves[0]
      #expect(
        !Proof.isConsistent(old: old, oldRoot: wrong, new: new, newRoot: newRoot, proof: proof))
      guard old > 0, old < new else { continue }
      #expect(
        !Proof.isConsistent(old: old, oldRoot: oldRoot, new: new, newRoot: wrong, proof: proof))
      #expect(
        !Proof.isConsistent(
          old: old, oldRoot: oldRoot, new: new, newRoot: newRoot, proof: Array(proof.dropLast())))
    }
  }
}

/// 70,000 entries: 273 full tiles and one of 112 at level 0, a full one and one of 17 at level 1,
/// one of a single hash at level 2. Source: the example of C2SP tlog-tiles.
@Test func aTreeOfThreeLevelsHasTheTilesOfTheStandardsExample() throws {
  var edge = TreeEdge()
  var tiles: [TilePlace: [TreeHash]] = [:]
  for number in 0..<70_000 {
    for tile in edge.append(leaves[number % 600]) { tiles[tile.place] = tile.hashes }
  }
  for tile in edge.partialTiles { tiles[tile.place] = tile.hashes }
  #expect(tiles.keys.count { $0.level == 0 } == 274)
  #expect(tiles[TilePlace(level: 0, index: 273)]?.count == 112)
  #expect(tiles[TilePlace(level: 1, index: 0)]?.count == 256)
  #expect(tiles[TilePlace(level: 1, index: 1)]?.count == 17)
  #expect(tiles[TilePlace(level: 2, index: 0)]?.count == 1)
  #expect(tiles.count == 277)
  for place in tiles.keys { #expect(place.width(inTreeOf: 70_000) == tiles[place]?.count) }
  var tree = TiledTree(size: 70_000) { tiles[$0] }
  let root = try tree.root()
  #expect(root == edge.root)
  for position in [0, 255, 256, 65_535, 65_536, 69_999] {
    let proof = try tree.inclusionProof(of: position)
    #expect(
      Proof.includes(leaves[position % 600], at: position, size: 70_000, root: root, proof: proof))
  }
  var old = TiledTree(size: 65_537) { tiles[$0] }
  #expect(
    Proof.isConsistent(
      old: 65_537, oldRoot: try old.root(), new: 70_000, newRoot: root,
      proof: try tree.consistencyProof(from: 65_537)))
}

@Test func aMissingOrShortTileIsNamed() {
  let place = TilePlace(level: 0, index: 1)
  var tree = TiledTree(size: 600) { $0 == place ? nil : grown.tiles[$0] }
  #expect(throws: TileMissing(place)) { try tree.leaf(300) }
  #expect(throws: TileMissing(TilePlace(level: 0, index: 2))) {
    try TreeEdge(size: 600) { place in grown.tiles[place].map { Array($0.dropLast()) } }
  }
}

@Test(arguments: [
  (0, 0, 256, "0/000"), (0, 67, 256, "0/067"), (1, 1_234_067, 256, "1/x001/x234/067"),
  (0, 273, 112, "0/273.p/112"), (7, 1000, 1, "7/x001/000.p/1"),
])
func tilesHaveTheAddressesOfTheStandard(_ level: Int, _ index: Int, _ width: Int, _ path: String) {
  #expect(TilePlace(level: level, index: index).path(width: width) == path)
  let read = TilePlace.reading(path: path)
  #expect(read?.place == TilePlace(level: level, index: index))
  #expect(read?.width == width)
}

@Test(arguments: [
  "", "0", "0/", "0/67", "0/0067", "00/067", "8/067", "-1/067", "0/x067", "0/001/067", "0/x001/67",
  "0/067.p/0", "0/067.p/256", "0/067.p/01", "0/067.p", "0/067/", "/0/067", "0/x000/067", "0/+67",
  "0/067.p/1/2", "entries/000", "0/x999/x999/x999/x999/x999/x999/x999/999",
  "0/9223372036854775807", "0/9223372036854775807/1",
])
func otherAddressesAreNoTiles(_ path: String) {
  #expect(TilePlace.reading(path: path) == nil)
}
