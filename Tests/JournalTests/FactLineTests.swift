import Ground
import Testing

@testable import Journal

@Test func aFactIsOneLineWithItsKeysInTheFixedOrder() {
  let line = """
    {"v":1,"id":"01JCWHOLE","kind":"dossier.received","at":"2026-11-16T01:00:00Z",\
    "recordedAt":"2026-11-16T01:00:00.250Z","subject":"01JCSUBJECT","seq":3,"agency":"H99.101",\
    "competentAgency":"H99.1","returnAgency":"H99.102","post":"01JCPOST","procedure":"1.001193",\
    "case":1,"version":4,"sector":"BTP-HT","level":4,"mode":"full","eligible":true,\
    "integrated":false,"channel":"online","typedBy":"proxy","applicantKind":"person",\
    "actorTag":"00ff00ff00ff00ff00ff00ff00ff00fa","deviceTag":"a0ff00ff00ff00ff00ff00ff00ff00fa",\
    "rules":["holidays-2026@1","policy@2"],"term":"3wd","policy":"hourly","calendar":"VN@2026-1",\
    "pauses":[{"from":"2026-11-16T01:00:00Z","to":"2026-11-16T01:01:00Z","reason":"supplement"},\
    {"from":"2026-11-16T01:01:30Z","reason":"payment"}],"due":"2026-11-19T01:00:00Z",\
    "workedMinutes":30,"pausedMinutes":1,"data":{"feeVND":8000,"paidOnline":true,\
    "papers":[{"component":1,"digitised":true,"way":"counter"}],"rate":0.5},\
    "commitment":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"}
    """
  #expect(String(decoding: wholeFact.line, as: UTF8.self) == line)
  #expect(wholeFact.json.members?.map(\.name) == Fact.keys)
}

@Test func keysWithoutAValueAreLeftOut() {
  let line = String(decoding: fact("F1").line, as: UTF8.self)
  #expect(
    line == """
      {"v":1,"id":"F1","kind":"dossier.received","at":"2026-11-16T01:00:00Z",\
      "recordedAt":"2026-11-16T01:00:00Z","subject":"S1","seq":1}
      """)
}

@Test(arguments: [wholeFact, fact("F1")])
func aLineReadBackIsTheFact(_ fact: Fact) throws {
  #expect(try Fact(line: fact.line) == fact)
}

