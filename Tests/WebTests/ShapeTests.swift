import Foundation
import Ground
import Testing

@testable import Web

@Suite struct ShapeTests {
  static let person = Shape.object([
    Field("name", .string(min: 1, max: 10, format: .filled)),
    Field("born", .partialDate, .optional), Field("phone", .nullable(.string(max: 20)), .optional),
    Field("papers", .array(of: .object([Field("file", .ulid)]), min: 1, max: 2)),
  ])

  @Test(arguments: [
    (#"{"name":"Lan","papers":[{"file":"01JDAWQ8M0000000000000000A"}]}"#, []),
    (#"{"name":"Lan","born":"1990-02","phone":null,"papers":[]}"#, ["/papers"]),
    (
      #"{"papers":[{"file":"x"},{}],"a/b~":1}"#,
      ["/name", "/papers/0/file", "/papers/1/file", "/a~1b~0"]
    ),
    (
      #"{"name":"   ","born":"1990-02-30","papers":[{"file":"01JDAWQ8M0000000000000000A"}]}"#,
      ["/name", "/born"]
    ),
    (#"[]"#, [""]),
  ])
  func everyPlaceAtFaultIsPointedTo(_ text: String, _ pointers: [String]) throws {
    let places = Self.person.check(try JSON(reading: Array(text.utf8)))
    #expect(Set(places.map(\.pointer)) == Set(pointers))
    #expect(places.allSatisfy { !$0.detail.isEmpty && $0.code.hasPrefix("shape.") })
  }

  @Test func unknownMembersPassOnlyWhereTheyAreTolerated() {
    let json: JSON = ["act": "receive", "later": 1]
    #expect(House.act.check(json).map(\.pointer) == ["/later"])
    #expect(House.act.check(json, tolerant: true).isEmpty)
  }

  @Test func lengthCountsUnicodeScalarsAsJSONSchemaDoes() {
    let shape = Shape.string(max: 4)
    #expect(shape.check("đ👍🏽x").isEmpty)
    #expect(shape.check("e\u{301}e\u{301}x").count == 1)
  }

  @Test func aWholeNumberIsAnIntegerHoweverItIsWritten() {
    let shape = Shape.object([Field("n", .integer(min: 1, max: 5))])
    let read = shape.read(["n": .number(2)])
    #expect(read.places.isEmpty)
    #expect(read.json["n"]?.int == 2)
    #expect(shape.check(["n": .number(2.5)]).count == 1)
    #expect(shape.check(["n": .number(1e30)]).count == 1)
  }

  @Test(arguments: [
    ("[0-9]{12}", "012345678901", true), ("[0-9]{12}", "01234567890", false),
    ("[0-9]{12}", "012345678901\n", false), ("a(b|c)*d?", "abcbd", true),
    ("a(b|c)*d?", "abxd", false), ("[^\\u0000-\\u001F]*", "a\tb", false),
    ("x+y{2,3}", "xxyyy", true), ("x+y{2,3}", "xxyyyy", false), ("a|bc", "bc", true),
    (#"\+?[0-9]{2}"#, "+84", true), ("[a-]", "-", true), ("(ab?)+", "abaab", true),
  ])
  func aPatternTakesTheWholeText(_ source: String, _ text: String, _ taken: Bool) throws {
    let pattern = TextPattern(source)
    #expect(pattern.matches(text) == taken)
    let foreign = try NSRegularExpression(pattern: pattern.regex)
    let range = NSRange(text.startIndex..., in: text)
    #expect((foreign.firstMatch(in: text, range: range) != nil) == taken)
  }

  @Test func aLongTextIsMatchedWithoutDeepeningTheStack() {
    #expect(TextFormat.filled.pattern.matches(String(repeating: "a", count: 1_000_000)))
  }

  /// The published schema, read by a second reading of JSON Schema, says of 4,000 generated values
  /// exactly what the check says.
  @Test(arguments: 0..<8) func theSchemaSaysWhatTheCheckSays(_ seed: Int) {
    var dice = Dice(state: UInt64(seed) &* 77 &+ 5)
    var taken = 0
    for _ in 0..<500 {
      let shape = dice.shape(3)
      var writer = SchemaWriter(.input)
      let schema = writer.schema(shape)
      let value = dice.value(shape)
      let fits = shape.check(value).isEmpty
      if fits { taken += 1 }
      let judged = SchemaReader(components: writer.components).accepts(value, schema)
      #expect(judged == fits, "\(value.serialised) by \(schema.serialised)")
    }
    #expect((50...450).contains(taken))
  }
}
