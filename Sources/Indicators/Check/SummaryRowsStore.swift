import Ground
import Storage

/// Reads the summary tables row by row, to compare them with a fresh count. Lives as long as its
/// transaction.
struct SummaryRowsStore {
  let tx: any Transaction

  private static let page = 1000

  /// Everything counted, added up by heading: all of it, and that part which the sums by day hold.
  func entries() throws -> (all: [EventKey: Amount], summed: [EventKey: Amount]) {
    let limit = try SummaryStore(tx: tx).summed()
    var (all, summed) = ([EventKey: Amount](), [EventKey: Amount]())
    var last = (position: -1, ordinal: 0)
    while true {
      let rows = try tx.rows(
        """
        SELECT position, ordinal, day, agency, sector, procedure, channel, event, traits, amount,
          minutes, mark
        FROM figure_entry
        WHERE position > \(last.position)
          OR (position = \(last.position) AND ordinal > \(last.ordinal))
        ORDER BY position, ordinal
        LIMIT \(SummaryRowsStore.page)
        """)
      for row in rows {
        last = (try row.int(0), try row.int(1))
        var key = try key(row, from: 2)
        let amount = Amount(count: try row.int(9), minutes: try row.int(10))
        if last.position < limit { summed[key, default: Amount()] += amount }
        key.mark = try row.optionalInstant(11)
        all[key, default: Amount()] += amount
      }
      if rows.count < SummaryRowsStore.page { return (all, summed) }
    }
  }

  /// The sums by day as they are stored.
  func days() throws -> [EventKey: Amount] {
    var days: [EventKey: Amount] = [:]
    try pages(
      columns: "day, agency, sector, procedure, channel, event, traits, amount, minutes",
      of: "figure_day",
      order: ["event", "agency", "day", "sector", "procedure", "channel", "traits"]
    ) { row in
      days[try key(row, from: 0)] = Amount(count: try row.int(7), minutes: try row.int(8))
    }
    return days
  }

  private func key(_ row: Row, from first: Int) throws -> EventKey {
    guard let event = FigureEvent(rawValue: try row.text(first + 5)) else {
      throw ColumnUnfit(index: first + 5, wanted: "event", found: row.columns[first + 5])
    }
    return EventKey(
      day: try row.day(first),
      place: Heading(
        agency: try row.text(first + 1), sector: try row.text(first + 2),
        procedure: try row.text(first + 3), channel: try row.text(first + 4)),
      counted: Counted(event: event, traits: Traits(text: try row.text(first + 6))))
  }

  func eachDossier(_ body: (DossierState) throws -> Void) throws {
    try pages(columns: DossierState.columns, of: "figure_subject", order: ["subject"]) { row in
      try body(try DossierState(row))
    }
  }

  func agencies() throws -> [AgencyTold] { try SummaryCountsStore(tx: tx).agencies() }

  func offers() throws -> [OfferTold] { try SummaryCountsStore(tx: tx).offersTold(nil) }

  func reports() throws -> [ReportTold] { try SummaryCountsStore(tx: tx).reportsTold() }

  /// Every row of a table, a page at a time, by its key. The key's columns need not be selected in
  /// that order; pages are counted off, which one snapshot allows.
  private func pages(
    columns: SQL, of table: SQL, order: [SQL], _ body: (Row) throws -> Void
  ) throws {
    var read = 0
    while true {
      let rows = try tx.rows(
        """
        SELECT \(columns)
        FROM \(table)
        ORDER BY \(SQL.joined(order, by: ", "))
        LIMIT \(SummaryRowsStore.page) OFFSET \(read)
        """)
      for row in rows { try body(row) }
      read += rows.count
      if rows.count < SummaryRowsStore.page { return }
    }
  }
}