@Test(arguments: [
  (#""seq":3"#, #""seq":3.0"#), (#""seq":3"#, #""seq":"3""#), (#""seq":3"#, #""seq":0"#),
  (#""v":1"#, #""v":2"#), (#""level":4"#, #""level":4,"name":"x""#),
  (#""case":1,"version":4"#, #""version":4,"case":1"#), (#""eligible":true"#, #""eligible":1"#),
  (#""mode":"full""#, #""mode":null"#), (#""mode":"full""#, #""mode":"to\u00e0n""#),
  (#""mode":"full""#, #""mode":"f\u0075ll""#), (#""due":"2026-11-19T01:00:00Z""#, #""due":"soon""#),
  (#""at":"2026-11-16T01:00:00Z""#, #""at":"2026-11-16T08:00:00+07:00""#),
  (#""rate":0.5"#, #""rate":5e-1"#), (#""data":{"#, #""data":{"seq":null,"#),
  (#""reason":"payment""#, #""reason":"payment","by":"x""#), (#"{"v":1,"#, #"{ "v":1,"#),
  (#""0f0f"#, #""0F0f"#), (#","commitment""#, #", "commitment""#),
  (#""kind":"dossier.received","#, ""),
])
func aLineWrittenOtherwiseIsNotTaken(_ old: String, _ new: String) throws {
  let line = String(decoding: wholeFact.line, as: UTF8.self)
  let changed = line.replacing(old, with: new, maxReplacements: 1)
  #expect(changed != line)
  #expect(throws: FactUnreadable.self) { try Fact(line: Array(changed.utf8)) }
}

/// Every byte of a line is either part of what is read, or the line is refused; so a changed byte
/// never reads as the same fact.
@Test func noOtherBytesReadAsTheSameFact() throws {
  let line = wholeFact.line
  for index in line.indices {
    for change in [1, 32, 128] as [UInt8] {
      var changed = line
      changed[index] ^= change
      // Only what can be read could be taken for the fact.
      guard let read = try? Fact(line: changed) else { continue }
      #expect(read != wholeFact, "byte \(index)")
    }
  }
}

@Test(arguments: [
  ("Nguyễn Văn An", "a text that is no code"), ("Trần An", "a text that is no code"),
  ("two words", "a text that is no code"), ("", "a text that is no code"),
  (String(repeating: "a", count: 65), "a text that is no code"),
  ("001203004567", "digits as long as a person's number"),
  ("0912345678", "digits as long as a person's number"),
  ("H99.101-261116-0001", "a dossier's number"),
  ("000.00.01.H99-261116-10001", "a dossier's number"),
])
func namesFreeTextAndNumbersOfPeopleAreUnfit(_ text: String, _ reason: String) {
  var place = fact("F1")
  place.sector = text
  #expect(place.unfitness == "sector: \(reason)")
  var data = fact("F1")
  data.data = [JSON.Member("notes", [["deep": .string(text)]])]
  #expect(data.unfitness == "data: \(reason)")
  data.data = [JSON.Member(text, 1)]
  #expect(data.unfitness == "data: \(reason)")
}

@Test func whatCannotBeReadBackIsUnfit() {
  #expect(fact("F1", "S1", 0).unfitness != nil)
  var twice = fact("F1")
  twice.data = [JSON.Member("a", 1), JSON.Member("a", 2)]
  #expect(twice.unfitness != nil)
  var null = fact("F1")
  null.data = [JSON.Member("a", .null)]
  #expect(null.unfitness != nil)
  var endless = fact("F1")
  endless.data = [JSON.Member("a", .number(.infinity))]
  #expect(endless.unfitness != nil)
  var late = fact("F1")
  late.due = Instant(milliseconds: .max / 2)
  #expect(late.unfitness != nil)
  var unproved = fact("F1")
  unproved.commitment = "00"
  #expect(unproved.unfitness != nil)
  var long = fact("F1")
  long.rules = (0..<2000).map { "rule-with-a-name-of-some-length@\($0)" }
  #expect(long.unfitness != nil)
  #expect(wholeFact.unfitness == nil)
}

/// The quick way takes nothing that the long way would not take, and reads the same.
@Test func theQuickWayReadsWhatTheLongWayReads() throws {
  var dice = SystemRandomNumberGenerator()
  let letters = Array("0159-.:{}[],\"aTZ/ \\e".utf8)
  var taken = 0
  var lines = [wholeFact.line, fact("F1").line, usualFact.line]
  for text in ["H99.101-261120-0001", "123456789", "2026-11-20", "a-b-c", "1-234567-8901"] {
    var fact = usualFact
    fact.sector = text
    // An unfit fact has no line of its own; it is written as JSON.
    lines.append(fact.json.bytes)
    fact.data = [JSON.Member("x", .string(text)), JSON.Member("y", .integer(-12))]
    lines.append(fact.json.bytes)
  }
  for line in lines {
    for round in 0..<2000 {
      var line = line
      if round > 0 {
        let at = Int.random(in: line.indices, using: &dice)
        switch round % 3 {
        case 0: line[at] = letters.randomElement(using: &dice) ?? 0
        case 1: line.insert(letters.randomElement(using: &dice) ?? 0, at: at)
        default: line.remove(at: at)
        }
      }
      guard let quick = FactScan.fact(in: line) else { continue }
      taken += 1
      #expect(try Fact(anyLine: line) == quick, "\(String(decoding: line, as: UTF8.self))")
    }
  }
  #expect(FactScan.fact(in: usualFact.line) == usualFact)
  #expect(taken > 2000, "the usual lines are taken, and many of those with one byte changed")
}

private let usualFact: Fact = {
  var fact = wholeFact
  fact.data = [
    JSON.Member("feeVND", .integer(8000)), JSON.Member("paidOnline", true),
    JSON.Member("channels", ["counter", "online"]), JSON.Member("from", "2015-01-01"),
  ]
  return fact
}()
