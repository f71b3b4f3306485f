import Directory
import Ground
import TestKit
import Testing
import Web

@testable import Dossiers

/// One act as somebody does it on a page.
struct ActByHand: Sendable, CustomTestStringConvertible {
  let from: Stage
  let act: ActKind
  let person: Person
  let to: Stage
  let fields: [(String, String)]

  init(
    _ from: Stage, _ act: ActKind, _ person: Person, _ to: Stage, _ fields: [(String, String)] = []
  ) {
    (self.from, self.act, self.person, self.to) = (from, act, person, to)
    self.fields = fields.map { ("\(act.rawValue).\($0.0)", $0.1) }
  }

  var testDescription: String { "\(act) from \(from)" }

  static let all = [
    ActByHand(.submitted, .receive, .receiver, .received),
    ActByHand(
      .submitted, .refuse, .receiver, .refused,
      [("reason", "Không thuộc\nthẩm quyền"), ("legalBasis", "Điều 17 NĐ 61/2018")]),
    ActByHand(.received, .forward, .receiver, .processing, [("agency", "H99.1")]),
    ActByHand(
      .received, .requestPayment, .receiver, .awaitingPayment,
      [("amountVND", "20.000 đ"), ("reason", "Lệ phí")]),
    ActByHand(
      .awaitingPayment, .pay, .receiver, .processing,
      [("method", "transfer"), ("amountVND", "20.000"), ("receiptNumber", "BL-1")]),
    ActByHand(
      .processing, .extend, .approver, .processing,
      [("dueAt", "20/03/2026"), ("time", "16:30"), ("reason", "Phải xác minh")]),
    ActByHand(
      .processing, .stop, .approver, .stopped, [("reason", "Trùng hồ sơ"), ("legalBasis", "")]),
    ActByHand(
      .received, .withdraw, .citizen, .withdrawn, [("reason", "Thôi"), ("confirmed", "co")]),
    ActByHand(
      .received, .withdraw, .receiver, .withdrawn, [("reason", "Thôi"), ("confirmed", "co")]),
    ActByHand(
      .received, .correct, .receiver, .received,
      [("change.applicant.phone", "0900000001"), ("reason", "Gõ nhầm")]),
    ActByHand(
      .decided, .deliver, .receiver, .delivered, [("way", "post"), ("receiver", "Lò Thị Sao Mai")]),
  ]
}

@Suite struct PageActTests {
  @Test(arguments: ActByHand.all)
  func everyActCanBeDoneByHand(_ hand: ActByHand) async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(hand.from)
      let walker = Walker(world, hand.person)
      let path = (hand.person.agency == nil ? "/ho-so/" : "/ban-lam-viec/ho-so/") + taken.id
      let page = try await walker.get(hand.person.agency == nil ? "\(path)/rut" : path)
      let said = hand.act.consequence(for: try await world.stored(taken)).vietnamese
      let meant = hand.person.agency == nil ? "phải nộp hồ sơ mới" : said
      #expect(page.text.contains(meant), "its consequence is said before it is done")
      let reply = try await walker.confirming(page, to: "\(path)/\(hand.act.slug)", hand.fields)
      #expect(reply.status == 303, "\(reply.text)")
      #expect(reply.header("Set-Cookie")?.hasPrefix("motcua-nhan=") == true)
      #expect(try await world.stored(taken).stage == hand.to)
    }
  }

  @Test(arguments: ActByHand.all.filter { !$0.fields.isEmpty })
  func anEmptyFormIsRefusedInWordsAndChangesNothing(_ hand: ActByHand) async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(hand.from)
      let before = try await world.stored(taken).version
      let walker = Walker(world, hand.person)
      let path = (hand.person.agency == nil ? "/ho-so/" : "/ban-lam-viec/ho-so/") + taken.id
      let refused = try await walker.send(
        try await walker.get(hand.person.agency == nil ? "\(path)/rut" : path),
        to: "\(path)/\(hand.act.slug)", hand.fields.map { ($0.0, "") })
      #expect(refused.status == 422)
      #expect(refused.text.contains("role=\"alert\"") && refused.text.contains("aria-invalid"))
      #expect(!refused.text.contains("trong { }"), "the shape's words for programs")
      #expect(try await world.stored(taken).version == before)
    }
  }

  @Test func aCorrectionIsSeenBesideWhatItCorrectsAndApprovedBySomebodyElse() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.received)
      try await world.act(
        [
          "act": "correct", "reason": "Gõ nhầm", "change": ["applicant": ["phone": "0900000001"]],
        ], on: taken, by: .receiver)
      let path = "/ban-lam-viec/ho-so/\(taken.id)"
      let approver = Walker(world, .approver)
      let page = try await approver.get(path)
      #expect(page.text.contains("<td>0912345678</td><td>0900000001</td>"))
      let done = try await approver.send(page, to: "\(path)/duyet-dinh-chinh")
      #expect(try await approver.follow(done).text.contains("0900000001"))
      #expect(try await world.stored(taken).contents.applicant.phone == "0900000001")
    }
  }

  @Test func pressingAnActTwiceDoesItOnce() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.submitted)
      let receiver = Walker(world, .receiver)
      let path = "/ban-lam-viec/ho-so/\(taken.id)"
      let page = try await receiver.get(path)
      for _ in 1...2 {
        #expect(try await receiver.send(page, to: "\(path)/tiep-nhan").status == 303)
      }
      #expect(try await world.stored(taken).version == 2)
    }
  }

  @Test func whoForwardsADossierAwayIsLedBackToTheDesk() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.processing)
      let handler = Walker(world, .handler)
      let path = "/ban-lam-viec/ho-so/\(taken.id)"
      let done = try await handler.send(
        try await handler.get(path), to: "\(path)/chuyen", [("forward.agency", "H99.1")])
      #expect(done.header("Location") == "/ban-lam-viec")
    }
  }

  @Test func thereIsNoSuchActAndNoSuchDossier() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.submitted)
      let receiver = Walker(world, .receiver)
      let page = try await receiver.get("/ban-lam-viec/ho-so/\(taken.id)")
      let path = "/ban-lam-viec/ho-so/\(taken.id)"
      let reply = try await receiver.send(page, to: "\(path)/bay", from: "\(path)/tiep-nhan")
      #expect(reply.status == 404)
      #expect(try await receiver.get("/ban-lam-viec/ho-so/khong-co").status == 404)
    }
  }
}
