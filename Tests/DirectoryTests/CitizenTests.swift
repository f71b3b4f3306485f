import Foundation
import Ground
import Journal
import Storage
import TestKit
import Testing

@testable import Directory

/// What people do with their own accounts, through the desk.
extension World {
  static let email = "lan.nguyen@thu.example"
  static let password = "nha em ở cuối làng"

  func signUp(
    email: String = World.email, name: String = "Nguyễn Thị Lan", password: String = World.password,
    from address: String = "10.0.0.1"
  ) async throws {
    try await slice.citizens.signUp(
      SignUp(name: name, email: email, phone: "0912 000 123", password: password, consents: true),
      next: "/thu-tuc/1.001193", address: address)
  }

  /// The token in the last letter with a secret link to `to`.
  func token(to: String = World.email) throws -> String {
    let links = letters.all.filter { $0.to == to }.compactMap(\.link)
      .filter { $0.split(separator: "/").count == 2 }
    return try #require(links.last?.split(separator: "/").last.map(String.init))
  }

  /// Signs up and opens the link.
  func citizen() async throws {
    try await signUp()
    _ = try await slice.citizens.confirm(try token())
  }

  func signedIn(
    _ username: String = World.email, _ password: String = World.password, device: String? = nil
  ) async throws -> SignedIn {
    try await slice.signIn.signIn(
      username: username, password: password, address: "10.0.0.9", device: device)
  }
}

struct SignUpTests {
  @Test func anAccountWorksAfterItsLinkWasOpenedAndNotBefore() async throws {
    try await onEachEngine { world in
      try await world.signUp()
      await #expect(throws: SignInRefused.refused) { try await world.signedIn() }
      let opened = try await world.slice.citizens.confirm(try world.token())
      #expect(opened == .signedUp(next: "/thu-tuc/1.001193"))
      let session = try await world.signedIn("LAN.Nguyen@thu.example")
      #expect(session.caller.name == "Nguyễn Thị Lan")
      #expect(session.caller.roles == [.citizen])
    }
  }

  @Test func lookingAtALinkChangesNothing() async throws {
    try await onEachEngine { world in
      try await world.signUp()
      let token = try world.token()
      for _ in 0..<3 {
        #expect(try await world.slice.citizens.link(token, [.signUp]) != nil)
      }
      #expect(try await world.count("SELECT count(*) FROM account") == 0)
      _ = try await world.slice.citizens.confirm(token)
    }
  }

  @Test func aLinkIsOpenedOnce() async throws {
    try await onEachEngine { world in
      try await world.signUp()
      let token = try world.token()
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<8 {
          group.addTask { (try? await world.slice.citizens.confirm(token)) != nil }  // refused: no
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.count { $0 } == 1)
      await #expect(throws: LinkSpent.self) { try await world.slice.citizens.confirm(token) }
      #expect(try await world.count("SELECT count(*) FROM account") == 1)
    }
  }

  @Test func aLinkThatIsTooOldOrGuessedOpensNothing() async throws {
    try await onEachEngine { world in
      try await world.signUp()
      let token = try world.token()
      #expect(token.utf8.count == 43)
      for guess in ["", "x", token + "A", String(token.dropLast()), token.lowercased() + "-"] {
        await #expect(throws: LinkSpent.self) { try await world.slice.citizens.confirm(guess) }
        #expect(try await world.slice.citizens.link(guess, [.signUp]) == nil)
      }
      world.clock.move(seconds: 24 * 3600)
      await #expect(throws: LinkSpent.self) { try await world.slice.citizens.confirm(token) }
      try await world.slice.citizens.forgetOldLinks()
      #expect(try await world.count("SELECT count(*) FROM account_link") == 0)
    }
  }

  @Test func aLinkIsNotKeptAsItWasSent() async throws {
    try await onEachEngine { world in
      try await world.signUp()
      let token = try world.token()
      let kept = try await world.database.read { tx in
        try tx.row("SELECT token_hash FROM account_link")?.bytes(0)
      }
      #expect(kept?.count == 32)
      #expect(kept.map { String(decoding: $0, as: UTF8.self) } != token)
    }
  }

