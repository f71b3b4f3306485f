import Ground
import Storage

/// Whom an administrator may see and manage. Lives as long as its transaction. Source: MRG-7.
struct Sight {
  let tree: AgencyTree
  private let caller: Caller
  private let instant: Instant
  /// Every agency under those that the caller administers, by its code today.
  private let agencies: Set<AgencyCode>
  /// Whether the caller administers the top.
  private let isWhole: Bool

  /// Refuses: `AgencyRefused.notYours` for whoever administers nothing.
  init(
    tx: any Transaction, cache: DirectoryCache, caller: Caller, at instant: Instant
  ) throws {
    let tree = try Agencies(tx: tx, cache: cache).tree()
    let posts = caller.posts.filter { $0.role == .administrator }
    guard !posts.isEmpty else { throw AgencyRefused.notYours }
    agencies = posts.reduce(into: []) { $0.formUnion(tree.below($1.agency, on: instant.day)) }
    isWhole = posts.contains { tree.ancestors(of: $0.agency, on: instant.day).isEmpty }
    (self.tree, self.caller, self.instant) = (tree, caller, instant)
  }

  func administers(_ agency: AgencyCode) -> Bool { isWhole || agencies.contains(agency) }

  func sees(_ person: Person) -> Bool {
    isWhole || person.madeBy == caller.account
      || person.posts.contains { agencies.contains($0.agency) }
  }

  /// Whether every agency where the person holds or will hold a post is the caller's to administer.
  func manages(_ person: Person) -> Bool {
    let standing = person.standing(at: instant)
    if standing.isEmpty { return isWhole || person.madeBy == caller.account }
    return isWhole || standing.allSatisfy { agencies.contains($0.agency) }
  }

  /// Refuses: `AccountUnseen`.
  func person(_ id: AccountID, _ tx: any Transaction) throws -> Person {
    let posts = try PostStore(tx: tx).posts(of: id, in: tree, on: instant.day)
    guard let person = try PeopleStore(tx: tx).person(id, posts: posts), sees(person) else {
      throw AccountUnseen()
    }
    return person
  }
}

extension Person {
  func with(_ posts: [Post]) -> Person {
    Person(account: account, lockedAt: lockedAt, madeBy: madeBy, posts: posts)
  }
}
