import Ground
import Journal
import Storage
import TestKit
import Testing

@testable import Directory

struct RecoveryTests {
  private static let fresh = "một câu hoàn toàn mới"

  @Test func aLetterLeadsToANewPasswordAndEndsEverySession() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let session = try await world.signedIn()
      try await world.slice.citizens.askRecovery(
        of: World.email.uppercased(), next: "/ho-so", address: "10.0.0.1")
      let token = try world.token()
      #expect(try await world.slice.citizens.recover(token, password: Self.fresh) == "/ho-so")
      #expect(try await world.slice.signIn.authenticate(token: session.token) == nil)
      await #expect(throws: SignInRefused.refused) { try await world.signedIn() }
      _ = try await world.signedIn(World.email, Self.fresh)
      await #expect(throws: LinkSpent.self) {
        try await world.slice.citizens.recover(token, password: "lại một câu khác nữa")
      }
      #expect(world.letters.all.last?.subject.contains("đã được đổi") == true)
    }
  }

  @Test func aWeakPasswordLeavesTheLinkAsItWas() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      try await world.slice.citizens.askRecovery(of: World.email, next: "", address: "10.0.0.1")
      let token = try world.token()
      await #expect(throws: AccountFormRefused.self) {
        try await world.slice.citizens.recover(token, password: "ngắn")
      }
      _ = try await world.slice.citizens.recover(token, password: Self.fresh)
    }
  }

  @Test func aLinkHoldsForAnHour() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      try await world.slice.citizens.askRecovery(of: World.email, next: "", address: "10.0.0.1")
      let token = try world.token()
      world.clock.move(seconds: 3600)
      #expect(try await world.slice.citizens.link(token, [.recovery]) == nil)
      await #expect(throws: LinkSpent.self) {
        try await world.slice.citizens.recover(token, password: Self.fresh)
      }
    }
  }

  @Test func aNewPasswordMakesEveryOtherLinkWorthless() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      var tokens: [String] = []
      for _ in 0..<2 {
        try await world.slice.citizens.askRecovery(of: World.email, next: "", address: "10.0.0.1")
        tokens.append(try world.token())
      }
      _ = try await world.slice.citizens.recover(tokens[1], password: Self.fresh)
      await #expect(throws: LinkSpent.self) {
        try await world.slice.citizens.recover(tokens[0], password: "câu của kẻ khác đấy")
      }
    }
  }

  @Test func oneKindOfLinkIsNotTheOther() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      try await world.slice.citizens.askRecovery(of: World.email, next: "", address: "10.0.0.1")
      let recovery = try world.token()
      await #expect(throws: LinkSpent.self) { try await world.slice.citizens.confirm(recovery) }
      _ = try await world.slice.citizens.recover(recovery, password: Self.fresh)
      try await world.signUp(email: "moi@thu.example")
      let signUp = try world.token(to: "moi@thu.example")
      await #expect(throws: LinkSpent.self) {
        try await world.slice.citizens.recover(signUp, password: Self.fresh)
      }
    }
  }

  @Test func nobodyLearnsWhoHasAnAccount() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      _ = try await world.account("khong.thu", kind: .citizen)
      let before = world.letters.all.count
      for typed in ["khong-co@thu.example", "khong-co", "khong.thu", "tên lạ", "@", "a\r\nb"] {
        try await world.slice.citizens.askRecovery(of: typed, next: "", address: "10.0.0.1")
      }
      #expect(world.letters.all.count == before)
    }
  }

  @Test func aNameThatWasShutOpensWithTheNewPassword() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      for _ in 0..<10 {
        await #expect(throws: SignInRefused.refused) {
          try await world.signedIn(World.email, "sai mật khẩu")
        }
      }
      await #expect(throws: SignInRefused.tooMany(seconds: 900)) { try await world.signedIn() }
      try await world.slice.citizens.askRecovery(of: World.email, next: "", address: "10.0.0.1")
      _ = try await world.slice.citizens.recover(try world.token(), password: Self.fresh)
      _ = try await world.signedIn(World.email, Self.fresh)
    }
  }
}

