import Deadlines
import Ground
import TestKit
import Testing

@testable import Dossiers

/// Source: DOS-28, contract `GET /lookup`.
@Suite struct LookupTests {
  @Test(arguments: Engine.all)
  func theNumberAloneTellsTheStage(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.processing)
      let number = try #require(taken.number)
      for key in [number, number.lowercased(), " \(number) ", taken.reference] {
        let answer = try await world.dossiers.desk.lookUp(number: key, token: nil)
        #expect(answer.stage == .processing && answer.number == number && answer.dates == nil)
        #expect(answer.json["dueAt"] == nil && answer.json["stageName"] == "Đang xử lý")
      }
    }
  }

  @Test(arguments: Engine.all)
  func theReceiptsTokenTellsTheDatesToo(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.decided)
      let answer = try await world.dossiers.desk.lookUp(
        number: try #require(taken.number), token: taken.lookupToken)
      let dates = try #require(answer.dates)
      #expect(dates.submittedAt == World.monday && dates.receivedAt == World.monday)
      #expect(dates.dueAt == taken.dueAt && dates.endedAt == World.monday)
      #expect(answer.json["receivedAt"] == JSON(World.monday))
      let early = try await world.submit()
      let waiting = try await world.dossiers.desk.lookUp(
        number: early.reference, token: early.lookupToken)
      #expect(waiting.number == early.reference && waiting.dates?.receivedAt == nil)
    }
  }

  /// Never a name, a personal number, or anything else of a person.
  @Test(arguments: Engine.all)
  func nobodyIsNamed(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.delivered)
      let answer = try await world.dossiers.desk.lookUp(
        number: try #require(taken.number), token: taken.lookupToken)
      let text = answer.json.serialised
      let secrets = [
        "Lò Thị Sao Mai", "000190123456", "0912345678", "Thôn 1", "example.vn", taken.id,
        taken.lookupToken, "Trần Văn Xử",
      ]
      for secret in secrets { #expect(!text.contains(secret)) }
    }
  }

  @Test(arguments: Engine.all)
  func whatDoesNotFitIsNotFound(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.received)
      let other = try await world.dossier(.received)
      let number = try #require(taken.number)
      let wrong: [(String, String?)] = [
        (taken.id, nil), ("", nil), ("0000000001", nil), ("H99.101-260302-9999", nil),
        (number + "1", nil), (number, "x"), (number, ""), (number, other.lookupToken),
        ("H99.101-260302", nil), ("' OR 1=1 --", nil),
      ]
      for (key, token) in wrong {
        try await world.refuses("lookup.unknown", .unknown) {
          _ = try await world.dossiers.desk.lookUp(number: key, token: token)
        }
      }
    }
  }
}
