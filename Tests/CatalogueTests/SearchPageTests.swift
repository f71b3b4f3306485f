import Catalogue
import Ground
import TestKit
import Testing

@Suite struct SearchPageTests {
  private func many() -> [ProcedureRecord] {
    (1...25).map { number in
      var record = birth
      record.code = ProcedureCode("2.0000" + padded(number, 2))
      record.levels = number % 2 == 0 ? [.province] : [.commune, .province]
      record.sector = number > 20 ? "Đất đai" : "Hộ tịch"
      return record
    }
  }

  @Test(arguments: Engine.all, ["", "khai sinh"])
  func pagesNeitherRepeatNorHide(_ engine: Engine, _ text: String) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines(many()))
      let search = province.search
      var seen: [ProcedureCode] = []
      var after: ProcedureCode?
      repeat {
        let page = try await search.find(ProcedureQuery(text: text, limit: 7, after: after))
        seen += page.items.map(\.code)
        after = page.next
        if seen.count == 7 {
          var late = birth
          late.code = ProcedureCode("9.000001")
          _ = try await province.procedures.importProcedures(lines([late]))
        }
      } while after != nil
      #expect(Set(seen).count == seen.count)
      #expect(seen.count >= 25)
    }
  }

  @Test(arguments: Engine.all)
  func filtersNarrow(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines(many()))
      let search = province.search
      #expect(try await search.find(ProcedureQuery(level: .commune)).total == 13)
      #expect(try await search.find(ProcedureQuery(sector: "dat-dai")).total == 5)
      #expect(try await search.find(ProcedureQuery(sector: "Đất đai")).total == 5)
      #expect(try await search.find(ProcedureQuery(agency: commune)).total == 0)
      var draft = province.draft()
      draft.procedure = ProcedureCode("2.000003")
      _ = try await province.offers.openOffer(draft, by: nil)
      let offered = try await search.find(ProcedureQuery(text: "khai sinh", agency: commune))
      #expect(offered.items.map(\.code) == [draft.procedure])
    }
  }
}
