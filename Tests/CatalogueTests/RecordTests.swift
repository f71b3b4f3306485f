import Deadlines
import Foundation
import Ground
import Testing

@testable import Catalogue

@Suite struct RecordTests {
  @Test func aRecordIsReadAsItIsWritten() throws {
    #expect(try ProcedureRecord(line: birth.json.bytes) == birth)
  }

  @Test func nullMeansThatThePageDoesNotSay() throws {
    var record = birth
    record.agency = nil
    record.channels = [.init(channel: .post)]
    let read = try ProcedureRecord(line: record.json.bytes)
    #expect(read.agency == nil)
    #expect(read.terms(.post).map(\.term) == [nil])
    #expect(read.terms(.post)[0].fee.vietnamese == "Chưa quy định")
  }

  @Test func decomposedTextBecomesTheSameRecord() throws {
    let decomposed = String(decoding: birth.json.bytes, as: UTF8.self)
      .decomposedStringWithCanonicalMapping
    #expect(try ProcedureRecord(line: Array(decomposed.utf8)).digest == birth.digest)
  }

  @Test(arguments: [
    ("\"kind\":null,", "", "kind: is missing"),
    ("\"kind\":null,", "\"kind\":null,\"colour\":1,", "colour: is not a known field"),
    ("\"kind\":null", "\"kind\":7", "kind: is not a text"),
    ("\"Thủ tục đăng ký khai sinh\"", "null", "name: must not be null"),
    ("\"Thủ tục đăng ký khai sinh\"", "\" \"", "name: is empty"),
    ("1.001193", "1.1193", "code: \"1.1193\" is no procedure code (d.dddddd or DP.X99.dddddd)"),
    ("[\"commune\"]", "[]", "levels: names no level"),
    ("[\"commune\"]", "[\"village\"]", "levels: \"village\" is none of ministry, province"),
    ("\"time\":5", "\"time\":-5", "channels[3].time: is not a whole number from 0 to 100000"),
    ("\"time\":5", "\"time\":null", "channels[3].timeUnit: time and timeUnit must both be given"),
    ("\"days\"", "\"weeks\"", "channels[3].timeUnit: is none of hours, workingDays"),
    ("\"originals\":1", "\"originals\":null", "components[1].originals: must not be null"),
    ("\"originals\":1", "\"originals\":1.5", "components[1].originals: is not a whole number"),
    ("\"feeVND\":8000", "\"feeVND\":\"8000\"", "channels[3].feeVND: is not a whole number"),
  ])
  func everythingThatIsWrongIsNamed(_ old: String, _ new: String, _ problem: String) {
    let text = birth.json.serialised.replacing(old, with: new, maxReplacements: 1)
    #expect(text != birth.json.serialised)
    let unfit = #expect(throws: RecordUnfit.self) { try ProcedureRecord(line: Array(text.utf8)) }
    #expect(
      unfit?.problems.contains { $0.hasPrefix(problem) } == true, "\(String(describing: unfit))")
  }

  @Test func allProblemsOfALineAreNamedAtOnce() {
    let text = #"{"code":"x","name":"","extra":1}"#
    let unfit = #expect(throws: RecordUnfit.self) { try ProcedureRecord(line: Array(text.utf8)) }
    #expect((unfit?.problems.count ?? 0) > 10)
  }

  @Test(arguments: [
    ("1.001193", true, false), ("DP.H99.000001", false, true), ("H99.101", false, false),
    ("1.00119", false, false), ("DP.H9.000001", false, false), ("DP.Z99.000001", false, false),
    ("１.001193", false, false), ("DP.H99.00000a", false, false),
  ])
  func nationalAndLocalCodesHaveTheirOwnForms(_ text: String, _ national: Bool, _ local: Bool) {
    #expect(ProcedureCode(text).isNational == national)
    #expect(ProcedureCode(text).isLocal == local)
  }

  @Test func aSectorsCodeFollowsFromItsNameAlone() {
    #expect(Sector(named: "Hộ tịch").code == "ho-tich")
    #expect(
      Sector(named: "Thi đua – Khen thưởng").code == Sector(named: "Thi đua khen thưởng").code)
    let long = Sector(named: String(repeating: "Đăng ký kinh doanh ", count: 12)).code
    #expect(long.utf8.count == 64)
    #expect(Sector(named: String(repeating: "Đăng ký kinh doanh ", count: 13)).code != long)
    #expect(Sector(named: "…").code == "khac")
  }

  @Test func casesAreCountedWithinTheirChannel() {
    #expect(birth.terms(.counter).map(\.caseNumber) == [1, 2])
    #expect(birth.terms(.counter).map { $0.term?.code } == ["1wd", "5d"])
    #expect(birth.terms(.online).map(\.caseNumber) == [1])
    #expect(birth.terms(.post).isEmpty)
    #expect(birth.listedChannels == [.online, .counter])
  }

  @Test func aTimeOfZeroIsNoTerm() {
    let entry = ProcedureRecord.ChannelEntry(channel: .counter, time: 0, timeUnit: .days)
    #expect(entry.term == nil)
    #expect(entry.doubt != nil)
  }

  @Test func aFeeThatRanIntoTheTimeIsDoubted() {
    let entry = ProcedureRecord.ChannelEntry(
      channel: .online, time: 1100, timeUnit: .days, note: "VNĐ(100.000 đồng/lần)")
    #expect(entry.term?.code == "1100d")
    #expect(entry.doubt != nil)
    #expect(birth.channels.allSatisfy { $0.doubt == nil })
  }
}
