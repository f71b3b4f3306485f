public import Ground

/// That an agency takes dossiers of a procedure, from a day on, as a decision lays it down.
/// Source: CAT-6 (the scope of application is a fact of its own).
public struct Offer: Sendable, Equatable {
  public let id: String
  public let agency: AgencyCode
  public let procedure: ProcedureCode
  public let validFrom: Day
  /// The last day; `nil` while it is open.
  public let validTo: Day?
  public let citation: Citation
  public let conditions: OfferConditions

  /// Who decides.
  public var competentAgency: AgencyCode { conditions.competentAgency ?? agency }

  /// Where results may be handed out; never empty.
  public var returnAgencies: [AgencyCode] {
    conditions.returnAgencies.isEmpty ? [agency] : conditions.returnAgencies
  }
}

/// An offer that is to be opened.
public struct OfferDraft: Sendable, Equatable {
  public var agency: AgencyCode
  public var procedure: ProcedureCode
  public var from: Day
  public var citation: Citation
  public var conditions: OfferConditions

  public init(
    agency: AgencyCode, procedure: ProcedureCode, from: Day, citation: Citation,
    conditions: OfferConditions = OfferConditions()
  ) {
    (self.agency, self.procedure, self.from) = (agency, procedure, from)
    (self.citation, self.conditions) = (citation, conditions)
  }
}
