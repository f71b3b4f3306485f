import Directory
import Foundation
import Ground
import Indicators
import Journal
import Logging
import Storage
import TestKit
import Testing
import Web

@testable import Server

/// The world of the tests behind the house as it is served: `Province` and its edge.
struct House: Sendable {
  let world: World
  let province: Province
  let edge: Edge

  static func with(_ engine: Engine, _ body: (House) async throws -> Void) async throws {
    try await World.with(engine, more: IndicatorSlice.migrations) { world in
      try await body(try await House(world: world))
    }
  }

  /// A province in an empty place, before a demonstration is born in it.
  static func unborn(_ engine: Engine, _ body: (Province) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + "/motcua-demo-\(UUID().uuidString)"
    // A folder that is left over harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for part in ["blobs", "keys"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(part)", withIntermediateDirectories: true)
    }
    try await engine.with(Province.migrations) { database in
      let keys = KeyFolder(path: folder + "/keys")
      let instance = Instance(
        database: database, blobs: try await FolderBlobs(folder: folder + "/blobs"), keys: keys)
      let key = try JournalKey.open(in: keys, origin: "demo/test", chance: .system)
      try await body(
        try Province(
          instance: instance, packs: World.packs, key: key,
          now: { PastTime.instant ?? HouseClock.machine() }, cost: .cheap))
    }
  }

  private init(world: World) async throws {
    let instance = Instance(
      database: world.database, blobs: try await FolderBlobs(folder: world.folder + "/blobs"),
      keys: KeyFolder(path: world.folder + "/keys"))
    (self.world, province, edge) = try await House.wire(
      world,
      Province(
        instance: instance, packs: World.packs, key: world.key,
        now: { [clock = world.clock] in clock.now }, cost: .cheap))
  }

  private static func wire(
    _ world: World, _ province: Province
  ) async throws -> (World, Province, Edge) {
    (world, province, try await province.quietEdge)
  }

  /// The token of a new session of the person's.
  func token(_ person: Person) async throws -> String {
    try await province.directory.signIn.signIn(
      username: person.username, password: World.password, address: "127.0.0.1"
    ).token
  }

  /// A person's own way into the API.
  func door(_ person: Person) async throws -> Door {
    Door(edge: edge, token: try await token(person))
  }
}

extension Province {
  /// What `motcua serve` serves, without its log.
  var quietEdge: Edge {
    get async throws {
      var logger = Logger(label: "test")
      logger.logLevel = .critical
      return try await Serving(
        province: self, host: "127.0.0.1", port: 0, publicURL: "http://localhost:8080",
        demonstration: nil, publicFolder: World.root + "/Public"
      ).edge(logger)
    }
  }
}

/// The API as one signed-in person calls it.
struct Door: Sendable {
  let edge: Edge
  let token: String

  func get(_ path: String) async throws -> Reply {
    try await Asking(.get, "/api/v1" + path).bearer(token).ask(edge)
  }

  func post(
    _ path: String, _ json: JSON, headers: [(name: String, value: String)] = []
  ) async throws -> Reply {
    var asking = Asking(.post, "/api/v1" + path, json: json).bearer(token)
    asking.headers += headers
    return try await asking.ask(edge)
  }

  /// An act that must be taken; the dossier as it is answered.
  func act(
    _ json: JSON, on id: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> JSON {
    let reply = try await post("/dossiers/\(id)/acts", json)
    let expected = json["act"] == "correct" ? 202 : 200
    #expect(reply.status == expected, "\(reply.text)", sourceLocation: sourceLocation)
    #expect(reply.header("Motcua-Fact")?.count == 26, sourceLocation: sourceLocation)
    let dossier = try reply.json
    #expect(
      reply.header("ETag") == dossier["version"]?.int.map { "\"\($0)\"" },
      sourceLocation: sourceLocation)
    return dossier
  }

  /// Uploads a small PDF and gives its id.
  func upload(_ text: String) async throws -> String {
    let asking = Asking(
      .post, "/api/v1/files",
      headers: [
        ("Content-Type", "application/pdf"), ("X-Filename", "k%E1%BA%BFt%20qu%E1%BA%A3.pdf"),
      ],
      body: "%PDF-1.4\n\(text)\n%%EOF\n")
    let reply = try await asking.bearer(token).ask(edge)
    #expect(reply.status == 201, "\(reply.text)")
    return try #require(try reply.json["id"]?.text)
  }
}
