import Ground
import TestKit
import Testing

@testable import Dossiers

@Suite struct SavedViewTests {
  private func desk(_ world: World) -> SavedViewDesk {
    SavedViewDesk(database: world.database, house: world.dossiers.desk.house)
  }

  @Test(arguments: Engine.all)
  func aFilterIsKeptUnderANameForItsAccountOnly(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let (desk, mine) = (desk(world), world.account(.receiver))
      try await desk.keep(WorkFilter(.overdue), as: "  Trễ  hạn ", starting: false, of: mine)
      let kept = try await desk.views(of: mine)
      #expect(kept.map(\.name) == ["Trễ hạn"] && kept[0].filter == WorkFilter(.overdue))
      #expect(try await desk.views(of: world.account(.handler)).isEmpty)
      for change in [
        { try await desk.rename(kept[0].id, to: "X", of: world.account(.handler)) },
        { try await desk.delete(kept[0].id, of: world.account(.handler)) },
        { try await desk.start(with: kept[0].id, of: world.account(.handler)) },
      ] as [() async throws -> Void] {
        await #expect(throws: SavedViewRefused.unknown) { try await change() }
      }
      #expect(try await desk.views(of: mine) == kept)
    }
  }

  @Test(arguments: Engine.all)
  func atMostOneViewStartsTheDesk(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let (desk, mine) = (desk(world), world.account(.receiver))
      try await desk.keep(WorkFilter(.overdue), as: "A", starting: true, of: mine)
      try await desk.keep(WorkFilter(.toReceive), as: "B", starting: true, of: mine)
      #expect(try await desk.views(of: mine).filter(\.starts).map(\.name) == ["B"])
      try await desk.start(with: nil, of: mine)
      #expect(try await desk.views(of: mine).allSatisfy { !$0.starts })
    }
  }

  @Test(arguments: Engine.all)
  func namesAreUniqueAndBounded(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let (desk, mine) = (desk(world), world.account(.receiver))
      try await desk.keep(WorkFilter(), as: "Hộ tịch", starting: false, of: mine)
      try await desk.keep(WorkFilter(), as: "Đất đai", starting: false, of: mine)
      let land = try #require(try await desk.views(of: mine).first { $0.name == "Đất đai" })
      await #expect(throws: SavedViewRefused.nameTaken("hộ tịch")) {
        try await desk.keep(WorkFilter(), as: "hộ tịch", starting: false, of: mine)
      }
      await #expect(throws: SavedViewRefused.nameTaken("HỘ TỊCH")) {
        try await desk.rename(land.id, to: "HỘ TỊCH", of: mine)
      }
      try await desk.rename(land.id, to: "đất đai", of: mine)
      await #expect(throws: SavedViewRefused.nameMissing) {
        try await desk.keep(WorkFilter(), as: " ", starting: false, of: mine)
      }
      await #expect(throws: SavedViewRefused.nameTooLong) {
        try await desk.keep(
          WorkFilter(), as: String(repeating: "a", count: 61), starting: false, of: mine)
      }
      for number in 3...SavedView.most {
        try await desk.keep(WorkFilter(), as: "Số \(number)", starting: false, of: mine)
      }
      await #expect(throws: SavedViewRefused.tooMany) {
        try await desk.keep(WorkFilter(), as: "Nữa", starting: false, of: mine)
      }
    }
  }

  @Test func theDeskOpensWithTheViewThatStartsIt() async throws {
    try await World.with(.sqlite) { world in
      let receiver = Walker(world, .receiver)
      let list = try await receiver.get("/ban-lam-viec?viec=qua-han")
      let saved = try await receiver.send(
        list, to: "/ban-lam-viec/bo-loc", [("ten", "Trễ của tôi"), ("bat-dau", "co")])
      #expect(saved.header("Location") == "/ban-lam-viec?viec=qua-han")
      let start = try await receiver.get("/ban-lam-viec")
      #expect(start.header("Location") == "/ban-lam-viec?viec=qua-han")
      #expect(try await receiver.follow(start).text.contains("Trễ của tôi"))
      #expect(try await receiver.get("/ban-lam-viec?chung=co").text.contains("Việc của tôi"))
      let manage = try await receiver.get("/ban-lam-viec/bo-loc")
      let id = try #require(manage.text.firstMatch(of: /bo-loc\/([0-9A-Z]{26})/)).1
      let path = "/ban-lam-viec/bo-loc/\(id)"
      let refused = try await receiver.send(manage, to: path, [("ten", ""), ("viec", "doi-ten")])
      #expect(refused.status == 422 && refused.text.contains("Đặt tên cho bộ lọc"))
      let gone = try await receiver.send(manage, to: path, [("ten", "x"), ("viec", "xoa")])
      #expect(gone.status == 303)
      #expect(try await receiver.get("/ban-lam-viec").status == 200)
    }
  }
}
