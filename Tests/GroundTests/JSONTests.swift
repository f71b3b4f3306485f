import Ground
import Testing

@Suite struct JSONTests {
  private func read(_ text: String) throws(JSONUnreadable) -> JSON {
    try JSON(reading: Array(text.utf8))
  }

  @Test(arguments: [
    "null", "true", "false", "0", "-1", "9223372036854775807", "1.5", "\"\"", "[]", "{}",
    #"{"b":1,"a":[true,null,"x"]}"#, #""Đường \" \\ \n \t \r""#, #"{"":{"":[[[]]]}}"#,
  ])
  func whatIsReadIsWrittenAlike(_ text: String) throws {
    #expect(try read(text).serialised == text)
    #expect(try read(" \n\t\r" + text + " ") == read(text))
  }

  @Test(arguments: [
    (#""\u0111\u1ea1i""#, "đại"), (#""\ud83d\ude00""#, "😀"), (#""\/\b\f""#, "/\u{8}\u{C}"),
  ])
  func escapesAreTheirCharacters(_ text: String, _ value: String) throws {
    #expect(try read(text) == .string(value))
  }

  @Test func numbersAreWholeOrNot() throws {
    #expect(try read("30000") == 30_000)
    #expect(try read("-0") == 0)
    #expect(try read("1e3") == .number(1000))
    #expect(try read("1.0") == .number(1))
    #expect(try read("1.0").int == nil)
    #expect(try read("9223372036854775808") == .number(9_223_372_036_854_775_808))
  }

  @Test(arguments: [
    "", " ", "nul", "True", "01", "1.", ".5", "+1", "1e", "1e999", "-", "--1", "NaN", "'a'", "\"a",
    "\"\u{1}\"", #""\x""#, #""\u12""#, #""\u+123""#, #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#,
    #""\u0000""#, "[1,]", "[1 2]", "[", "{", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#,
    #"{"a":1,"a":2}"#, #"{"a":1 "b":2}"#, "1 2", "[]]", "// x\n1",
  ])
  func whatIsNoJSONIsRefused(_ text: String) {
    #expect(throws: JSONUnreadable.self) { try read(text) }
  }

  @Test func bytesThatAreNoUTF8AreRefused() {
    for bytes: [UInt8] in [[34, 0xFF, 34], [34, 0xC3, 34], [34, 0xED, 0xA0, 0x80, 34]] {
      #expect(throws: JSONUnreadable.self) { try JSON(reading: bytes) }
    }
  }

  @Test func nestingEndsAt64() throws {
    let deep = { (depth: Int) in
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(try read(deep(64)).elements?.count == 1)
    #expect(throws: JSONUnreadable.self) { try read(deep(65)) }
    #expect(throws: JSONUnreadable.self) { try read(deep(100_000)) }
    let wide = "[" + String(repeating: "[],", count: 200) + "[]]"
    #expect(try read(wide).elements?.count == 201)
  }

  @Test func aRefusalSaysWhere() throws {
    do throws(JSONUnreadable) {
      _ = try read(#"{"a": tru}"#)
      Issue.record("it was taken")
    } catch {
      #expect(error.offset == 6 && !error.reason.isEmpty)
    }
  }

  @Test func membersAreFoundByName() {
    let json: JSON = ["name": "Lan", "age": 30, "none": .null, "ok": true]
    #expect(json["name"]?.text == "Lan" && json["age"]?.int == 30 && json["ok"]?.bool == true)
    #expect(json["none"]?.isNull == true && json["other"] == nil)
    #expect(json["name"]?.int == nil && JSON.null["name"] == nil)
  }

  @Test func membersWithoutAValueAreLeftOut() {
    let json = JSON.present(["a": 1, "b": nil, "c": .null])
    #expect(json.serialised == #"{"a":1,"c":null}"#)
    #expect(JSON(String?.none) == .null && JSON(Day(2026, 1, 2)) == "2026-01-02")
    #expect(JSON(Instant(milliseconds: 0)) == "1970-01-01T00:00:00Z")
  }

  @Test(arguments: [
    #"{"a":{"x":[1,"}"]},"b":"\"]","c":3,"d":[{},[[]]],"e":4}"#, #"{"c":3,"e":4}"#,
    #" { "b" : "\\" , "c" : 3 , "e" : 4 } "#,
  ])
  func onlyWhatIsWantedIsRead(_ text: String) throws {
    let json = try JSON(reading: Array(text.utf8), only: ["c", "e"])
    #expect(json == ["c": 3, "e": 4])
    #expect(try JSON(reading: Array(text.utf8), only: ["a"])["c"] == nil)
  }

  @Test func manyMembersAreStillToldApart() throws {
    let members = (0..<40).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
    #expect(try read("{\(members)}").members?.count == 40)
    #expect(throws: JSONUnreadable.self) { try read("{\(members),\"n3\":1}") }
    #expect(throws: JSONUnreadable.self) { try read("{\(members),\"n39\":1}") }
  }

  @Test func bytesThatAreNoTextAreRefused() {
    for bytes: [UInt8] in [[0xFF], [0xC3], [0x5C, 0x6E, 0xED], [0xC3, 0xA1, 0xE1, 0xBA]] {
      #expect(throws: JSONUnreadable.self) { try JSON(reading: [0x22] + bytes + [0x22]) }
    }
  }
}
