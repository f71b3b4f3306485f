import Directory
import Ground
import Storage
import TestKit
import Testing
import Web

@testable import Dossiers

/// The portal's form in steps, through the edge, with nothing running in the browser.
@Suite struct FilingPageTests {
  static let form = "/thu-tuc/9.100001/nop-ho-so"

  @Test(arguments: Engine.all)
  func theFormByHandEndsOnAConfirmationThatStays(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(Self.form)
      #expect(try await citizen.get(draft).header("Location") == "\(draft)/nguoi-nop")
      let review = try await citizen.fillIn(draft)
      #expect(review.text.contains("Hồ sơ chưa được gửi") && review.text.contains("to-khai.pdf"))
      #expect(review.text.contains("Bước 5 trên 5") && review.text.contains("03/02/1990"))
      let sent = try await citizen.declare(review, draft)
      #expect(sent.header("Location") == "\(draft)/da-gui")
      let page = try await citizen.follow(sent)
      let dossier = try #require(
        try await world.dossiers.desk.list(
          WorklistQuestion(limit: 5), for: world.caller(.citizen)
        ).items.first?.dossier)
      #expect(page.text.contains("<strong class=\"reference\">\(dossier.reference.text)</strong>"))
      #expect(page.text.contains("xac-thuc=\(dossier.lookupToken)"))
      world.clock.advance(hours: 24 * 60)
      world.endSession(of: .citizen)
      #expect(try await citizen.get("\(draft)/da-gui").status == 200, "a bookmark")
      for step in ["", "/nguoi-nop", "/giay-to", "/kiem-tra", "/xoa"] {
        #expect(try await citizen.get(draft + step).header("Location") == "\(draft)/da-gui")
      }
    }
  }

  @Test func pressingSendAgainEndsOnTheSameConfirmation() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(Self.form)
      let review = try await citizen.fillIn(draft)
      for _ in 0..<3 {
        let sent = try await citizen.declare(review, draft)
        #expect(sent.status == 303 && sent.header("Location") == "\(draft)/da-gui")
      }
      #expect(try await world.count("dossier") == 1)
    }
  }

  @Test func oneStepIsOpenAfterTheOther() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(Self.form)
      for step in ["/chu-ho-so", "/giay-to", "/nhan-ket-qua", "/kiem-tra", "/truong-hop"] {
        #expect(try await citizen.get(draft + step).header("Location") == "\(draft)/nguoi-nop")
      }
      let first = try await citizen.get("\(draft)/nguoi-nop")
      #expect(first.text.contains("Bước 1 trên 5") && first.text.contains("Lò Thị Sao Mai"))
      let next = try await citizen.step(draft, .applicant, Filer.applicant("Lò Thị Sao Mai"))
      #expect(next.header("Location") == "\(draft)/chu-ho-so")
      #expect(
        try await citizen.get("\(draft)/nguoi-nop").status == 200, "an earlier one stays open")
    }
  }

  @Test(arguments: Engine.all)
  func aWrongAnswerIsKeptSaidAndStandsOnTheReview(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(Self.form)
      let wrong =
        Filer.applicant("<b>Lan</b>").filter { $0.0 != "applicant.personalNumber" }
        + [("applicant.personalNumber", "123")]
      let refused = try await citizen.step(draft, .applicant, wrong)
      #expect(refused.status == 422 && refused.text.contains("value=\"123\""))
      #expect(!refused.text.contains("<b>Lan") && refused.text.contains("&lt;b&gt;Lan"))
      #expect(refused.text.contains("href=\"#o-applicant.personalNumber\""))
      #expect(refused.text.contains("aria-invalid=\"true\""))
      #expect(try await citizen.get("\(draft)/nguoi-nop").text.contains("value=\"123\""))
      _ = try await citizen.step(draft, .owner, [("owner.who", "self")])
      _ = try await citizen.step(draft, .papers, [])
      _ = try await citizen.step(draft, .delivery, [("delivery", "post")])
      let review = try await citizen.get("\(draft)/kiem-tra")
      #expect(review.text.contains("mục cần sửa"))
      #expect(review.text.contains("nguoi-nop?tu=kiem-tra#o-applicant.personalNumber"))
      #expect(!review.text.contains("name=\"declaration\""), "what is wrong cannot be sent")
      let mended = try await citizen.step(
        draft, .applicant, Filer.applicant("Lan"), query: "?tu=kiem-tra")
      #expect(mended.header("Location") == "\(draft)/kiem-tra")
    }
  }

  @Test(arguments: Engine.all)
  func aRefusedFileIsNamedAndTheOthersStay(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(Self.form)
      _ = try await citizen.step(draft, .applicant, Filer.applicant("Lò Thị Sao Mai"))
      _ = try await citizen.step(draft, .owner, [("owner.who", "self")])
      let refused = try await citizen.step(
        draft, .papers, [],
        files: [
          ("paper.1", "to-khai.pdf", Filer.pdf), ("paper.2", "anh.jpg", "không phải ảnh"),
          ("paper.2", "cut.pdf", "%PDF-1.4\nnua chung"), ("paper.0", "la.exe", "MZ"),
          ("paper.1", "hai.pdf", "%PDF-1.4\nhai\n%%EOF\n"),
        ])
      #expect(refused.status == 422)
      for kept in ["to-khai.pdf</a>", "hai.pdf</a>"] { #expect(refused.text.contains(kept)) }
      for bad in ["“anh.jpg”", "“cut.pdf”", "“la.exe”"] { #expect(refused.text.contains(bad)) }
      #expect(refused.text.contains("href=\"#o-paper.2\""))
      let button = /value="(paper\.1-[0-9a-f]+)"\s+aria-label="Gỡ tệp to-khai\.pdf"/
      let handle = try #require(refused.text.firstMatch(of: button)).1
      let dropped = try await citizen.send(
        refused, to: "\(draft)/giay-to", [("drop", String(handle))])
      let after = try await citizen.follow(dropped)
      #expect(!after.text.contains("to-khai.pdf</a>") && after.text.contains("hai.pdf</a>"))
      let swapped = try await citizen.send(
        after, to: "\(draft)/giay-to", [("replace.paper.1", "co"), ("stay", "co")],
        files: [("paper.1", "ba.pdf", "%PDF-1.4\nba\n%%EOF\n")])
      let last = try await citizen.follow(swapped)
      #expect(last.text.contains("ba.pdf</a>") && !last.text.contains("hai.pdf</a>"))
      let link = try #require(last.text.firstMatch(of: /href="([^"]*\/tep\/[^"]*)"/)).1
      let file = try await citizen.get(String(link))
      #expect(file.text == "%PDF-1.4\nba\n%%EOF\n")
      #expect(file.header("Content-Disposition")?.contains("ba.pdf") == true)
      #expect(try await Walker(world, .neighbour).get(String(link)).status == 404)
    }
  }

  @Test func twoWindowsAreToldOfEachOther() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(Self.form)
      let path = "\(draft)/nguoi-nop"
      let (one, two) = (try await citizen.get(path), try await citizen.get(path))
      _ = try await citizen.send(one, to: path, Filer.applicant("Tên Một"))
      let told = try await citizen.send(two, to: path, Filer.applicant("Tên Hai"))
      #expect(told.status == 412 && told.text.contains("cửa sổ khác"))
      #expect(told.text.contains("value=\"Tên Hai\"") && told.text.contains("Tên Một"))
      #expect(try await citizen.get(path).text.contains("value=\"Tên Một\""))
      let again = try await citizen.send(told, to: path, Filer.applicant("Tên Hai"))
      #expect(again.status == 303)
      #expect(try await citizen.get(path).text.contains("value=\"Tên Hai\""))
    }
  }

  @Test func leavingKeepsWhatIsHalfTypedAndTheStartPageLeadsBack() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(Self.form)
      let left = try await citizen.step(
        draft, .applicant, [("applicant.name", "Nửa"), ("exit", "co")])
      #expect(left.header("Location") == "/ho-so")
      let start = try await citizen.get(Self.form)
      #expect(start.text.contains("href=\"\(draft)\"") && start.text.contains("\(draft)/xoa"))
      #expect(try await citizen.get("\(draft)/nguoi-nop").text.contains("value=\"Nửa\""))
      let asked = try await citizen.get("\(draft)/xoa")
      let gone = try await citizen.send(asked, to: "\(draft)/xoa")
      #expect(gone.header("Location") == "/ho-so")
      #expect(try await citizen.get("\(draft)/nguoi-nop").status == 404)
      #expect(!(try await citizen.get(Self.form).text.contains(draft)))
    }
  }

  @Test func aSecondDossierOfTheSameKindIsMentionedBeforeItIsSent() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      _ = try await citizen.handIn(Self.form)
      #expect(try await citizen.get(Self.form).text.contains("đã nộp một hồ sơ cùng thủ tục"))
      let draft = try await citizen.begin(Self.form)
      let review = try await citizen.fillIn(draft)
      #expect(review.text.contains("đã nộp một hồ sơ cùng thủ tục ngày 02/03/2026"))
      #expect(try await citizen.declare(review, draft).status == 303, "it is a word, not a lock")
      #expect(try await world.count("dossier") == 2)
    }
  }

  @Test func whatIsNotTakenOnlineSaysWhereToGo() async throws {
    try await World.with(.sqlite) { world in
      let page = try await Walker(world, .citizen).get("/thu-tuc/9.100002/nop-ho-so")
      #expect(page.status == 200 && !page.text.contains("Bắt đầu"))
      #expect(page.text.contains("Trực tiếp") && page.text.contains("dichvucong.gov.vn"))
    }
  }

  @Test func anAgencyIsChosenAndAnUnknownOneIsRefused() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      let start = try await citizen.get(Self.form)
      #expect(start.text.contains("xã An Bình") && start.text.contains("xã Bình Hòa"))
      for agency in ["", "H99.1", "không có"] {
        let refused = try await citizen.send(start, to: Self.form, [("agency", agency)])
        #expect([409, 422].contains(refused.status), "\(agency): \(refused.status)")
        #expect(refused.text.contains("role=\"alert\""))
      }
      #expect(try await world.count("draft") == 0)
    }
  }

  /// The address names procedure and draft; a mixture of two is nowhere.
  @Test func aDraftIsFoundUnderItsOwnProcedureOnly() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(Self.form)
      let other = draft.replacing("9.100001", with: "9.100004")
      for path in ["", "/nguoi-nop", "/kiem-tra", "/xoa"] {
        #expect(try await citizen.get(other + path).status == 404)
        #expect(try await Walker(world, .neighbour).get(draft + path).status == 404)
      }
      #expect(try await Walker(world, .receiver).get(draft).status == 403)
      let signedOut = try await Walker(world, nil).get("\(draft)/nguoi-nop")
      #expect(signedOut.status == 303)
      #expect(signedOut.header("Location")?.contains("nguoi-nop") == true, "and back again")
    }
  }
}
