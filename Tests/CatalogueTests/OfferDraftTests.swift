import Deadlines
import Directory
import Ground
import Journal
import Storage
import TestKit
import Testing

@testable import Catalogue

/// An offer is prepared beside the one that holds, and opens only when nothing is left to do.
@Suite struct OfferDraftTests {
  private let code = birth.code

  /// An administrator of the province, with the people that a procedure needs.
  private func people(_ province: Province, all: Bool = true) async throws -> Caller {
    let desk = AccountDesk(
      database: province.database, now: { [clock = province.clock] in clock.now },
      chance: .system, hasher: PasswordHasher(cost: .cheap, chance: .system),
      cache: DirectoryCache())
    let roles: [(String, Role, AgencyCode)] =
      [("quantri", .administrator, AgencyCode("H99"))]
      + (all
        ? [
          ("tiepnhan", .receiver, commune), ("thuly", .handler, commune),
          ("lanhdao", .approver, commune),
        ] : [])
    for (name, role, agency) in roles {
      let account = try await desk.add(
        username: name, name: "Lò Văn Thử", kind: .officer, password: "mat-khau-1")
      _ = try await desk.grant(role, at: agency, to: account, reason: "QĐ", by: nil)
    }
    let now = province.clock.now
    let caller = try await province.database.read { tx in
      guard let id = try Accounts.id(of: "quantri", tx) else { throw Unfound() }
      return try Officers(tx: tx).caller(id, at: now)
    }
    return try #require(caller)
  }

  private struct Unfound: Error {}

  private enum Accounts {
    static func id(of username: String, _ tx: any Transaction) throws -> AccountID? {
      try tx.row("SELECT id FROM account WHERE username = \(username)")?.id(0)
    }
  }

  private func setContact(_ province: Province) async throws {
    let agencies = AgencyDesk(
      database: province.database, now: { [clock = province.clock] in clock.now },
      chance: .system, cache: DirectoryCache())
    try await agencies.setContact(
      AgencyContact(address: "Số 1 đường Demo", phone: "0200 000 101"), of: commune,
      from: monday.day, reason: "QĐ", by: nil)
  }

