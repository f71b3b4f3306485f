import Foundation
import Ground
import TestKit
import Testing

@testable import Dossiers

/// Looking for somebody by name leaves the name in no address. Source: domain 7.2.
struct PrivateSearchTests {
  private static func expectNone(_ name: String, in text: String, _ place: Comment) {
    let escaped = name.utf8.map { "%" + hex([$0]) }.joined()
    let loose = name.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? escaped
    // base64 of a text depends on where in a triple it begins.
    let packed = (0..<3).map { shift -> String in
      let bytes = Array(repeating: UInt8(32), count: shift) + Array(name.utf8)
      return String(base64URL(bytes).dropFirst(4).dropLast(4))
    }
    for form in [name, escaped, escaped.uppercased(), loose] + packed {
      #expect(!text.localizedCaseInsensitiveContains(form), place)
    }
  }

  private static func addresses(_ reply: Reply) -> String {
    reply.text.matches(of: /(?:href|action)="([^"]*)"/).map { String($0.1) }
      .joined(separator: "\n")
  }

  @Test func theDeskFindsAnApplicantAndNoAddressNamesThem() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.submit(.licence, by: .citizen)
      let name = try #require(taken.json["applicant"]?["name"]?.text)
      let receiver = Walker(world, .receiver)
      let desk = try await receiver.get("/ban-lam-viec?chung=co")
      let asked = try await receiver.send(
        desk, to: "/ban-lam-viec", [("q", name), ("viec", ""), ("trang-thai", "submitted")])
      Self.expectNone(name, in: try #require(asked.header("Location")), "the redirection")
      let list = try await receiver.follow(asked)
      #expect(list.text.contains(taken.reference) && list.text.contains(name))
      #expect(list.text.contains("value=\"\(name)\""), "what was typed is still there")
      Self.expectNone(name, in: Self.addresses(list), "the list")
      let link = try #require(
        list.text.firstMatch(of: /href="(\/ban-lam-viec\/ho-so\/[^"]*)"/)
      ).1
      let dossier = try await receiver.get(String(link).replacing("&amp;", with: "&"))
      #expect(dossier.status == 200)
      Self.expectNone(name, in: Self.addresses(dossier), "the dossier")
      let saved = try await receiver.send(
        list, to: "/ban-lam-viec/bo-loc", [("ten", "Người quen")])
      Self.expectNone(name, in: try #require(saved.header("Location")), "the kept view")
      #expect(try await receiver.follow(saved).text.contains(taken.reference))
    }
  }

  @Test func ownDossiersAreFoundByNameToo() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.submit(.licence, by: .citizen)
      let name = try #require(taken.json["applicant"]?["name"]?.text)
      let citizen = Walker(world, .citizen)
      let asked = try await citizen.send(
        try await citizen.get("/ho-so"), to: "/ho-so", [("q", name), ("nhom", "")])
      Self.expectNone(name, in: try #require(asked.header("Location")), "the redirection")
      let list = try await citizen.follow(asked)
      #expect(list.text.contains(taken.reference))
      Self.expectNone(name, in: Self.addresses(list), "the list")
    }
  }

  @Test func anAddressThatNobodyCanReadIsRefusedInWords() async throws {
    try await World.with(.sqlite) { world in
      let reply = try await Walker(world, .receiver).get("/ban-lam-viec?q=~AAAAAAAA")
      #expect(reply.status == 400 && reply.text.contains("hãy mở lại trang và tìm lại"))
    }
  }
}
