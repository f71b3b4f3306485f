import Ground
import Storage

/// Reads the summary tables row by row, to compare them with a fresh count. Lives as long as its
/// transaction.
struct SummaryRowsStore {
  let tx: any Transaction

  private static let page = 1000

  func events() throws -> [EventKey: Int] {
    var events: [EventKey: Int] = [:]
    try pages(
      columns: "agency, day, sector, procedure, channel, event, outcome, timeliness, amount",
      of: "figure_event",
      order: ["agency", "day", "sector", "procedure", "channel", "event", "outcome", "timeliness"]
    ) { row in
      guard let event = FigureEvent(rawValue: try row.text(5)) else {
        throw ColumnUnfit(index: 5, wanted: "event", found: row.columns[5])
      }
      let key = EventKey(
        day: try row.day(1),
        place: Heading(
          agency: try row.text(0), sector: try row.text(2), procedure: try row.text(3),
          channel: try row.text(4)),
        counted: Counted(
          event: event, outcome: try row.text(6), timeliness: try row.text(7)))
      events[key] = try row.int(8)
    }
    return events
  }

  func openings() throws -> [OpenDay: Int] {
    var openings: [OpenDay: Int] = [:]
    try pages(
      columns: "agency, day, sector, phase, due_on, submitted_at, amount", of: "figure_opening",
      order: ["agency", "day", "sector", "phase", "due_on", "submitted_at"]
    ) { row in
      guard let phase = Phase(rawValue: try row.text(3)) else {
        throw ColumnUnfit(index: 3, wanted: "phase", found: row.columns[3])
      }
      let submitted = try row.instant(5)
      let key = OpenKey(
        agency: try row.text(0), sector: try row.text(2), phase: phase,
        dueOn: Day(iso: try row.text(4)),
        submittedAt: submitted.milliseconds == 0 ? nil : submitted)
      openings[OpenDay(day: try row.day(1), key: key)] = try row.int(6)
    }
    return openings
  }

  func eachDossier(_ body: (DossierState) throws -> Void) throws {
    try pages(
      columns: """
        subject, seq, at, agency, sector, procedure, channel, competent_agency, status,
        is_numbered, phase, due_at, index_due_at, submitted_at, received_at, finish_event,
        finish_outcome, finish_timeliness, trouble
        """,
      of: "figure_subject", order: ["subject"]
    ) { row in try body(try DossierState(row)) }
  }

  func agencies() throws -> [AgencyTold] { try SummaryCountsStore(tx: tx).agencies() }

  func offers() throws -> [OfferPeriod] {
    var offers: [OfferPeriod] = []
    try pages(columns: OfferPeriod.columns, of: "figure_offer", order: ["subject", "seq"]) { row in
      offers.append(try OfferPeriod(row))
    }
    return offers
  }

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
