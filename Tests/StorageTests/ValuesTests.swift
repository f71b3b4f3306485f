import Ground
import Storage
import TestKit
import Testing

/// What goes in comes out, the same on both engines.
struct ValuesTests {
  static let table = Migration("values-001") { dialect in
    [
      """
      CREATE TABLE kept (
        id BIGINT NOT NULL PRIMARY KEY,
        words TEXT,
        number BIGINT,
        bytes \(dialect.bytes)
      )
      """
    ]
  }

  @Test(arguments: Engine.all)
  func textComesBackAsItWas(_ engine: Engine) async throws {
    let texts = [
      "", " ", "Nguyễn Thị Bưởi", "e\u{301}", "𠀀 🇻🇳", "'; DROP TABLE kept; --", "$1 $2", "\\x00ff",
      "a\nb\t\u{1}",
      String(repeating: "ề", count: 100_000),
    ]
    try await engine.with([Self.table]) { database in
      for (id, text) in texts.enumerated() {
        let back = try await database.write { tx in
          try tx.run("INSERT INTO kept (id, words) VALUES (\(id), \(text))")
          return try tx.rows("SELECT words FROM kept WHERE id = \(id)")[0].text(0)
        }
        #expect(Array(back.utf8) == Array(text.utf8))
      }
    }
  }

  @Test(arguments: Engine.all)
  func integersComeBackAsTheyWere(_ engine: Engine) async throws {
    let numbers: [Int64] = [0, 1, -1, 2_147_483_648, .max, .min]
    try await engine.with([Self.table]) { database in
      for (id, number) in numbers.enumerated() {
        try await database.write { tx in
          try tx.run("INSERT INTO kept (id, number) VALUES (\(id), \(number))")
        }
      }
      let back = try await database.read { tx in
        try tx.rows("SELECT number FROM kept ORDER BY id").map { try $0.integer(0) }
      }
      #expect(back == numbers)
    }
  }

  @Test(arguments: Engine.all)
  func bytesComeBackAsTheyWere(_ engine: Engine) async throws {
    let all: [[UInt8]] = [
      [], [0], Array(0...255), Array("\\x41".utf8), [UInt8](repeating: 0, count: 300_000),
    ]
    try await engine.with([Self.table]) { database in
      for (id, bytes) in all.enumerated() {
        let back = try await database.write { tx in
          try tx.run("INSERT INTO kept (id, bytes) VALUES (\(id), \(bytes))")
          return try tx.rows("SELECT bytes FROM kept WHERE bytes = \(bytes)")[0].bytes(0)
        }
        #expect(back == bytes)
      }
    }
  }

  @Test(arguments: Engine.all)
  func nothingComesBackAsNull(_ engine: Engine) async throws {
    try await engine.with([Self.table]) { database in
      let row = try await database.write { tx in
        let (words, number, bytes) = (String?.none, Int?.none, [UInt8]?.none)
        try tx.run(
          """
          INSERT INTO kept (id, words, number, bytes)
          VALUES (1, \(words), \(number), \(bytes))
          """)
        return try tx.row("SELECT words, number, bytes FROM kept")
      }
      #expect(row == Row([.null, .null, .null]))
      let none = try await database.read { tx in
        try tx.row("SELECT id FROM kept WHERE id = \(2)")
      }
      #expect(none == nil)
    }
  }

  @Test(arguments: Engine.all)
  func countsSumsAndQuestionsAreIntegers(_ engine: Engine) async throws {
    try await engine.with([Self.table]) { database in
      let row = try await database.write { tx in
        try tx.run("INSERT INTO kept (id, number) VALUES (1, 40), (2, 2)")
        return try tx.row("SELECT count(*), sum(number), 1 = 1, min(id) FROM kept")
      }
      #expect(row == Row([.integer(2), .integer(42), .integer(1), .integer(1)]))
    }
  }

  @Test(arguments: Engine.all)
  func theSameStatementTakesAValueOfAnotherKindLater(_ engine: Engine) async throws {
    @Sendable
    func insert(_ id: Int, _ number: Int?, _ words: String?, _ bytes: [UInt8]?) -> SQL {
      """
      INSERT INTO kept (id, number, words, bytes)
      VALUES (\(id), \(number), \(words), \(bytes))
      """
    }
    try await engine.with([Self.table]) { database in
      let rows = try await database.write { tx in
        try tx.run(insert(1, nil, nil, nil))
        try tx.run(insert(2, 7, "bảy", [7]))
        try tx.run(insert(3, nil, "ba", nil))
        return try tx.rows("SELECT number, words, bytes FROM kept ORDER BY id")
      }
      #expect(rows[0] == Row([.null, .null, .null]))
      #expect(rows[1] == Row([.integer(7), .text("bảy"), .bytes([7])]))
      #expect(rows[2] == Row([.null, .text("ba"), .null]))
    }
  }

  @Test(arguments: Engine.all)
  func textWithANULIsRefusedAlike(_ engine: Engine) async throws {
    try await engine.with([Self.table]) { database in
      await #expect(throws: StorageFault.self) {
        try await database.write { tx in
          try tx.run("INSERT INTO kept (id, words) VALUES (1, \("a\0b"))")
        }
      }
    }
  }

  @Test(arguments: Engine.all)
  func floatingPointIsRefusedAlike(_ engine: Engine) async throws {
    try await engine.with { database in
      let fault = await #expect(throws: StorageFault.self) {
        try await database.read { tx in try tx.rows("SELECT CAST(0.5 AS DOUBLE PRECISION)") }
      }
      #expect(fault?.kind == .unfit)
    }
  }

  @Test func partsOfStatementsAreNumberedAnew() {
    let part: SQL = "price = \(5) AND path = '$.a'"
    let whole: SQL = "SELECT id FROM t WHERE name = \("x") AND \(part) AND \(part)"
    #expect(
      whole.text
        == "SELECT id FROM t WHERE name = $1 AND price = $2 AND path = '$.a'"
        + " AND price = $3 AND path = '$.a'")
    #expect(whole.values == [.text("x"), .integer(5), .integer(5)])
  }
}
