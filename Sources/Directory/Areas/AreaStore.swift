import Ground
import Storage

/// Every statement on the tables of areas. Lives as long as its transaction.
struct AreaStore {
  let tx: any Transaction

  /// Every period that is known. Shape: all of them, some 14,000.
  func periods() throws -> [AreaPlan.Period] {
    try tx.rows(
      """
      SELECT area, from_on, to_on, level, code, name, parent
      FROM area_period
      ORDER BY area, from_on
      """
    ).map { row in
      AreaPlan.Period(
        area: try row.id(0), from: try row.day(1), to: try row.optional(2) { try $0.day($1) },
        level: try stored(try row.text(3), "level"), code: try row.text(4), name: try row.text(5),
        parent: try row.optionalText(6).map { AreaID($0) })
    }
  }

  func links() throws -> Set<AreaPlan.Link> {
    Set(
      try tx.rows(
        """
        SELECT predecessor, successor, is_whole
        FROM area_succession
        ORDER BY predecessor, successor
        """
      ).map {
        AreaPlan.Link(old: try $0.id(0), new: try $0.id(1), isWhole: try $0.bool(2))
      })
  }

  /// Writes a period; what began on the same day is replaced.
  func put(_ period: AreaPlan.Period) throws {
    try tx.run(
      """
      INSERT INTO area (id, level)
      VALUES (\(period.area), \(period.level.rawValue))
      ON CONFLICT (id) DO NOTHING
      """)
    try tx.run(
      """
      INSERT INTO area_period (area, from_on, to_on, level, code, name, folded, parent)
      VALUES (\(period.area), \(period.from), \(period.to), \(period.level.rawValue),
        \(period.code), \(period.name), \(folded(period.name)), \(period.parent))
      ON CONFLICT (area, from_on) DO UPDATE
      SET to_on = excluded.to_on, level = excluded.level, code = excluded.code,
        name = excluded.name, folded = excluded.folded, parent = excluded.parent
      """)
  }

  func put(_ link: AreaPlan.Link, effective: Day) throws {
    try tx.run(
      """
      INSERT INTO area_succession (predecessor, successor, effective_on, is_whole)
      VALUES (\(link.old), \(link.new), \(effective), \(link.isWhole))
      ON CONFLICT (predecessor, successor, effective_on) DO UPDATE
      SET is_whole = excluded.is_whole
      """)
  }
}
