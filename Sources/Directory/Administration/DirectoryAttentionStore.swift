public import Ground
public import Storage

/// What in agencies and people waits for their administrator, as counts.
public struct DirectoryAttention: Sendable, Equatable {
  /// Agencies that exist today.
  public let agencies: Int
  public let withoutContact: Int
  public let withoutHours: Int
  /// People whom the asker sees, locked ones left out.
  public let people: Int
  public let withoutPost: Int
  /// People of whom a post ends within thirty days.
  public let endingPosts: Int
  public let locked: Int

  /// What `caller` administers. Refuses: `AgencyRefused.notYours` for whoever administers nothing.
  public init(
    for caller: Caller, tx: any Transaction, cache: DirectoryCache, at instant: Instant
  ) throws {
    let sight = try Sight(tx: tx, cache: cache, caller: caller, at: instant)
    let known = try AgencyContactStore(tx: tx).known(on: instant.day)
    let agencies = sight.tree.agencies(on: instant.day).filter { sight.administers($0.code) }
    self.agencies = agencies.count
    withoutContact = agencies.count { !known.contains($0.id) }
    withoutHours = agencies.count { $0.hours == nil }
    let posts = try PostStore(tx: tx).all(in: sight.tree, on: instant.day)
    let seen = try PeopleStore(tx: tx).accounts().map { $0.with(posts[$0.account.id] ?? []) }
      .filter(sight.sees)
    let open = seen.filter { $0.lockedAt == nil }
    people = open.count
    withoutPost = open.count { $0.account.kind == .officer && $0.standing(at: instant).isEmpty }
    endingPosts = open.count { $0.holding(at: instant).contains { $0.endsSoon(after: instant) } }
    locked = seen.count - open.count
  }
}
