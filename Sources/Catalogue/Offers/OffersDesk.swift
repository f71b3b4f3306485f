public import Directory
public import Ground
import Journal
public import Storage

/// Lays down which agency takes which procedure, and how: one transaction and one fact per act.
public struct OffersDesk: Sendable {
  let database: any Database
  let chance: Chance
  let cache: DirectoryCache
  let now: @Sendable () -> Instant

  public init(
    database: any Database, chance: Chance, cache: DirectoryCache = DirectoryCache(),
    now: @escaping @Sendable () -> Instant
  ) {
    (self.database, self.chance, self.cache, self.now) = (database, chance, cache, now)
  }

  /// Begins an offer.
  ///
  /// Refuses: `CatalogueRefused.unfit`, `.agencyUnknown`, `.procedureUnknown`, `.alreadyOffered`.
  public func openOffer(_ draft: OfferDraft, by post: PostID?) async throws -> Offer {
    try draft.check()
    let make = acting(post)
    do {
      return try await database.write { try make($0).open(draft) }
    } catch let broken as ConstraintBroken where broken.kind == .unique {
      // Two opened the same pair at the same moment; the other was first.
      throw CatalogueRefused.alreadyOffered(draft.agency, draft.procedure)
    }
  }

  /// Begins many offers at once, all or none, as of `instant`: for demonstrations and takeovers.
  /// Pairs that were ever offered are left alone. Gives how many were opened.
  ///
  /// Refuses: as `openOffer`.
  public func openOffers(
    _ drafts: [OfferDraft], at instant: Instant, by post: PostID?
  ) async throws -> Int {
    for draft in drafts { try draft.check() }
    let make = acting(post, at: instant)
    return try await database.write { try make($0).openMany(drafts) }
  }

  /// Lays down other conditions from a day on.
  ///
  /// Refuses: `CatalogueRefused.unfit`, `.notOffered`, `.beforeOffer`, `.agencyUnknown`.
  public func changeOffer(
    _ agency: AgencyCode, _ procedure: ProcedureCode, to conditions: OfferConditions,
    citing citation: Citation, from day: Day, by post: PostID?
  ) async throws -> Offer {
    let draft = OfferDraft(
      agency: agency, procedure: procedure, from: day, citation: citation, conditions: conditions)
    try draft.check()
    let make = acting(post)
    return try await database.write { try make($0).change(draft) }
  }

  /// Ends an offer; `lastDay` is the last day on which dossiers are taken.
  ///
  /// Refuses: `CatalogueRefused.unfit`, `.notOffered`, `.beforeOffer`.
  public func endOffer(
    _ agency: AgencyCode, _ procedure: ProcedureCode, on lastDay: Day, citing citation: Citation,
    by post: PostID?
  ) async throws {
    guard citation.faults.isEmpty else { throw CatalogueRefused.unfit(citation.faults) }
    let make = acting(post)
    try await database.write {
      try make($0).end(agency, procedure, lastDay: lastDay, citing: citation)
    }
  }

  func acting(
    _ post: PostID?, at instant: Instant? = nil
  ) -> @Sendable (any Transaction) -> OfferActs {
    let (chance, cache, recordedAt) = (chance, cache, now())
    return {
      OfferActs(
        tx: $0, cache: cache, chance: chance, at: instant ?? recordedAt, recordedAt: recordedAt,
        post: post)
    }
  }
}
