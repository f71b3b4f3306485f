import Ground
import Testing
import Web

@Suite struct OpenAPITests {
  @Test func theDocumentHasEveryRouteOfTheAPIAndNoOther() throws {
    let edge = House.edge()
    let published = Set(
      (edge.openAPI["paths"]?.members ?? []).flatMap { path in
        (path.value.members ?? []).map { "\($0.name) \(path.name)" }
      })
    let served = Set(
      edge.permissions.filter { $0.face == .api }.map { "\($0.method.rawValue) \($0.path)" })
    #expect(published == served)
    #expect(published.contains("get /api/v1/openapi.json"))
    #expect(!published.contains("get /ho-so"))
  }

  @Test func theServedDocumentIsTheOneBuiltFromTheRoutes() async throws {
    let edge = House.edge()
    let reply = try await House.send(edge, .get, "/api/v1/openapi.json")
    #expect(try reply.json == edge.openAPI)
    #expect(edge.openAPI["openapi"]?.text?.hasPrefix("3.1") == true)
  }

  @Test func everyStatusThatTheEdgeMayAnswerIsDocumented() throws {
    let responses = House.edge().openAPI["paths"]?["/api/v1/dossiers/{id}/acts"]?["post"]?[
      "responses"]
    let statuses = Set(try #require(responses?.members).map(\.name))
    #expect(
      statuses.isSuperset(of: [
        "200", "400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "429",
      ]))
  }

  @Test func everyPostTakesAnIdempotencyKeyButNotSessions() {
    let paths = House.edge().openAPI["paths"]
    func names(_ path: String) -> [String?] {
      paths?[path]?["post"]?["parameters"]?.elements?.map { $0["name"]?.text } ?? []
    }
    #expect(names("/api/v1/dossiers/{id}/acts").contains("Idempotency-Key"))
    #expect(!names("/api/v1/sessions").contains("Idempotency-Key"))
  }

  @Test func operationsHaveNamesOfTheirOwn() {
    let names = House.edge().permissions.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func inputsAreClosedAndOutputsMayGrow() {
    let schemas = House.edge().openAPI["components"]?["schemas"]
    let variants = schemas?["ActInput"]?["oneOf"]?.elements ?? []
    #expect(variants.count == 2)
    #expect(variants.allSatisfy { $0["additionalProperties"] == false })
    #expect(schemas?["Dossier"] != nil)
    #expect(schemas?["Dossier"]?["additionalProperties"] == nil)
  }
}
