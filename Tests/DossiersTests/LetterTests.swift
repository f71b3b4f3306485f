import Ground
import Printing
import Storage
import TestKit
import Testing

@testable import Dossiers

/// Source: domain 1.8; MRG-4 (a reprint says what was said on the day of the act).
@Suite struct LetterTests {
  @Test(arguments: Engine.all)
  func aReprintOfTheReceiptKeepsThePromiseOfItsDay(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.processing)
      let first = try await world.letter(.receipt, of: taken, for: .receiver)
      #expect("\(first.blocks)".contains("08 giờ 00 phút, ngày 05/03/2026"))
      _ = try await world.act(.extended, on: taken, by: .approver)
      let again = try await world.letter(.receipt, of: taken, for: .citizen)
      #expect(again == first, "the same day, the same letter")
      world.clock.advance(hours: 24)
      let later = try await world.letter(.receipt, of: taken, for: .citizen)
      #expect(later.blocks == first.blocks && later.madeAt == first.madeAt)
      #expect(later.foot?.plain == "Mẫu số 01. Bản in lại ngày 03/03/2026")
    }
  }

  @Test(arguments: Engine.all)
  func aCorrectionShowsAsNoted(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.processing)
      let change: JSON = [
        "act": "correct", "change": ["applicant": ["phone": "0987654321"]], "reason": "Gõ nhầm.",
      ]
      let proposed = try await world.act(change, on: taken, by: .receiver)
      world.clock.advance(hours: 1)
      _ = try await world.act(
        ["act": "approveCorrection", "correction": .string(proposed.correction)], on: proposed,
        by: .approver)
      let blocks = try await world.letter(.receipt, of: taken, for: .receiver).blocks
      #expect("\(blocks)".contains("0987654321"))
      let noted = "Thông tin đã được đính chính. Ngày 02/03/2026"
      #expect(blocks.flatMap(\.paragraphs).contains { $0.hasPrefix(noted) })
    }
  }

  @Test(arguments: Engine.all)
  func theListNamesEveryLetterThatCanBePrinted(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.processing)
      let extended = try await world.act(.extended, on: taken, by: .approver)
      world.clock.advance(hours: 1)
      let stopped = try await world.act(World.stop, on: extended, by: .approver)
      let file = try await world.dossiers.desk.read(stopped.id, for: world.caller(.receiver))
      let letters = file.letters(World.forms, for: .officer)
      #expect(Set(letters.map(\.kind)) == [.receipt, .controlSlip, .apology, .stop])
      #expect(letters.map(\.at) == letters.map(\.at).sorted())
      for letter in letters {
        _ = try await world.letter(letter.kind, letter.round ?? 1, of: stopped, for: .receiver)
      }
      let own = file.letters(World.forms, for: .applicant).map(\.kind)
      #expect(Set(own) == [.receipt, .apology, .stop])
    }
  }

  @Test(arguments: Engine.all)
  func aReasonOfTheActStandsInItsLetter(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let refused = try await world.dossier(.refused)
      let text = "\(try await world.letter(.refusal, of: refused, for: .citizen).blocks)"
      let reason = try #require(World.refusal["reason"]?.text)
      let basis = try #require(World.refusal["legalBasis"]?.text)
      #expect(text.contains(reason) && text.contains(basis) && text.contains(refused.reference))
    }
  }

  @Test(arguments: Engine.all)
  func nobodyElseGetsALetter(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let taken = try await world.dossier(.received)
      for stranger in [Person.neighbour, .helper, .receiverB, .administrator] {
        await #expect(throws: DossierUnknown.self) {
          try await world.letter(.receipt, of: taken, for: stranger)
        }
      }
      await #expect(throws: LetterUnknown.self) {
        try await world.letter(.controlSlip, of: taken, for: .citizen)
      }
      await #expect(throws: LetterUnknown.self) {
        try await world.letter(.receipt, of: taken, for: .citizen, as: .officer)
      }
      await #expect(throws: LetterUnknown.self) {
        try await world.letter(.receipt, of: taken, for: .receiver, as: .applicant)
      }
      await #expect(throws: LetterUnknown.self) {
        try await world.letter(.supplement, of: taken, for: .citizen)
      }
    }
  }

  @Test(arguments: Engine.all)
  func theControlSlipOnlyGrows(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let processing = try await world.dossier(.processing)
      let before = try await world.handOvers(processing)
      #expect(before.map(\.from) == ["người nộp Lò Thị Sao Mai", before[1].from])
      let asked = try await world.act(World.ask, on: processing, by: .handler)
      let after = try await world.handOvers(asked)
      #expect(Array(after.prefix(before.count)) == before)
      #expect(after.count == before.count + 1)
      #expect(after.last?.to == "người nộp Lò Thị Sao Mai")
    }
  }
}

extension Block {
  /// The words of each paragraph, without their faces.
  fileprivate var paragraphs: [String] {
    switch self {
    case .paragraph(let paragraph): [paragraph.text.plain]
    case .together(let blocks): blocks.flatMap(\.paragraphs)
    case .head, .title, .fields, .table, .signatures, .space: []
    }
  }
}

extension World {
  fileprivate func letter(
    _ kind: LetterKind, _ round: Int = 1, of taken: Taken, for person: Person,
    as reader: LetterReader? = nil
  ) async throws -> Letter {
    try await dossiers.desk.letter(
      kind, round: round, of: taken.id, for: caller(person), as: reader,
      publicURL: "https://motcua.example"
    ).letter
  }

  fileprivate func handOvers(_ taken: Taken) async throws -> [HandOver] {
    let (house, id) = (dossiers.desk.house, taken.id)
    return try await database.read { tx in
      guard let dossier = try DossierStore(tx: tx).dossier(id) else { return [] }
      return try LetterReading(tx: tx, house: house, publicURL: "").material(of: dossier).handOvers
    }
  }
}
