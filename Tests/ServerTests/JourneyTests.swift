import Directory
import Dossiers
import Ground
import Storage
import TestKit
import Testing
import Web

@testable import Server

/// Issue 2, must show 4: the whole journey through the API, on both engines.
@Suite struct JourneyTests {
  @Test(arguments: Engine.all)
  func onlineThroughSupplementPaymentAndExtensionToARating(_ engine: Engine) async throws {
    try await House.with(engine) { house in
      let (citizen, receiver) = (try await house.door(.citizen), try await house.door(.receiver))
      let (handler, approver) = (try await house.door(.handler), try await house.door(.approver))
      let found = try await citizen.get("/procedures?q=cu%20tru&level=commune").json
      #expect(found["items"]?.elements?.first?["code"] == "9.100001")
      let file = try await citizen.upload("tờ khai")
      let paper: JSON = ["component": 1, "file": .string(file), "copies": 1]
      let made = try await citizen.post(
        "/dossiers", house.world.submission(changes: ["papers": [paper]]))
      #expect(made.status == 201 && made.header("ETag") == "\"1\"")
      let id = try #require(try made.json["id"]?.text)
      #expect(made.header("Location") == "/api/v1/dossiers/\(id)")
      #expect(try made.json["number"] == .null && made.json["dueAt"] == .null)
      _ = try await receiver.act(World.ask, on: id)
      let more: JSON = ["act": "supply", "papers": [paper]]
      #expect(try await citizen.act(more, on: id)["stage"] == "submitted")
      let received = try await receiver.act(["act": "receive"], on: id)
      #expect(received["number"] == "H99.101-260302-0001")
      #expect(received["dueAt"] == "2026-03-05T01:00:00Z")
      _ = try await receiver.act(World.bill, on: id)
      #expect(try await receiver.act(World.payment, on: id)["stage"] == "processing")
      let account = JSON.string(house.world.account(.handler).rawValue)
      _ = try await approver.act(["act": "assign", "officer": account], on: id)
      let extend: JSON = [
        "act": "extend", "dueAt": "2026-03-09T02:00:00Z", "reason": "Chờ xác minh.",
      ]
      #expect(try await approver.act(extend, on: id)["dueAt"] == "2026-03-09T02:00:00Z")
      let correct: JSON = [
        "act": "correct", "change": ["applicant": ["phone": "0987654321"]], "reason": "Nhầm số",
      ]
      let pending = try await handler.act(correct, on: id)["pendingCorrection"]?["id"]
      let fixed = try await approver.act(
        ["act": "approveCorrection", "correction": pending ?? .null], on: id)
      #expect(fixed["applicant"]?["phone"] == "0987654321")
      let result = try await approver.upload("kết quả")
      #expect(try await approver.act(house.world.grant(result), on: id)["status"] == 9)
      #expect(try await receiver.act(World.delivery, on: id)["status"] == 10)
      _ = try await citizen.act(["act": "rate", "stars": 5], on: id)
      try await expectTold(citizen, id)
    }
  }

