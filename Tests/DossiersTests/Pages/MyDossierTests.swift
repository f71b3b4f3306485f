import Deadlines
import Foundation
import Ground
import TestKit
import Testing

@testable import Dossiers

/// One's own dossiers, by hand.
@Suite struct MyDossierTests {
  private static let pdf = "%PDF-1.4\nThử.\n%%EOF\n"

  private func asked(_ world: World) async throws -> Taken {
    let taken = try await world.dossier(.processing)
    return try await world.act(
      .requestSupplement(
        items: [.init(component: nil, what: "Tờ khai", how: "Ký lại")], reason: "Chưa ký",
        legalBasis: nil, approver: nil), on: taken, by: .handler)
  }

  @Test func whatWaitsForTheOneWhoHandedInStandsFirst() async throws {
    try await World.with(.sqlite) { world in
      let waiting = try await asked(world)
      _ = try await world.dossier(.submitted)
      let page = try await Walker(world, .citizen).get("/ho-so")
      let parts = page.text.components(separatedBy: "Tất cả hồ sơ")
      #expect(parts.count == 2)
      #expect(parts[0].contains("/ho-so/\(waiting.id)\""))
      #expect(parts[0].contains("Cần bạn bổ sung"))
      let only = try await Walker(world, .citizen).get("/ho-so?nhom=can-ban")
      #expect(only.text.components(separatedBy: "/ho-so/01").count == 2)
    }
  }

  @Test func theListIsReadPageByPageAndNothingIsLeftOut() async throws {
    try await World.with(.sqlite) { world in
      var ids: Set<String> = []
      for _ in 0..<23 { ids.insert(try await world.submit().id) }
      let walker = Walker(world, .citizen)
      let first = try await walker.get("/ho-so")
      let next = try #require(first.text.firstMatch(of: /href="(\/ho-so\?sau=[0-9A-Z]+)"/))
      let second = try await walker.get(String(next.1))
      let seen = [first, second].flatMap { page in
        page.text.matches(of: /href="\/ho-so\/(01[0-9A-Z]{24})"/).map { String($0.1) }
      }
      #expect(seen.count == 23 && Set(seen) == ids)
      #expect(!second.text.contains("href=\"/ho-so?sau="))
      #expect(first.text.contains("Có 23 hồ sơ"))
    }
  }

