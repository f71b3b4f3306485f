import Ground
import Journal
import Storage
import Testing

@testable import Directory

/// Where an agency is found and how it is reached, day by day; its fact holds only a promise of it.
struct ContactTests {
  private let contact = AgencyContact(
    address: "Số 1 đường Demo, phường Đông", phone: "0200 000 101", email: "dong@saomai.example",
    website: "https://dong.saomai.example")

  private func read(_ world: World, _ code: AgencyCode, on day: Day) async throws -> AgencyContact?
  {
    try await world.database.read { try Agencies(tx: $0).contact(of: code, on: day) }
  }

  @Test func aContactHoldsFromItsDayUntilTheNext() async throws {
    try await onEachEngine { world in
      try await world.found()
      let desk = world.slice.agencies
      #expect(try await read(world, "H99.101", on: World.monday) == nil)
      try await desk.setContact(
        contact, of: "H99.101", from: World.monday, reason: "QĐ 1", by: nil)
      var next = contact
      next.phone = "1022"
      try await desk.setContact(
        next, of: "H99.101", from: World.monday.adding(days: 10), reason: "QĐ 2", by: nil)
      #expect(try await read(world, "H99.101", on: World.monday.adding(days: -1)) == nil)
      #expect(try await read(world, "H99.101", on: World.monday) == contact)
      #expect(try await read(world, "H99.101", on: World.monday.adding(days: 9)) == contact)
      #expect(try await read(world, "H99.101", on: World.monday.adding(days: 10)) == next)
      #expect(try await read(world, "H97", on: World.monday) == nil)
      try await desk.setContact(
        AgencyContact(), of: "H99.101", from: World.monday.adding(days: 20), reason: "QĐ 3", by: nil
      )
      #expect(try await read(world, "H99.101", on: World.monday.adding(days: 30)) == nil)
    }
  }

  @Test func theFactHoldsAPromiseAndNothingOfTheContact() async throws {
    try await onEachEngine { world in
      try await world.found()
      try await world.slice.agencies.setContact(
        contact, of: "H99.101", from: World.monday, reason: "QĐ 1", by: nil)
      let agency = try #require(try await world.agency("H99.101"))
      let facts = try await world.facts(of: agency.id.rawValue)
      #expect(facts.map(\.kind.rawValue) == ["agency.established", "agency.contact"])
      #expect(facts.map(\.seq) == [1, 2])
      let line = String(decoding: try #require(facts.last).line, as: UTF8.self)
      for text in ["Demo", "0200", "saomai", "QĐ 1"] { #expect(!line.contains(text)) }
      #expect(facts.last?.commitment?.utf8.count == 64)
      _ = try await world.slice.agencies.change(
        "H99.101", AgencyChange(name: "Phường Mới"), from: World.monday, reason: "QĐ 2", by: nil)
      #expect(try await world.facts(of: agency.id.rawValue).map(\.seq) == [1, 2, 3])
    }
  }

  @Test func anUnfitContactNamesEachField() async throws {
    let cases: [(AgencyContact, [ContactUnfit.Field])] = [
      (AgencyContact(address: "Số 1\nđường Demo"), [.address]),
      (AgencyContact(address: String(repeating: "a", count: 301)), [.address]),
      (AgencyContact(phone: "12"), [.phone]), (AgencyContact(phone: "không có"), [.phone]),
      (AgencyContact(phone: "0200 000 100 200"), [.phone]),
      (AgencyContact(email: "a@b"), [.email]), (AgencyContact(email: "a b@c.d"), [.email]),
      (AgencyContact(website: "javascript:alert(1)"), [.website]),
      (AgencyContact(website: "https://a\"b.example"), [.website]),
      (AgencyContact(website: "https://ten@khac.example"), [.website]),
      (AgencyContact(website: "https://localhost"), [.website]),
      (AgencyContact(phone: "1", email: "x"), [.phone, .email]),
    ]
    for (contact, fields) in cases {
      let refused = #expect(throws: ContactUnfit.self) { try contact.checked() }
      #expect(refused?.fields == fields, "\(contact)")
    }
    let tidy = try AgencyContact(address: "  Số 1 ", phone: " ", email: nil).checked()
    #expect(tidy == AgencyContact(address: "Số 1"))
    for phone in ["1022", "19001234", "(0200) 3.800.100", "+84 200 3800100"] {
      #expect(throws: Never.self) { try AgencyContact(phone: phone).checked() }
    }
  }

  @Test func onlyItsAdministratorsSetAContact() async throws {
    try await onEachEngine { world in
      try await world.found()
      let other = try await world.officer("quantri.so", .administrator, at: "H99.1")
      await #expect(throws: AgencyRefused.notYours) {
        try await world.slice.agencies.setContact(
          contact, of: "H99.101", from: World.monday, reason: "QĐ", by: other)
      }
      await #expect(throws: AgencyRefused.reasonMissing) {
        try await world.slice.agencies.setContact(
          contact, of: "H99.101", from: World.monday, reason: " ", by: nil)
      }
      #expect(try await read(world, "H99.101", on: World.monday) == nil)
    }
  }

  @Test func aLetterNamesTheHolderOfAPostAlsoAfterItEnded() async throws {
    try await onEachEngine { world in
      try await world.found()
      let account = try await world.account("lan")
      let post = try await world.slice.accounts.grant(
        .receiver, at: "H99.101", to: account, title: "Chuyên viên", phone: "0200 000 201",
        reason: "QĐ 1", by: nil)
      func holder() async throws -> PostHolder? {
        try await world.database.read { try Officers(tx: $0).holder(of: post, on: World.monday) }
      }
      #expect(try await holder()?.title == "Chuyên viên")
      try await world.slice.accounts.setCard(
        of: post, title: "Chuyên viên chính", phone: "", by: nil)
      try await world.slice.accounts.end(post, reason: "Nghỉ hưu", by: nil)
      let known = try #require(try await holder())
      #expect(known.title == "Chuyên viên chính" && known.phone == nil && known.role == .receiver)
      let facts = try await world.facts(of: post.rawValue)
      #expect(facts.map(\.kind.rawValue) == ["post.granted", "post.changed", "post.ended"])
      await #expect(throws: PostUnfit(fields: [.title, .phone])) {
        try await world.slice.accounts.setCard(of: post, title: "a\nb", phone: "x", by: nil)
      }
    }
  }

  @Test func anAnnouncedEndIsTakenBackWithItsPosts() async throws {
    try await onEachEngine { world in
      try await world.found()
      let lan = try await world.officer("lan", .receiver, at: "H99.102")
      let desk = world.slice.agencies
      await #expect(throws: AgencyRefused.noEndAhead) {
        _ = try await desk.resume("H99.102", reason: "QĐ 3", by: nil)
      }
      _ = try await desk.end(
        "H99.102", lastDay: World.monday.adding(days: 5),
        successors: [AgencySuccessor("H99.101")], legalBasis: "QĐ 2", by: nil)
      _ = try await desk.resume("H99.102", reason: "QĐ 3", by: nil)
      world.clock.move(seconds: 10 * 86_400)
      #expect(try await world.agency("H99.102", on: World.monday.adding(days: 30)) != nil)
      #expect(try await world.caller(lan.account).posts.count == 1)
      let next = try await world.database.read {
        try Agencies(tx: $0).successor(of: "H99.102", for: nil, on: World.monday.adding(days: 30))
      }
      #expect(next?.code == "H99.102")
    }
  }
}
