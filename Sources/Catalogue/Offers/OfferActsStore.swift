import Deadlines
import Directory
import Ground
import Journal
import Storage

/// The acts on offers inside one transaction.
struct OfferActs {
  let tx: any Transaction
  let cache: DirectoryCache
  let chance: Chance
  let at: Instant
  let recordedAt: Instant
  let post: PostID?

  private var store: OfferStore { OfferStore(tx: tx) }

  func open(_ draft: OfferDraft) throws -> Offer {
    let summary = try known(draft)
    let before = try store.offering(draft.agency, draft.procedure)
    let last = try Offers(tx: tx).history(draft.agency, draft.procedure).map(\.lastDay).max()
    if let last, last >= draft.from {
      throw CatalogueRefused.alreadyOffered(draft.agency, draft.procedure)
    }
    let seq = (before?.seq ?? 0) + 1
    let offering = OfferStore.Offering(id: before?.id ?? chance.ulid(at: at), seq: seq)
    if before == nil {
      try store.add(offering, draft.agency, draft.procedure)
    } else {
      try store.setSeq(seq, draft.agency, draft.procedure)
    }
    return try add(draft, .offerOpened, offering, summary)
  }

  /// Gives how many were opened.
  func openMany(_ drafts: [OfferDraft]) throws -> Int {
    var pairs = try store.pairs()
    let fresh = drafts.filter {
      pairs.insert([$0.agency.rawValue, $0.procedure.rawValue]).inserted
    }
    let codes = Array(Set(fresh.map(\.procedure))).sorted()
    let summaries = try Procedures(tx: tx).summaries(codes)
    var checked: Set<AgencyCode> = []
    for draft in fresh {
      guard let summary = summaries[draft.procedure] else {
        throw CatalogueRefused.procedureUnknown(draft.procedure)
      }
      if checked.insert(draft.agency).inserted { try checkAgencies(draft) }
      let offering = OfferStore.Offering(id: chance.ulid(at: at), seq: 1)
      try store.add(offering, draft.agency, draft.procedure)
      _ = try add(draft, .offerOpened, offering, summary)
    }
    return fresh.count
  }

  func change(_ draft: OfferDraft) throws -> Offer {
    let (offering, current) = try open(draft.agency, draft.procedure)
    guard draft.from >= current.validFrom else {
      throw CatalogueRefused.beforeOffer(begins: current.validFrom)
    }
    let summary = try known(draft)
    try store.close(current, lastDay: draft.from.adding(days: -1))
    try store.setSeq(offering.seq + 1, draft.agency, draft.procedure)
    let next = OfferStore.Offering(id: offering.id, seq: offering.seq + 1)
    return try add(draft, .offerChanged, next, summary)
  }

  func end(
    _ agency: AgencyCode, _ procedure: ProcedureCode, lastDay: Day, citing citation: Citation
  ) throws {
    let (offering, current) = try open(agency, procedure)
    guard lastDay >= current.validFrom.adding(days: -1) else {
      throw CatalogueRefused.beforeOffer(begins: current.validFrom)
    }
    guard let summary = try Procedures(tx: tx).summary(procedure) else {
      throw CatalogueRefused.procedureUnknown(procedure)
    }
    try store.close(current, lastDay: lastDay)
    try store.setSeq(offering.seq + 1, agency, procedure)
    let ended = Offer(
      id: current.id, agency: agency, procedure: procedure, validFrom: current.validFrom,
      validTo: lastDay, citation: citation, conditions: current.conditions)
    let seq = OfferStore.Offering(id: offering.id, seq: offering.seq + 1)
    let commitment = Commitment(to: ended.contents, chance: chance)
    try JournalStore(tx: tx).add(fact(ended, .offerEnded, seq, summary, commitment))
  }

  /// The pair and its offer without an end. Locks the pair.
  private func open(
    _ agency: AgencyCode, _ procedure: ProcedureCode
  ) throws -> (OfferStore.Offering, Offer) {
    guard let offering = try store.offering(agency, procedure),
      let offer = try Offers(tx: tx).history(agency, procedure).first(where: { $0.validTo == nil })
    else { throw CatalogueRefused.notOffered(agency, procedure) }
    return (offering, offer)
  }

