import Directory
import Ground
import Storage

/// One procedure at one agency with what is being prepared and what is still to do.
struct OfferBench: Sendable {
  let sheet: OfferSheet
  let draft: SavedDraft?
  let check: OfferCheck
  let readiness: OfferReadiness
  /// Where it would be decided.
  let competent: ProcedureView.Place
  let hours: String?

  /// What would hold: the draft, else what holds or held last, else the record alone.
  var conditions: OfferConditions {
    draft?.conditions ?? sheet.lastConditions
  }
}

/// Preparing an offer beside the one that holds. A draft is no act: it binds nobody and leaves no
/// fact; only publishing it does.
extension OffersDesk {
  /// Refuses: `CatalogueRefused.procedureUnknown`.
  func bench(_ agency: AgencyCode, _ code: ProcedureCode) async throws -> OfferBench {
    let (cache, instant) = (cache, now())
    return try await database.read { tx in
      try OfferBench(tx, cache, agency, code, at: instant)
    }
  }

  /// Keeps conditions for later.
  ///
  /// Refuses: `CatalogueRefused.unfit`, `.agencyUnknown`, `.procedureUnknown`.
  func saveDraft(
    _ conditions: OfferConditions, _ agency: AgencyCode, _ code: ProcedureCode, by caller: Caller
  ) async throws {
    let faults = conditions.faults
    guard faults.isEmpty else { throw CatalogueRefused.unfit(faults) }
    let (cache, instant) = (cache, now())
    try await database.write { tx in
      guard try Procedures(tx: tx).current(code) != nil else {
        throw CatalogueRefused.procedureUnknown(code)
      }
      let agencies = Agencies(tx: tx, cache: cache)
      let named =
        conditions.returnAgencies.map { ($0, "returnAgencies") }
        + (conditions.competentAgency.map { [($0, "competentAgency")] } ?? [])
      for (place, field) in named where try !agencies.existed(place, on: instant.day) {
        throw CatalogueRefused.agencyUnknown(place, field: field)
      }
      let draft = SavedDraft(conditions: conditions, savedAt: instant, account: caller.account)
      try OfferDraftStore(tx: tx).put(draft, agency, code)
    }
  }

  func discardDraft(_ agency: AgencyCode, _ code: ProcedureCode) async throws {
    try await database.write { try OfferDraftStore(tx: $0).remove(agency, code) }
  }

  /// Notes that somebody compared the papers of that version with the decision.
  ///
  /// Refuses: `CatalogueRefused.versionUnknown` when another version is in force by now.
  func checkComponents(
    _ version: Int, _ agency: AgencyCode, _ code: ProcedureCode, by caller: Caller
  ) async throws {
    let instant = now()
    try await database.write { tx in
      guard try Procedures(tx: tx).current(code)?.version == version else {
        throw CatalogueRefused.versionUnknown(code, version)
      }
      try OfferDraftStore(tx: tx).setChecked(
        version, agency, code, at: instant, by: caller.account)
    }
  }

  /// Notes that the province's common hours hold for this offer.
  func takeCommonHours(
    _ agency: AgencyCode, _ code: ProcedureCode, by caller: Caller
  ) async throws {
    let instant = now()
    try await database.write { tx in
      try OfferDraftStore(tx: tx).setCommonHours(agency, code, at: instant, by: caller.account)
    }
  }

  /// Makes the draft hold from a day on, and forgets it as a draft. An offer begins only when
  /// nothing is left to do; one that holds may be changed while something is.
  ///
  /// Refuses: `CatalogueRefused.incomplete`, `.noDraft`, and as `openOffer` and `changeOffer`.
  func publish(
    _ agency: AgencyCode, _ code: ProcedureCode, citing citation: Citation, from day: Day,
    by post: PostID
  ) async throws {
    let (cache, instant, make) = (cache, now(), acting(post))
    try await database.write { tx in
      let bench = try OfferBench(tx, cache, agency, code, at: instant)
      let isOpening = bench.sheet.offer == nil
      if isOpening, !bench.readiness.isComplete {
        throw CatalogueRefused.incomplete(bench.readiness.missing.count)
      }
      guard isOpening || bench.draft != nil else { throw CatalogueRefused.noDraft }
      let draft = OfferDraft(
        agency: agency, procedure: code, from: day, citation: citation,
        conditions: bench.conditions)
      try draft.check()
      _ = isOpening ? try make(tx).open(draft) : try make(tx).change(draft)
      try OfferDraftStore(tx: tx).remove(agency, code)
    }
  }
}

extension OffersDesk {
  /// Takes back what was announced for a later day: the conditions before it go on, or nothing
  /// opens. Said by acts of their own, so that both stay visible.
  ///
  /// Refuses: `CatalogueRefused.notOffered` when nothing is announced.
  func withdraw(
    _ agency: AgencyCode, _ code: ProcedureCode, citing citation: Citation, by post: PostID
  ) async throws {
    let (today, make) = (now().day, acting(post))
    try await database.write { tx in
      let history = try Offers(tx: tx).history(agency, code)
      guard let next = history.first(where: { $0.validTo == nil }), next.validFrom > today else {
        throw CatalogueRefused.notOffered(agency, code)
      }
      let eve = next.validFrom.adding(days: -1)
      let before = history.first { $0.id != next.id && $0.isReal && $0.validTo == eve }
      guard let before else {
        return try make(tx).end(agency, code, lastDay: eve, citing: citation)
      }
      _ = try make(tx).change(
        OfferDraft(
          agency: agency, procedure: code, from: next.validFrom, citation: citation,
          conditions: before.conditions))
    }
  }
}

extension OfferBench {
  init(
    _ tx: any Transaction, _ cache: DirectoryCache, _ agency: AgencyCode, _ code: ProcedureCode,
    at instant: Instant
  ) throws {
    let sheet = try OfferSheet(tx, cache, agency, code, on: instant.day)
    let store = OfferDraftStore(tx: tx)
    let (draft, check) = (try store.draft(agency, code), try store.check(agency, code))
    let conditions = draft?.conditions ?? sheet.lastConditions
    let agencies = Agencies(tx: tx, cache: cache)
    let known = try agencies.agency(agency, on: instant.day)
    let decides = conditions.competentAgency ?? agency
    let contact = try agencies.contact(of: agency, on: instant.day)
    let readiness = OfferReadiness(
      .init(
        procedure: sheet.procedure, conditions: conditions, checkedVersion: check.version,
        hasHours: known?.hours != nil || check.commonHoursAt != nil,
        rolesHere: try roles(tx, cache, agency, instant),
        rolesThere: try roles(tx, cache, decides, instant),
        hasContact: contact?.address != nil && contact?.phone != nil))
    self.init(
      sheet: sheet, draft: draft, check: check, readiness: readiness,
      competent: .init(
        code: decides, name: try agencies.names(of: [decides])[decides] ?? decides.rawValue),
      hours: known?.hours)
  }
}

private func roles(
  _ tx: any Transaction, _ cache: DirectoryCache, _ agency: AgencyCode, _ instant: Instant
) throws -> Set<Role> {
  let officers = try Officers(tx: tx, cache: cache).at(agency, at: instant, limit: 500)
  return officers.reduce(into: []) { $0.formUnion($1.posts.map(\.role)) }
}
