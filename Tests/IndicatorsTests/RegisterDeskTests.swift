import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Indicators
@testable import Journal

@Suite struct RegisterDeskTests {
  /// Source: KPI-11; formats 9.3 (value, evidence, who, when, locked).
  @Test(arguments: Engine.all)
  func aReportIsOneFactWithNumbersAndACorrectionKeepsWhatStood(_ engine: Engine) async throws {
    try await World.withPhones(engine) { world, desk in
      let reporter = try await world.caller(.reporter)
      var values = told(1000, 700)
      values["ghi-chu"] = .text("Theo điều tra của Nguyễn Văn A")
      try await desk.report(values, of: .communeA, by: reporter)
      await #expect(throws: RegisterRefused.reasonMissing(.correction)) {
        try await desk.report(told(1000, 800), of: .communeA, by: reporter)
      }
      world.clock.advance(hours: 24)
      try await desk.report(told(1000, 800), of: .communeA, reason: "Đếm thiếu", by: reporter)

      let sheet = try await desk.sheet("dien-thoai", nil, for: reporter)
      let line = try #require(sheet.line(of: .communeA))
      #expect(line.reports.map(\.values) == [values, told(1000, 800)])
      #expect(line.reports.map(\.reason) == [nil, "Đếm thiếu"])
      #expect(line.reports.map(\.isLate) == [false, false])
      #expect(sheet.missing.map(\.agency.code) == [.communeB])

      try await world.database.seal()
      let facts = try await world.database.sealedFacts().map(\.fact)
        .filter { $0.kind.rawValue.hasPrefix("register.") }
      #expect(
        facts.map(\.kind.rawValue) == [
          "register.defined", "register.reported", "register.corrected",
        ])
      #expect(facts[1].subject == facts[2].subject)
      #expect(facts.dropFirst().map(\.seq) == [1, 2])
      #expect(facts[1].agency == .communeA)
      let fact = FactValues(facts[1])
      #expect(fact.members("values") == [JSON.Member("dan-so", 1000), JSON.Member("co-may", 700)])
      #expect(!String(decoding: facts[1].line, as: UTF8.self).contains("Nguyễn"))
      #expect(facts[1].commitment != nil)
      #expect(FactValues(facts[0]).text("sha256") == ReportedRegister.phones.sha256)
      #expect(try await FigureCheckDesk(database: world.database).run() == [])
    }
  }

  @Test(arguments: Engine.all)
  func afterItsDateItNeedsAReasonAndAfterTheLockSomebodyAbove(_ engine: Engine) async throws {
    try await World.withPhones(engine) { world, desk in
      let (above, own) = (try await world.caller(.reporter), officer(at: "H99.101"))
      world.clock.set(Instant(Day(2026, 4, 15), minute: 600))
      let due = Day(2026, 4, 10)
      await #expect(throws: RegisterRefused.reasonMissing(.late(due: due))) {
        try await desk.report(told(10, 5), of: .communeA, by: own)
      }
      try await desk.report(told(10, 5), of: .communeA, reason: "Mất mạng", by: own)
      world.clock.set(Instant(Day(2026, 5, 1), minute: 600))
      await #expect(throws: RegisterRefused.locked(since: Day(2026, 5, 1))) {
        try await desk.report(told(10, 6), of: .communeA, reason: "Đếm lại", by: own)
      }
      try await desk.report(told(10, 6), of: .communeA, reason: "Văn bản 7", by: above)
      let line = try #require(
        try await desk.sheet("dien-thoai", firstQuarter.code, for: own).line(of: .communeA))
      #expect(line.reports.map(\.isLate) == [true, true])
    }
  }

  @Test(arguments: Engine.all)
  func onlyReportersOfTheAgencyOrAboveReportAndOnlyWhoIsAsked(_ engine: Engine) async throws {
    try await World.withPhones(engine) { world, desk in
      let other = officer(at: "H99.102")
      await #expect(throws: RegisterRefused.agencyNotAsked("H99.101")) {
        try await desk.report(told(1, 1), of: .communeA, by: other)
      }
      await #expect(throws: RegisterRefused.notYours) {
        try await desk.report(told(1, 1), of: .communeA, by: officer(.approver, at: "H99.101"))
      }
      await #expect(throws: RegisterRefused.agencyNotAsked("H99.1")) {
        try await desk.report(told(1, 1), of: .department, by: try await world.caller(.reporter))
      }
      let seen = try await desk.sheet("dien-thoai", nil, for: other).lines.map(\.agency.code)
      #expect(seen == [.communeB])
      await #expect(throws: RegisterRefused.unknown) {
        try await desk.sheet("khong-co", nil, for: other)
      }
      await #expect(throws: RegisterRefused.periodUnknown) {
        try await desk.sheet("dien-thoai", "2026-03", for: other)
      }
    }
  }

  /// All or nothing, and what came meanwhile is not overwritten unseen.
  @Test(arguments: Engine.all)
  func severalAreTakenTogetherOrNotAtAll(_ engine: Engine) async throws {
    try await World.withPhones(engine) { world, desk in
      let reporter = try await world.caller(.reporter)
      func send(_ codes: [AgencyCode], mark: Int = 0) async throws -> (Int, Int) {
        try await desk.report(
          RegisterDesk.Sent(
            register: "dien-thoai", period: firstQuarter.code,
            drafts: codes.map { RegisterDraft(agency: $0, values: told(9, 8)) },
            basis: "Báo cáo 1", reason: "", file: nil, mark: mark), by: reporter)
      }
      await #expect(throws: RegisterRefused.agencyNotAsked("H99.1")) {
        try await send([.communeA, .department])
      }
      #expect(try await desk.sheet("dien-thoai", nil, for: reporter).reported == 0)
      #expect(try await send([.communeA]) == (1, 0))
      await #expect(throws: RegisterRefused.movedOn) { try await send([.communeA, .communeB]) }
      #expect(try await send([.communeA, .communeB], mark: 1) == (1, 0), "the same is left alone")
      await #expect(throws: RegisterRefused.nothingReported) {
        try await send([.communeA], mark: 2)
      }
    }
  }

  @Test(arguments: Engine.all)
  func onlyTheTopmostAdministratorLaysDownAndEachDefinitionIsKept(_ engine: Engine) async throws {
    try await World.withPhones(engine) { world, desk in
      let administrator = try await world.caller(.administrator)
      let next = ReportedRegister.phones.from(Day(2026, 4, 1)).reported(
        by: .agencies([.department]))
      await #expect(throws: RegisterRefused.notDefiners) {
        try await desk.define(
          next, isNew: false, reason: "x", by: officer(.administrator, at: "H99.101"))
      }
      await #expect(throws: RegisterRefused.codeTaken("dien-thoai")) {
        try await desk.define(.phones, isNew: true, reason: "Lần nữa", by: administrator)
      }
      let unknown = "H99.777"
      await #expect(
        throws: RegisterRefused.unfit([
          RegisterForm.fault("agencies", "Không có cơ quan mang mã \(unknown).")
        ])
      ) {
        try await desk.define(
          next.reported(by: .agencies([AgencyCode(unknown)])), isNew: false, reason: "x",
          by: administrator)
      }
      try await desk.define(next, isNew: false, reason: "Quyết định 02", by: administrator)
      let history = try await desk.history("dien-thoai")
      #expect(history.map(\.laid.definition.version) == [1, 2])
      #expect(history.map(\.laid.reason) == ["Quyết định 01", "Quyết định 02"])
      #expect(history.allSatisfy { $0.name == Person.administrator.name })
      let before = try await desk.sheet("dien-thoai", "2026-Q1", for: administrator)
      let after = try await desk.sheet("dien-thoai", "2026-Q2", for: administrator)
      #expect(before.lines.map(\.agency.code) == [.communeA, .communeB])
      #expect(after.lines.map(\.agency.code) == [.department])
    }
  }

  @Test(arguments: Engine.all)
  func theFileOpensToThoseWhoSeeTheReportAndIsForgottenWithoutOne(_ engine: Engine) async throws {
    try await World.withPhones(engine) { world, desk in
      let own = officer(at: "H99.101")
      func file(_ text: String, _ name: String = "bao-cao.pdf") async throws -> RegisterFile {
        let once = AsyncStream<[UInt8]> { stream in
          stream.yield(Array(text.utf8))
          stream.finish()
        }
        return try await desk.take(once, name: name, by: own)
      }
      let (kept, left) = (try await file("%PDF-1.4 a"), try await file("%PDF-1.4 b"))
      await #expect(throws: EvidenceUnfit.kind("bao-cao.pdf")) { try await file("GIF89a…") }
      await #expect(throws: EvidenceUnfit.kind("a.exe")) { try await file("%PDF-", "a.exe") }
      await #expect(throws: EvidenceUnfit.empty) { try await file("") }
      await #expect(throws: RegisterRefused.unknown) { try await desk.open(kept.id, for: own) }
      try await desk.report(told(3, 2), of: .communeA, file: kept.id, by: own)
      #expect(try await desk.open(kept.id, for: own).file == kept)
      await #expect(throws: RegisterRefused.unknown) {
        try await desk.open(kept.id, for: officer(at: "H99.102"))
      }
      world.clock.advance(hours: 25)
      try await desk.forgetFiles()
      #expect(try await desk.holds(kept.sha256))
      #expect(try await !desk.holds(left.sha256))
      #expect(try await desk.contents(after: "", limit: 10) == [kept.sha256])
    }
  }
}
