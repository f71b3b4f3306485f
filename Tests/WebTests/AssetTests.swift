import Foundation
import Ground
import Testing

@testable import Web

@Suite struct AssetTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Public").path

  @Test func theStyleSheetIsNamedByItsContentAndKeptForEver() async throws {
    let assets = try Assets(folder: Self.folder)
    let edge = House.edge(assets: assets)
    let page = try await House.send(edge, .get, "/ho-so", [PageTests.cookie])
    let address = assets.path("motcua.css").text
    #expect(address.wholeMatch(of: /\/cong-khai\/motcua\.[0-9a-f]{12}\.css/) != nil)
    #expect(page.text.contains("href=\"\(address)\""))
    let sheet = try await House.send(edge, .get, address)
    #expect(sheet.status == 200)
    #expect(sheet.header("Content-Type") == "text/css; charset=utf-8")
    #expect(sheet.header("Cache-Control") == "public, max-age=31536000, immutable")
    let slow = try await House.send(edge, .get, address, [("Accept-Encoding", "gzip, br")])
    #expect(slow.header("Content-Encoding") == "gzip" && slow.header("Vary") == "Accept-Encoding")
    let length = try #require(slow.header("Content-Length").flatMap { Int($0) })
    #expect(length < 6144, "on the line, with everything that portal and desk need")
  }

  @Test func nothingOutsideTheFolderIsServed() async throws {
    let edge = House.edge(assets: try Assets(folder: Self.folder))
    for name in ["..%2FPackage.swift", "motcua.css", "%2e%2e"] {
      #expect(try await House.send(edge, .get, "/cong-khai/\(name)").status == 404)
    }
  }

  @Test func aFolderThatIsNotThereIsAFault() {
    #expect(throws: (any Error).self) { try Assets(folder: "/no/such/folder") }
  }
}
