public import Ground
import Journal
import Storage

extension SettlementReport {
  /// The columns of the report as a table.
  public static let columns = [
    "from", "to", "key", "carriedOver", "received.online", "received.counter", "received.post",
    "settled.early", "settled.onTime", "settled.late", "settled.refused", "inProcess.notDue",
    "inProcess.overdue", "paused.supplement", "paused.payment", "stopped", "withdrawn",
  ]
}

extension FigureDesk {
  /// The settlement report for the command line, whose user has the whole house: one row a heading,
  /// in the order of `SettlementReport.columns`. Without an agency it is the topmost one's.
  ///
  /// Refuses: `FigureRefused.agencyUnknown`.
  public func settlementRows(
    _ period: ReportingPeriod, agency: String?, by breakdown: Breakdown
  ) async throws -> [[JSON]] {
    let (instant, calendar) = (now(), try await calendar())
    let report = try await database.read { tx in
      let counts = SummaryCountsStore(tx: tx)
      let history = try counts.history()
      guard let code = agency ?? history.topmost(on: instant.day) else { return nil as JSON? }
      guard history.knows(code) else { throw FigureRefused.agencyUnknown(code) }
      return try SettlementReport.counted(
        period, agency: code, by: breakdown, asOf: try FigureDesk.asOf(tx, at: instant),
        calendar: calendar, from: counts
      ).json
    }
    return (report?["rows"]?.elements ?? []).map { row in
      SettlementReport.columns.map { column in
        switch column {
        case "from": JSON(period.from)
        case "to": JSON(period.to)
        case let path:
          path.split(separator: ".").reduce(row) { value, name in value[String(name)] ?? .null }
        }
      }
    }
  }
}
