import Directory
import Ground
import TestKit
import Testing
import Web

@testable import Dossiers

@Suite struct PagePermissionTests {
  @Test func everyEndpointSaysWhoMayCall() async throws {
    try await World.with(.sqlite) { world in
      let open = Walker(world, nil).endpoints.filter { $0.access == .everyone }.map(\.path)
      #expect(open.sorted() == ["/tra-cuu"])
    }
  }

  @Test(arguments: ["/ho-so", "/ban-lam-viec", "/ban-lam-viec/tiep-nhan", PageJourneyTests.form])
  func aPrivatePageLeadsToSigningIn(_ path: String) async throws {
    try await World.with(.sqlite) { world in
      let reply = try await Walker(world, nil).get(path)
      #expect(reply.status == 303)
      #expect(reply.header("Location")?.hasPrefix("/dang-nhap?tiep=") == true)
    }
  }

  @Test(arguments: [
    (Person.citizen, "/ban-lam-viec", 403), (.citizen, "/ban-lam-viec/tiep-nhan", 403),
    (.handler, "/ban-lam-viec/tiep-nhan", 403), (.handler, PageJourneyTests.form, 403),
    (.administrator, "/ban-lam-viec", 200), (.reporter, "/ban-lam-viec", 200),
    (.clerk, "/ban-lam-viec", 200), (.supervisor, "/ban-lam-viec", 200), (.clerk, "/ho-so", 200),
    (.citizen, "/thu-tuc/9.999999/nop-ho-so", 404), (.citizen, "/ho-so/khong-co", 404),
  ])
  func whoMayOpenWhat(_ person: Person, _ path: String, _ status: Int) async throws {
    try await World.with(.sqlite) { world in
      let reply = try await Walker(world, person).get(path)
      #expect(reply.status == status)
    }
  }

  @Test func somebodyElsesDossierIsNotThere() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.submit()
      for person in [Person.neighbour, .helper, .receiverB, .administrator] {
        for path in ["/ho-so/\(taken.id)", "/ho-so/\(taken.reference)"] {
          let reply = try await Walker(world, person).get(path)
          #expect(reply.status == 404, "\(person)")
        }
      }
      let list = try await Walker(world, .neighbour).get("/ho-so")
      #expect(list.text.contains("Bạn chưa nộp hồ sơ nào") && !list.text.contains(taken.reference))
      let desk = try await Walker(world, .receiverB).get("/ban-lam-viec?q=")
      #expect(!desk.text.contains(taken.id))
    }
  }

  @Test func anOfficerIsLedToTheDesk() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.submit()
      let reply = try await Walker(world, .receiver).get("/ho-so/\(taken.id)")
      #expect(reply.header("Location") == "/ban-lam-viec/ho-so/\(taken.id)")
    }
  }

  @Test(arguments: [Person.reporter, .administrator])
  func whoSeesNoDossiersIsLedOnFromTheDesk(_ person: Person) async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.received)
      let desk = try await Walker(world, person).get("/ban-lam-viec").text
      #expect(!desk.contains(taken.id) && !desk.contains("Chờ tiếp nhận"))
      #expect(desk.contains("/bao-cao/tinh-hinh"))
      #expect(desk.contains("/quan-tri/thu-tuc") == (person == .administrator))
      let one = try await Walker(world, person).get("/ban-lam-viec/ho-so/\(taken.id)")
      #expect(one.status == 403)
    }
  }

  @Test func trackingTellsNoName() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.received)
      let anyone = Walker(world, nil)
      let bare = try await anyone.get("/tra-cuu?ma=\(taken.reference)")
      #expect(bare.status == 200 && bare.text.contains("Được tiếp nhận"))
      let due = try #require(taken.dueAt).vietnamese
      #expect(!bare.text.contains(due) && !bare.text.contains("Hẹn trả kết quả"))
      let whole = try await anyone.get(
        "/tra-cuu?ma=\(taken.reference)&xac-thuc=\(taken.lookupToken)")
      #expect(whole.text.contains("Hẹn trả kết quả"))
      for html in [bare.text, whole.text] {
        for secret in [Person.citizen.name, "000190123456", "0912345678"] {
          #expect(!html.contains(secret))
        }
      }
      let none = try await anyone.get("/tra-cuu?ma=%3Cb%3E&xac-thuc=x")
      #expect(none.status == 404 && none.text.contains("value=\"&lt;b&gt;\""))
      let wrong = try await anyone.get("/tra-cuu?ma=\(taken.reference)&xac-thuc=sai")
      #expect(wrong.status == 404)
    }
  }

  @Test func everyReadingIsWrittenDown() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.received)
      let subject = try await world.stored(taken).subject
      let receiver = Walker(world, .receiver)
      _ = try await receiver.get("/ban-lam-viec/ho-so/\(taken.id)")
      _ = try await receiver.get("/ban-lam-viec?q=\(taken.reference)")
      _ = try await Walker(world, .citizen).get("/ho-so")
      try await world.directory.readings.flush()
      let read = try await world.directory.readings.readings(of: subject, limit: 10)
      #expect(Set(read.map(\.purpose)) == ["deskDossierPage", "deskPage", "myDossiersPage"])
      #expect(
        Set(read.compactMap(\.account)) == [world.account(.receiver), world.account(.citizen)])
    }
  }

  @Test func aFormWithoutItsTokenDoesNothing() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      let blank = try await citizen.get(PageJourneyTests.form)
      let sent = try await citizen.send(
        blank, to: PageJourneyTests.form, PageJourneyTests.filled, hidden: false)
      #expect(sent.status == 403)
      #expect(try await citizen.get("/ho-so").text.contains("Bạn chưa nộp hồ sơ nào"))
    }
  }

  @Test func onlyWhatIsPossibleIsOffered() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.processing)
      let path = "/ban-lam-viec/ho-so/\(taken.id)"
      func offered(_ page: String) -> Set<ActKind> {
        Set(ActKind.allCases.filter { page.contains("action=\"\(path)/\($0.slug)?") })
      }
      let handler = offered(try await Walker(world, .handler).get(path).text)
      #expect(handler.contains(.requestSupplement) && !handler.contains(.decide))
      let approver = offered(try await Walker(world, .approver).get(path).text)
      #expect(approver.contains(.decide) && !approver.contains(.receive))
      let clerk = try await Walker(world, .clerk).get(path).text
      #expect(clerk.contains("không có bước nào") && offered(clerk).isEmpty)
    }
  }

  @Test func whatIsLateIsSaidInWords() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.dossier(.received)
      world.clock.advance(hours: 24 * 10)
      let desk = try await Walker(world, .receiver).get("/ban-lam-viec").text
      #expect(desk.contains("1 hồ sơ trễ hạn") && desk.contains("Quá hạn"))
      let late = try await Walker(world, .receiver).get("/ban-lam-viec?tre-han=co").text
      #expect(late.contains(taken.id))
      let fine = try await Walker(world, .receiver).get("/ban-lam-viec?tre-han=khong").text
      #expect(!fine.contains(taken.id))
    }
  }
}
