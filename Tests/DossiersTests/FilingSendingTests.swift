import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Catalogue
@testable import Dossiers

/// A draft becomes one dossier: never none, never two.
@Suite struct FilingSendingTests {
  @Test(arguments: Engine.all)
  func sixteenSendersMakeOneDossier(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.fill()
      let terms = Draft.Terms(try await filer.opened().offered)
      let made = try await withThrowingTaskGroup(of: Dossier.ID.self) { group in
        for _ in 0..<16 { group.addTask { try await filer.send(terms: terms) } }
        return try await group.reduce(into: [Dossier.ID]()) { $0.append($1) }
      }
      #expect(made.count == 16 && Set(made).count == 1)
      #expect(try await world.count("dossier") == 1)
      #expect(try await world.count("dossier_paper") == 1)
      #expect(try await world.count("draft_screen") == 0, "what was typed stands in the dossier")
      #expect(try await world.count("draft_file") == 0)
      world.clock.advance(hours: 24 * 400)
      try await world.drafts.purge()
      let again = try await filer.send(terms: terms)
      #expect(again == made[0], "a month later the answer is still the same")
      let page = try await world.drafts.confirmed(filer.id, of: world.caller(.citizen))
      #expect(page?.dossier.id == made[0] && page?.paperCount == 1)
    }
  }

  @Test(arguments: Engine.all)
  func theDossierIsWhatWasTyped(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.fill()
      try await filer.save(
        .owner,
        [("owner.who", "other"), ("mandate.until", "")]
          + Filer.applicant("Giàng A Pao", who: "owner")
          .filter { $0.0 != "owner.personalNumber" } + [("owner.personalNumber", "000190999999")],
        expecting: 1)
      #expect(try await filer.troubles() == ["/mandate"])
      try await world.refuses("draft.unfit", .content) { try await filer.send() }
      try await filer.add("%PDF-1.4\nuy quyen\n%%EOF\n", "uy-quyen.pdf", at: .mandate)
      try await filer.save(
        .delivery,
        [
          ("delivery", "post"), ("note", "Gọi trước khi đến"), ("delivery.address.line", "Số 5"),
          ("delivery.address.commune", "Xã Bình Hòa"),
          ("delivery.address.province", "Tỉnh Thử Nghiệm"),
        ], expecting: 1)
      let dossier = try await world.stored(try await filer.send().rawValue)
      let contents = dossier.contents
      #expect(contents.applicant.name == "Lò Thị Sao Mai")
      #expect(contents.applicant.personalNumber == "000190123456")
      #expect(contents.applicant.birthDate == "1990-02-03")
      #expect(contents.owner?.name == "Giàng A Pao" && contents.mandate != nil)
      #expect(contents.delivery == "post" && contents.note == "Gọi trước khi đến")
      #expect(contents.deliveryAddress == "Số 5, Xã Bình Hòa, Tỉnh Thử Nghiệm")
      #expect(dossier.typedBy == .`self` && dossier.channel == .online)
    }
  }

  /// Source: contract, "Who typed".
  @Test(arguments: Engine.all)
  func aHelperFilesForSomebodyElseAndItIsRecorded(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world, .helper)
      try await filer.fill(name: "Giàng A Pao")
      let dossier = try await world.stored(try await filer.send().rawValue)
      #expect(dossier.typedBy == .assisted && dossier.contents.helper == Person.helper.name)
      #expect(dossier.contents.applicant.name == "Giàng A Pao")
    }
  }

  @Test(arguments: Engine.all)
  func aFileThatIsNotPartOfTheDossierGoesWithTheDraft(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.fill()
      try await filer.add("%PDF-1.4\nuy quyen\n%%EOF\n", "uy-quyen.pdf", at: .mandate)
      try await filer.send()
      #expect(try await world.count("file") == 1)
      #expect(try await world.count("file_leftover") == 1)
    }
  }

  @Test(arguments: Engine.all)
  func aSentDraftCannotBeChanged(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.fill()
      try await filer.send()
      try await world.refuses("draft.sent", .outOfOrder) {
        try await filer.save(.owner, [("owner.who", "other")], expecting: 1)
      }
      try await world.refuses("draft.sent") { try await filer.add("%PDF-1.4\n9\n%%EOF\n") }
      try await world.refuses("draft.sent") {
        try await world.drafts.delete(filer.id, by: world.caller(.citizen))
      }
      #expect(try await world.dossiers.desk.drafts(of: world.caller(.citizen)).isEmpty)
    }
  }

  @Test(arguments: Engine.all)
  func withoutTheDeclarationOrWithAGapNothingIsSent(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await world.refuses("draft.unfit", .content) { try await filer.send() }
      try await filer.fill()
      try await world.refuses("draft.unfit", .content) { try await filer.send(isTrue: false) }
      #expect(try await world.count("dossier") == 0)
      #expect(try await filer.opened().draft.screens.count == 4)
    }
  }

  /// The rules changed between looking and sending: nothing goes out that nobody has read.
  @Test(arguments: Engine.all)
  func changedTermsAreShownBeforeAnythingIsSent(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.fill()
      let before = try await filer.opened()
      #expect(!before.isChanged)
      var conditions = OfferConditions()
      conditions.deliveryMode = .partial
      _ = try await world.catalogue.offers.changeOffer(
        .communeA, .residence, to: conditions,
        citing: Citation(decision: "2/QĐ", decidedOn: world.clock.now.day),
        from: world.clock.now.day, by: nil)
      try await world.refuses("draft.terms-changed", .stale) {
        try await filer.send(terms: Draft.Terms(before.offered))
      }
      let after = try await filer.opened()
      #expect(after.isChanged && after.draft.files.count == 1)
      #expect(try await world.stored(try await filer.send().rawValue).stage == .submitted)
    }
  }

  @Test(arguments: Engine.all)
  func whereTheOfferEndedTheDraftStaysAndSaysWhy(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.fill()
      let terms = Draft.Terms(try await filer.opened().offered)
      try await world.catalogue.offers.endOffer(
        .communeA, .residence, on: world.clock.now.day,
        citing: Citation(decision: "3/QĐ", decidedOn: world.clock.now.day), by: nil)
      world.clock.advance(hours: 24)
      try await world.refuses("draft.closed", .outOfOrder) { try await filer.send(terms: terms) }
      guard
        case .closed(let draft, let why) = try await world.drafts.opened(
          filer.id, of: world.caller(.citizen))
      else { throw NotOpen() }
      #expect(draft.values["delivery"] == "counter" && why.text.contains("không tiếp nhận"))
      try await world.refuses("draft.closed") { _ = try await Filer.start(world) }
      try await world.refuses("draft.closed") {
        _ = try await Filer.start(world, .citizen, .copies)
      }
    }
  }

  @Test(arguments: Engine.all)
  func anotherDossierOfTheSameKindIsMentioned(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let first = try await Filer.start(world)
      try await first.fill()
      let sent = try await first.send()
      let caller = try await world.caller(.citizen)
      #expect(try await world.drafts.starting(.residence, by: caller).earlier.map(\.id) == [sent])
      #expect(try await world.drafts.starting(.land, by: caller).earlier.isEmpty)
      #expect(
        try await world.drafts.starting(.residence, by: world.caller(.neighbour)).earlier.isEmpty)
      #expect(try await world.drafts.starting(.residence, by: caller).usual == .communeA)
      world.clock.advance(hours: 24 * 91)
      #expect(try await world.drafts.starting(.residence, by: caller).earlier.isEmpty)
    }
  }
}
