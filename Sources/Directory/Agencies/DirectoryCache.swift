import Synchronization

/// Keeps the tree that was read last, with the mark under which it was read.
///
/// A class because it guards one shared value. Every change of agencies sets a fresh random mark in
/// its own transaction, and a reader compares marks within its own snapshot; so what is kept is
/// exact even when another process writes, or a transaction that filled it is rolled back.
public final class DirectoryCache: Sendable {
  private let kept = Mutex<(mark: String, tree: AgencyTree)?>(nil)

  public init() {}

  func tree(_ mark: String, _ read: () throws -> AgencyTree) rethrows -> AgencyTree {
    if let tree = kept.withLock({ $0?.mark == mark ? $0?.tree : nil }) { return tree }
    let tree = try read()
    kept.withLock { $0 = (mark, tree) }
    return tree
  }
}