  @Test func whoHasAnAccountIsToldSoByLetterAlone() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let before = world.letters.all.count
      try await world.signUp(email: "Lan.Nguyen@Thu.example", name: "Kẻ Khác")
      let letter = try #require(world.letters.all.last)
      #expect(world.letters.all.count == before + 1)
      #expect(letter.subject.contains("đã có tài khoản"))
      #expect(letter.link == "/quen-mat-khau")
      #expect(try await world.count("SELECT count(*) FROM account_link") == 0)
      #expect(try await world.signedIn().caller.name == "Nguyễn Thị Lan")
    }
  }

  @Test func twoSignUpsForOneAddressMakeOneAccount() async throws {
    try await onEachEngine { world in
      try await world.signUp()
      let first = try world.token()
      try await world.signUp(name: "Nguyễn Văn Khác", password: "mật khẩu khác hẳn")
      let second = try world.token()
      _ = try await world.slice.citizens.confirm(second)
      await #expect(throws: EmailTaken.self) { try await world.slice.citizens.confirm(first) }
      #expect(try await world.count("SELECT count(*) FROM account") == 1)
    }
  }

  @Test func whatIsTypedIsCheckedFieldByField() throws {
    func places(
      _ name: String = "Lan", _ email: String = World.email, _ phone: String = "",
      _ password: String = World.password, _ consents: Bool = true
    ) -> [String] {
      do {
        _ = try SignUp(
          name: name, email: email, phone: phone, password: password, consents: consents)
        return []
      } catch { return error.places.map(\.pointer) }
    }
    #expect(places().isEmpty)
    #expect(
      places("", "lan", "12", "ngắn", false) == [
        "name", "email", "phone", "password", "consent",
      ])
    for bad in [
      "a@b", "lan@thu.example\r\nBcc: x@y.example", "lan@thu.example, x@y.example", "l an@thu.vn",
      "<lan@thu.vn>", "\"lan\"@thu.vn", "lan@thu..vn", ".lan@thu.vn", "lan@-thu.vn", "lân@thu.vn",
      "lan@thu.vn\u{0}", "lan@thu.vn\u{2028}x",
    ] {
      #expect(places("Lan", bad) == ["email"], "\(bad)")
    }
    for bad in ["", "123", "Lan\r\nBcc: x", "Lan\u{202E}naL", String(repeating: "a", count: 101)] {
      #expect(places(bad) == ["name"], "\(bad)")
    }
  }

  @Test(arguments: [
    ("123456789", false), ("1234567890", false), ("9876543210", false), ("aaaaaaaaaaaa", false),
    ("Nguyen Thi Lan", false), ("nguyenthilan1990", false), ("lan.nguyen2026", false),
    ("mat khau 123", false), ("abcdefghij", false), ("nhà em ở cuối làng", true),
    ("motcua-demo", true), ("ba con vịt xám", true), ("0123 cá kho tộ", true),
    (String(repeating: "đường dài ", count: 30), false),
  ])
  func aPasswordIsLongAndNotWhatStandsBesideIt(_ typed: String, _ isTaken: Bool) {
    let trouble = NewPassword.trouble(typed, name: "Nguyễn Thị Lan", email: "lan.nguyen@thu.vn")
    #expect((trouble == nil) == isTaken, "\(typed)")
  }

  @Test func lettersToOneAddressAndFromOneAddressAreFew() async throws {
    var settings = SessionSettings()
    settings.lettersPerAddress = 5
    try await onEachEngine(settings: settings) { world in
      for _ in 0..<3 { try await world.signUp() }
      await #expect(throws: TooManyLetters(seconds: 3600)) {
        try await world.signUp(email: World.email.uppercased(), from: "10.0.0.2")
      }
      for index in 0..<2 { try await world.signUp(email: "lan\(index)@thu.example") }
      await #expect(throws: TooManyLetters.self) { try await world.signUp(email: "a@thu.example") }
      #expect(world.letters.all.count == 5)
      world.clock.move(seconds: 1800)
      try await world.slice.signIn.forgetOldFailures()
      await #expect(throws: TooManyLetters(seconds: 1800)) { try await world.signUp() }
      world.clock.move(seconds: 1800)
      try await world.signUp()
    }
  }

  @Test func anActOnAnAccountLeavesOneFactThatTellsNobody() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let session = try await world.signedIn()
      try await world.slice.citizens.changePassword(
        from: World.password, to: "một câu hoàn toàn mới", of: session.caller,
        keeping: session.token)
      var contact = ContactDefaults(name: "Nguyễn Thị Lan")
      contact.personalNumber = "000190000123"
      try await world.slice.citizens.fill(contact, of: session.caller.account)
      try await world.slice.citizens.fill(contact, of: session.caller.account)
      let subject = try await world.database.read { tx in
        try tx.row("SELECT subject FROM profile")?.text(0)
      }
      let facts = try await world.facts(of: try #require(subject))
      #expect(
        facts.map(\.kind.rawValue) == [
          "account.signed-up", "account.password-changed", "account.profile-changed",
        ])
      #expect(facts.map(\.seq) == [1, 2, 3])
      #expect(subject != session.caller.account.rawValue)
      #expect(facts.allSatisfy { $0.data.isEmpty && $0.actorTag == nil && $0.agency == nil })
      #expect(try await world.factCount() == 3)
    }
  }
}