  @Test func aSupplementIsShownOnceMoreBeforeItIsSentAndSentOnce() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await asked(world)
      let citizen = Walker(world, .citizen)
      let path = "/ho-so/\(taken.id)/bo-sung"
      let form = try await citizen.get(path)
      #expect(form.text.contains("Ký lại"))
      let empty = try await citizen.send(form, to: path)
      #expect(empty.status == 422 && empty.text.contains("Chọn ít nhất một tệp"))
      let review = try await citizen.send(
        form, to: path, files: [("supply.papers.0", "ky.pdf", Self.pdf)])
      #expect(review.status == 200 && review.text.contains("ky.pdf"))
      #expect(try await world.stored(taken).stage == .awaitingSupplement)
      let back = try await citizen.send(review, to: path, [("lai", "co")])
      #expect(back.status == 200 && back.text.contains("Đã tải lên, không cần chọn lại"))
      let sent = try await citizen.send(review, to: path, [("xac-nhan", "co")])
      let again = try await citizen.send(review, to: path, [("xac-nhan", "co")])
      #expect(sent.status == 303 && again.status == 303)
      let stored = try await world.stored(taken)
      #expect(stored.stage == .processing && stored.supplements.count == 1)
      let shown = try await citizen.follow(sent)
      #expect(shown.text.components(separatedBy: "ky.pdf").count == 2, "one paper, not two")
    }
  }

  @Test func aRefusedFileDoesNotLoseTheOthers() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await asked(world)
      let citizen = Walker(world, .citizen)
      let path = "/ho-so/\(taken.id)/bo-sung"
      let refused = try await citizen.send(
        try await citizen.get(path), to: path,
        files: [
          ("supply.papers.0", "ky.pdf", Self.pdf), ("supply.papers.0", "virus.exe", "MZ\u{1}"),
        ])
      #expect(refused.status == 422 && refused.text.contains("virus.exe"))
      #expect(refused.text.contains("kept.supply.papers.0"))
    }
  }

  @Test func withdrawingSaysWhatItMeansAndIsDoneOnce() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.received)
      let citizen = Walker(world, .citizen)
      let own = try await citizen.get("/ho-so/\(taken.id)")
      let path = "/ho-so/\(taken.id)/rut"
      #expect(own.text.contains("href=\"\(path)\"") && !own.text.contains("action=\"\(path)"))
      let asked = try await citizen.get(path)
      #expect(asked.text.contains("không lấy lại được"))
      let fields = [("withdraw.reason", "Không cần nữa"), ("withdraw.confirmed", "co")]
      let done = try await citizen.send(asked, to: path, fields)
      let again = try await citizen.send(asked, to: path, fields)
      #expect(done.status == 303 && again.status == 303)
      let stored = try await world.stored(taken)
      #expect(stored.stage == .withdrawn)
      let closed = try await citizen.get(path)
      #expect(closed.status == 200 && closed.text.contains("không rút được nữa"))
    }
  }

  @Test func anExtendedDateComesWithAnApologyBeforeEverythingElse() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.processing)
      let old = try #require(try await world.stored(taken).clock?.dueAt)
      let new = old.adding(seconds: 7 * 86_400)
      _ = try await world.act(.extend(to: new, reason: "Phải xác minh"), on: taken, by: .approver)
      let text = try await Walker(world, .citizen).get("/ho-so/\(taken.id)").text
      let apology = try #require(text.range(of: "Xin lỗi bạn"))
      let steps = try #require(text.range(of: "class=\"steps\""))
      #expect(apology.lowerBound < steps.lowerBound)
      #expect(text.contains(old.vietnamese) && text.contains(new.vietnamese))
      #expect(text.contains("Phải xác minh"))
    }
  }

  @Test func aPaymentNoticeSaysHowMuchAndHow() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.received)
      _ = try await world.act(
        .requestPayment(Dong(20_000), reason: "Lệ phí"), on: taken, by: .receiver)
      let text = try await Walker(world, .citizen).get("/ho-so/\(taken.id)").text
      #expect(text.contains("Thông báo nộp tiền") && text.contains("20.000"))
      #expect(text.contains("Lệ phí"))
    }
  }

  @Test(arguments: Stage.allCases)
  func everyStageSaysWhatComesNext(_ stage: Stage) async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(stage, numbered: stage != .submitted && stage != .refused)
      let words = StageWords(try await world.stored(taken))
      let own = try await Walker(world, .citizen).get("/ho-so/\(taken.id)").text
      #expect(own.contains(words.headline.vietnamese) && own.contains(words.next.vietnamese))
      let anyone = try await Walker(world, nil).get("/tra-cuu?ma=\(taken.reference)").text
      #expect(anyone.contains(words.headline.vietnamese))
    }
  }

  @Test func strangersFindNoFormOfAnothersDossier() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await asked(world)
      for path in ["bo-sung", "rut"] {
        #expect(try await Walker(world, .helper).get("/ho-so/\(taken.id)/\(path)").status == 404)
        #expect(try await Walker(world, .receiver).get("/ho-so/\(taken.id)/\(path)").status == 403)
        #expect(try await Walker(world, nil).get("/ho-so/\(taken.id)/\(path)").status == 303)
      }
    }
  }
}

@Suite struct LookupPageTests {
  @Test func theTokenLeavesThePageByNoDoor() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.processing)
      let page = try await Walker(world, nil).get(
        "/tra-cuu?ma=\(taken.reference)&xac-thuc=\(taken.lookupToken)")
      #expect(page.status == 200)
      #expect(page.headers.contains { $0.name == "Referrer-Policy" && $0.value == "no-referrer" })
      #expect(page.text.contains("Hẹn trả kết quả"))
      #expect(!page.text.contains("Lò Thị Sao Mai"))
    }
  }

  @Test func wrongNumbersAreTriedSoManyTimesAndNoMore() throws {
    let pace = LookupPace(most: 3, seconds: 600)
    let start = World.monday
    for _ in 0..<3 {
      try pace.require("a", at: start)
      pace.missed("a", at: start)
    }
    #expect(throws: LookupTooOften(seconds: 600)) { try pace.require("a", at: start) }
    try pace.require("b", at: start)
    #expect(throws: LookupTooOften(seconds: 1)) {
      try pace.require("a", at: start.adding(seconds: 599))
    }
    try pace.require("a", at: start.adding(seconds: 600))
  }

  @Test func aWrongNumberSaysWhereToLook() async throws {
    try await World.with(.sqlite) { world in
      let page = try await Walker(world, nil).get("/tra-cuu?ma=H99.101-260302-9999")
      #expect(page.status == 404)
      #expect(page.text.contains("value=\"H99.101-260302-9999\""))
      #expect(page.text.contains("Tìm mã ở đâu?"))
    }
  }
}
