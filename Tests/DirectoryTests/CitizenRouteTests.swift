import Foundation
import Ground
import Hummingbird
import HummingbirdTesting
import Storage
import TestKit
import Testing
import Web

@testable import Directory

/// Signing up and recovering through the front door.
struct CitizenRouteTests {
  private func atTheDoor(_ body: (Door) async throws -> Void) async throws {
    try await Engine.sqlite.with(World.migrations) { database in
      try await body(Door(World(database)))
    }
  }

  private func signUp(email: String = World.email) -> String {
    let fields = [
      "name": "Nguyễn Thị Lan", "email": email, "password": World.password, "consent": "co",
      "tiep": "/thu-tuc/1.001193/nop-ho-so",
    ]
    return fields.map { "\($0)=\(escaped($1))" }.joined(separator: "&")
  }

  private func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }

  @Test func theWayFromSignUpToTheFirstPageKeepsWhereOneWasGoing() async throws {
    try await atTheDoor { door in
      let asked = try await door.send(
        .get, "/dang-nhap?tiep=%2Fthu-tuc%2F1.001193%2Fnop-ho-so")
      #expect(asked.text.contains("/dang-ky?tiep=%2Fthu-tuc%2F1.001193%2Fnop-ho-so"))
      #expect(asked.text.contains("/quen-mat-khau?tiep="))
      let sent = try await door.send(.post, "/dang-ky", form: signUp())
      #expect(sent.status == 303)
      #expect(sent.header("Location") == "/dang-ky/da-gui")
      let path = "/xac-nhan/\(try door.world.token())"
      let shown = try await door.send(.get, path)
      #expect(shown.status == 200)
      #expect(shown.header("Referrer-Policy")?.contains("no-referrer") == true)
      let confirmed = try await door.send(.post, path, form: "")
      #expect(confirmed.status == 303)
      #expect(
        confirmed.header("Location")
          == "/dang-nhap?tiep=%2Fthu-tuc%2F1.001193%2Fnop-ho-so")
      #expect(try await door.send(.post, path, form: "").status == 404)
      let session = try await door.send(
        .post, "/dang-nhap",
        form: "username=\(escaped(World.email))&password=\(escaped(World.password))"
          + "&tiep=%2Fthu-tuc%2F1.001193%2Fnop-ho-so")
      #expect(session.header("Location") == "/thu-tuc/1.001193/nop-ho-so")
    }
  }

  @Test func anAddressWithAnAccountIsAnsweredLikeOneWithout() async throws {
    try await atTheDoor { door in
      let fresh = try await door.send(.post, "/dang-ky", form: signUp())
      _ = try await door.world.slice.citizens.confirm(try door.world.token())
      let known = try await door.send(.post, "/dang-ky", form: signUp())
      #expect(fresh.status == known.status)
      #expect(fresh.text == known.text)
      #expect(fresh.header("Location") == known.header("Location"))
      let mine = try await door.send(
        .post, "/quen-mat-khau", form: "username=\(escaped(World.email))")
      let nobodys = try await door.send(
        .post, "/quen-mat-khau", form: "username=nobody%40thu.example")
      #expect(mine.status == nobodys.status)
      #expect(mine.text == nobodys.text)
      #expect(mine.header("Location") == nobodys.header("Location"))
    }
  }

  @Test func aRefusedFormComesBackWithWhatWasTypedButNoPassword() async throws {
    try await atTheDoor { door in
      let form =
        "name=Lan&email=lan%40thu&phone=0912000123&password=b%C3%AD+m%E1%BA%ADt&tiep=%2Fho-so"
      let again = try await door.send(.post, "/dang-ky", form: form)
      #expect(again.status == 422)
      for kept in ["value=\"Lan\"", "value=\"lan@thu\"", "value=\"0912000123\"", "/ho-so"] {
        #expect(again.text.contains(kept), "\(kept)")
      }
      #expect(!again.text.contains("bí mật"))
      #expect(again.text.contains("aria-invalid=\"true\""))
    }
  }

  @Test func whereOneGoesOnIsNeverAnotherSite() async throws {
    try await atTheDoor { door in
      for evil in ["https://xau.example", "//xau.example", "/\\xau.example", "javascript:alert(1)"]
      {
        let page = try await door.send(.get, "/dang-ky?tiep=\(escaped(evil))")
        #expect(!page.text.contains("href=\"\(evil)"))
      }
      let form = signUp().replacingOccurrences(
        of: "tiep=%2Fthu%2Dtuc", with: "tiep=%2F%2Fxau.example%2Fthu%2Dtuc")
      _ = try await door.send(.post, "/dang-ky", form: form)
      let opened = try await door.world.slice.citizens.confirm(try door.world.token())
      #expect(opened == .signedUp(next: ""))
    }
  }

  @Test func aPersonsOwnPagesAreTheirOwn() async throws {
    try await atTheDoor { door in
      try await door.world.citizen()
      let signedIn = try await door.world.signedIn()
      let cookie = "motcua=\(signedIn.token)"
      var contact = ContactDefaults(name: "Nguyễn Thị Lan")
      contact.personalNumber = "000190000123"
      try await door.world.slice.citizens.fill(contact, of: signedIn.caller.account)
      let page = try await door.send(.get, "/tai-khoan", cookie: cookie)
      #expect(page.status == 200)
      #expect(page.text.contains(World.email))
      #expect(page.text.contains("000•••••0123"))
      #expect(!page.text.contains("000190000123"))
      let form = try await door.send(.get, "/tai-khoan/mat-khau", cookie: cookie)
      let token = try form.formToken()
      let weak = try await door.send(
        .post, "/tai-khoan/mat-khau", cookie: cookie,
        form: "_token=\(token)&old=\(escaped(World.password))&new=ng%E1%BA%AFn")
      #expect(weak.status == 422)
      let done = try await door.send(
        .post, "/tai-khoan/mat-khau", cookie: cookie,
        form:
          "_token=\(token)&old=\(escaped(World.password))&new=m%E1%BB%99t+c%C3%A2u+kh%C3%A1c+h%E1%BA%B3n"
      )
      #expect(done.status == 303)
    }
  }

  @Test func tooManyLettersSayWhenToTryAgain() async throws {
    try await atTheDoor { door in
      for _ in 0..<3 {
        #expect(try await door.send(.post, "/quen-mat-khau", form: "username=a").status == 303)
      }
      let refused = try await door.send(.post, "/quen-mat-khau", form: "username=a")
      #expect(refused.status == 429)
      #expect(refused.header("Retry-After") == "3600")
    }
  }
}
