import Ground
import Journal
import Storage

/// Every statement on `figure_stated`. Lives as long as its transaction.
struct StatedStore {
  let tx: any Transaction

  struct Key: Hashable {
    let kind: String
    let code: String
    /// The first day as text; empty where there is none.
    let from: String

    init(kind: String, code: String, from: String) {
      (self.kind, self.code, self.from) = (kind, code, from)
    }

    init(_ text: StatedText) {
      self.init(kind: text.kind.rawValue, code: text.code, from: text.from?.iso ?? "")
    }
  }

  struct Known: Equatable {
    let subject: String
    let seq: Int
    /// Empty for what was withdrawn.
    let sha256: String
  }

  func all() throws -> [Key: Known] {
    let rows = try tx.rows(
      """
      SELECT kind, code, from_on, subject, seq, sha256
      FROM figure_stated
      ORDER BY kind, code, from_on
      LIMIT 100000
      """)
    return try rows.reduce(into: [:]) { known, row in
      let key = Key(kind: try row.text(0), code: try row.text(1), from: try row.text(2))
      known[key] = Known(
        subject: try row.text(3), seq: try row.int(4), sha256: try row.text(5))
    }
  }

  /// The exact text that a digest was made of; `nil` when it was never stated here.
  func body(sha256: String) throws -> String? {
    try tx.row("SELECT body FROM figure_stated_text WHERE sha256 = \(sha256)")?.text(0)
  }

  func put(
    _ change: StatedDesk.Change, fact id: String, at instant: Instant, chance: Chance
  ) throws {
    let (key, text): (Key, StatedText?) =
      switch change {
      case .stated(let text): (Key(text), text)
      case .withdrawn(let key): (key, nil)
      }
    let known = try all()[key]
    let next = Known(
      subject: known?.subject ?? chance.ulid(at: instant), seq: (known?.seq ?? 0) + 1,
      sha256: text?.sha256 ?? "")
    try tx.run(
      """
      INSERT INTO figure_stated (kind, code, from_on, subject, seq, sha256)
      VALUES (\(key.kind), \(key.code), \(key.from), \(next.subject), \(next.seq), \(next.sha256))
      ON CONFLICT (kind, code, from_on)
      DO UPDATE SET seq = excluded.seq, sha256 = excluded.sha256
      """)
    if let text {
      try tx.run(
        """
        INSERT INTO figure_stated_text (sha256, body)
        VALUES (\(text.sha256), \(text.body.serialised))
        ON CONFLICT (sha256) DO NOTHING
        """)
    }
    try JournalStore(tx: tx).add(fact(id, key, next, at: instant))
  }

  private func fact(_ id: String, _ key: Key, _ known: Known, at instant: Instant) -> Fact {
    let verb =
      key.kind == "calendar"
      ? "calendar.stated" : known.sha256.isEmpty ? "indicator.withdrawn" : "indicator.defined"
    var fact = Fact(
      id: id, kind: Fact.Kind(rawValue: verb), at: instant, recordedAt: instant,
      subject: known.subject, seq: known.seq)
    if key.kind == "calendar" {
      fact.calendar = key.code
    } else {
      fact.data = [
        JSON.Member("code", .string(key.code)), JSON.Member("from", .string(key.from)),
      ]
    }
    if !known.sha256.isEmpty { fact.data.append(JSON.Member("sha256", .string(known.sha256))) }
    return fact
  }
}
