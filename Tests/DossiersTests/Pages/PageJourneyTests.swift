import Directory
import Ground
import TestKit
import Testing
import Web

@testable import Dossiers

@Suite struct PageJourneyTests {
  static let form = "/thu-tuc/9.100001/nop-ho-so"
  static let pdf = "%PDF-1.4\nto khai\n%%EOF\n"

  /// What is typed at the counter.
  static let filled: [(String, String)] = [
    ("agency", "H99.101"), ("applicant.kind", "person"), ("applicant.name", "Lò Thị Sao Mai"),
    ("applicant.personalNumber", "000190123456"), ("applicant.birthDate", "03/02/1990"),
    ("applicant.phone", "0912345678"), ("delivery", "counter"),
  ]

  /// A dossier handed in by hand, and the page that it led to.
  private func handedIn(_ citizen: Walker) async throws -> (page: Reply, path: String) {
    let sent = try await citizen.handIn(Self.form, pdf: Self.pdf)
    let id = try #require(sent.text.firstMatch(of: /href="\/ho-so\/([0-9A-Z]{26})"/)).1
    let path = "/ho-so/\(id)"
    return (try await citizen.get(path), path)
  }

  @Test(arguments: Engine.all)
  func theWholeJourneyByHand(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let citizen = Walker(world, .citizen)
      let (page, path) = try await handedIn(citizen)
      let id = String(path.dropFirst("/ho-so/".count))
      let reference = try await world.stored(id).reference.text
      #expect(page.text.contains(reference) && page.text.contains("to-khai.pdf"))
      #expect(page.text.contains("8 giờ làm việc"))
      let receiver = Walker(world, .receiver)
      #expect(try await receiver.get("/ban-lam-viec").text.contains("/ban-lam-viec/ho-so/\(id)"))
      try await step(receiver, id, .receive, says: "Đồng hồ bắt đầu chạy")
      let number = try #require(try await world.stored(id).number)
      #expect(try await citizen.get(path).text.contains(number))
      try await step(
        Walker(world, .approver), id, .assign,
        [("assign.officer", world.account(.handler).rawValue)], says: "không đổi")
      try await step(
        Walker(world, .handler), id, .requestSupplement,
        [
          ("requestSupplement.items.0.what", "Tờ khai"),
          ("requestSupplement.items.0.how", "Ký lại"), ("requestSupplement.reason", "Chưa ký"),
        ], says: "Đồng hồ dừng từ bây giờ")
      let asked = try await citizen.get(path)
      #expect(asked.text.contains("<strong>Tờ khai</strong>: Ký lại"))
      let review = try await citizen.send(
        try await citizen.get("\(path)/bo-sung"), to: "\(path)/bo-sung",
        files: [("supply.papers.0", "ky.pdf", Self.pdf)])
      #expect(review.status == 200 && review.text.contains("ky.pdf"))
      let supplied = try await citizen.send(
        review, to: "\(path)/bo-sung", [("xac-nhan", "co")])
      #expect(try await citizen.follow(supplied).text.contains("ky.pdf"))
      try await decided(world, id)
      try await step(
        receiver, id, .deliver,
        [("deliver.way", "counter"), ("deliver.receiver", "Lò Thị Sao Mai")])
      let rated = try await citizen.send(
        try await citizen.get(path), to: "\(path)/danh-gia", [("rate.stars", "5")])
      #expect(try await citizen.follow(rated).status == 200)
      #expect(try await world.stored(id).rating?.stars == 5)
    }
  }

  private func decided(_ world: World, _ id: String) async throws {
    let approver = Walker(world, .approver)
    let page = try await approver.get("/ban-lam-viec/ho-so/\(id)")
    let fields = [
      ("decide.outcome", "granted"), ("decide.document.number", "12/GXN-UBND"),
      ("decide.document.issuedOn", world.clock.now.day.vietnamese),
      ("decide.document.signer", "Phạm Văn Duyệt"),
    ]
    let path = "/ban-lam-viec/ho-so/\(id)/ket-qua"
    let refused = try await approver.send(page, to: path, fields)
    #expect(refused.status == 422 && refused.text.contains("Chọn tệp văn bản kết quả."))
    #expect(refused.text.contains("value=\"12/GXN-UBND\""), "what was typed is kept")
    let done = try await approver.confirming(
      refused, to: path, fields, files: [("decide.document.file", "kq.pdf", Self.pdf)])
    #expect(try await approver.follow(done).text.contains("12/GXN-UBND"))
  }

  private func step(
    _ officer: Walker, _ id: String, _ act: ActKind, _ fields: [(String, String)] = [],
    says: String = "", sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let path = "/ban-lam-viec/ho-so/\(id)"
    let page = try await officer.get(path)
    #expect(says.isEmpty || page.text.contains(says), sourceLocation: sourceLocation)
    let reply = try await officer.confirming(page, to: "\(path)/\(act.slug)", fields)
    #expect(reply.status == 303, "\(act): \(reply.text)", sourceLocation: sourceLocation)
  }

  @Test func atTheCounterItIsReceivedAtOnce() async throws {
    try await World.with(.sqlite) { world in
      let receiver = Walker(world, .receiver)
      let chosen = try await receiver.get("/ban-lam-viec/tiep-nhan?q=cu+tru")
      let path = "/ban-lam-viec/tiep-nhan/9.100001"
      #expect(chosen.header("Location") == path, "one match is opened at once")
      let blank = try await receiver.get(path)
      #expect(blank.text.contains("H99.101") && !blank.text.contains("H99.102"))
      let sent = try await receiver.send(
        blank, to: path, Self.filled + [("channel", "post")])
      let page = try await receiver.follow(sent)
      #expect(page.text.contains("H99.101-260302-0001") && page.text.contains("Bưu chính"))
      #expect(try await receiver.get(Self.form).header("Location") == path)
    }
  }

  @Test func anActThatIsTooLateIsSaidAndLosesNothing() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.submitted)
      let receiver = Walker(world, .receiver)
      let path = "/ban-lam-viec/ho-so/\(taken.id)"
      let stale = try await receiver.get(path)
      try await world.act(["act": "receive"], on: taken, by: .receiver)
      let refused = try await receiver.send(
        stale, to: "\(path)/tu-choi",
        [("refuse.reason", "Không <đúng> nơi"), ("refuse.legalBasis", "Điều 17")])
      #expect(refused.status == 412 && refused.text.contains("đã có thay đổi"))
      #expect(refused.text.contains("role=\"alert\"") && refused.text.contains("value=\"Điều 17\""))
      #expect(refused.text.contains("Không &lt;đúng&gt; nơi"))
    }
  }
}
