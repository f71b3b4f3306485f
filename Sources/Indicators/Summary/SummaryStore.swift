import Ground
import Storage

/// Writes the summary tables, many rows a statement. Lives as long as its transaction.
struct SummaryStore {
  let tx: any Transaction

  /// The position of the next fact to be counted.
  func mark() throws -> Int {
    try tx.row("SELECT position FROM figure_mark WHERE one = 1")?.int(0) ?? 0
  }

  func mark(_ position: Int) throws {
    try tx.run("UPDATE figure_mark SET position = \(position) WHERE one = 1")
  }

  /// What is known of those of `subjects` that were seen before.
  func dossiers(_ subjects: [String]) throws -> [String: DossierState] {
    var known: [String: DossierState] = [:]
    for part in subjects.forStatements() {
      let rows = try tx.rows(
        """
        SELECT \(DossierState.columns)
        FROM figure_subject
        WHERE subject IN (\(list: Array(part)))
        ORDER BY subject
        LIMIT 100
        """)
      for row in rows {
        let state = try DossierState(row)
        known[state.subject] = state
      }
    }
    return known
  }

  /// Adds what `tally` counted to what is stored.
  func write(_ tally: Tally) throws {
    try write(tally.dossiers.values.sorted { $0.subject < $1.subject })
    try insert(tally.entries)
    try insert(tally.offers)
    try insert(tally.agencies)
  }

  /// Adds the entries that are not yet in the sums by day, when they are many enough that it pays.
  /// Until then they are counted one by one beside the sums.
  func sumUp(to position: Int, together: Int) throws {
    let from = try summed()
    guard position - from >= together else { return }
    try tx.run(
      """
      INSERT INTO figure_day (event, agency, day, sector, procedure, channel, traits, amount,
        minutes)
      SELECT event, agency, day, sector, procedure, channel, traits,
        CAST(SUM(amount) AS BIGINT), CAST(SUM(minutes) AS BIGINT)
      FROM figure_entry
      WHERE position >= \(from) AND position < \(position)
      GROUP BY event, agency, day, sector, procedure, channel, traits
      ORDER BY event, agency, day, sector, procedure, channel, traits
      ON CONFLICT (event, agency, day, sector, procedure, channel, traits)
      DO UPDATE SET amount = figure_day.amount + excluded.amount,
        minutes = figure_day.minutes + excluded.minutes
      """)
    try tx.run("UPDATE figure_mark SET summed = \(position) WHERE one = 1")
  }

  /// The position up to which facts are in the sums by day.
  func summed() throws -> Int {
    try tx.row("SELECT summed FROM figure_mark WHERE one = 1")?.int(0) ?? 0
  }

  private func write(_ states: [DossierState]) throws {
    try insert(states, into: SummaryStore.subjects, updating: SummaryStore.subjectUpdate) { state in
      """
      (\(state.subject), \(state.seq), \(state.at), \(state.place.agency), \(state.place.sector),
        \(state.place.procedure), \(state.place.channel), \(state.competentAgency),
        \(state.status), \(state.isNumbered), \(state.phase.rawValue), \(state.due),
        \(state.indexDue), \(state.submittedAt), \(state.receivedAt), \(state.isIndexLate),
        \(state.flags.text), \(Cell.text(of: state.cells)), \(state.trouble))
      """
    }
  }

  private func insert(_ entries: [FigureEntry]) throws {
    try insert(
      entries,
      into: """
        INSERT INTO figure_entry (position, ordinal, subject, agency, day, sector, procedure,
          channel, event, traits, amount, minutes, mark)
        """
    ) { entry in
      let (counting, place) = (entry.counting, entry.counting.place)
      return """
        (\(entry.position), \(entry.ordinal), \(entry.subject), \(place.agency),
          \(counting.day), \(place.sector), \(place.procedure), \(place.channel),
          \(counting.counted.event.rawValue), \(counting.counted.traits.text),
          \(counting.amount), \(counting.minutes), \(counting.mark))
        """
    }
  }

  private func insert(_ offers: [OfferTold]) throws {
    try insert(offers, into: "INSERT INTO figure_offer (\(OfferTold.columns))") { told in
      """
      (\(told.position), \(told.subject), \(told.seq), \(told.agency), \(told.sector),
        \(told.procedure), \(told.from), \(told.to), \(told.terms?.text))
      """
    }
  }

  private func insert(_ agencies: [AgencyTold]) throws {
    try insert(agencies, into: "INSERT INTO figure_agency (\(AgencyTold.columns))") { told in
      """
      (\(told.position), \(told.subject), \(told.seq), \(told.code), \(told.parent),
        \(told.since), \(told.from), \(told.to), \(told.level))
      """
    }
  }

  /// Writes the rows in statements of up to a hundred.
  private func insert<Element>(
    _ rows: [Element], into head: SQL, updating tail: SQL = "", _ values: (Element) -> SQL
  ) throws {
    for part in rows.forStatements() {
      var list = SQL.Interpolation(literalCapacity: 4000, interpolationCount: 1000)
      list.appendInterpolation(head)
      for (index, row) in part.enumerated() {
        list.appendLiteral(index == 0 ? " VALUES " : ", ")
        list.appendInterpolation(values(row))
      }
      list.appendLiteral(" ")
      list.appendInterpolation(tail)
      try tx.run(SQL(stringInterpolation: list))
    }
  }

  private static let subjects: SQL = "INSERT INTO figure_subject (\(DossierState.columns))"

  private static let subjectUpdate: SQL = """
    ON CONFLICT (subject)
    DO UPDATE SET seq = excluded.seq, at = excluded.at, agency = excluded.agency,
      sector = excluded.sector, procedure = excluded.procedure, channel = excluded.channel,
      competent_agency = excluded.competent_agency, status = excluded.status,
      is_numbered = excluded.is_numbered, phase = excluded.phase, due_at = excluded.due_at,
      index_due_at = excluded.index_due_at, submitted_at = excluded.submitted_at,
      received_at = excluded.received_at, is_index_late = excluded.is_index_late,
      flags = excluded.flags, cells = excluded.cells, trouble = excluded.trouble
    """
}
