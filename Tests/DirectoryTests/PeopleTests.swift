import Ground
import Journal
import Storage
import Testing

@testable import Directory

/// People and their accounts in the hands of administrators. Source: MRG-7.
struct PeopleTests {
  private struct Cast {
    let top: Caller
    let commune: Caller
    let lan: Caller
  }

  /// One after another: ids sort as they were made only when time passes between them.
  private func cast(_ world: World) async throws -> Cast {
    try await world.found()
    let top = try await world.officer("quantri", .administrator, at: "H99")
    world.clock.move(seconds: 1)
    let commune = try await world.officer("quantri101", .administrator, at: "H99.101")
    world.clock.move(seconds: 1)
    let lan = try await world.officer("lan", .receiver, at: "H99.101")
    world.clock.move(seconds: 1)
    return Cast(top: top, commune: commune, lan: lan)
  }

  private func signIn(_ world: World, _ password: String) async throws -> SignedIn {
    try await world.slice.signIn.signIn(username: "lan", password: password, address: "10.0.0.9")
  }

  @Test func aLockEndsEverySessionAndLetsNobodyIn() async throws {
    try await onEachEngine { world in
      let cast = try await cast(world)
      let desk = world.slice.accounts
      let session = try await signIn(world, "mat-khau-1")
      try await desk.lock(cast.lan.account, reason: "Mất thẻ", by: cast.top)
      #expect(try await world.slice.signIn.authenticate(token: session.token) == nil)
      await #expect(throws: SignInRefused.refused) { _ = try await signIn(world, "mat-khau-1") }
      await #expect(throws: AccountRefused.locked) {
        try await desk.lock(cast.lan.account, reason: "Lần nữa", by: cast.top)
      }
      try await desk.unlock(cast.lan.account, reason: "Đã tìm thấy", by: cast.top)
      #expect(try await signIn(world, "mat-khau-1").caller.posts.count == 1)
      await #expect(throws: AccountRefused.notLocked) {
        try await desk.unlock(cast.lan.account, reason: "Lần nữa", by: cast.top)
      }
      await #expect(throws: AccountRefused.ownAccount) {
        try await desk.lock(cast.top.account, reason: "Thử", by: cast.top)
      }
    }
  }

  @Test func aLinkSetsAPasswordOnceAndTheOldOneHoldsUntilThen() async throws {
    try await onEachEngine { world in
      let cast = try await cast(world)
      let desk = world.slice.accounts
      let first = try await desk.makeLink(for: cast.lan.account, reason: "Quên", by: cast.top)
      let token = try await desk.makeLink(for: cast.lan.account, reason: "Quên", by: cast.top)
      #expect(try await desk.linked(first) == nil, "the last link holds alone")
      let session = try await signIn(world, "mat-khau-1")
      await #expect(throws: PasswordUnfit.self) {
        try await desk.setPassword("ngan", again: "ngan", link: token)
      }
      await #expect(throws: PasswordUnfit.self) {
        try await desk.setPassword("trời xanh mây trắng", again: "khác", link: token)
      }
      let chosen = "trời xanh mây trắng"
      try await desk.setPassword(chosen, again: chosen, link: token)
      #expect(try await world.slice.signIn.authenticate(token: session.token) == nil)
      _ = try await signIn(world, chosen)
      await #expect(throws: PasswordLinkSpent()) {
        try await desk.setPassword(chosen, again: chosen, link: token)
      }
      let late = try await desk.makeLink(for: cast.lan.account, reason: "Quên", by: cast.top)
      world.clock.move(seconds: 24 * 3600 + 1)
      #expect(try await desk.linked(late) == nil)
    }
  }

  @Test func whoAdministersNotEveryPostOfAPersonMayNotTouchTheAccount() async throws {
    try await onEachEngine { world in
      let cast = try await cast(world)
      let desk = world.slice.accounts
      _ = try await desk.makeLink(for: cast.lan.account, reason: "Quên", by: cast.commune)
      _ = try await desk.grant(
        .handler, at: "H99.1", to: cast.lan.account, reason: "QĐ 2", by: cast.top)
      let sheet = try await desk.sheet(of: cast.lan.account, for: cast.commune)
      #expect(!sheet.isManaged)
      await #expect(throws: AgencyRefused.notYours) {
        _ = try await desk.makeLink(for: cast.lan.account, reason: "Quên", by: cast.commune)
      }
      await #expect(throws: AgencyRefused.notYours) {
        try await desk.lock(cast.lan.account, reason: "Thử", by: cast.commune)
      }
      await #expect(throws: AccountUnseen()) {
        _ = try await desk.sheet(of: cast.top.account, for: cast.commune)
      }
      await #expect(throws: AgencyRefused.notYours) {
        _ = try await desk.people(PeopleQuery(), for: cast.lan)
      }
    }
  }

  @Test func aPersonIsAddedWithoutAPasswordAndIsSeenByWhoAddedThem() async throws {
    try await onEachEngine { world in
      let cast = try await cast(world)
      let desk = world.slice.accounts
      let made = try await desk.invite(
        username: "binh", name: "Trần Văn Bình", kind: .officer, reason: "QĐ 9", by: cast.commune)
      await #expect(throws: AccountRefused.usernameTaken("BINH")) {
        _ = try await desk.invite(
          username: "BINH", name: "Khác", kind: .officer, reason: "QĐ", by: cast.top)
      }
      await #expect(throws: AccountRefused.notAnOfficer) {
        _ = try await desk.invite(
          username: "dan", name: "Khác", kind: .citizen, reason: "QĐ", by: cast.top)
      }
      let sheet = try await desk.sheet(of: made.account, for: cast.commune)
      #expect(sheet.isManaged && sheet.linkEnds != nil)
      #expect(sheet.acts.map(\.kind) == ["account.made"])
      #expect(try await desk.linked(made.token)?.username == "binh")
    }
  }

  @Test func peopleAreFoundByNameStateRoleAndAgency() async throws {
    try await onEachEngine { world in
      let cast = try await cast(world)
      let desk = world.slice.accounts
      _ = try await world.account("dan", kind: .citizen)
      _ = try await desk.invite(
        username: "binh", name: "Trần Văn Bình", kind: .officer, reason: "QĐ 9", by: cast.top)
      _ = try await desk.grant(
        .clerk, at: "H99.102", to: cast.lan.account,
        to: world.clock.now.adding(seconds: 86_400), reason: "Tạm thời", by: cast.top)
      func names(_ change: (inout PeopleQuery) -> Void, _ caller: Caller) async throws -> [String] {
        var query = PeopleQuery()
        change(&query)
        return try await desk.people(query, for: caller).people.map(\.account.username)
      }
      #expect(try await names({ _ in }, cast.top) == ["binh", "lan", "quantri", "quantri101"])
      #expect(try await names({ _ in }, cast.commune) == ["lan", "quantri101"])
      #expect(try await names({ $0.text = "tran binh" }, cast.top) == ["binh"])
      #expect(try await names({ $0.state = .withoutPost }, cast.top) == ["binh"])
      #expect(try await names({ $0.state = .ending }, cast.top) == ["lan"])
      #expect(try await names({ $0.role = .receiver }, cast.top) == ["lan"])
      #expect(try await names({ $0.agency = "H99.102" }, cast.top) == ["lan"])
      #expect(try await names({ $0.page = 2 }, cast.top) == [])
      #expect(
        try await names({ $0.order = .newest }, cast.top)
          == ["binh", "lan", "quantri101", "quantri"])
      let now = world.clock.now
      let waiting = try await world.database.read {
        try DirectoryAttention(for: cast.top, tx: $0, cache: DirectoryCache(), at: now)
      }
      #expect(waiting.withoutPost == 1 && waiting.endingPosts == 1 && waiting.people == 4)
      #expect(waiting.agencies == 4 && waiting.withoutContact == 4)
    }
  }

  @Test func factsOnAnAccountNeverNameIt() async throws {
    try await onEachEngine { world in
      let cast = try await cast(world)
      try await world.slice.accounts.lock(cast.lan.account, reason: "Mất thẻ", by: cast.top)
      try await world.slice.accounts.unlock(cast.lan.account, reason: "Thấy", by: cast.top)
      let lines = try await world.database.read { tx in
        try tx.rows(
          "SELECT kind, subject, seq, body FROM fact ORDER BY subject, seq LIMIT 1000"
        ).map {
          (
            try $0.text(0), try $0.text(1), try $0.int(2),
            String(decoding: try $0.bytes(3), as: UTF8.self)
          )
        }
      }
      let mine = lines.filter { $0.0.hasPrefix("account.") }
      #expect(mine.map(\.0) == ["account.locked", "account.unlocked"])
      #expect(mine.map(\.2) == [1, 2] && Set(mine.map(\.1)).count == 1)
      for line in lines { #expect(!line.3.contains(cast.lan.account.rawValue)) }
    }
  }

  @Test func twoWhoAddTheSameNameAtOnceMakeOneAccount() async throws {
    try await onEachEngine { world in
      let cast = try await cast(world)
      let desk = world.slice.accounts
      let made = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<6 {
          group.addTask {
            do {
              _ = try await desk.invite(
                username: "binh", name: "Bình", kind: .officer, reason: "QĐ", by: cast.top)
              return true
            } catch { return false }
          }
        }
        return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(made == 1)
      #expect(
        try await world.count("SELECT count(*) FROM account WHERE username_key = 'binh'") == 1)
    }
  }
}
