import Foundation
import Ground
import Hummingbird
import Storage
import TestKit
import Testing

@testable import Directory

/// The forms of administration through the front door: what was typed is never lost, and what is
/// wrong is said in Vietnamese beside its field.
struct AdministrationRouteTests {
  private static let agency = "/quan-tri/co-quan/H99.101"
  private static let day = "from.ngay=16&from.thang=11&from.nam=2026"

  /// Sends a form as a browser would, with the token of the page at `uri`.
  private func post(
    _ door: Door, _ uri: String, _ fields: String, as user: String = "quantri"
  ) async throws -> Door.Reply {
    let cookie = "motcua=" + (try await door.token(user))
    let page = try await door.send(.get, uri, cookie: cookie)
    try #require(page.status == 200, "\(uri): \(page.status)")
    return try await door.send(
      .post, uri, cookie: cookie, form: "_token=\(try page.formToken())&\(fields)")
  }

  @Test func anAdministratorAddsAnAgencyAndGrantsAPost() async throws {
    try await atTheDoor { door in
      let added = try await post(
        door, "/quan-tri/co-quan/them",
        "code=H99.113&name=X%C3%A3+M%E1%BB%9Bi&level=commune&parent=H99&\(Self.day)&hours=&reason=NQ+12"
      )
      #expect(added.status == 303)
      #expect(added.header("Location") == "/quan-tri/co-quan/H99.113")
      let granted = try await post(
        door, Self.agency + "/chuc-trach",
        "username=tiepnhan&agency=H99.101&role=clerk&title=&phone=&\(Self.day)&reason=Q%C4%90+7")
      #expect(granted.status == 303)
      let cookie = "motcua=" + (try await door.token("quantri"))
      let after = try await door.send(.get, Self.agency, cookie: cookie)
      #expect(after.text.contains("Văn thư"))
    }
  }

  @Test func anAgencyEndsOnlyAfterASecondLook() async throws {
    try await atTheDoor { door in
      let uri = Self.agency + "/ket-thuc"
      let last = "validTo.ngay=31&validTo.thang=12&validTo.nam=2026"
      let looked = try await post(door, uri, "\(last)&successor=&reason=NQ+9")
      #expect(looked.status == 200)
      #expect(looked.text.contains("1 chức trách tại cơ quan kết thúc cùng ngày"))
      #expect(try await door.world.agency("H99.101")?.validTo == nil)
      let mending = try await post(door, uri, "\(last)&successor=&reason=NQ+9&buoc=sua")
      #expect(mending.status == 200 && mending.text.contains("value=\"NQ 9\""))
      let done = try await post(door, uri, "\(last)&successor=&reason=NQ+9&buoc=xac-nhan")
      #expect(done.status == 303)
      #expect(try await door.world.agency("H99.101")?.validTo == Day(2026, 12, 31))
      let back = try await post(door, Self.agency + "/tiep-tuc", "reason=NQ+10")
      #expect(back.status == 303)
      #expect(try await door.world.agency("H99.101")?.validTo == nil)
    }
  }

