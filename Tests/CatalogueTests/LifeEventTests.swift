import Ground
import Rules
import TestKit
import Testing

@testable import Catalogue

private let record = """
  - slug: sinh-con
    title: "Sinh con"
    title_en: "Having a child"
    lead: "Khai sinh."
    valid_from: 2025-07-01
    legal_basis: "Luật Hộ tịch"
    groups:
      - title: "Khai sinh"
        procedures: ["1.001193", "1.999999"]
        find:
          - {name: "Khai tử", without: "lưu động", level: commune}

  """

private func read(_ records: String) throws -> [LifeEvent] {
  try LifeEvent.list(of: RulePack(yaml: Array("pack: life-events\nrecords:\n\(records)".utf8)))
}

private func summary(_ code: String, _ name: String, levels: [Level] = [.commune])
  -> ProcedureSummary
{
  var record = birth
  (record.code, record.name, record.levels) = (ProcedureCode(code), name, levels)
  return Procedure(
    code: record.code, nationalCode: record.code, localCode: nil, version: 1, validFrom: monday,
    validTo: nil, record: record
  ).summary
}

@Suite struct LifeEventTests {
  @Test func theShippedPackReadsAndSaysEverythingTwice() throws {
    let shipped = try LifeEvent.list(of: World.packs.pack("life-events"))
    #expect(shipped.count >= 20)
    #expect(Set(shipped.map(\.slug)).count == shipped.count)
    for event in shipped {
      #expect(event.title.english != nil && event.lead.english != nil, "\(event.slug)")
      #expect(event.groups.allSatisfy { $0.title.english != nil }, "\(event.slug)")
    }
  }

  @Test(
    .enabled(if: SharedFolder.isHere || SharedFolder.isCI, "needs the shared data"))
  func theNationalListKnowsEveryCodeOfTheShippedPack() throws {
    let file = try ProcedureFile(reading: .file(SharedFolder.procedures))
    let known = Set(file.entries.map(\.record.code))
    for event in try LifeEvent.list(of: World.packs.pack("life-events")) {
      #expect(event.missing(known) == [], "\(event.slug)")
    }
  }

  @Test func aCodeThatTheCatalogueLacksIsLeftOut() throws {
    let event = try #require(try read(record).first)
    let shelf = PortalShelf(
      summaries: [summary("1.001193", "Thủ tục đăng ký khai sinh")], events: [event])
    let group = try #require(shelf.events.first?.groups.first)
    #expect(group.procedures.map(\.code.rawValue) == ["1.001193"])
    #expect(event.missing(Set(shelf.byCode.keys)).map(\.rawValue) == ["1.999999"])
  }

  @Test func aConditionFindsByWholeWordsWithoutMarks() throws {
    let event = try #require(try read(record).first)
    let shelf = PortalShelf(
      summaries: [
        summary("1.000656", "Thủ tục đăng ký khai tử"),
        summary("1.000419", "Thủ tục đăng ký khai tử lưu động"),
        summary("1.000001", "Khai tử ở cấp tỉnh", levels: [.province]),
        summary("1.000002", "Khai tuyển dụng"),
      ], events: [event])
    let found = shelf.events.first?.groups.flatMap(\.procedures).map(\.code.rawValue)
    #expect(found == ["1.000656"])
  }

  @Test func anEventOfWhichTheCatalogueKnowsNothingIsNotShown() throws {
    let shelf = PortalShelf(
      summaries: [summary("9.000001", "Việc khác")], events: try read(record))
    #expect(shelf.events.isEmpty)
  }

  @Test func itSpeaksTheLanguageOfTheMoment() throws {
    let event = try #require(try read(record).first)
    #expect(event.title.said == "Sinh con")
    Wording.$current.withValue(Wording(language: .english, table: [:])) {
      #expect(event.title.said == "Having a child")
      #expect(event.lead.said == "Khai sinh.")
    }
  }

  /// Each row changes one thing of a sound record, and the refusal names it.
  @Test(arguments: [
    ("slug: sinh-con", "slug: Sinh con", "slug"), ("title: \"Sinh con\"", "", "title is missing"),
    ("\"1.999999\"", "\"99\"", "99 is no procedure code"),
    ("level: commune", "level: hamlet", "hamlet"),
    ("name: \"Khai tử\", ", "", "name is missing"),
    ("lead: \"Khai sinh.\"", "lead: \"Khai sinh.\"\n  colour: red", "colour"),
  ])
  func aRecordThatDoesNotFitIsRefused(_ part: String, _ other: String, _ reason: String) throws {
    #expect(try read(record).count == 1)
    let changed = record.replacing(part, with: other)
    #expect(changed != record)
    let error = try #require(throws: RulePackUnreadable.self) { try read(changed) }
    #expect(error.reason.contains(reason))
    #expect(error.line > 1)
  }

  @Test func oneSlugIsOneEventOnAnyDay() throws {
    #expect(throws: RulePackUnreadable.self) { try read(record + record) }
  }
}
