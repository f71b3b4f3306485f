import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Catalogue
@testable import Dossiers

/// What a step asks, and what it says when the answer cannot be taken.
@Suite struct FilingFormTests {
  static let today = Day(2026, 3, 2)

  static func offered(
    online: [ProcedureRecord.ChannelEntry] = [
      .init(channel: .online, time: 3, timeUnit: .workingDays)
    ],
    components: [ProcedureRecord.Paper] = [.init(name: "Tờ khai", originals: 1, copies: 0)],
    conditions: OfferConditions = OfferConditions()
  ) -> OfferedProcedure {
    let code = ProcedureCode("9.200001")
    return OfferedProcedure(
      procedure: Procedure(
        code: code, nationalCode: nil, localCode: nil, version: 1,
        validFrom: Instant(milliseconds: 0), validTo: nil,
        record: ProcedureRecord(
          code: code, name: "Thử", sector: "Hộ tịch", levels: [.commune], channels: online,
          components: components)),
      offer: Offer(
        id: "O1", agency: .communeA, procedure: code, validFrom: Day(2025, 7, 1), validTo: nil,
        citation: Citation(decision: "1/QĐ", decidedOn: Day(2025, 7, 1)), conditions: conditions),
      agencyName: "Xã A")
  }

  static func form(
    _ typed: [(FilingStep, [(String, String)])], files: [DraftFile] = [],
    offered: OfferedProcedure = offered()
  ) -> FilingForm {
    let screens = typed.map { step, values in
      (
        step,
        Draft.Screen(values: Filer.values(values), version: 1, at: Instant(milliseconds: 0))
      )
    }
    return FilingForm(
      draft: Draft(
        id: Draft.ID("D"), account: AccountID("a"), procedure: offered.procedure.code,
        agency: .communeA, startedAt: Instant(milliseconds: 0),
        changedAt: Instant(milliseconds: 0), terms: Draft.Terms(offered),
        screens: Dictionary(uniqueKeysWithValues: screens), files: files, sent: nil),
      offered: offered, helper: nil)
  }

  static func file(_ place: PaperPlace, _ id: String = "F1") -> DraftFile {
    DraftFile(
      place: place,
      file: UploadedFile(
        id: id, account: AccountID("a"), sha256: String(repeating: "a", count: 64), size: 1,
        mediaType: "application/pdf", name: "a.pdf", scan: .unchecked,
        at: Instant(milliseconds: 0)))
  }

  private func changed(_ changes: [(String, String)]) -> [String] {
    let standing = Filer.applicant("Lò Thị Sao Mai").filter { old in
      !changes.contains { $0.0 == old.0 }
    }
    return Self.form([(.applicant, standing + changes)])
      .troubles(of: .applicant, on: Self.today).map(\.pointer)
  }

  @Test(
    arguments: [
      ([], []), ([("applicant.name", " ")], ["/applicant/name"]),
      ([("applicant.personalNumber", "123")], ["/applicant/personalNumber"]),
      ([("applicant.personalNumber", "000.190.123.456")], []),
      ([("applicant.personalNumber", "")], []),
      ([("applicant.birthDate.ngay", "31")], ["/applicant/birthDate"]),
      ([("applicant.birthDate.ngay", ""), ("applicant.birthDate.thang", "")], []),
      ([("applicant.birthDate.nam", "")], ["/applicant/birthDate"]),
      ([("applicant.birthDate.nam", "2027")], ["/applicant/birthDate"]),
      (
        [("applicant.phone", "abc"), ("applicant.email", "x")],
        ["/applicant/phone", "/applicant/email"]
      ),
      (
        [("applicant.address.line", String(repeating: "a", count: 301))],
        ["/applicant/address/line"]
      ),
      ([("applicant.kind", "organisation")], ["/applicant/representativeName"]),
      (
        [("applicant.kind", "organisation"), ("applicant.taxNumber", "1")],
        ["/applicant/representativeName", "/applicant/taxNumber"]
      ),
      ([("applicant.taxNumber", "1")], []),
    ] as [([(String, String)], [String])])
  func aWrongAnswerIsNamedWhereItStands(_ changes: [(String, String)], _ expected: [String]) {
    #expect(changed(changes) == expected)
  }

