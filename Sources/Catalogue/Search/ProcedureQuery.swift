public import Ground

/// What someone looks for among the procedures.
public struct ProcedureQuery: Sendable, Equatable {
  /// As typed; empty asks for everything, by code.
  public var text: String
  /// A sector's code or name.
  public var sector: String?
  public var level: Level?
  /// Only what this agency takes today.
  public var agency: AgencyCode?
  /// 1…500.
  public var limit: Int
  /// The last code of the page before.
  public var after: ProcedureCode?

  public init(
    text: String = "", sector: String? = nil, level: Level? = nil, agency: AgencyCode? = nil,
    limit: Int = 50, after: ProcedureCode? = nil
  ) {
    (self.text, self.sector, self.level, self.agency) = (text, sector, level, agency)
    (self.limit, self.after) = (limit, after)
  }
}

/// One page of what was found, best first.
public struct ProcedureFound: Sendable, Equatable {
  public let items: [ProcedureSummary]
  /// The last code of this page when more follows.
  public let next: ProcedureCode?
  /// How many fit in all.
  public let total: Int
  /// The question with its slips mended, when that is what was looked for.
  public let mended: String?
  /// The name of the agency that was asked for; `nil` when none was, or nobody bears the code.
  public let agencyName: String?
}
