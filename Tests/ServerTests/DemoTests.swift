import Catalogue
import Directory
import Dossiers
import Foundation
import Ground
import Journal
import Logging
import Storage
import TestKit
import Testing
import Web

@testable import Server

/// A clone without the shared data runs on twelve procedures of our own. Source: issue 2, "README".
@Suite struct DemoTests {
  private func born(_ province: Province) async throws {
    try await DemoBirth(province: province, tell: { _ in }).make(
      procedures: .file(World.root + "/Packs/own-procedures.jsonl"))
  }

  @Test(arguments: Engine.all)
  func itIsBornOnTwelveProceduresAndServes(_ engine: Engine) async throws {
    try await House.unborn(engine) { province in
      try await born(province)
      let edge = try await province.quietEdge
      for path in ["/health", "/ready", "/metrics", "/", "/thu-tuc", "/tra-cuu", "/dang-nhap"] {
        #expect(try await Asking(.get, path).ask(edge).status == 200, "\(path)")
      }
      let listed = try await Asking(.get, "/api/v1/procedures?limit=500").ask(edge)
      #expect(try listed.json["items"]?.elements?.count == 12)
      let agencies = try await Asking(.get, "/api/v1/agencies?limit=500").ask(edge)
      #expect(try agencies.json["items"]?.elements?.count == 25)
      for username in ["congdan", "nguoigiup", "tiepnhan", "chuyenvien", "lanhdao", "vanthu"]
        + ["tonghop", "giamsat", "quantri"]
      {
        let body: JSON = ["username": .string(username), "password": "motcua-demo"]
        let session = try await Asking(.post, "/api/v1/sessions", json: body).ask(edge)
        #expect(session.status == 201, "\(username): \(session.text)")
      }
    }
  }

  /// An interrupted birth goes on where it ended, and a finished one changes nothing.
  @Test func bornTwiceIsBornOnce() async throws {
    try await House.unborn(.sqlite) { province in
      try await born(province)
      let facts = try await province.instance.database.read { tx in
        try tx.row("SELECT count(*) FROM fact")?.int(0) ?? 0
      }
      try await born(province)
      let again = try await province.instance.database.read { tx in
        try tx.row("SELECT count(*) FROM fact")?.int(0) ?? 0
      }
      #expect(facts == again && facts > 50)
    }
  }

  /// Half a year through the real acts, sealed, and everything adds up.
  @Test(arguments: Engine.all)
  func aSampleIsSoundAndSealed(_ engine: Engine) async throws {
    try await House.unborn(engine) { province in
      try await born(province)
      let told = try await DemoSample(province: province).make(40)
      #expect(told.hasPrefix("sample: "))
      _ = try await province.sealer().seal()
      let state = try await JournalCheck(
        database: province.instance.database, key: province.key.verifier
      ).run()
      #expect(state.isSound, "\(state.defects)")
      #expect(try await province.dossiers.desk.defects().isEmpty)
      let count = try await province.instance.database.read { tx in
        try tx.row("SELECT count(*) FROM dossier")?.int(0) ?? 0
      }
      #expect(count == 40)
    }
  }

  /// Every page of a demonstration says that it is one.
  @Test func everyPageSaysWhatItIs() async throws {
    try await House.unborn(.sqlite) { province in
      let edge = try await Serving(
        province: province, host: "127.0.0.1", port: 0, publicURL: "http://localhost:8080",
        demonstration: { DemoProvince.banner(own: true) }, publicFolder: World.root + "/Public"
      ).edge(.init(label: "test"))
      for path in ["/", "/thu-tuc", "/tra-cuu", "/dang-nhap", "/khong-co"] {
        let page = try await Asking(.get, path).ask(edge)
        #expect(page.text.contains("Hệ thống trình diễn"), "\(path)")
        #expect(page.text.contains("12 thủ tục tự soạn"), "\(path)")
      }
    }
  }
}
