public import Ground
import Journal
import Storage

/// Puts together what a supervisor takes along to verify figures elsewhere.
/// Source: docs/figures.md, "A bag".
public struct BagDesk: Sendable {
  let figures: FigureDesk

  /// One report of a bag: the answers of `/indicators/{code}` by agency, one a month.
  public struct Report: Sendable {
    public let name: String
    public let answers: [JSON]
  }

  /// The agency's code, when it is known; the topmost one for `nil`.
  ///
  /// Refuses: `FigureRefused.agencyUnknown`.
  public func agency(_ scope: BagScope) async throws -> String {
    try await figures.database.read { tx in
      let history = try SummaryCountsStore(tx: tx).history()
      guard let code = scope.agency else { return history.topmost(on: scope.to) ?? "" }
      guard history.knows(code) else { throw FigureRefused.agencyUnknown(code) }
      return code
    }
  }

  /// Every measured indicator that is in force, for each month, of the agencies in scope: all from
  /// one snapshot, so that they stand on the same position.
  public func reports(_ scope: BagScope) async throws -> [Report] {
    let instant = figures.now()
    let code = try await agency(scope)
    let indicators = figures.indicators
    return try await figures.database.read { tx in
      let asOf = try FigureDesk.asOf(tx, at: instant)
      let counts = KeptCounts(SummaryCountsStore(tx: tx))
      var answers: [String: [JSON]] = [:]
      var order: [String] = []
      for month in scope.months where month.from <= instant.day {
        for indicator in indicators where indicator.isMeasured && indicator.isInForce(on: month.to)
        {
          let figure = try IndicatorFigure.counted(
            indicator, month, agency: code, by: .agency, asOf: asOf, from: counts)
          if answers[indicator.code] == nil { order.append(indicator.code) }
          answers[indicator.code, default: []].append(figure.json)
        }
      }
      return order.map { Report(name: "figures-\($0)", answers: answers[$0] ?? []) }
    }
  }

  /// The definitions of the reports, exactly as they were hashed.
  public func definitions(_ scope: BagScope) -> [String] {
    let (first, last) = (scope.from, scope.to)
    return figures.indicators.filter { indicator in
      indicator.validFrom <= last && (indicator.validTo.map { first <= $0 } ?? true)
    }.map(\.json.serialised)
  }

  /// The calendars that were stated, exactly as they were hashed, by the version that facts name.
  public func calendars() async throws -> [JSON] {
    try await figures.database.read { tx in
      let store = StatedStore(tx: tx)
      let stated = try store.all().filter { $0.key.kind == "calendar" }
      return try stated.sorted { $0.key.code < $1.key.code }.compactMap { _, known in
        try store.body(sha256: known.sha256).map { try JSON(reading: Array($0.utf8)) }
      }
    }
  }

  /// Who is counted in scope: dossiers that an agency of the scope ever had. `nil`: everything.
  public func subjects(_ scope: BagScope) async throws -> Set<String>? {
    guard let asked = scope.agency else { return nil }
    return try await figures.database.read { tx in
      let history = try SummaryCountsStore(tx: tx).history()
      guard asked != history.topmost(on: scope.to) else { return nil }
      return try BagStore(tx: tx).subjects(of: history.below(asked, on: scope.to))
    }
  }

  /// Names of agencies, and of dossiers the numbers, else the references.
  public func names(of subjects: [String], for caller: Caller) async throws -> [String: String] {
    var names: [String: String] = [:]
    for start in stride(from: 0, to: subjects.count, by: 500) {
      let page = Array(subjects[start..<min(start + 500, subjects.count)])
      for (subject, line) in try await figures.resolve(page, caller) {
        names[subject] = line["number"]?.text ?? line["reference"]?.text
      }
    }
    return names
  }

  public func procedureNames(_ codes: Set<String>) async throws -> [String: String] {
    try await figures.labels(of: codes, by: .procedure)
  }

  public func agencyNames(_ codes: Set<String>) async throws -> [String: String] {
    try await figures.labels(of: codes, by: .agency)
  }
}
