import Ground
import Journal
import Storage
import Testing

@testable import Directory

/// Rights are tied to person, post, agency and period. Source: MRG-7.
struct PostTests {
  @Test func aPostGivesARoleAndItsEndTakesItAtOnce() async throws {
    try await onEachEngine { world in
      try await world.found()
      let lan = try await world.officer("lan", .receiver, at: "H99.101")
      #expect(lan.post([.receiver], at: ["H99.101"]) != nil)
      #expect(lan.post([.receiver], at: ["H99.102"]) == nil)
      #expect(lan.agency == "H99.101")
      try await world.slice.accounts.end(lan.posts[0].id, reason: "Nghỉ hưu", by: nil)
      #expect(try await world.caller(lan.account).posts.isEmpty)
      await #expect(throws: AccountRefused.alreadyEnded) {
        try await world.slice.accounts.end(lan.posts[0].id, reason: "Nghỉ hưu", by: nil)
      }
    }
  }

  @Test func factsNameThePostAndNeverThePerson() async throws {
    try await onEachEngine { world in
      try await world.found()
      let lan = try await world.officer("lan", .handler, at: "H99.101")
      try await world.slice.accounts.end(lan.posts[0].id, reason: "Chuyển công tác", by: nil)
      let facts = try await world.facts(of: lan.posts[0].id.rawValue)
      #expect(facts.map(\.kind.rawValue) == ["post.granted", "post.ended"])
      #expect(facts.map(\.agency) == ["H99.101", "H99.101"])
      for fact in facts {
        let text = String(decoding: fact.line, as: UTF8.self)
        #expect(!text.contains(lan.account.rawValue))
        #expect(text.contains(#""role":"handler""#))
      }
    }
  }

  @Test func aPostEndsWithItsAgency() async throws {
    try await onEachEngine { world in
      try await world.found()
      let lan = try await world.officer("lan", .receiver, at: "H99.102")
      let lastDay = World.monday.adding(days: 1)
      _ = try await world.slice.agencies.end(
        "H99.102", lastDay: lastDay, legalBasis: "NQ 9", by: nil)
      #expect(try await world.caller(lan.account).posts.count == 1)
      world.clock.move(seconds: 40 * 3600)
      #expect(world.clock.now.day == lastDay.adding(days: 1))
      #expect(try await world.caller(lan.account).posts.isEmpty)
      await #expect(throws: AgencyRefused.unknown("H99.102")) {
        try await world.slice.accounts.grant(
          .receiver, at: "H99.102", to: lan.account, reason: "QĐ 2", by: nil)
      }
    }
  }

  @Test func aPostFollowsItsAgencysNewCode() async throws {
    try await onEachEngine { world in
      try await world.found()
      let lan = try await world.officer("lan", .receiver, at: "H99.101")
      _ = try await world.slice.agencies.change(
        "H99.101", AgencyChange(code: "H99.151"), from: World.monday.adding(days: 1),
        reason: "QĐ 3", by: nil)
      #expect(try await world.caller(lan.account).agency == "H99.101")
      world.clock.move(seconds: 24 * 3600)
      #expect(try await world.caller(lan.account).agency == "H99.151")
    }
  }

  @Test func whatCannotBeGrantedIsRefused() async throws {
    try await onEachEngine { world in
      try await world.found()
      let citizen = try await world.account("dan", kind: .citizen)
      let lan = try await world.officer("lan", .receiver, at: "H99.101")
      let admin = try await world.officer("quantri", .administrator, at: "H99.1")
      let desk = world.slice.accounts
      let cases: [(Role, AgencyCode, AccountID, String, Caller?, any Refusal)] = [
        (.receiver, "H99.101", citizen, "QĐ", nil, AccountRefused.notAnOfficer),
        (.citizen, "H99.101", lan.account, "QĐ", nil, AccountRefused.roleWithoutPost(.citizen)),
        (.receiver, "H99.101", lan.account, "QĐ", nil, AccountRefused.alreadyHeld),
        (.handler, "H99.101", lan.account, "", nil, AccountRefused.reasonMissing),
        (
          .handler, "H99.101", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "QĐ", nil,
          AccountRefused.accountUnknown
        ),
        (.handler, "H97", lan.account, "QĐ", nil, AgencyRefused.unknown("H97")),
        (.handler, "H99.101", lan.account, "QĐ", admin, AgencyRefused.notYours),
      ]
      for (role, agency, account, reason, caller, refusal) in cases {
        let refused = await #expect(throws: (any Error).self) {
          try await desk.grant(role, at: agency, to: account, reason: reason, by: caller)
        }
        #expect((refused as? any Refusal)?.code == refusal.code)
      }
    }
  }

  @Test func officersOfAnAgencyAreListedWithTheirRoles() async throws {
    try await onEachEngine { world in
      try await world.found()
      let lan = try await world.officer("lan", .receiver, at: "H99.101")
      _ = try await world.slice.accounts.grant(
        .clerk, at: "H99.101", to: lan.account, reason: "QĐ 2", by: nil)
      let an = try await world.officer("minh", .handler, at: "H99.101")
      _ = try await world.officer("binh", .handler, at: "H99.102")
      let found = try await world.slice.desk.officers(of: "H99.101", limit: 50, after: nil)
      #expect(Set(found.map(\.account)) == [lan.account, an.account])
      let roles = found.first { $0.account == lan.account }?.posts.map(\.role) ?? []
      #expect(Set(roles) == [.receiver, .clerk])
      let first = try await world.slice.desk.officers(of: "H99.101", limit: 0, after: nil)
      let rest = try await world.slice.desk.officers(
        of: "H99.101", limit: 50, after: first.first?.account)
      #expect(first.count == 1 && rest.count == 1)
    }
  }

  @Test func aUsernameIsTakenOnceWhateverItsCase() async throws {
    try await onEachEngine { world in
      _ = try await world.account("Lan")
      await #expect(throws: AccountRefused.usernameTaken("LAN")) {
        _ = try await world.account("LAN")
      }
    }
  }
}