  @Test func everyTroubleSaysWhatToDo() {
    let form = Self.form([
      (.applicant, [("applicant.birthDate.ngay", "99"), ("applicant.email", "x")]),
      (.delivery, [("delivery", "post"), ("note", String(repeating: "a", count: 1001))]),
    ])
    let troubles = form.troubles(on: Self.today)
    #expect(troubles.count == 8)
    for place in troubles {
      #expect(place.detail.text.hasSuffix(".") && place.detail.text.count > 15, "\(place)")
      #expect(FilingStep.holding(place.pointer) != nil, "\(place.pointer) leads to no step")
    }
  }

  @Test(
    arguments: [
      ([], ["/owner/who"]), ([("owner.who", "self"), ("owner.name", "Bỏ qua")], []),
      ([("owner.who", "other")], ["/owner/name", "/mandate"]),
      ([("owner.who", "other"), ("owner.name", "Lò Thị Sao Mai")], []),
      ([("owner.who", "other"), ("owner.name", "Giàng A Pao")], ["/mandate"]),
    ] as [([(String, String)], [String])])
  func anOwnerWhoIsSomebodyElseGivesAMandate(_ typed: [(String, String)], _ expected: [String]) {
    let form = Self.form([(.applicant, [("applicant.name", "Lò Thị Sao Mai")]), (.owner, typed)])
    #expect(form.troubles(of: .owner, on: Self.today).map(\.pointer) == expected)
    #expect((form.submission.contents.owner == nil) == !form.hasOwner)
  }

  @Test(
    arguments: [
      ("2026-03-01", ["/mandate/until"]), ("2026-03-02", []), ("3/2026", ["/mandate/until"]),
      ("", []),
    ])
  func aMandateHoldsUntilItsLastDay(_ until: String, _ expected: [String]) {
    let form = Self.form(
      [
        (.applicant, [("applicant.name", "Lò Thị Sao Mai")]),
        (.owner, [("owner.who", "other"), ("owner.name", "Pao"), ("mandate.until", until)]),
      ], files: [Self.file(.mandate)])
    #expect(form.troubles(of: .owner, on: Self.today).map(\.pointer) == expected)
  }

  @Test func aCaseIsChosenOrLeftToTheAgency() {
    let two = Self.offered(online: [
      .init(channel: .online, time: 3, timeUnit: .workingDays, note: "Thường"),
      .init(channel: .online, time: 9, timeUnit: .workingDays, note: "Phải xác minh"),
    ])
    for (typed, number, isRight) in [
      ("", nil, false), ("0", nil, true), ("2", 2, true), ("3", 3, false), ("hai", nil, false),
    ] as [(String, Int?, Bool)] {
      let form = Self.form([(.circumstances, [("case", typed)])], offered: two)
      #expect(form.troubles(of: .circumstances, on: Self.today).isEmpty == isRight)
      #expect(form.submission.caseNumber == number)
    }
    #expect(FilingPlan(two).steps.contains(.circumstances))
    #expect(Self.form([(.circumstances, [("case", "2")])]).submission.caseNumber == nil)
  }

  @Test func whoIsExemptedSaysWhy() {
    var conditions = OfferConditions()
    conditions.channels = [AcceptedChannel(.online, exemption: "Người cao tuổi")]
    let offered = Self.offered(conditions: conditions)
    #expect(FilingPlan(offered).steps.contains(.circumstances))
    let silent = Self.form([], offered: offered)
    #expect(silent.troubles(of: .circumstances, on: Self.today).map(\.pointer) == ["/exemption"])
    let said = Self.form([(.circumstances, [("exemption", "81 tuổi")])], offered: offered)
    #expect(said.troubles(of: .circumstances, on: Self.today).isEmpty)
    #expect(said.submission.contents.exemption == "81 tuổi")
  }

