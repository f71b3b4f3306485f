import Ground
import Storage
import TestKit
import Testing

@testable import Dossiers

/// Source: DOS-2, DOS-4, DOS-5.
@Suite struct NumberTests {
  static let vectors: [(agency: String, day: Day, sequence: Int, number: String)] = [
    ("H99.101", Day(2026, 3, 2), 1, "H99.101-260302-0001"),
    ("H44.100", Day(2026, 8, 1), 1, "H44.100-260801-0001"),
    ("000.00.00.H30", Day(2022, 5, 16), 1, "000.00.00.H30-220516-0001"),
    ("H99.101", Day(2026, 12, 31), 9999, "H99.101-261231-9999"),
    ("H99.101", Day(2026, 12, 31), 10_000, "H99.101-261231-10000"),
    ("H99.101", Day(2026, 12, 31), 10_001, "H99.101-261231-10001"),
    ("H99.101", Day(2026, 12, 31), 1_234_567, "H99.101-261231-1234567"),
    ("H99.1", Day(2005, 1, 2), 42, "H99.1-050102-0042"),
  ]

  @Test(arguments: vectors)
  func aNumberIsAgencyDayAndOrderOfReceipt(
    _ vector: (agency: String, day: Day, sequence: Int, number: String)
  ) {
    let number = DossierNumber(
      agency: AgencyCode(vector.agency), receivedOn: vector.day, sequence: vector.sequence)
    #expect(number.text == vector.number)
  }
}

@Suite struct ReferenceTests {
  private let references = { [draws = Draws(seed: 7)] in
    (0..<200).map { _ in DossierReference(chance: draws.chance) }
  }()

  @Test func aReferenceIsTenDigitsThatCheckThemselves() {
    #expect(Set(references.map(\.text)).count == 200)
    for reference in references {
      #expect(reference.text.utf8.count == 10)
      #expect(DossierReference(reference.text) == reference)
    }
  }

  @Test func everySingleSlipOfTheFingerShows() {
    for reference in references {
      let digits = Array(reference.text)
      for place in digits.indices {
        for digit in "0123456789" where digit != digits[place] {
          var slipped = digits
          slipped[place] = digit
          #expect(DossierReference(String(slipped)) == nil)
        }
      }
    }
  }

  @Test func everySwapOfNeighboursShows() {
    for reference in references {
      let digits = Array(reference.text)
      for place in digits.indices.dropLast() where digits[place] != digits[place + 1] {
        var swapped = digits
        swapped.swapAt(place, place + 1)
        #expect(DossierReference(String(swapped)) == nil)
      }
    }
  }

  @Test(arguments: ["", "572", "12345678901", "12345678a0", "１２３４５６７８９０", "-123456789"])
  func nothingElseIsAReference(_ text: String) { #expect(DossierReference(text) == nil) }

  /// Source: the worked example of H. M. Damm: the check digit of 572 is 4.
  @Test func theCheckDigitIsDamms() { #expect(DossierReference("0000000572") == nil) }
}

@Suite struct NumberingTests {
  /// Source: issue 2, must show 6; DOS-5.
  @Test(arguments: Engine.all)
  func thirtyTwoReceptionsAtOnceGetConsecutiveNumbers(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      var waiting: [Taken] = []
      for _ in 0..<32 { waiting.append(try await world.submit()) }
      let numbers = try await withThrowingTaskGroup(of: String?.self) { group in
        for taken in waiting {
          group.addTask { try await world.act(.receive, on: taken.id, by: .receiver).number }
        }
        return try await group.reduce(into: [String]()) { $0.append($1 ?? "") }
      }
      #expect(numbers.sorted() == (1...32).map { "H99.101-260302-\(padded($0, 4))" })
    }
  }

  @Test(arguments: Engine.all)
  func thePlaceInTheDayIsPerAgencyAndPerDay(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      var numbers: [String?] = []
      for person in [Person.receiver, .receiverB, .receiver] {
        numbers.append(try await world.submit(by: person).number)
      }
      world.clock.set(Instant("03/03/2026 00:00"))
      numbers.append(try await world.submit(by: .receiver).number)
      #expect(
        numbers == [
          "H99.101-260302-0001", "H99.102-260302-0001", "H99.101-260302-0002",
          "H99.101-260303-0001",
        ])
    }
  }

  /// Source: DOS-5, issue 2, must show 6.
  @Test(arguments: Engine.all)
  func theTenThousandAndFirstOfADayGrowsLonger(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.database.write { tx in
        try tx.run(
          """
          INSERT INTO reception_counter (agency, day, last)
          VALUES ('H99.101', '2026-03-02', 9998)
          """)
      }
      var numbers: [String?] = []
      for _ in 0..<3 { numbers.append(try await world.submit(by: .receiver).number) }
      #expect(
        numbers == [
          "H99.101-260302-9999", "H99.101-260302-10000", "H99.101-260302-10001",
        ])
      let found = try await world.dossiers.desk.lookUp(
        number: "h99.101-260302-10001", token: nil)
      #expect(found.stage == .received)
    }
  }

  /// A refused reception takes no number: the next dossier follows without a gap.
  @Test(arguments: Engine.all)
  func aRefusedReceptionLeavesNoGap(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      _ = try await world.submit(by: .receiver)
      let termless = try await world.submit(.termless)
      try await world.refuses("reception.term-missing") {
        try await world.act(.receive, on: termless, by: .receiver)
      }
      #expect(try await world.submit(by: .receiver).number == "H99.101-260302-0002")
    }
  }

  /// Source: DOS-6: a code is never used again.
  @Test(arguments: Engine.all)
  func aWithdrawnDossierKeepsItsNumber(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let first = try await world.dossier(.withdrawn)
      let second = try await world.dossier(.received)
      #expect(first.number == "H99.101-260302-0001" && second.number == "H99.101-260302-0002")
    }
  }
}
