import Catalogue
import Ground
import Storage
import TestKit
import Testing

/// The portal's pages through the router, on both engines.
@Suite struct PortalTests {
  private func page(_ world: World, _ path: String, status: Int = 200) async throws -> String {
    let reply = try await Asking(.get, path).ask(world.edge)
    #expect(reply.status == status, "\(path)")
    return reply.text
  }

  @Test(arguments: Engine.all)
  func theHomePageLeadsToSearchSectorsAndHelp(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let text = try await page(world, "/")
      #expect(text.contains("action=\"/thu-tuc\""))
      #expect(text.contains("id=\"q\"") && text.contains("list=\"goi-y-thu-tuc\""))
      for path in ["/tra-cuu", "/ho-so", "/thu-tuc/linh-vuc", "/tro-giup", "/co-quan"] {
        #expect(text.contains("href=\"\(path)\""), "\(path)")
      }
      #expect(text.contains("/thu-tuc?linh-vuc=ho-tich"))
      #expect(!text.contains("Số liệu tháng này"))
      #expect(text.utf8.count < 14_000)
    }
  }

  @Test(arguments: Engine.all)
  func sectorsAreCountedAndRecountedWhenTheListChanges(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let edge = world.edge
      let before = try await Asking(.get, "/thu-tuc/linh-vuc").ask(edge).text
      #expect(before.contains("Hộ tịch</a>"))
      #expect(!before.contains("Nuôi thử nghiệm"))
      var record = birth
      (record.code, record.sector) = (ProcedureCode("9.777777"), "Nuôi thử nghiệm")
      _ = try await world.catalogue.procedures.importProcedures(
        .bytes(Array(record.json.serialised.utf8)))
      let after = try await Asking(.get, "/thu-tuc/linh-vuc").ask(edge).text
      #expect(after.contains("Nuôi thử nghiệm</a>"))
    }
  }

  @Test(arguments: Engine.all)
  func aProcedureShowsItsPromiseForWhatWasChosen(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let open = try await page(world, "/thu-tuc/9.100001")
      #expect(open.contains("Theo danh mục") || open.contains("Tính theo danh mục quốc gia"))
      let code = ProcedureCode.residence
      let agencies = try await world.database.read { tx in
        try Offers(tx: tx).agenciesOffering(code, on: world.clock.now.day)
      }
      let agency = try #require(agencies.first)
      let chosen = try await page(
        world, "/thu-tuc/9.100001?co-quan=\(agency.rawValue)&kenh=post")
      #expect(chosen.contains("Nộp bây giờ (qua bưu chính)"))
      #expect(chosen.contains("thời hạn 5 ngày làm việc"))
      #expect(chosen.contains("/co-quan/\(agency.rawValue)"))
    }
  }

  @Test(arguments: Engine.all)
  func whatWasDecidedAMomentAgoIsShown(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth]))
      let edge = try province.edge
      let path = "/thu-tuc/1.001193"
      let none = try await Asking(.get, path).ask(edge).text
      #expect(none.contains("chưa có cơ quan nào"))
      _ = try await province.offers.openOffer(province.draft(), by: nil)
      let open = try await Asking(.get, path).ask(edge).text
      #expect(open.contains("UBND xã An Bình"))
      #expect(open.contains("\(path)/nop-ho-so"))
    }
  }

  @Test(arguments: Engine.all)
  func anAgencySaysWhenItIsOpenAndWhatItTakes(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth]))
      _ = try await province.offers.openOffer(province.draft(), by: nil)
      let text = try await Asking(.get, "/co-quan/H99.101").ask(try province.edge).text
      #expect(text.contains("Đang mở cửa"))
      #expect(text.contains("07:00–11:30</span>, <span class=\"number\">13:30–17:00"))
      #expect(text.contains("/thu-tuc?co-quan=H99.101&amp;linh-vuc=ho-tich"))
      #expect(text.contains("UBND tỉnh"))
      #expect(try await Asking(.get, "/co-quan/H00").ask(try province.edge).status == 404)
    }
  }

  @Test(arguments: Engine.all)
  func aLifeEventLeadsToItsProcedures(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      _ = try await province.procedures.importProcedures(lines([birth, termless]))
      let home = try await Asking(.get, "/").ask(try province.edge).text
      #expect(home.contains("href=\"/su-kien/sinh-con\""))
      #expect(!home.contains("/su-kien/giay-phep-lai-xe"))
      let event = try await Asking(.get, "/su-kien/sinh-con").ask(try province.edge).text
      #expect(event.contains("href=\"/thu-tuc/1.001193\""))
      #expect(try await Asking(.get, "/su-kien/khong-co").ask(try province.edge).status == 404)
      let missing = try await province.slice.prepare(Province.lifeEvents())
      #expect(missing.contains(ProcedureCode("2.000986")) && !missing.contains(birth.code))
    }
  }

  @Test(arguments: Engine.all, ["/thu-tuc/9.999999", "/thu-tuc/khong-co", "/co-quan/%20"])
  func whatIsNotThereIsAPageThatSaysSo(_ engine: Engine, _ path: String) async throws {
    try await World.with(engine) { world in
      let text = try await page(world, path, status: 404)
      #expect(text.contains("<h1>"))
    }
  }
}