  @Test func papersStandInTheOrderOfTheList() {
    let offered = Self.offered(components: [
      .init(name: "Tờ khai", originals: 1, copies: 0),
      .init(name: "Lưu ý", originals: 0, copies: 0),
      .init(name: "Ảnh", originals: 0, copies: 1),
    ])
    let files = [
      Self.file(.other, "F4"), Self.file(.component(3), "F3"), Self.file(.mandate, "F9"),
      Self.file(.component(1), "F2"), Self.file(.component(1), "F1"),
    ]
    let form = Self.form([], files: files, offered: offered)
    #expect(form.submission.papers.map(\.file) == ["F1", "F2", "F3", "F4"])
    #expect(form.submission.papers.map(\.component) == [1, 1, 3, nil])
    #expect(form.troubles(of: .papers, on: Self.today).isEmpty, "no paper is required")
    let moved = Self.form([], files: [Self.file(.component(2))], offered: offered)
    #expect(moved.troubles(of: .papers, on: Self.today).map(\.pointer) == ["/paper/0"])
  }

  @Test func aResultOnPaperIsNotSentByWire() {
    var conditions = OfferConditions()
    conditions.paperResult = true
    let typed: [(FilingStep, [(String, String)])] = [(.delivery, [("delivery", "online")])]
    #expect(Self.form(typed).troubles(of: .delivery, on: Self.today).isEmpty)
    let paper = Self.form(typed, offered: Self.offered(conditions: conditions))
    #expect(paper.troubles(of: .delivery, on: Self.today).map(\.pointer) == ["/delivery"])
  }

  /// `abc` and the like are no places: a name from outside never becomes one.
  @Test func aPlaceIsReadAsItIsWritten() {
    for place in [PaperPlace.component(1), .component(500), .other, .mandate] {
      #expect(PaperPlace(name: place.name) == place)
    }
    for name in ["", "paper", "paper.", "paper.-1", "paper.01", "paper.501", "paper.x", "owner"] {
      #expect(PaperPlace(name: name) == nil)
    }
  }
}

/// The four procedures of the demonstration's journey, as the national list has them.
@Suite(.enabled(if: RealProcedures.isHere, "no ../shared: set MOTCUA_SHARED"))
struct FilingRealProcedureTests {
  @Test func stepsThatDoNotApplyAreSkippedAndNotCounted() async throws {
    try await World.with(.sqlite) { world in
      try await RealProcedures.take(into: world)
      for code in RealProcedures.codes {
        let filer = try await Filer.start(world, .citizen, ProcedureCode(code))
        let opened = try await filer.opened()
        #expect(opened.plan.steps == [.applicant, .owner, .papers, .delivery], "\(code)")
        #expect(opened.plan.count == 5)
        #expect(opened.plan.number(of: .papers) == 3)
        let isUnset = code == "1.001612"
        let promise = try #require(opened.promises[0])
        switch promise {
        case .due(let at, _): #expect(!isUnset && at > world.clock.now, "\(code)")
        case .unset(let why): #expect(isUnset && !why.isEmpty, "\(code)")
        }
        try await filer.fill()
        #expect(try await world.stored(try await filer.send().rawValue).stage == .submitted)
        world.clock.advance(hours: 1)
      }
      #expect(try await world.count("dossier") == 4)
    }
  }
}

/// Source: rules of the issue, "a refused upload".
@Suite struct FileSoundnessTests {
  @Test func aFileThatWasCutOffIsSeen() {
    let whole: [(MediaType, [UInt8])] = [
      (.pdf, Array("%PDF-1.7\n…\n%%EOF\n".utf8)), (.jpeg, [0xFF, 0xD8, 0xFF, 1, 2, 0xFF, 0xD9]),
      (.png, [0x89, 0x50, 0x4E, 0x47] + Array("....IEND....".utf8)),
      (.docx, [0x50, 0x4B, 3, 4, 9, 0x50, 0x4B, 5, 6, 0, 0]),
    ]
    for (type, bytes) in whole {
      #expect(FileSoundness.isWhole(type, tail: bytes), "\(type)")
      #expect(FileSoundness.isWhole(type, tail: bytes + [0, 0, 0]), "\(type): something behind")
      #expect(!FileSoundness.isWhole(type, tail: Array(bytes.prefix(5))), "\(type): cut off")
      #expect(!FileSoundness.isWhole(type, tail: []), "\(type): nothing")
    }
  }
}
