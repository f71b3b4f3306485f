import Catalogue
import Ground
import Journal
import Storage
import TestKit
import Testing

@Suite struct ImportTests {
  @Test(arguments: Engine.all)
  func aSecondImportChangesNothing(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      let first = try await province.procedures.importProcedures(lines([birth, termless]))
      #expect(first.text == "2 added, 0 changed, 0 unchanged")
      let second = try await province.procedures.importProcedures(lines([birth, termless]))
      #expect(second.text == "0 added, 0 changed, 2 unchanged")
      #expect(try await province.facts().count == 2)
    }
  }

  @Test(arguments: Engine.all)
  func aChangedRecordBecomesANewVersionAndTheOldOneStays(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth, termless]))
      let later = Instant(Day(2026, 12, 1), minute: 480)
      province.clock.move(to: later)
      var changed = birth
      changed.channels[0].time = 2
      let count = try await province.procedures.importProcedures(lines([changed, termless]))
      #expect(count.text == "0 added, 1 changed, 1 unchanged")
      let (old, new) = try await province.database.read { tx in
        (try Procedures(tx: tx).version(birth.code, 1), try Procedures(tx: tx).current(birth.code))
      }
      #expect(old?.record == birth)
      #expect(old?.validTo == later)
      #expect(new?.record == changed)
      #expect(new?.version == 2)
      #expect(new?.validFrom == later)
      #expect(new?.validTo == nil)
    }
  }

  @Test(arguments: Engine.all)
  func oneFactTellsOfEachNewVersion(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth]))
      var changed = birth
      changed.sector = "Chứng thực"
      _ = try await province.procedures.importProcedures(lines([changed]))
      let facts = try await province.facts()
      #expect(facts.map(\.kind) == [.procedurePublished, .procedurePublished])
      #expect(facts.map(\.seq) == [1, 2])
      #expect(facts.map(\.version) == [1, 2])
      #expect(facts.map(\.sector) == ["ho-tich", "chung-thuc"])
      #expect(Set(facts.map(\.subject)).count == 1)
    }
  }

  @Test(arguments: Engine.all)
  func aBrokenLineKeepsEverythingOut(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      var broken = termless
      broken.name = ""
      let refused = await #expect(throws: ImportRefused.self) {
        try await province.procedures.importProcedures(lines([birth, broken]))
      }
      #expect(refused?.problems == ["line 2: name: is empty"])
      let (kept, facts) = (try await province.current(birth.code), try await province.facts())
      #expect(kept == nil)
      #expect(facts.isEmpty)
    }
  }

  @Test(arguments: Engine.all)
  func searchSeesAnImportAtOnce(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      let search = province.search
      #expect(try await search.find(ProcedureQuery(text: "khai sinh")).total == 0)
      _ = try await province.procedures.importProcedures(lines([birth, termless]))
      let found = try await search.find(ProcedureQuery(text: "KHAI SINH"))
      #expect(found.items.first?.code == birth.code)
      #expect(found.items.first?.terms.map(\.channel) == [.online, .counter, .counter])
    }
  }

  @Test(arguments: Engine.all)
  func aLocalProcedureIsAddedOnceAndRevised(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth]))
      var local = birth
      local.code = ProcedureCode("DP.H99.000001")
      let added = try await province.procedures.addProcedure(
        local, nationalCode: birth.code, by: PostID("POST"))
      #expect(added.localCode == local.code)
      #expect(added.nationalCode == birth.code)
      await #expect(throws: CatalogueRefused.codeTaken(local.code)) {
        try await province.procedures.addProcedure(local, by: nil)
      }
      local.name = "Tên mới"
      let revised = try await province.procedures.reviseProcedure(local, by: nil)
      #expect(revised.version == 2)
      #expect(revised.nationalCode == birth.code)
      await #expect(throws: CatalogueRefused.notLocal(birth.code)) {
        try await province.procedures.reviseProcedure(birth, by: nil)
      }
    }
  }
}