struct OwnAccountTests {
  @Test func anotherAddressHoldsFromItsConfirmationOn() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let caller = try await world.signedIn().caller
      try await world.slice.citizens.askEmail(
        "moi@thu.example", password: World.password, of: caller, address: "10.0.0.1")
      #expect(world.letters.all.suffix(2).map(\.to) == ["moi@thu.example", World.email])
      _ = try await world.signedIn(World.email)
      let token = try world.token(to: "moi@thu.example")
      let opened = try await world.slice.citizens.confirm(token)
      #expect(opened == .emailChanged(next: "/tai-khoan"))
      _ = try await world.signedIn("moi@thu.example")
      await #expect(throws: SignInRefused.refused) { try await world.signedIn(World.email) }
    }
  }

  @Test func anAddressOfAnotherAccountIsNotTaken() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let other = try await world.account("khac", kind: .citizen)
      let caller = try await world.caller(other)
      try await world.slice.citizens.askEmail(
        World.email, password: "mat-khau-1", of: caller, address: "10.0.0.1")
      #expect(world.letters.all.last?.subject.contains("đã có tài khoản") == true)
      await #expect(throws: EmailTaken.self) {
        try await world.slice.citizens.setEmail(World.email, of: other)
      }
    }
  }

  @Test func aChangeNeedsTheCurrentPasswordAndTriesAreCounted() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let session = try await world.signedIn()
      for _ in 0..<10 {
        await #expect(throws: AccountFormRefused.self) {
          try await world.slice.citizens.changePassword(
            from: "sai", to: "một câu hoàn toàn mới", of: session.caller, keeping: session.token)
        }
      }
      await #expect(throws: SignInRefused.tooMany(seconds: 900)) {
        try await world.slice.citizens.changePassword(
          from: World.password, to: "một câu hoàn toàn mới", of: session.caller,
          keeping: session.token)
      }
    }
  }

  @Test func aChangedPasswordEndsTheOtherSessionsAndKeepsThisOne() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let (mine, other) = (try await world.signedIn(), try await world.signedIn())
      try await world.slice.citizens.changePassword(
        from: World.password, to: "một câu hoàn toàn mới", of: mine.caller, keeping: mine.token)
      #expect(try await world.slice.signIn.authenticate(token: mine.token) != nil)
      #expect(try await world.slice.signIn.authenticate(token: other.token) == nil)
    }
  }

  @Test func sessionsAreListedByDeviceAndTheOthersEnded() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/130.0 Mobile Safari/537.36"
      let other = try await world.signedIn(device: agent)
      world.clock.move(seconds: 60)
      let mine = try await world.signedIn(device: "curl/8")
      let own = try await world.slice.citizens.own(mine.caller, token: mine.token, requestID: "r")
      #expect(own.sessions.map(\.isOwn) == [true, false])
      #expect(
        own.sessions.map(\.device.phrase.vietnamese) == [
          "Thiết bị không rõ", "Chrome trên Android",
        ]
      )
      try await world.slice.citizens.endOthers(of: mine.caller, keeping: mine.token)
      #expect(try await world.slice.signIn.authenticate(token: other.token) == nil)
      #expect(try await world.slice.signIn.authenticate(token: mine.token) != nil)
    }
  }

  @Test func whatAFormMayFillInIsReadWithAPurpose() async throws {
    try await onEachEngine { world in
      try await world.citizen()
      let caller = try await world.signedIn().caller
      var contact = ContactDefaults(name: "Nguyễn Thị Lan Anh")
      contact.birthDate = "1990-02-03"
      contact.personalNumber = "000190000123"
      contact.addressLine = "Thôn Trên"
      try await world.slice.citizens.fill(contact, of: caller.account)
      let known = try await world.slice.citizens.contact(
        of: try await world.caller(caller.account), purpose: "điền sẵn đơn", requestID: "r1")
      contact.email = World.email
      #expect(known == contact)
      try await world.slice.readings.flush()
      let readings = try await world.slice.readings.readings(
        of: caller.account.rawValue, limit: 5)
      #expect(readings.map(\.purpose) == ["điền sẵn đơn"])
    }
  }

  @Test(arguments: [
    ("3/2/1990", "1990-02-03"), ("03-02-1990", "1990-02-03"), ("03.02.1990", "1990-02-03"),
    ("2/1990", "1990-02"), ("1990", "1990"), ("1990-02-03", "1990-02-03"),
  ])
  func aDayOfBirthIsTakenAsPeopleWriteIt(_ typed: String, _ kept: String) throws {
    let form = try ProfileForm { ["name": "Lan", "birthDate": typed][$0] ?? "" }
    #expect(form.contact.birthDate == kept)
  }

  @Test(arguments: [
    ("personalNumber", "00019000012"), ("birthDate", "31/02/1990"), ("phone", "12"),
    ("name", ""), ("commune", "a\u{202E}b"),
  ])
  func whatDoesNotFitIsNamed(_ field: String, _ typed: String) {
    do {
      _ = try ProfileForm { $0 == field ? typed : $0 == "name" ? "Lan" : "" }
      Issue.record("\(field) \(typed) was taken")
    } catch { #expect(error.places.map(\.pointer) == [field]) }
  }
}
