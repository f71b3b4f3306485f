import Crypto
public import Ground
import Journal
public import Storage
import Synchronization

/// Writes down who read whose personal data, in batches. Source: domain 7.2.
///
/// A class because it guards what waits to be written. What waits is lost when the process is
/// killed: at most the second between two flushes.
public final class ReadingLog: Sendable {
  private let database: any Database
  private let now: @Sendable () -> Instant
  private let chance: Chance
  /// Each has its id from the beginning, so that a batch whose commit is in doubt is not written
  /// twice.
  private let waiting = Mutex<[ReadingStore.Kept]>([])

  public init(database: any Database, now: @escaping @Sendable () -> Instant, chance: Chance) {
    (self.database, self.now, self.chance) = (database, now, chance)
  }

  /// With more than this waiting, a reader waits until it is written.
  static let limit = 2000

  /// Takes a reading to be written with the next batch; none when nothing was shown.
  public func note(_ reading: Reading?) async throws {
    guard let reading else { return }
    let kept = (chance.ulid(at: reading.at), reading)
    let count = waiting.withLock { waiting in
      waiting.append(kept)
      return waiting.count
    }
    if count >= ReadingLog.limit { try await flush() }
  }

  /// Writes what waits. Server's job calls it every second, and once more at the end.
  public func flush() async throws {
    let batch = waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
    guard !batch.isEmpty else { return }
    do {
      try await database.write { try ReadingStore(tx: $0).add(batch) }
    } catch {
      waiting.withLock { $0 = batch + $0 }
      throw error
    }
  }

  /// Puts a digest of every day that has been over for ten minutes into the journal, one fact a
  /// day; a second time it does nothing.
  public func digest() async throws {
    let today = now().adding(seconds: -600).day
    let days = try await database.read { tx in
      try ReadingStore(tx: tx).daysWithoutDigest(before: today)
    }
    for day in days { try await digest(day) }
  }

  /// Who read what is known of `subject`, newest first. Shape: at most `limit`.
  public func readings(of subject: String, limit: Int) async throws -> [Reading] {
    try await database.read { try ReadingStore(tx: $0).readings(of: subject, limit: limit) }
  }

  /// The days whose readings are no longer those of their digest, or of which one is not found by
  /// everyone it shows, for `motcua check`.
  public func changedDays() async throws -> [Day] {
    try await database.read { tx in
      let store = ReadingStore(tx: tx)
      var changed: [Day] = []
      var after = ""
      while case let digests = try store.digests(after: after, limit: 500), !digests.isEmpty {
        for digest in digests {
          let (count, sha256) = try sum(digest.day, store)
          let isFound = try everyoneIsFound(on: digest.day, store)
          if count != digest.count || sha256 != digest.sha256 || !isFound {
            changed.append(digest.day)
          }
          after = digest.day.iso
        }
      }
      return changed
    }
  }

  private func digest(_ day: Day) async throws {
    let instant = now()
    try await database.write { [chance] tx in
      let store = ReadingStore(tx: tx)
      let (count, sha256) = try sum(day, store)
      var fact = Fact(
        id: chance.ulid(at: instant), kind: .readingsDigest, at: instant, recordedAt: instant,
        subject: chance.ulid(at: instant), seq: 1)
      fact.data = [
        JSON.Member("day", .string(day.iso)), JSON.Member("readings", .integer(Int64(count))),
        JSON.Member("sha256", .string(sha256)),
      ]
      guard try store.take(day, count: count, sha256: sha256, fact: fact.id) else { return }
      try JournalStore(tx: tx).add(fact)
    }
  }
}

extension Fact.Kind {
  /// How many readings of personal data a day had, and SHA-256 over them. `data`: day, readings,
  /// sha256.
  static let readingsDigest = Fact.Kind(rawValue: "directory.readings-digest")
}

/// How many readings `day` has, each subject counted, and SHA-256 over their lines in order of id.
private func sum(_ day: Day, _ store: ReadingStore) throws -> (count: Int, sha256: String) {
  var hasher = SHA256()
  var (count, after) = (0, "")
  while case let page = try store.readings(of: day, after: after, limit: 1000), !page.isEmpty {
    for (id, reading) in page {
      hasher.update(data: reading.line(id: id))
      (count, after) = (count + reading.subjects.count, id)
    }
  }
  return (count, hex(hasher.finalize()))
}

/// Whether each reading of `day` is found by every subject that it names.
private func everyoneIsFound(on day: Day, _ store: ReadingStore) throws -> Bool {
  var after = ""
  while case let page = try store.readings(of: day, after: after, limit: 1000), let last = page.last
  {
    for (id, reading) in page {
      let subjects = Set(reading.subjects).sorted()
      guard try store.found(id, by: subjects) == subjects.count else { return false }
    }
    after = last.id
  }
  return true
}
