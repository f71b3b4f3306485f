import Ground
import TestKit
import Testing
import Web

@testable import Server

/// Source: contract, "routes are values from which router, permission table and OpenAPI are read".
@Suite struct OpenAPITests {
  private func document(_ body: (Edge, JSON) throws -> Void) async throws {
    try await House.with(.sqlite) { house in
      let reply = try await Asking(.get, "/api/v1/openapi.json").ask(house.edge)
      #expect(reply.status == 200)
      try body(house.edge, try reply.json)
    }
  }

  @Test func everyEndpointOfTheAPIIsInIt() async throws {
    try await document { edge, document in
      for permission in edge.permissions where permission.face == .api {
        let path = permission.path.replacing("...}", with: "}")
        let operation = document["paths"]?[path]?[permission.method.rawValue]
        #expect(operation?["operationId"]?.text == permission.name, "\(permission.line)")
      }
    }
  }

  @Test func operationsAreUniqueAndEachIsServed() async throws {
    try await document { edge, document in
      var names: [String] = []
      for path in document["paths"]?.members ?? [] {
        names += (path.value.members ?? []).compactMap { $0.value["operationId"]?.text }
      }
      #expect(Set(names).count == names.count)
      let served = edge.permissions.filter { $0.face == .api }.map(\.name)
      #expect(Set(names) == Set(served) && served.count == names.count)
      let all = edge.permissions.map(\.name)
      #expect(Set(all).count == all.count, "pages too")
    }
  }

  /// The calls of the contract that this issue brings.
  private static let contract = """
    post /api/v1/sessions
    delete /api/v1/sessions/current
    get /api/v1/agencies
    get /api/v1/officers
    get /api/v1/procedures
    get /api/v1/procedures/{code}
    get /api/v1/procedures/{code}/due
    post /api/v1/files
    post /api/v1/dossiers
    get /api/v1/dossiers
    get /api/v1/dossiers/{id}
    get /api/v1/dossiers/{id}/timeline
    post /api/v1/dossiers/{id}/acts
    get /api/v1/lookup
    get /api/v1/reports/settlement
    get /api/v1/indicators
    get /api/v1/indicators/{code}
    get /api/v1/indicators/{code}/evidence
    get /api/v1/journal/checkpoint
    get /api/v1/journal/key
    get /api/v1/journal/facts
    get /api/v1/openapi.json
    """

  @Test func theContractsCallsAreServed() async throws {
    try await document { _, document in
      for line in Self.contract.split(separator: "\n") {
        let parts = line.split(separator: " ").map(String.init)
        #expect(document["paths"]?[parts[1]]?[parts[0]] != nil, "\(line)")
      }
    }
  }

  /// What needs a session says so, and says what happens without one.
  @Test func protectedCallsAreDescribedAsProtected() async throws {
    try await document { edge, document in
      for permission in edge.permissions where permission.face == .api {
        let path = permission.path.replacing("...}", with: "}")
        let operation = document["paths"]?[path]?[permission.method.rawValue]
        let answers = (operation?["responses"]?.members ?? []).map(\.name)
        #expect(!answers.isEmpty, "\(permission.line)")
        guard permission.access != .everyone else { continue }
        #expect(operation?["security"] == [["bearer": []]], "\(permission.line)")
        #expect(answers.contains("401"), "\(permission.line)")
        if case .roles = permission.access {
          #expect(answers.contains("403"), "\(permission.line)")
        }
      }
    }
  }
}
