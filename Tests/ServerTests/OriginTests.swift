import Foundation
import Ground
import Journal
import TestKit
import Testing

@testable import Server

/// A journal is named by whoever runs the house, once; nothing is ever sealed under a name that
/// nobody gave. Source: architecture, "The one idea" (checkpoints).
@Suite struct OriginTests {
  private let packs = ["--packs", World.root + "/Packs"]

  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "/motcua-origin-\(UUID().uuidString)"
    // A folder that is left over harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  private func name(_ folder: String) throws -> String? {
    try JournalKey.kept(in: KeyFolder(path: folder + "/keys"))?.origin
  }

  @Test func anInstanceThatNobodyNamesGetsANameThatSaysSoAndThatNoOtherHas() async throws {
    try await withFolder { folder in
      #expect(await runMotcua(["serve", "--data", folder] + packs) == 1)
      #expect(!FileManager.default.fileExists(atPath: folder), "a refusal makes nothing")
      #expect(await runMotcua(["migrate", "--data", folder]) == 0)
      let name = try #require(try name(folder))
      #expect(name.hasPrefix("unnamed-") && OriginOptions.isFit(name))
      #expect(await runMotcua(["migrate", "--data", folder]) == 0)
      #expect(await runMotcua(["check", "--data", folder] + packs) == 0)
      let again = try self.name(folder)
      #expect(again == name, "the name stays")
    }
  }

  @Test func theNameIsGivenOnceAndStays() async throws {
    try await withFolder { folder in
      let named = ["migrate", "--data", folder, "--origin"]
      #expect(await runMotcua(named + ["tinh-thu.example/motcua"]) == 0)
      let first = try name(folder)
      #expect(first == "tinh-thu.example/motcua")
      #expect(await runMotcua(named + ["tinh-thu.example/motcua"]) == 0)
      #expect(await runMotcua(named + ["tinh-khac.example/motcua"]) == 1)
      let serve = ["serve", "--data", folder, "--origin", "tinh-khac.example/motcua"]
      #expect(await runMotcua(serve + packs) == 1)
      let last = try name(folder)
      #expect(last == "tinh-thu.example/motcua")
    }
  }

  @Test(arguments: ["demo/x", "a b", "a+b", "", "tỉnh", "ab"])
  func anUnfitNameIsWrongUsage(_ origin: String) async throws {
    try await withFolder { folder in
      #expect(await runMotcua(["migrate", "--data", folder, "--origin", origin]) == 2)
      #expect(!FileManager.default.fileExists(atPath: folder))
    }
  }
}
