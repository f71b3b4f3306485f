import Catalogue
import Deadlines
import Ground
import Journal
import Storage
import TestKit
import Testing

@Suite struct OffersTests {
  private func opened(_ engine: Engine, _ body: (Province) async throws -> Void) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth, termless]))
      _ = try await province.offers.openOffer(province.draft(), by: PostID("POST"))
      try await body(province)
    }
  }

  @Test(arguments: Engine.all)
  func anOfferHoldsFromItsFirstDay(_ engine: Engine) async throws {
    try await opened(engine) { province in
      #expect(try await province.offered(commune, birth.code, on: Day(2026, 1, 31)) == nil)
      let offered = try await province.offered(commune, birth.code, on: Day(2026, 2, 1))
      #expect(offered?.agencyName == "UBND xã An Bình")
      #expect(offered?.offer.citation == decision)
      let (agencies, codes) = try await province.database.read { tx in
        let offers = Offers(tx: tx)
        return (
          try offers.agenciesOffering(birth.code, on: monday.day),
          try offers.proceduresOffered(by: commune, on: monday.day)
        )
      }
      #expect(agencies == [commune])
      #expect(codes == [birth.code])
    }
  }

  @Test(arguments: Engine.all)
  func aChangeTakesTheOldOffersPlaceAndLeavesItReadable(_ engine: Engine) async throws {
    try await opened(engine) { province in
      var conditions = OfferConditions()
      conditions.overrides = [
        CaseOverride(channel: .counter, caseNumber: 1, term: Term(4, .hours), fee: Dong(5000))
      ]
      let changed = try await province.offers.changeOffer(
        commune, birth.code, to: conditions, citing: decision, from: Day(2026, 12, 1), by: nil)
      #expect(changed.conditions == conditions)
      let before = try await province.offered(commune, birth.code, on: Day(2026, 11, 30))
      let after = try await province.offered(commune, birth.code, on: Day(2026, 12, 1))
      #expect(before?.terms(.counter)[0].term?.code == "1wd")
      #expect(before?.offer.validTo == Day(2026, 11, 30))
      #expect(after?.terms(.counter)[0].term?.code == "4h")
      #expect(after?.fee(.counter, case: 1).amount == Dong(5000))
    }
  }

  @Test(arguments: Engine.all)
  func anEndedOfferCanBeOpenedAgain(_ engine: Engine) async throws {
    try await opened(engine) { province in
      let last = Day(2026, 12, 31)
      try await province.offers.endOffer(commune, birth.code, on: last, citing: decision, by: nil)
      #expect(try await province.offered(commune, birth.code, on: last) != nil)
      #expect(try await province.offered(commune, birth.code, on: last.adding(days: 1)) == nil)
      var again = province.draft()
      await #expect(throws: CatalogueRefused.alreadyOffered(commune, birth.code)) {
        try await province.offers.openOffer(again, by: nil)
      }
      again.from = last.adding(days: 1)
      _ = try await province.offers.openOffer(again, by: nil)
      let facts = try await province.facts().filter { $0.kind != .procedurePublished }
      #expect(facts.map(\.kind) == [.offerEnded, .offerOpened, .offerOpened])
      #expect(facts.map(\.seq).sorted() == [1, 2, 3])
      #expect(Set(facts.map(\.subject)).count == 1)
    }
  }

  @Test(arguments: Engine.all)
  func theFactOfAnOfferTellsWhatIndicatorsAsk(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth]))
      var draft = province.draft()
      draft.conditions.competentAgency = AgencyCode("H99")
      draft.conditions.legacyLevel = 4
      (draft.conditions.eligible, draft.conditions.integrated) = (true, true)
      _ = try await province.offers.openOffer(draft, by: PostID("POST"))
      let fact = try await province.facts()[0]
      #expect(fact.kind == .offerOpened)
      #expect(fact.agency == commune)
      #expect(fact.competentAgency == AgencyCode("H99"))
      #expect(fact.post == PostID("POST"))
      #expect(fact.procedure == birth.code)
      #expect(fact.sector == "ho-tich")
      #expect(fact.level == 4)
      #expect(fact.mode == "partial")
      #expect(fact.eligible == true)
      #expect(fact.integrated == true)
      #expect(fact.data.first { $0.name == "channels" }?.value == ["online", "counter"])
      #expect(fact.data.first { $0.name == "from" }?.value == "2026-02-01")
      #expect(fact.commitment?.count == 64)
    }
  }

  @Test(arguments: Engine.all)
  func refusalsSayWhatIsWrong(_ engine: Engine) async throws {
    try await opened(engine) { province in
      let offers = province.offers
      await #expect(throws: CatalogueRefused.alreadyOffered(commune, birth.code)) {
        try await offers.openOffer(province.draft(), by: nil)
      }
      let nowhere = AgencyCode("H99.999")
      await #expect(throws: CatalogueRefused.agencyUnknown(nowhere, field: "agency")) {
        try await offers.openOffer(province.draft(nowhere), by: nil)
      }
      var draft = province.draft(AgencyCode("H99.102"))
      draft.procedure = ProcedureCode("9.999999")
      await #expect(throws: CatalogueRefused.procedureUnknown(draft.procedure)) {
        try await offers.openOffer(draft, by: nil)
      }
      draft = province.draft(AgencyCode("H99.102"))
      draft.citation = Citation(decision: " ", decidedOn: monday.day)
      let refused = await #expect(throws: CatalogueRefused.self) {
        try await offers.openOffer(draft, by: nil)
      }
      #expect(refused?.places.map(\.pointer) == ["decision"])
      await #expect(throws: CatalogueRefused.notOffered(commune, termless.code)) {
        try await offers.endOffer(
          commune, termless.code, on: monday.day, citing: decision, by: nil)
      }
      await #expect(throws: CatalogueRefused.beforeOffer(begins: Day(2026, 2, 1))) {
        try await offers.changeOffer(
          commune, birth.code, to: OfferConditions(), citing: decision, from: Day(2026, 1, 1),
          by: nil)
      }
    }
  }

  @Test(arguments: Engine.all)
  func manyAreOpenedAtOnceAndAgainChangesNothing(_ engine: Engine) async throws {
    try await opened(engine) { province in
      let drafts = [birth, termless].flatMap { record in
        [commune, AgencyCode("H99.102")].map { province.draft($0, record) }
      }
      let past = Instant(Day(2026, 2, 1), minute: 0)
      #expect(try await province.offers.openOffers(drafts, at: past, by: nil) == 3)
      #expect(try await province.offers.openOffers(drafts, at: past, by: nil) == 0)
      let facts = try await province.facts().filter { $0.kind == .offerOpened }
      #expect(facts.count == 4)
      #expect(facts.filter { $0.at == past }.count == 3)
    }
  }

  @Test(arguments: Engine.all)
  func ofManyAllAreOpenedOrNone(_ engine: Engine) async throws {
    try await opened(engine) { province in
      let drafts = [province.draft(commune, termless), province.draft(AgencyCode("H99.999"))]
      await #expect(throws: CatalogueRefused.self) {
        try await province.offers.openOffers(drafts, at: monday, by: nil)
      }
      let offered = try await province.offered(commune, termless.code, on: monday.day)
      #expect(offered == nil)
    }
  }

  @Test(arguments: Engine.all)
  func anAdministratorMayActAtItsAgencyAndBelow(_ engine: Engine) async throws {
    try await opened(engine) { province in
      func caller(_ role: Role, _ agency: String) -> Caller {
        Caller(
          account: AccountID("A"), name: "Lan", ownRoles: [],
          posts: [.init(id: PostID("P"), role: role, agency: AgencyCode(agency))])
      }
      let offers = province.offers
      for agency in ["H99", "H99.101"] {
        let post = try await offers.administration(
          of: commune, by: caller(.administrator, agency))
        #expect(post == PostID("P"))
      }
      for (role, agency) in [(Role.administrator, "H99.102"), (.receiver, "H99.101")] {
        await #expect(throws: CatalogueRefused.notYours(commune)) {
          try await offers.administration(of: commune, by: caller(role, agency))
        }
      }
    }
  }
}