  @Test(arguments: Engine.all)
  func anOfferOpensOnlyWhenNothingIsLeftToDo(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth]))
      let caller = try await people(province, all: false)
      let (desk, post) = (province.offers, caller.posts[0].id)
      func missing() async throws -> [OfferTask] {
        try await desk.bench(commune, code).readiness.missing
      }
      func publish() async throws {
        try await desk.publish(commune, code, citing: decision, from: monday.day, by: post)
      }
      #expect(try await missing() == [.components, .hours, .process, .contact])
      await #expect(throws: CatalogueRefused.incomplete(4)) { try await publish() }
      try await setContact(province)
      #expect(try await missing() == [.components, .hours, .process])
      await #expect(throws: CatalogueRefused.versionUnknown(code, 2)) {
        try await desk.checkComponents(2, commune, code, by: caller)
      }
      try await desk.checkComponents(1, commune, code, by: caller)
      try await desk.takeCommonHours(commune, code, by: caller)
      #expect(try await missing() == [.process])
      await #expect(throws: CatalogueRefused.incomplete(1)) { try await publish() }
      #expect(try await province.facts().filter { $0.kind.rawValue.hasPrefix("offer.") }.isEmpty)
    }
  }

  @Test(arguments: Engine.all)
  func aDraftBindsNobodyUntilItIsPublished(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth]))
      let caller = try await people(province)
      try await setContact(province)
      let (desk, post) = (province.offers, caller.posts[0].id)
      try await desk.checkComponents(1, commune, code, by: caller)
      try await desk.takeCommonHours(commune, code, by: caller)
      try await desk.publish(commune, code, citing: decision, from: monday.day, by: post)
      var conditions = OfferConditions()
      conditions.overrides = [
        CaseOverride(channel: .counter, caseNumber: 1, term: Term(2, .workingDays), fee: Dong(9000))
      ]
      try await desk.saveDraft(conditions, commune, code, by: caller)
      let offered = try await province.offered(commune, code, on: monday.day)
      #expect(offered?.terms(.counter).first?.term?.code == "1wd")
      #expect(try await desk.bench(commune, code).draft?.conditions == conditions)
      let later = monday.day.adding(days: 7)
      try await desk.publish(commune, code, citing: decision, from: later, by: post)
      #expect(try await desk.bench(commune, code).draft == nil)
      let next = try await province.offered(commune, code, on: later)
      #expect(next?.terms(.counter).first?.term?.code == "2wd")
      await #expect(throws: CatalogueRefused.noDraft) {
        try await desk.publish(commune, code, citing: decision, from: later, by: post)
      }
      try await desk.withdraw(commune, code, citing: decision, by: post)
      let after = try await province.offered(commune, code, on: later)
      #expect(after?.terms(.counter).first?.term?.code == "1wd", "what was announced never holds")
      let facts = try await province.facts().filter { $0.kind.rawValue.hasPrefix("offer.") }
      #expect(
        facts.map(\.kind.rawValue).sorted() == ["offer.changed", "offer.changed", "offer.opened"])
    }
  }

  @Test(arguments: Engine.all)
  func anAnnouncedOpeningIsTakenBack(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth]))
      let caller = try await people(province)
      let (desk, post) = (province.offers, caller.posts[0].id)
      await #expect(throws: CatalogueRefused.notOffered(commune, code)) {
        try await desk.withdraw(commune, code, citing: decision, by: post)
      }
      let later = monday.day.adding(days: 7)
      _ = try await desk.openOffer(
        OfferDraft(agency: commune, procedure: code, from: later, citation: decision), by: post)
      try await desk.withdraw(commune, code, citing: decision, by: post)
      #expect(try await province.offered(commune, code, on: later) == nil)
    }
  }

  @Test(arguments: Engine.all)
  func gapsAreCountedByAgencyAndOnlyForItsAdministrators(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth, termless]))
      let caller = try await people(province)
      let other = AgencyCode("H99.102")
      _ = try await province.offers.openOffer(province.draft(), by: nil)
      _ = try await province.offers.openOffer(province.draft(commune, termless), by: nil)
      _ = try await province.offers.openOffer(province.draft(other, termless), by: nil)
      try await province.offers.saveDraft(OfferConditions(), commune, code, by: caller)
      let gaps = try await province.offers.gaps(for: caller)
      let known = Dictionary(
        uniqueKeysWithValues: gaps.agencies.map { ($0.place.code, $0.gaps) })
      #expect(
        known[commune]
          == OfferGaps(offers: 2, withoutTerm: 1, withoutFee: 1, doubtful: 0, drafts: 1))
      #expect(known[other]?.offers == 1)
      #expect(gaps.total.offers == 3)
      var query = OverviewQuery()
      query.filter = .withoutTerm
      func codes() async throws -> [ProcedureCode] {
        try await province.offers.overview(query, of: commune, wanted: nil, caller: caller).rows
          .map(\.summary.code)
      }
      #expect(try await codes() == [termless.code])
      query.filter = .drafted
      #expect(try await codes() == [code])
      query.filter = .all
      query.order = .missing
      #expect(try await codes() == [termless.code, code])
      query.page = 2
      #expect(try await codes().isEmpty)
    }
  }

  @Test func aDoubtIsSettledByADecisionOnWhatIsDoubted() {
    var record = birth
    record.channels = [
      .init(channel: .counter, time: 3, timeUnit: .days, feeVND: 50),
      .init(channel: .counter, time: 1100, timeUnit: .days, note: "VNĐ mỗi bản"),
    ]
    func doubts(_ term: Term?, _ fee: Dong?) -> [Bool] {
      var conditions = OfferConditions()
      conditions.overrides = [1, 2].map {
        CaseOverride(channel: .counter, caseNumber: $0, term: term, fee: fee)
      }
      return conditions.laid(over: record.terms(.counter), of: .counter).map { $0.doubt != nil }
    }
    #expect(doubts(nil, nil) == [true, true])
    #expect(doubts(Term(3, .days), nil) == [true, false])
    #expect(doubts(nil, Dong(50_000)) == [false, true])
    #expect(doubts(Term(3, .days), Dong(50_000)) == [false, false])
  }
}