  @Test func aPersonGetsALinkThatIsShownOnceAndOpensOnce() async throws {
    try await atTheDoor { door in
      let made = try await post(
        door, "/quan-tri/tai-khoan/them",
        "name=Tr%E1%BA%A7n+B&username=tranb&kind=officer&reason=Q%C4%90")
      #expect(made.status == 200)
      let link = try #require(
        made.text.split(separator: "/dat-mat-khau/").dropFirst().first?.prefix { $0 != "<" })
      let uri = "/dat-mat-khau/\(link.prefix { $0 != "\"" })"
      let page = try await door.send(.get, uri)
      #expect(page.status == 200 && page.text.contains("tranb"))
      func send(_ form: String) async throws -> Door.Reply {
        try await door.send(.post, uri, form: "_token=\(try page.formToken())&\(form)")
      }
      let short = try await send("password=ngan&again=ngan")
      #expect(short.status == 422 && !short.text.contains("value=\"ngan\""))
      let differing = try await send("password=mot-cau-rat-dai&again=mot-cau-khac")
      #expect(differing.status == 422 && differing.text.contains("Hai lần nhập chưa giống nhau"))
      #expect(try await send("password=mot-cau-rat-dai&again=mot-cau-rat-dai").status == 303)
      #expect(try await door.send(.get, uri).status == 404)
    }
  }

  /// Where a form is, what is sent, and what must be said. What was typed stands in the page again.
  private static let bad: [(String, String, String)] = [
    (
      "/quan-tri/co-quan/them", "code=&name=&level=&parent=&hours=&reason=",
      "Nhập mã định danh"
    ),
    (
      "/quan-tri/co-quan/them",
      "code=H99.101&name=%3Cb%3EX%C3%A3&level=commune&parent=H99&\(day)&hours=&reason=NQ",
      "Mã H99.101 đang thuộc một cơ quan khác"
    ),
    (
      "/quan-tri/co-quan/them",
      "code=khong-phai-ma&name=X&level=commune&\(day)&reason=NQ", "không phải mã định danh"
    ),
    (
      "/quan-tri/co-quan/them",
      "code=H99.120&name=X&level=commune&from.ngay=31&from.thang=2&from.nam=2026&reason=NQ",
      "Nhập ngày có thật"
    ),
    (
      "/quan-tri/co-quan/them",
      "code=H99.120&name=\(String(repeating: "a", count: 301))&level=commune&\(day)&reason=NQ",
      "tối đa 300 ký tự"
    ),
    (
      "/quan-tri/co-quan/them",
      "code=H99.120&name=X&level=commune&parent=H97&\(day)&reason=NQ", "Cơ quan cấp trên H97"
    ),
    (
      "/quan-tri/co-quan/them",
      "code=H99.120&name=X&level=commune&\(day)&hours=17:00-07:00&reason=NQ", "Giờ làm việc"
    ),
    (
      "/quan-tri/co-quan/them", "code=H99.120&name=X%0AY&level=commune&\(day)&reason=NQ",
      "một dòng"
    ),
    (
      agency + "/lien-he", "address=a&phone=khong&email=x&website=ftp://a.b&\(day)&reason=NQ",
      "Ghi số điện thoại"
    ),
    (
      agency + "/thay-doi",
      "code=H99.101&name=%E1%BB%A6y+ban+nh%C3%A2n+d%C3%A2n+ph%C6%B0%E1%BB%9Dng+%C4%90%C3%B4ng&level=commune&parent=H99&\(day)&reason=NQ",
      "Chưa có gì thay đổi"
    ),
    (
      agency + "/thay-doi",
      "code=H99.101&name=X&level=commune&parent=H99.101&\(day)&reason=NQ",
      "không thể là cấp trên"
    ),
    (
      agency + "/ket-thuc",
      "validTo.ngay=1&validTo.thang=1&validTo.nam=2020&successor=&reason=NQ",
      "Ngày kết thúc phải từ ngày bắt đầu trở đi"
    ),
    (
      agency + "/ket-thuc",
      "validTo.ngay=1&validTo.thang=1&validTo.nam=2027&successor=H97&reason=NQ",
      "Cơ quan kế thừa H97"
    ),
    ("/quan-tri/tai-khoan/them", "name=&username=&kind=&reason=", "Ghi họ và tên"),
    (
      "/quan-tri/tai-khoan/them", "name=A&username=ti%E1%BA%BFp&kind=officer&reason=Q",
      "Tên đăng nhập gồm"
    ),
    (
      "/quan-tri/tai-khoan/them", "name=A&username=TIEPNHAN&kind=officer&reason=Q",
      "đã có người dùng"
    ),
    (
      "/quan-tri/tai-khoan/them", "name=A&username=aaa&kind=citizen&reason=Q", "Chọn loại tài khoản"
    ),
    (
      agency + "/chuc-trach", "username=khong.co&agency=H99.101&role=clerk&\(day)&reason=Q",
      "Không có tài khoản này"
    ),
    (
      agency + "/chuc-trach",
      "username=tiepnhan&agency=H99.101&role=vua&from.ngay=1&from.thang=1&from.nam=2020&reason=",
      "Không giao lùi ngày"
    ),
    (
      agency + "/chuc-trach",
      "username=tiepnhan&agency=H99.101&role=clerk&\(day)&to.ngay=1&to.thang=11&to.nam=2026&reason=Q",
      "Ngày cuối phải từ ngày bắt đầu"
    ),
    (
      agency + "/chuc-trach",
      "username=tiepnhan&agency=H99.101&role=receiver&\(day)&reason=Q", "đang giữ vai trò đó"
    ),
  ]

  @Test func whatIsWrongIsSaidAndWhatWasTypedIsKept() async throws {
    try await atTheDoor { door in
      for (uri, fields, said) in Self.bad {
        let reply = try await post(door, uri, fields)
        #expect(reply.status == 422, "\(uri) \(fields)")
        #expect(reply.text.contains(said), "\(uri) \(fields)")
        #expect(reply.text.contains("aria-invalid=\"true\""), "\(uri): \(said) beside no field")
        #expect(reply.text.components(separatedBy: "<h1").count == 2)
        #expect(!reply.text.contains("<b>X"))
        for pair in fields.split(separator: "&") where pair.hasPrefix("code=H") {
          #expect(reply.text.contains("value=\"\(pair.dropFirst(5))\""))
        }
      }
    }
  }

  @Test func aNulAndABrokenEscapeAreRefusedBeforeAnythingIsRead() async throws {
    try await atTheDoor { door in
      for fields in ["name=a%00b&reason=x", "name=%FF&reason=x", "name=%zz"] {
        let reply = try await post(door, "/quan-tri/co-quan/them", fields)
        #expect(reply.status == 400, "\(fields)")
      }
    }
  }

  @Test func onlyAdministratorsComeIn() async throws {
    try await atTheDoor { door in
      #expect(try await door.send(.get, Self.agency).status == 303)
      let cookie = "motcua=" + (try await door.token("tiepnhan"))
      for uri in ["/quan-tri/co-quan", Self.agency, "/quan-tri/tai-khoan"] {
        #expect(try await door.send(.get, uri, cookie: cookie).status == 403)
      }
      let admin = "motcua=" + (try await door.token("quantri"))
      #expect(try await door.send(.get, "/quan-tri/tai-khoan", cookie: admin).status == 200)
      #expect(try await door.send(.get, "/quan-tri/co-quan/H97", cookie: admin).status == 404)
      let nobody = "/quan-tri/tai-khoan/01ARZ3NDEKTSV4RRFFQ69G5FAV"
      #expect(try await door.send(.get, nobody, cookie: admin).status == 404)
    }
  }

  @Test func daysAreReadAsPeopleTypeThem() {
    for text in ["1/7/2026", "01/07/2026", "1-7-2026", "1.7.2026", " 2026-07-01 "] {
      #expect(typedDay(text) == Day(2026, 7, 1), "\(text)")
    }
    for text in ["", "31/2/2026", "1/7/26", "7/2026", "2026", "1/7/2026/", "a/b/cccc", "1//2026"] {
      #expect(typedDay(text) == nil, "\(text)")
    }
  }
}