  private func known(_ draft: OfferDraft) throws -> ProcedureSummary {
    guard let summary = try Procedures(tx: tx).summary(draft.procedure) else {
      throw CatalogueRefused.procedureUnknown(draft.procedure)
    }
    try checkAgencies(draft)
    return summary
  }

  private func checkAgencies(_ draft: OfferDraft) throws {
    let agencies = Agencies(tx: tx, cache: cache)
    let named =
      [(draft.agency, "agency")]
      + [(draft.conditions.competentAgency, "competentAgency")].compactMap { code, field in
        code.map { ($0, field) }
      }
      + draft.conditions.returnAgencies.map { ($0, "returnAgencies") }
    for (code, field) in named where try !agencies.existed(code, on: draft.from) {
      throw CatalogueRefused.agencyUnknown(code, field: field)
    }
  }

  private func add(
    _ draft: OfferDraft, _ kind: Fact.Kind, _ offering: OfferStore.Offering,
    _ summary: ProcedureSummary
  ) throws -> Offer {
    let citation = Citation(
      decision: normalised(draft.citation.decision), decidedOn: draft.citation.decidedOn)
    let offer = Offer(
      id: chance.ulid(at: at), agency: draft.agency, procedure: draft.procedure,
      validFrom: draft.from, validTo: nil, citation: citation, conditions: draft.conditions)
    let commitment = Commitment(to: offer.contents, chance: chance)
    try store.add(offer, salt: commitment.salt, at: recordedAt)
    try JournalStore(tx: tx).add(fact(offer, kind, offering, summary, commitment))
    return offer
  }

  private func fact(
    _ offer: Offer, _ kind: Fact.Kind, _ offering: OfferStore.Offering,
    _ summary: ProcedureSummary, _ commitment: Commitment
  ) -> Fact {
    var fact = Fact(
      id: chance.ulid(at: recordedAt), kind: kind, at: at, recordedAt: recordedAt,
      subject: offering.id, seq: offering.seq)
    let conditions = offer.conditions
    (fact.agency, fact.competentAgency) = (offer.agency, offer.competentAgency)
    fact.returnAgency = offer.returnAgencies.count == 1 ? offer.returnAgencies[0] : nil
    (fact.post, fact.procedure, fact.version) = (post, offer.procedure, summary.version)
    (fact.sector, fact.level) = (summary.sector.code, conditions.legacyLevel)
    (fact.mode, fact.eligible) = (
      conditions.mode(summary.onlineScope).rawValue, conditions.eligible
    )
    (fact.integrated, fact.policy) = (conditions.integrated, conditions.policy.rawValue)
    fact.data = offer.factMembers(summary)
    fact.commitment = commitment.digest
    return fact
  }
}

extension Offer {
  /// The last day on which it holds; the end of time while it is open.
  fileprivate var lastDay: Day { validTo ?? Day(9999, 12, 31) }

  /// What its fact commits to.
  fileprivate var contents: JSON {
    [
      "decision": .string(citation.decision), "decidedOn": JSON(citation.decidedOn),
      "conditions": conditions.json,
    ]
  }

  /// What indicators may need of an offer, as codes.
  fileprivate func factMembers(_ summary: ProcedureSummary) -> [JSON.Member] {
    let listed = Channel.allCases.filter { channel in
      summary.terms.contains { $0.channel == channel }
    }
    let accepted = conditions.channels ?? listed.map { AcceptedChannel($0) }
    let channels = accepted.filter { $0.exemption == nil }.map(\.channel.rawValue)
    let exempted = accepted.filter { $0.exemption != nil }.map(\.channel.rawValue)
    let members: JSON = .present([
      "channels": .array(channels.map { .string($0) }),
      "exempted": exempted.isEmpty ? nil : .array(exempted.map { .string($0) }),
      "levels": .array(summary.levels.map { .string($0.rawValue) }),
      "from": JSON(validFrom), "to": validTo.map { JSON($0) },
      "proactive": conditions.proactiveLevel.map { JSON($0) },
      "paperResult": .bool(conditions.paperResult),
      "supplement": .string(conditions.supplementRule.rawValue),
    ])
    return members.members ?? []
  }
}
