import Ground
import Journal
import TestKit
import Testing

@testable import Dossiers

/// Source: ND 61/2018, Điều 31.
@Suite struct RatingTests {
  @Test(arguments: Engine.all)
  func whoeverHandedItInRatesItOnce(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let delivered = try await world.dossier(.delivered)
      let taken = try await world.act(.rated, on: delivered, by: .citizen)
      #expect(taken.stage == .delivered && taken.json["rating"]?["stars"] == 5)
      let fact = try await world.onlyFact("dossier.rated", of: taken)
      #expect(fact.datum("stars") == 5 && fact.post == nil)
      #expect(!String(decoding: fact.line, as: UTF8.self).contains("Nhanh"))
      try await world.refuses("rating.already", .outOfOrder) {
        try await world.act(.rated, on: taken, by: .citizen)
      }
    }
  }

  @Test(arguments: Engine.all)
  func nobodyElseRates(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let delivered = try await world.dossier(.delivered)
      for person in [Person.receiver, .handler, .approver, .supervisor] {
        try await world.refuses("dossier.act-forbidden", .forbidden) {
          try await world.act(.rated, on: delivered, by: person)
        }
      }
      try await world.refuses("dossier.unknown", .unknown) {
        try await world.act(.rated, on: delivered, by: .neighbour)
      }
    }
  }

  /// What an officer typed at the counter has no applicant who is signed in.
  @Test(arguments: Engine.all)
  func aDossierTypedAtTheCounterIsNotRatedByTheOfficer(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let received = try await world.submit(by: .receiver)
      try await world.refuses("dossier.act-forbidden", .forbidden) {
        try await world.act(.rated, on: received, by: .receiver)
      }
      try await world.refuses("dossier.unknown", .unknown) {
        try await world.act(.rated, on: received, by: .citizen)
      }
    }
  }
}
