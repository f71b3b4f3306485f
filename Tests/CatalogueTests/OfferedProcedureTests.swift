import Deadlines
import Ground
import Testing

@testable import Catalogue

@Suite struct OfferedProcedureTests {
  private func offered(
    _ record: ProcedureRecord = birth, _ fill: (inout OfferConditions) -> Void = { _ in }
  ) -> OfferedProcedure {
    var conditions = OfferConditions()
    fill(&conditions)
    let offer = Offer(
      id: "x", agency: commune, procedure: record.code, validFrom: Day(2026, 1, 1), validTo: nil,
      citation: decision, conditions: conditions)
    let procedure = Procedure(
      code: record.code, nationalCode: record.code, localCode: nil, version: 1, validFrom: monday,
      validTo: nil, record: record)
    return OfferedProcedure(procedure: procedure, offer: offer, agencyName: "UBND xã An Bình")
  }

  @Test func withoutACaseTheLongestTermOfTheChannelApplies() {
    guard case .set(let chosen, let term, let others) = offered().term(.counter, case: nil) else {
      Issue.record("no term")
      return
    }
    #expect(chosen.caseNumber == 2)
    #expect(term.code == "5d")
    #expect(others.map(\.caseNumber) == [1])
  }

  @Test func aNamedCaseHasItsOwnTermAndFee() {
    #expect(offered().fee(.counter, case: 2).amount == Dong(8000))
    #expect(offered().fee(.counter, case: 1).isObligation == false)
    #expect(offered().term(.counter, case: 3) == .noSuchCase(count: 2))
  }

  @Test func withoutATermItIsSaidWhoMustSetIt() {
    guard case .missing(let words) = offered(termless).term(.counter, case: nil) else {
      Issue.record("a term from nowhere")
      return
    }
    #expect(words.contains("UBND xã An Bình (H99.101)"))
    #expect(words.contains("Người quản trị"))
  }

  @Test func aDecidedTermStandsOverTheRecordAndTheFeeStays() {
    let place = offered {
      $0.overrides = [
        CaseOverride(channel: .counter, caseNumber: 2, term: Term(3, .workingDays), fee: nil)
      ]
    }
    #expect(place.terms(.counter).map { $0.term?.code } == ["1wd", "3wd"])
    #expect(place.fee(.counter, case: 2).amount == Dong(8000))
  }

  @Test func aDecisionMayOpenAChannelThatTheRecordDoesNotList() {
    let place = offered {
      $0.channels = [AcceptedChannel(.counter), AcceptedChannel(.post)]
      $0.overrides = [
        CaseOverride(channel: .post, caseNumber: 1, term: Term(2, .days), fee: Dong(0))
      ]
    }
    #expect(place.accepts(.post) == .everyone)
    #expect(place.accepts(.online) == .closed)
    #expect(place.terms(.post).map { $0.term?.code } == ["2d"])
  }

  @Test func anOpenedChannelWithoutATermIsMissingNotClosed() {
    let place = offered { $0.channels = [AcceptedChannel(.post)] }
    guard case .missing = place.term(.post, case: nil) else {
      Issue.record("\(place.term(.post, case: nil))")
      return
    }
  }

  @Test func inAnOnlineOnlyPilotTheCounterIsForTheExempted() {
    let place = offered {
      $0.channels = [
        AcceptedChannel(.online), AcceptedChannel(.counter, exemption: "người cao tuổi"),
      ]
    }
    #expect(place.accepts(.counter) == .exempted("người cao tuổi"))
    #expect(place.channels == [.online, .counter])
  }

  @Test func aRecordAloneNeverClaimsFullDelivery() {
    #expect(offered().mode == .partial)
    #expect(offered(termless).mode == .information)
    #expect(offered { $0.deliveryMode = .full }.mode == .full)
  }

  @Test func termsOfDifferentUnitsAreOrderedByTheirLengthOnTheWall() throws {
    let codes = ["30min", "1d", "8h", "3wd", "5d", "4wd", "1m", "25wd"]
    let minutes = try codes.map { try #require(Term(code: $0)).usualMinutes }
    #expect(minutes == minutes.sorted())
  }

  @Test func conditionsAreStoredWhole() throws {
    var conditions = OfferConditions()
    conditions.competentAgency = AgencyCode("H99.1")
    conditions.returnAgencies = [commune, AgencyCode("H99")]
    conditions.channels = [AcceptedChannel(.online), AcceptedChannel(.post, exemption: "xa")]
    conditions.legacyLevel = 4
    conditions.deliveryMode = .full
    conditions.proactiveLevel = 2
    (conditions.eligible, conditions.integrated, conditions.paperResult) = (true, true, true)
    (conditions.policy, conditions.supplementRule) = (.civil, .pause)
    conditions.hours = try WorkingHours(code: "07:00-11:30,13:30-17:00")
    conditions.overrides = [
      CaseOverride(
        channel: .post, caseNumber: 3, term: Term(2, .months), fee: Dong(1), feeNote: "theo lần")
    ]
    #expect(try OfferConditions(stored: conditions.json) == conditions)
    #expect(try OfferConditions(stored: OfferConditions().json) == OfferConditions())
  }
}
