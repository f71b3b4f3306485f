import Ground
import Storage
import TestKit
import Testing

@testable import Dossiers

/// Reception at the counter. Source: issue 3; DOS-20, DOS-23.
@Suite struct CounterTests {
  private static let path = "/ban-lam-viec/tiep-nhan/9.100001"
  private static let filled: [(String, String)] = [
    ("applicant.name", "Lò Thị Sao Mai"), ("applicant.personalNumber", "000190123456"),
    ("applicant.birthDate", "03021990"), ("applicant.phone", "0912345678"),
    ("applicant.address.line", "Bản Nà"), ("applicant.address.commune", "Xã An Bình"),
    ("applicant.address.province", "Tỉnh Thử Nghiệm"), ("delivery", "counter"), ("sets", "1"),
    ("channel", "counter"), ("count.1.originals", "1"), ("count.2.photocopies", "2"),
  ]

  @Test(
    arguments: [
      ("100001", "9.100001"), ("9.100001", "9.100001"), ("cu tru", "9.100001"),
      ("KẾT HÔN", "9.100003"), ("lam san", "9.100010"),
    ])
  func oneMatchIsOpenedAtOnce(_ typed: String, _ code: String) async throws {
    try await World.with(.sqlite) { world in
      let query = typed.utf8.map { "%" + hex([$0]) }.joined()
      let reply = try await Walker(world, .receiver).get("/ban-lam-viec/tiep-nhan?q=\(query)")
      #expect(reply.header("Location") == "/ban-lam-viec/tiep-nhan/\(code)")
    }
  }

  @Test func severalMatchesStandWithTheLikeliestFirst() async throws {
    try await World.with(.sqlite) { world in
      let caller = try await world.caller(.receiver)
      let found = try await world.dossiers.desk.counterMatches(
        at: Set(caller.posts.map(\.agency)), "10000", limit: 50)
      #expect(found.count == 9 && found.allSatisfy { $0.code.rawValue.contains("10000") })
      let exact = try await world.dossiers.desk.counterMatches(
        at: Set(caller.posts.map(\.agency)), "", limit: 3)
      #expect(exact.count == 3)
      let page = try await Walker(world, .receiver).get("/ban-lam-viec/tiep-nhan?q=thu+nghiem")
      #expect(page.status == 200 && page.text.contains("autofocus"))
    }
  }

