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
        SELECT subject, seq, at, agency, sector, procedure, channel, competent_agency, status,
          is_numbered, phase, due_at, index_due_at, submitted_at, received_at, finish_event,
          finish_outcome, finish_timeliness, trouble
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

  func offers(_ subjects: [String]) throws -> [String: [OfferPeriod]] {
    var known: [String: [OfferPeriod]] = [:]
    for part in subjects.forStatements() {
      let rows = try tx.rows(
        """
        SELECT \(OfferPeriod.columns)
        FROM figure_offer
        WHERE subject IN (\(list: Array(part)))
        ORDER BY subject, seq
        LIMIT 100000
        """)
      for row in rows {
        let period = try OfferPeriod(row)
        known[period.subject, default: []].append(period)
      }
    }
    return known
  }

  /// Adds what `tally` counted to what is stored.
  func write(_ tally: Tally) throws {
    try write(tally.dossiers.values.sorted { $0.subject < $1.subject })
    try add(tally.events.filter { $0.value != 0 }.sorted { $0.key.order < $1.key.order })
    try add(tally.openings.filter { $0.value != 0 }.sorted { $0.key.order < $1.key.order })
    try insert(tally.entries)
    try write(tally.offers.values.joined().sorted { ($0.subject, $0.seq) < ($1.subject, $1.seq) })
    try insert(tally.agencies)
  }

  private func write(_ states: [DossierState]) throws {
    try insert(states, into: SummaryStore.subjects, updating: SummaryStore.subjectUpdate) { state in
      """
      (\(state.subject), \(state.seq), \(state.at), \(state.place.agency), \(state.place.sector),
        \(state.place.procedure), \(state.place.channel), \(state.competentAgency),
        \(state.status), \(state.isNumbered), \(state.phase.rawValue), \(state.due),
        \(state.indexDue), \(state.submittedAt), \(state.receivedAt),
        \(state.finish?.event.rawValue), \(state.finish?.outcome ?? ""),
        \(state.finish?.timeliness ?? ""), \(state.trouble))
      """
    }
  }

  private func add(_ events: [(key: EventKey, value: Int)]) throws {
    try insert(
      events,
      into: """
        INSERT INTO figure_event (agency, day, sector, procedure, channel, event, outcome,
          timeliness, amount)
        """,
      updating: """
        ON CONFLICT (agency, day, sector, procedure, channel, event, outcome, timeliness)
        DO UPDATE SET amount = figure_event.amount + excluded.amount
        """
    ) { key, amount in
      """
      (\(key.place.agency), \(key.day), \(key.place.sector), \(key.place.procedure),
        \(key.place.channel), \(key.counted.event.rawValue), \(key.counted.outcome),
        \(key.counted.timeliness), \(amount))
      """
    }
  }

  private func add(_ openings: [(key: OpenDay, value: Int)]) throws {
    try insert(
      openings,
      into: """
        INSERT INTO figure_opening (agency, day, sector, phase, due_on, submitted_at, amount)
        """,
      updating: """
        ON CONFLICT (agency, day, sector, phase, due_on, submitted_at)
        DO UPDATE SET amount = figure_opening.amount + excluded.amount
        """
    ) { opening, amount in
      """
      (\(opening.key.agency), \(opening.day), \(opening.key.sector), \(opening.key.phase.rawValue),
        \(opening.key.dueOn?.iso ?? ""), \(opening.key.submittedAt?.milliseconds ?? 0), \(amount))
      """
    }
  }

  private func insert(_ entries: [FigureEntry]) throws {
    try insert(
      entries,
      into: """
        INSERT INTO figure_entry (position, ordinal, subject, agency, day, sector, procedure,
          channel, event, outcome, timeliness, amount)
        """
    ) { entry in
      let (place, counted) = (entry.counting.place, entry.counting.counted)
      return """
        (\(entry.position), \(entry.ordinal), \(entry.subject), \(place.agency),
          \(entry.counting.day), \(place.sector), \(place.procedure), \(place.channel),
          \(counted.event.rawValue), \(counted.outcome), \(counted.timeliness),
          \(entry.counting.amount))
        """
    }
  }

  private func write(_ offers: [OfferPeriod]) throws {
    try insert(
      offers, into: "INSERT INTO figure_offer (\(OfferPeriod.columns))",
      updating: "ON CONFLICT (subject, seq) DO UPDATE SET to_on = excluded.to_on"
    ) { offer in
      """
      (\(offer.subject), \(offer.seq), \(offer.agency), \(offer.sector), \(offer.procedure),
        \(offer.from), \(offer.to), \(offer.isOnline))
      """
    }
  }

  private func insert(_ agencies: [AgencyTold]) throws {
    try insert(
      agencies,
      into: """
        INSERT INTO figure_agency (subject, seq, code, parent, since_on, from_on, to_on)
        """
    ) { told in
      """
      (\(told.subject), \(told.seq), \(told.code), \(told.parent), \(told.since), \(told.from),
        \(told.to))
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

  private static let subjects: SQL = """
    INSERT INTO figure_subject (subject, seq, at, agency, sector, procedure, channel,
      competent_agency, status, is_numbered, phase, due_at, index_due_at, submitted_at,
      received_at, finish_event, finish_outcome, finish_timeliness, trouble)
    """

  private static let subjectUpdate: SQL = """
    ON CONFLICT (subject)
    DO UPDATE SET seq = excluded.seq, at = excluded.at, agency = excluded.agency,
      sector = excluded.sector, procedure = excluded.procedure, channel = excluded.channel,
      competent_agency = excluded.competent_agency, status = excluded.status,
      is_numbered = excluded.is_numbered, phase = excluded.phase, due_at = excluded.due_at,
      index_due_at = excluded.index_due_at, submitted_at = excluded.submitted_at,
      received_at = excluded.received_at, finish_event = excluded.finish_event,
      finish_outcome = excluded.finish_outcome, finish_timeliness = excluded.finish_timeliness,
      trouble = excluded.trouble
    """
}

extension OfferPeriod {
  static let columns: SQL = """
    subject, seq, agency, sector, procedure, from_on, to_on, is_online
    """

  init(_ row: Row) throws {
    self.init(
      subject: try row.text(0), seq: try row.int(1), agency: try row.text(2),
      sector: try row.text(3), procedure: try row.text(4), from: try row.day(5),
      to: try row.optional(6) { try $0.day($1) }, isOnline: try row.bool(7))
  }
}

extension DossierState {
  /// Reads what `SummaryStore.dossiers` selects.
  init(_ row: Row) throws {
    let place = Heading(
      agency: try row.text(3), sector: try row.text(4), procedure: try row.text(5),
      channel: try row.text(6))
    guard let phase = Phase(rawValue: try row.text(10)) else {
      throw ColumnUnfit(index: 10, wanted: "phase", found: row.columns[10])
    }
    let event = try row.optionalText(15).flatMap { FigureEvent(rawValue: $0) }
    let (outcome, timeliness) = (try row.text(16), try row.text(17))
    self.init(
      subject: try row.text(0), seq: try row.int(1), at: try row.instant(2), place: place,
      competentAgency: try row.optionalText(7), status: try row.int(8),
      isNumbered: try row.bool(9), phase: phase, due: try row.optionalInstant(11),
      indexDue: try row.optionalInstant(12), submittedAt: try row.optionalInstant(13),
      receivedAt: try row.optionalInstant(14),
      finish: event.map { Counted(event: $0, outcome: outcome, timeliness: timeliness) },
      trouble: try row.optionalText(18))
  }
}

extension EventKey {
  /// Rows are locked in one order, whoever writes them.
  fileprivate var order: String {
    """
    \(place.agency) \(day.iso) \(place.sector) \(place.procedure) \(place.channel) \
    \(counted.event.rawValue) \(counted.outcome) \(counted.timeliness)
    """
  }
}

extension OpenDay {
  fileprivate var order: String {
    """
    \(key.agency) \(day.iso) \(key.sector) \(key.phase.rawValue) \(key.dueOn?.iso ?? "") \
    \(key.submittedAt?.milliseconds ?? 0)
    """
  }
}
