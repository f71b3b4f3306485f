import Deadlines
import Ground

extension ProcedureRecord {
  /// What lists show and search reads, so that neither reads the whole record.
  var summaryJSON: JSON {
    [
      "levels": .array(levels.map { .string($0.rawValue) }),
      "scope": .string(onlineScope.rawValue), "sector": .string(sector),
      "terms": .array(listedChannels.flatMap { terms($0).map(\.summaryJSON) }),
    ]
  }

  /// Name, sector, results and applicants, folded, a line each: what search compares.
  var foldedForSearch: String {
    [
      name, sector, results.map(\.name).joined(separator: " "), applicants.joined(separator: " "),
    ].map(folded).joined(separator: "\n")
  }
}

extension CaseTerm {
  fileprivate var summaryJSON: JSON {
    .present([
      "channel": .string(channel.rawValue), "case": JSON(caseNumber),
      "term": term.map { .string($0.code) }, "fee": fee.amount.map { .integer($0.amount) },
      "doubt": doubt.map { .string($0) },
    ])
  }

  fileprivate init(summary json: JSON) throws {
    guard let channel = json["channel"]?.text.flatMap({ Channel(rawValue: $0) }),
      let number = json["case"]?.int
    else { throw StoredUnfit(what: "a case of a procedure's summary") }
    self.init(
      channel: channel, caseNumber: number, term: json["term"]?.text.flatMap { Term(code: $0) },
      fee: Fee(amount: json["fee"]?.integer.map { Dong($0) }), doubt: json["doubt"]?.text)
  }
}

extension ProcedureSummary {
  init(code: ProcedureCode, version: Int, name: String, stored: JSON) throws {
    guard let sector = stored["sector"]?.text, let levels = stored["levels"]?.elements,
      let scope = stored["scope"]?.text.flatMap({ OnlineScope(rawValue: $0) })
    else { throw StoredUnfit(what: "the summary of \(code.rawValue)") }
    self.init(
      code: code, version: version, name: name, sector: Sector(named: sector),
      levels: levels.compactMap { $0.text.flatMap { Level(rawValue: $0) } }, onlineScope: scope,
      terms: try (stored["terms"]?.elements ?? []).map { try CaseTerm(summary: $0) })
  }
}
