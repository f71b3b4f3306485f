import Catalogue
import Directory
import Ground
import Synchronization

/// Keeps how many dossiers lie in each heap of a desk: an office with thousands of open dossiers
/// would count them anew for every page. Guards how often each agency's work has changed.
///
/// What this process does is counted at once; what another process does, and what time does, within
/// `lifetime`.
final class HeapCounts: Sendable {
  static let lifetime: Duration = .seconds(5)

  private struct Key: Hashable {
    let heaps: [Heap]
    let account: AccountID
    let agencies: Set<AgencyCode>
    let changes: Int
    let minute: Instant
  }

  private let changes = Mutex<[AgencyCode: Int]>([:])
  private let kept = Kept<Key, [Heap: Int]>(for: lifetime, limit: 2000)

  /// After the commit of an act: a count made before it must not be kept as if it were made later.
  func changed(_ agencies: Set<AgencyCode>) {
    changes.withLock { changes in
      for agency in agencies { changes[agency, default: 0] += 1 }
    }
  }

  /// How often each agency's work has changed; taken before the snapshot that is counted in.
  var stamp: [AgencyCode: Int] { changes.withLock { $0 } }

  /// The counts as of `stamp` or later: those that are kept, or new ones by `count`.
  func counts(
    _ heaps: [Heap], _ seen: Seen, of account: AccountID, at now: Instant,
    _ stamp: [AgencyCode: Int], _ count: () throws -> [Heap: Int]
  ) rethrows -> [Heap: Int] {
    let key = Key(
      heaps: heaps, account: account, agencies: seen.agencies,
      // Each only grows, so their sum tells whether one of them did.
      changes: seen.agencies.reduce(0) { $0 + (stamp[$1] ?? 0) },
      minute: Instant(now.day, minute: now.minuteOfDay))
    return try kept.value(key, count)
  }
}