  /// Timeline, lists and look-up tell the same story.
  private func expectTold(_ citizen: Door, _ id: String) async throws {
    let items = try await citizen.get("/dossiers/\(id)/timeline").json["items"]?.elements ?? []
    #expect(
      items.map { $0["act"]?.text } == [
        "submit", "requestSupplement", "supply", "receive", "requestPayment", "pay", "assign",
        "extend", "correct", "approveCorrection", "decide", "deliver", "rate",
      ])
    let list = try await citizen.get("/dossiers?stage=delivered&limit=1").json
    #expect(list["items"]?.elements?.map { $0["id"]?.text } == [id])
    let shown = try await Asking(.get, "/api/v1/lookup?number=H99.101-260302-0001")
      .ask(citizen.edge)
    #expect(try shown.json["stage"] == "delivered" && shown.json["dueAt"] == nil)
  }

  @Test(arguments: Engine.all)
  func atTheCounterToAWithdrawalAStopAndARefusal(_ engine: Engine) async throws {
    try await House.with(engine) { house in
      let (receiver, approver) = (try await house.door(.receiver), try await house.door(.approver))
      var ids: [String] = []
      for channel in ["counter", "post"] {
        let body = house.world.submission(
          by: .receiver, changes: ["channel": .string(channel)])
        let made = try await receiver.post("/dossiers", body)
        #expect(made.status == 201, "\(made.text)")
        #expect(try made.json["stage"] == "received" && made.json["number"] != .null)
        ids.append(try #require(try made.json["id"]?.text))
      }
      #expect(try await receiver.act(World.withdrawal, on: ids[0])["status"] == 7)
      _ = try await receiver.act(["act": "forward", "agency": "H99.101"], on: ids[1])
      #expect(try await approver.act(World.stop, on: ids[1])["status"] == 8)
      let citizen = try await house.door(.citizen)
      let online = try await citizen.post("/dossiers", house.world.submission())
      let id = try #require(try online.json["id"]?.text)
      #expect(try await receiver.act(World.refusal, on: id)["status"] == 3)
    }
  }

  /// Contract, "Order of checks": each request is wrong in all the later ways too.
  @Test(arguments: Engine.all)
  func theEarlierRefusalAnswers(_ engine: Engine) async throws {
    try await House.with(engine) { house in
      let world = house.world
      let id = try await world.dossier(.decided).id
      let path = "/dossiers/\(id)/acts"
      let stale = [("If-Match", "\"1\"")]
      let receiver = try await house.door(.receiver)
      let unsigned = try await Asking(.post, "/api/v1\(path)", json: [:]).ask(house.edge)
      #expect(unsigned.status == 401)
      let stranger = try await house.door(.receiverB)
      #expect(try await stranger.post(path, ["act": "deliver"], headers: stale).status == 404)
      let forbidden = try await receiver.post(path, ["act": "decide"], headers: stale)
      #expect(forbidden.status == 403 && forbidden.code == "dossier.act-forbidden")
      let shape = try await receiver.post(path, ["act": "deliver"], headers: stale)
      #expect(shape.status == 400)
      #expect(try shape.pointers.sorted() == ["/receiver", "/way"])
      let old = try await receiver.post(path, World.bill, headers: stale)
      #expect(old.status == 412 && old.code == "dossier.stale")
      let late = try await receiver.post(path, World.bill)
      #expect(late.status == 409 && late.code == "dossier.act-refused")
      let processing = try await world.dossier(.awaitingPayment).id
      let pay: JSON = [
        "act": "pay", "method": "cash", "amountVND": 1, "receiptNumber": "BL",
      ]
      let content = try await receiver.post("/dossiers/\(processing)/acts", pay)
      #expect(content.status == 422 && content.code == "payment.amount-differs")
      #expect(try content.pointers == ["/amountVND"])
    }
  }

  /// Contract, `Idempotency-Key`.
  @Test(arguments: Engine.all)
  func theSameKeyGivesTheSameAnswerAgain(_ engine: Engine) async throws {
    try await House.with(engine) { house in
      let citizen = try await house.door(.citizen)
      let (body, key) = (house.world.submission(), [("Idempotency-Key", "k-1")])
      let first = try await citizen.post("/dossiers", body, headers: key)
      let again = try await citizen.post("/dossiers", body, headers: key)
      #expect(first.status == 201 && again.status == 201 && first.text == again.text)
      #expect(first.header("Motcua-Fact") == again.header("Motcua-Fact"))
      let other = try await citizen.post(
        "/dossiers", house.world.submission(.land), headers: key)
      #expect(other.status == 422 && other.code == "idempotency.other-body")
      #expect(try await citizen.get("/dossiers").json["items"]?.elements?.count == 1)
    }
  }

  /// What a bad body looks like: named, placed, and never a fault.
  @Test(arguments: ["", "{", "[]", "null", "{\"procedure\": 1}", "{\"a\": 1}"])
  func aBadBodyIsNamed(_ body: String) async throws {
    try await House.with(.sqlite) { house in
      let token = try await house.token(.citizen)
      let reply = try await Asking(
        .post, "/api/v1/dossiers", headers: [("Content-Type", "application/json")], body: body
      ).bearer(token).ask(house.edge)
      #expect(reply.status == 400)
      #expect(reply.header("Content-Type") == "application/problem+json")
      #expect(try reply.json["requestId"]?.text != nil && reply.json["detail"]?.text != nil)
    }
  }

  /// A read of personal data is written down with its purpose. Source: domain 7.2.
  @Test(arguments: Engine.all)
  func everyReadingIsWrittenDown(_ engine: Engine) async throws {
    try await House.with(engine) { house in
      let id = try await house.world.dossier(.received).id
      let receiver = try await house.door(.receiver)
      _ = try await receiver.get("/dossiers/\(id)")
      let asking = Asking(.get, "/api/v1/dossiers/\(id)/timeline").bearer(receiver.token)
        .header("Motcua-Purpose", "gi%E1%BA%A3i%20quy%E1%BA%BFt")
      #expect(try await asking.ask(house.edge).status == 200)
      try await house.province.directory.readings.flush()
      let purposes = try await house.world.database.read { tx in
        try tx.rows("SELECT purpose FROM reading ORDER BY purpose").map { try $0.text(0) }
      }
      #expect(purposes == ["giải quyết", "readDossier"])
    }
  }
}