  @Test(arguments: Engine.all)
  func onePageReceivesAndCountsThePapers(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let receiver = Walker(world, .receiver)
      let blank = try await receiver.get(Self.path)
      #expect(blank.text.contains("value=\"Xã An Bình\""), "the agency's own commune")
      #expect(blank.text.contains("value=\"Tỉnh Thử Nghiệm\""))
      let sent = try await receiver.send(blank, to: Self.path, Self.filled)
      let done = try await receiver.follow(sent)
      #expect(done.text.contains("H99.101-260302-0001"))
      #expect(done.text.contains("08:00 05/03/2026") && done.text.contains("In giấy tiếp nhận"))
      #expect(done.text.contains("href=\"\(Self.path)\" autofocus"), "the procedure is remembered")
      let id = try #require(sent.header("Location")?.split(separator: "/").last.map(String.init))
      let dossier = try await world.stored(id)
      #expect(dossier.stage == .received && dossier.contents.applicant.birthDate == "1990-02-03")
      #expect(dossier.contents.answers["sets"] == 1)
      #expect(
        dossier.contents.answers["handedIn"] == [
          "1": ["originals": 1], "2": ["photocopies": 2],
        ])
    }
  }

  @Test func pressingTwiceReceivesOnce() async throws {
    try await World.with(.sqlite) { world in
      let receiver = Walker(world, .receiver)
      let blank = try await receiver.get(Self.path)
      let first = try await receiver.send(blank, to: Self.path, Self.filled)
      let second = try await receiver.send(blank, to: Self.path, Self.filled)
      #expect(first.status == 303 && second.header("Location") == first.header("Location"))
      #expect(try await world.count("dossier") == 1)
    }
  }

  @Test func whatIsWrongIsNamedWhereItStandsAndNothingIsLost() async throws {
    try await World.with(.sqlite) { world in
      let receiver = Walker(world, .receiver)
      let wrong: [(String, String)] = [
        ("applicant.name", ""), ("applicant.personalNumber", "123"),
        ("applicant.birthDate", "31/2/1990"), ("count.1.originals", "hai"), ("delivery", "counter"),
        ("channel", "counter"), ("sets", "1"), ("applicant.address.line", "Bản <Nà>"),
      ]
      let refused = try await receiver.send(
        try await receiver.get(Self.path), to: Self.path, wrong)
      #expect(refused.status == 422)
      for field in ["o-applicant.name", "o-applicant.birthDate", "o-count.1.originals"] {
        #expect(refused.text.contains("href=\"#\(field)\""), "\(field)")
      }
      #expect(refused.text.contains("value=\"hai\"") && refused.text.contains("value=\"123\""))
      #expect(refused.text.contains("value=\"Bản &lt;Nà&gt;\""))
      #expect(try await world.count("dossier") == 0)
      let mended = try await receiver.send(refused, to: Self.path, Self.filled)
      #expect(mended.status == 303)
    }
  }

  @Test func anOwnerNeedsAMandateAndAnOrganisationItsRepresentative() async throws {
    try await World.with(.sqlite) { world in
      let receiver = Walker(world, .receiver)
      let refused = try await receiver.send(
        try await receiver.get(Self.path), to: Self.path,
        Self.filled + [("owner.name", "Giàng A Pao"), ("applicant.taxNumber", "0100112437")])
      #expect(refused.status == 422)
      #expect(refused.text.contains("Ghi họ và tên người đại diện"))
      let mandate = try await receiver.send(
        refused, to: Self.path,
        Self.filled + [("owner.name", "Giàng A Pao"), ("owner.personalNumber", "000185000001")])
      #expect(mandate.status == 422 && mandate.text.contains("đính kèm giấy ủy quyền"))
    }
  }

  /// “Receive and open the next one” goes through the queue, oldest first, to its end.
  @Test func theQueueIsWorkedThroughDossierByDossier() async throws {
    try await World.with(.sqlite) { world in
      let first = try await world.submit()
      world.clock.advance(hours: 1)
      let second = try await world.submit()
      let receiver = Walker(world, .receiver)
      let path = "/ban-lam-viec/ho-so/"
      let page = try await receiver.get(path + first.id)
      let next = try await receiver.send(
        page, to: "\(path)\(first.id)/tiep-nhan", [("tiep", "co")])
      #expect(next.header("Location")?.hasPrefix(path + second.id) == true)
      let last = try await receiver.send(
        try await receiver.get(path + second.id), to: "\(path)\(second.id)/tiep-nhan",
        [("tiep", "co")])
      #expect(last.header("Location") == "/ban-lam-viec?viec=cho-tiep-nhan")
      for taken in [first, second] { #expect(try await world.stored(taken).stage == .received) }
    }
  }

  /// Several at once: what is refused for one undoes nothing of the others.
  @Test func severalAreAssignedEachOnItsOwn() async throws {
    try await World.with(.sqlite) { world in
      let open = try await world.dossier(.received)
      let over = try await world.dossier(.delivered)
      let before = try await world.stored(open).version
      let approver = Walker(world, .approver)
      let list = try await approver.get("/ban-lam-viec?trang-thai=received")
      let chosen = try await approver.send(
        list, to: "/ban-lam-viec/hang-loat",
        [("chon", open.id), ("chon", over.id), ("chon", "khong-co"), ("viec", "phan-cong")])
      #expect(chosen.status == 200 && chosen.text.contains("Phân công 2 hồ sơ"))
      let path = "/ban-lam-viec/hang-loat/phan-cong"
      let officer = ("officer", world.account(.handler).rawValue)
      let missing = try await approver.send(chosen, to: path, [("officer", "")])
      #expect(missing.status == 422 && missing.text.contains("Phân công 2 hồ sơ"))
      let done = try await approver.send(chosen, to: path, [officer])
      #expect(done.text.contains("Đã phân công 1 trong 2 hồ sơ"))
      #expect(done.text.contains("không thể thực hiện"))
      #expect(try await world.stored(open).officer == world.account(.handler))
      let again = try await approver.send(chosen, to: path, [officer])
      #expect(again.text.contains("Đã phân công 1 trong 2 hồ sơ"), "pressed twice, done once")
      #expect(try await world.stored(open).version == before + 1)
    }
  }
}
