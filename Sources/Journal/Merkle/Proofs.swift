/// What an outsider computes to believe a proof; pure, and written from the RFC, not from the tree.
public enum Proof {
  /// Whether `proof` shows that `leaf` stands at `position` in the tree of `size` entries and
  /// `root`.
  /// Source: RFC 9162, 2.1.3.2.
  public static func includes(
    _ leaf: TreeHash, at position: Int, size: Int, root: TreeHash, proof: [TreeHash]
  ) -> Bool {
    guard position >= 0, position < size else { return false }
    var (node, last) = (position, size - 1)
    var hash = leaf
    for sibling in proof {
      if last == 0 { return false }
      if node & 1 == 1 || node == last {
        hash = TreeHash.node(sibling, hash)
        while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
      } else {
        hash = TreeHash.node(hash, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && hash == root
  }

  /// Whether `proof` shows that the tree of `old` entries and `oldRoot` is the beginning of the
  /// tree of `new` entries and `newRoot`. Source: RFC 9162, 2.1.4.2.
  public static func isConsistent(
    old: Int, oldRoot: TreeHash, new: Int, newRoot: TreeHash, proof: [TreeHash]
  ) -> Bool {
    guard old >= 0, old <= new else { return false }
    if old == new { return proof.isEmpty && oldRoot == newRoot }
    if old == 0 { return proof.isEmpty && oldRoot == .empty }
    let path = old & (old - 1) == 0 ? [oldRoot] + proof : proof
    guard var oldHash = path.first else { return false }
    var newHash = oldHash
    var (node, last) = (old - 1, new - 1)
    while node & 1 == 1 { (node, last) = (node >> 1, last >> 1) }
    for sibling in path.dropFirst() {
      if last == 0 { return false }
      if node & 1 == 1 || node == last {
        oldHash = TreeHash.node(sibling, oldHash)
        newHash = TreeHash.node(sibling, newHash)
        while node & 1 == 0, node != 0 { (node, last) = (node >> 1, last >> 1) }
      } else {
        newHash = TreeHash.node(newHash, sibling)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return last == 0 && oldHash == oldRoot && newHash == newRoot
  }
}
