import Ground
import Storage

/// Which findings are asked for.
struct FindingFilter: Sendable {
  var rule: IntegrityRule.Code?
  /// By every code they ever had; `nil` is all.
  var codes: Set<String>?
  var state: FindingState?
  var from: Day?
  var to: Day?
  /// Only what is about one of these posts.
  var posts: [String]?
  /// Only what heads see on this day; `nil` leaves nothing out.
  var shownOn: Day?
  var withGone = true
}

/// How many findings of one kind there are.
struct FindingCount: Sendable, Equatable {
  let agency: String
  let rule: IntegrityRule.Code
  let state: FindingState
  let count: Int
}

/// Reads findings. Lives as long as its transaction.
struct FindingReadingStore {
  let tx: any Transaction

  /// Where a page of a list begins.
  struct Place: Sendable, Equatable {
    let day: Day
    let id: String
  }

  func finding(_ id: String, locked: Bool = false) throws -> KeptFinding? {
    let lock: SQL = locked ? tx.dialect.forUpdate : ""
    return try tx.row(
      "SELECT \(KeptFinding.columns) FROM finding WHERE id = \(id) \(lock)"
    ).map { try KeptFinding($0) }
  }

  /// The newest first. Shape: at most `limit`.
  func list(_ filter: FindingFilter, limit: Int, after: Place?) throws -> [KeptFinding] {
    var place: SQL = "1 = 1"
    if let after {
      place = """
        (day < \(after.day) OR (day = \(after.day) AND id \(tx.dialect.byteOrder) < \(after.id)))
        """
    }
    return try tx.rows(
      """
      SELECT \(KeptFinding.columns)
      FROM finding
      WHERE \(condition(filter)) AND \(place)
      ORDER BY day DESC, id \(tx.dialect.byteOrder) DESC
      LIMIT \(limit)
      """
    ).map { try KeptFinding($0) }
  }

  /// How many stand in each state, by agency and rule; those that are gone do not count.
  func counts(_ filter: FindingFilter) throws -> [FindingCount] {
    try tx.rows(
      """
      SELECT agency, rule, state, COUNT(*)
      FROM finding
      WHERE \(condition(filter)) AND gone IS NULL
      GROUP BY agency, rule, state
      ORDER BY agency, rule, state
      LIMIT 100000
      """
    ).map { row in
      FindingCount(
        agency: try row.text(0), rule: try known(row, 1), state: try known(row, 2),
        count: try row.int(3))
    }
  }

  /// What was said to it, in order.
  func acts(of id: String) throws -> [SpokenAct] {
    try tx.rows(
      """
      SELECT at, act, post, body
      FROM finding_act
      WHERE finding = \(id)
      ORDER BY seq
      LIMIT 100
      """
    ).map { row in
      SpokenAct(
        at: try row.instant(0), act: try known(row, 1), post: try row.text(2),
        text: try row.text(3))
    }
  }

  private func condition(_ filter: FindingFilter) -> SQL {
    var parts: [SQL] = ["1 = 1"]
    if let rule = filter.rule { parts.append("rule = \(rule.rawValue)") }
    if let codes = filter.codes { parts.append(oneOf("agency", codes.sorted())) }
    if let posts = filter.posts { parts.append(oneOf("post", posts)) }
    if let state = filter.state { parts.append("state = \(state.rawValue)") }
    if let from = filter.from { parts.append("day >= \(from)") }
    if let to = filter.to { parts.append("day <= \(to)") }
    if let day = filter.shownOn {
      parts.append("(post IS NULL OR state <> 'open' OR head_on <= \(day))")
    }
    if !filter.withGone { parts.append("gone IS NULL") }
    return SQL.joined(parts, by: " AND ")
  }

  private func oneOf(_ column: SQL, _ words: [String]) -> SQL {
    words.isEmpty ? "1 = 0" : "\(column) IN (\(list: words))"
  }
}

extension KeptFinding {
  static let columns: SQL = """
    id, rule, about, version, subject, agency, post, day, position, measured, threshold, against,
    gone, found_at, head_on, state, acts
    """

  /// Reads `columns`.
  init(_ row: Row) throws {
    let gone: Gone? = try row.optionalText(12) == nil ? nil : try known(row, 12)
    let finding = Finding(
      key: Finding.Key(rule: try known(row, 1), about: try row.text(2)),
      version: try row.text(3), subject: try row.optionalText(4), agency: try row.text(5),
      post: try row.optionalText(6), day: try row.day(7), position: try row.int(8),
      measured: try row.int(9), threshold: try row.int(10), against: try row.int(11),
      isGone: gone != nil)
    self.init(
      id: try row.text(0), finding: finding, foundAt: try row.instant(13),
      headOn: try row.day(14), state: try known(row, 15), acts: try row.int(16), gone: gone)
  }
}

/// A word that this program wrote.
private func known<Word: RawRepresentable<String>>(_ row: Row, _ index: Int) throws -> Word {
  guard let word = Word(rawValue: try row.text(index)) else {
    throw ColumnUnfit(index: index, wanted: "\(Word.self)", found: row.columns[index])
  }
  return word
}

extension FindingStore {
  /// Everything that was found under the rules of `basis`.
  func kept(under basis: String) throws -> [Finding.Key: Finding] {
    var (found, last): ([Finding.Key: Finding], String) = ([:], "")
    while true {
      let page = try tx.rows(
        """
        SELECT \(KeptFinding.columns)
        FROM finding
        WHERE basis = \(basis) AND id \(tx.dialect.byteOrder) > \(last)
        ORDER BY id \(tx.dialect.byteOrder)
        LIMIT 1000
        """
      ).map { try KeptFinding($0) }
      for kept in page { found[kept.finding.key] = kept.finding }
      guard page.count == 1000, let end = page.last else { return found }
      last = end.id
    }
  }
}
