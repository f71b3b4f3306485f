public import Ground
public import Storage

/// Administrative units through time, for callers who hold a transaction. Lives as long as it.
public struct Areas {
  private let tx: any Transaction

  public init(tx: any Transaction) { self.tx = tx }

  /// The unit with that code on `day`; the number of digits tells the level. Source: ADM-2, ADM-3.
  public func area(_ code: String, on day: Day) throws -> Area? {
    guard let level = Area.Level.of(code) else { return nil }
    return try areas(
      "area_period.level = \(level.rawValue) AND area_period.code = \(code)", on: day, limit: 1
    ).first
  }

  /// Units of a level on `day`, by code.
  ///
  /// Shape: at most `limit` after `after`; `parent` keeps those right under it, `q` those whose
  /// name holds it without regard to marks.
  public func list(
    _ level: Area.Level, under parent: String? = nil, q: String? = nil, on day: Day, limit: Int,
    after: String? = nil
  ) throws -> [Area] {
    var conditions: [SQL] = ["area_period.level = \(level.rawValue)"]
    if let after { conditions.append("area_period.code > \(after)") }
    if let parent {
      guard let parent = try area(parent, on: day) else { return [] }
      conditions.append("area_period.parent = \(parent.id)")
    }
    if let q, case let text = folded(q), !text.isEmpty {
      conditions.append("area_period.folded LIKE \("%\(text)%")")
    }
    return try areas(SQL.joined(conditions, by: " AND "), on: day, limit: limit)
  }

  /// Into which units the one with `code` on `day` went, those that took all of it first.
  public func successors(of code: String, on day: Day) throws -> [AreaSuccession] {
    guard let area = try area(code, on: day) else { return [] }
    return try linked(
      "predecessor", to: "successor", area.id, on: { max($0, day) })
  }

  /// From which units the one with `code` on `day` was made, those that went whole first.
  public func predecessors(of code: String, on day: Day) throws -> [AreaSuccession] {
    guard let area = try area(code, on: day) else { return [] }
    return try linked(
      "successor", to: "predecessor", area.id, on: { $0.adding(days: -1) })
  }

  /// How many units of each level there are on `day`.
  public func counts(on day: Day) throws -> [Area.Level: Int] {
    var counts: [Area.Level: Int] = [:]
    for row in try tx.rows(
      """
      SELECT level, count(*)
      FROM area_period
      WHERE from_on <= \(day) AND (to_on IS NULL OR to_on >= \(day))
      GROUP BY level
      ORDER BY level
      """)
    {
      let level: Area.Level = try stored(try row.text(0), "level")
      counts[level] = try row.int(1)
    }
    return counts
  }

  private func linked(
    _ from: SQL, to: SQL, _ id: AreaID, on day: (Day) -> Day
  ) throws -> [AreaSuccession] {
    try tx.rows(
      """
      SELECT \(to), effective_on, is_whole
      FROM area_succession
      WHERE \(from) = \(id)
      ORDER BY is_whole DESC, \(to)
      """
    ).flatMap { row in
      let (other, isWhole): (AreaID, Bool) = (try row.id(0), try row.bool(2))
      return try areas("area_period.area = \(other)", on: day(try row.day(1)), limit: 1)
        .map { AreaSuccession(area: $0, isWhole: isWhole) }
    }
  }

  private func areas(_ condition: SQL, on day: Day, limit: Int) throws -> [Area] {
    try tx.rows(
      """
      SELECT area_period.area, area_period.level, area_period.code, area_period.name, above.code,
        area_period.from_on, area_period.to_on
      FROM area_period
      LEFT JOIN area_period AS above ON above.area = area_period.parent
        AND above.from_on <= \(day) AND (above.to_on IS NULL OR above.to_on >= \(day))
      WHERE \(condition) AND area_period.from_on <= \(day)
        AND (area_period.to_on IS NULL OR area_period.to_on >= \(day))
      ORDER BY area_period.code
      LIMIT \(limit)
      """
    ).map { row in
      Area(
        id: try row.id(0), level: try stored(try row.text(1), "level"), code: try row.text(2),
        name: try row.text(3), parent: try row.optionalText(4), validFrom: try row.day(5),
        validTo: try row.optional(6) { try $0.day($1) })
    }
  }
}
