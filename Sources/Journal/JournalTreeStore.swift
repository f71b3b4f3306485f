import Ground
import Storage

/// A signed checkpoint as it is kept.
struct KeptCheckpoint: Sendable, Equatable {
  let position: Position
  let note: String
  /// The signature over the note's text and the time, which the note itself does not carry.
  let stamp: [UInt8]
}

/// The same as it stands in the table, before anything is believed of it.
struct RawCheckpoint: Sendable, Equatable {
  let size: Int
  let root: [UInt8]
  let at: Instant
  let note: String
  let stamp: [UInt8]
}

/// Every statement on `tree_tile` and `checkpoint`, and those of the sealer on `fact`.
struct JournalTreeStore {
  let tx: any Transaction

  /// The hashes of a tile; `nil` when there is none or it is no whole number of hashes.
  func tile(_ place: TilePlace) throws -> [TreeHash]? {
    let row = try tx.row(
      "SELECT hashes FROM tree_tile WHERE level = \(place.level) AND idx = \(place.index)")
    return try row.flatMap { unpacked(try $0.bytes(0)) }
  }

  /// Keeps a tile in place of its narrower self.
  func put(_ tile: Tile) throws {
    try tx.run(
      """
      INSERT INTO tree_tile (level, idx, hashes)
      VALUES (\(tile.place.level), \(tile.place.index), \(packed(tile.hashes)))
      ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes
      """)
  }

  /// The places of kept tiles after `place`, in order. Shape: at most `limit`.
  func tilePlaces(after place: TilePlace?, limit: Int) throws -> [TilePlace] {
    let (level, index) = (place?.level ?? -1, place?.index ?? 0)
    return try tx.rows(
      """
      SELECT level, idx
      FROM tree_tile
      WHERE (level > \(level) OR (level = \(level) AND idx > \(index))) AND level <= 7
      ORDER BY level, idx
      LIMIT \(limit)
      """
    ).map { TilePlace(level: try $0.int(0), index: try $0.int(1)) }
  }

  func insert(_ checkpoint: KeptCheckpoint) throws {
    let position = checkpoint.position
    try tx.run(
      """
      INSERT INTO checkpoint (size, root, at, note, stamp)
      VALUES (\(position.size), \(position.root.bytes), \(position.at), \(checkpoint.note),
        \(checkpoint.stamp))
      """)
  }

  /// The newest checkpoint, or the newest of at most `size`; `nil` when there is none.
  func lastCheckpoint(upTo size: Int = .max) throws -> KeptCheckpoint? {
    try tx.row(
      """
      SELECT size, root, at, note, stamp
      FROM checkpoint
      WHERE size <= \(size)
      ORDER BY size DESC
      LIMIT 1
      """
    ).map { try believed(read($0)) }
  }

  /// The oldest checkpoint of at least `size`; `nil` when there is none.
  func firstCheckpoint(from size: Int) throws -> KeptCheckpoint? {
    try tx.row(
      """
      SELECT size, root, at, note, stamp
      FROM checkpoint
      WHERE size >= \(size)
      ORDER BY size
      LIMIT 1
      """
    ).map { try believed(read($0)) }
  }

  /// The size of the newest checkpoint; 0 when there is none.
  func checkpointSize() throws -> Int {
    try tx.row("SELECT size FROM checkpoint ORDER BY size DESC LIMIT 1")?.int(0) ?? 0
  }

  /// The checkpoints of more than `size` entries, smallest first. Shape: at most `limit`.
  func checkpoints(after size: Int, limit: Int) throws -> [RawCheckpoint] {
    try tx.rows(
      """
      SELECT size, root, at, note, stamp
      FROM checkpoint
      WHERE size > \(size)
      ORDER BY size
      LIMIT \(limit)
      """
    ).map(read)
  }

  /// The last checkpoint of each day on a Vietnamese calendar, newest first. Shape: at most
  /// `limit`.
  func dailyCheckpoints(limit: Int) throws -> [RawCheckpoint] {
    try tx.rows(
      """
      SELECT size, root, at, note, stamp
      FROM checkpoint
      WHERE size IN (
        SELECT MAX(size)
        FROM checkpoint
        GROUP BY (at + 25200000) / 86400000
      )
      ORDER BY size DESC
      LIMIT \(limit)
      """
    ).map(read)
  }

  private func read(_ row: Row) throws -> RawCheckpoint {
    RawCheckpoint(
      size: try row.int(0), root: try row.bytes(1), at: try row.instant(2), note: try row.text(3),
      stamp: try row.bytes(4))
  }

  private func believed(_ raw: RawCheckpoint) throws -> KeptCheckpoint {
    guard let root = TreeHash(bytes: raw.root) else {
      throw JournalDamaged("the root of the checkpoint of \(raw.size) facts is not 32 bytes")
    }
    let position = Position(size: raw.size, root: root, at: raw.at)
    return KeptCheckpoint(position: position, note: raw.note, stamp: raw.stamp)
  }
}

extension JournalTreeStore {
  /// How many facts have a position.
  func sealedCount() throws -> Int {
    let last = try tx.row(
      """
      SELECT position
      FROM fact
      WHERE position >= 0
      ORDER BY position DESC
      LIMIT 1
      """)
    return try (last?.int(0) ?? -1) + 1
  }

  /// How many facts have no position, counted up to `limit`, and since when the first one waits.
  func backlog(limit: Int) throws -> JournalBacklog {
    let row = try tx.row(
      """
      SELECT count(*), min(recorded_at)
      FROM (
        SELECT recorded_at
        FROM fact
        WHERE position IS NULL
        ORDER BY recorded_at, id
        LIMIT \(limit)) waiting
      """)
    return JournalBacklog(facts: try row?.int(0) ?? 0, since: try row?.optionalInstant(1))
  }

  /// Facts to be sealed, by (recordedAt, id), after the one given. A fact whose predecessor is not
  /// there at all is left out: it can never be sealed, and `check` names it. Shape: at most
  /// `limit`.
  func unsealed(after last: UnsealedFact?, limit: Int) throws -> [UnsealedFact] {
    let (at, id) = (last?.recordedAt ?? Instant(milliseconds: .min), last?.id ?? "")
    return try tx.rows(
      """
      SELECT f.id, f.subject, f.seq, f.recorded_at, f.body, p.position
      FROM fact f
      LEFT JOIN fact p ON p.subject = f.subject AND p.seq = f.seq - 1
      WHERE f.position IS NULL
        AND (f.recorded_at > \(at) OR (f.recorded_at = \(at) AND f.id > \(id)))
        AND (f.seq = 1 OR p.seq IS NOT NULL)
      ORDER BY f.recorded_at, f.id
      LIMIT \(limit)
      """
    ).map { row in
      let seq = try row.int(2)
      return UnsealedFact(
        id: try row.text(0), subject: try row.text(1), seq: seq, recordedAt: try row.instant(3),
        line: try row.bytes(4), isReady: try seq == 1 || row.optionalInt(5) != nil)
    }
  }

  func seal(_ id: String, at position: Int) throws {
    try tx.run("UPDATE fact SET position = \(position) WHERE id = \(id) AND position IS NULL")
  }
}

/// What is kept of the journal does not fit together; sealing stops until `motcua check` is clean.
public struct JournalDamaged: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String
  init(_ reason: String) { self.reason = reason }
  public var description: String { "the journal is damaged: \(reason); run motcua check" }
}
