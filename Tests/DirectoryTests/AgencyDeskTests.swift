import Ground
import Journal
import Storage
import Testing

@testable import Directory

struct AgencyDeskTests {
  @Test func aFileIsTakenOnceAndEachAgencyIsAFact() async throws {
    try await onEachEngine { world in
      let file = try AgencyFile(parsing: Array(World.agencies.utf8))
      #expect(try await world.slice.agencies.take(file).added == 4)
      let again = try await world.slice.agencies.take(file)
      #expect(again == ImportCount(added: 0, changed: 0, unchanged: 4))
      #expect(try await world.factCount() == 4)
      let commune = try #require(try await world.agency("H99.101"))
      let facts = try await world.facts(of: commune.id.rawValue)
      #expect(facts.map(\.kind.rawValue) == ["agency.established"])
      #expect(facts.first?.agency == "H99.101")
      #expect(
        facts.first?.data == [
          .init("level", "commune"), .init("parent", "H99"), .init("since", "2025-07-01"),
          .init("from", "2025-07-01"),
        ])
    }
  }

  @Test func ofAFileWithOneUnfitLineNothingIsTaken() async throws {
    try await onEachEngine { world in
      let unfit = try file(
        "H98\tTỉnh\tprovince\t\t2025-07-01\t\t", "H98.1\tXã\tcommune\tH97\t2025-07-01\t\t")
      await #expect(throws: FileUnfit(3, .parentUnknown("H97"))) {
        try await world.slice.agencies.take(unfit)
      }
      #expect(try await world.agency("H98") == nil)
      #expect(try await world.factCount() == 0)
    }
  }

  @Test func aChangeIsSeenThroughACacheAtOnce() async throws {
    try await onEachEngine { world in
      try await world.found()
      let cache = DirectoryCache()
      func name() async throws -> String? {
        try await world.database.read {
          try Agencies(tx: $0, cache: cache).agency("H99.101", on: World.monday)?.name
        }
      }
      #expect(try await name() == "Ủy ban nhân dân phường Đông")
      _ = try await world.slice.agencies.change(
        "H99.101", AgencyChange(name: "Ủy ban nhân dân phường Đông Kinh"), from: World.monday,
        reason: "NQ 1", by: nil)
      #expect(try await name() == "Ủy ban nhân dân phường Đông Kinh")
      let before = try await world.agency("H99.101", on: World.monday.adding(days: -1))
      #expect(before?.name == "Ủy ban nhân dân phường Đông")
    }
  }

  @Test func aTransactionThatFailsLeavesNothingInTheCache() async throws {
    try await onEachEngine { world in
      try await world.found()
      let cache = DirectoryCache()
      struct Broken: Error {}
      await #expect(throws: Broken.self) {
        try await world.database.write { tx in
          let store = AgencyStore(tx: tx)
          try store.change("half")
          var agency = try store.tree().require("H99.101", on: World.monday)
          agency.periods[0].name = "Nửa chừng"
          try store.put([agency])
          _ = try Agencies(tx: tx, cache: cache).tree()
          throw Broken()
        }
      }
      let name = try await world.database.read {
        try Agencies(tx: $0, cache: cache).names(of: ["H99.101"])["H99.101"]
      }
      #expect(name == "Ủy ban nhân dân phường Đông")
    }
  }

  @Test func agenciesAreBegunChangedAndEndedWithReasonsAndFacts() async throws {
    try await onEachEngine { world in
      try await world.found()
      let admin = try await world.officer("quantri", .administrator, at: "H99")
      let desk = world.slice.agencies
      let new = NewAgency(
        code: "H99.113", name: "Ủy ban nhân dân xã Mới", level: .commune, parent: "H99",
        from: World.monday, hours: "07:30-11:30,13:00-16:30")
      await #expect(throws: AgencyRefused.reasonMissing) {
        try await desk.establish(new, reason: " ", by: admin)
      }
      let agency = try await desk.establish(new, reason: "NQ 12", by: admin)
      #expect(agency.hours == "07:30-11:30,13:00-16:30")
      await #expect(throws: AgencyRefused.codeTaken("H99.113")) {
        try await desk.establish(new, reason: "NQ 12", by: admin)
      }
      _ = try await desk.end(
        "H99.113", lastDay: Day(2026, 12, 31), successors: [AgencySuccessor("H99.101")],
        legalBasis: "NQ 13", by: admin)
      let facts = try await world.facts(of: agency.id.rawValue)
      #expect(facts.map(\.kind.rawValue) == ["agency.established", "agency.ended"])
      #expect(facts.map(\.seq) == [1, 2])
      #expect(facts.map(\.post) == [admin.posts[0].id, admin.posts[0].id])
      let next = try await world.database.read {
        try Agencies(tx: $0).successor(of: "H99.113", for: "G15-TP", on: Day(2027, 1, 1))
      }
      #expect(next?.code == "H99.101")
      let acts = try await desk.acts(on: "H99.113")
      #expect(acts.map(\.reason) == ["NQ 13", "NQ 12"])
      #expect(acts.first?.account == admin.account)
    }
  }

  @Test func whatIsNotAskedInVainIsListed() async throws {
    try await onEachEngine { world in
      try await world.found()
      var query = DirectoryDesk.Query()
      query.limit = 2
      #expect(
        try await world.slice.desk.agencies(query).map(\.code) == ["H99", "H99.1", "H99.101"])
      query.after = "H99.1"
      #expect(try await world.slice.desk.agencies(query).map(\.code) == ["H99.101", "H99.102"])
      query = DirectoryDesk.Query()
      query.text = "phuong dong"
      #expect(try await world.slice.desk.agencies(query).map(\.code) == ["H99.101"])
      query = DirectoryDesk.Query()
      query.procedure = "1.001193"
      #expect(try await world.slice.desk.agencies(query).map(\.code) == ["H99.101"])
      query = DirectoryDesk.Query()
      query.level = .department
      #expect(try await world.slice.desk.agencies(query).map(\.code) == ["H99.1"])
    }
  }
}
