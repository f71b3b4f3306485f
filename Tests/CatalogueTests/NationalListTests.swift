import Deadlines
import Foundation
import Ground
import TestKit
import Testing

@testable import Catalogue

@Test(.enabled(if: SharedFolder.isCI))
func underCIThereIsRealData() { #expect(SharedFolder.isHere, "set MOTCUA_SHARED") }

@Suite(.enabled(if: SharedFolder.isHere, "no ../shared: set MOTCUA_SHARED"))
struct NationalListTests {
  @Test(.timeLimit(.minutes(10)), arguments: Engine.all)
  func theWholeListIsTakenOnceAndThenUnchanged(_ engine: Engine) async throws {
    try await Province.with(engine) { province in
      let source = ProcedureSource.file(SharedFolder.procedures)
      let first = try await province.procedures.importProcedures(source)
      #expect(first.text == "2642 added, 0 changed, 0 unchanged")
      let second = try await province.procedures.importProcedures(source)
      #expect(second.text == "0 added, 0 changed, 2642 unchanged")
    }
  }

  @Test func lineFifteenHundredIsNamedWhenItIsBroken() throws {
    var text: [UInt8] = []
    try ProcedureSource.file(SharedFolder.procedures).lines { number, line in
      text += number == 1500 ? line.dropLast(40) : line
      text.append(10)
    }
    let refused = #expect(throws: ImportRefused.self) { try ProcedureFile(reading: .bytes(text)) }
    #expect(refused?.count == 1)
    #expect(refused?.description.hasPrefix("line 1500: ") == true)
  }

  /// Source: issue 2, "Must show" 2.
  @Test func everyProvincialProcedureAndChannelHasADateOrAReason() throws {
    let records = try ProcedureFile(reading: .file(SharedFolder.procedures)).entries.map(\.record)
    let local = records.filter { !Set($0.levels).isDisjoint(with: [.province, .commune]) }
    #expect(local.count == 1601)
    #expect(local.filter { $0.channels.allSatisfy { $0.time == nil } }.count == 76)
    #expect(local.filter { $0.channels.allSatisfy { $0.feeVND == nil } }.count == 409)
    #expect(local.filter { !$0.listedChannels.contains(.online) }.count == 250)
    let calendar = WorkingCalendar()
    var (dated, refused) = (0, 0)
    for record in local {
      let procedure = Procedure(
        code: record.code, nationalCode: record.code, localCode: nil, version: 1,
        validFrom: monday, validTo: nil, record: record)
      for channel in Channel.allCases {
        let question = DueQuestion(procedure: record.code, channel: channel, at: monday)
        let ground = DueGround(procedure: procedure, offered: nil, hours: .standard)
        switch try question.answer(ground, calendar: calendar).outcome {
        case .due(let date):
          #expect(date.at > monday)
          dated += 1
        case .none(let why):
          #expect(!why.isEmpty)
          refused += 1
        }
      }
    }
    #expect(dated + refused == 1601 * 3)
    #expect(dated > 3500)
  }

  /// Everyday words come later; what is found today must not be lost.
  @Test func mostOfWhatCitizensTypeIsAmongTheFirstFive() throws {
    let entries = try ProcedureFile(reading: .file(SharedFolder.procedures)).entries.map { entry in
      let summary = try ProcedureSummary(
        code: entry.record.code, version: 1, name: entry.record.name,
        stored: entry.record.summaryJSON)
      return (summary: summary, folded: entry.record.foldedForSearch)
    }
    let index = SearchIndex(entries.sorted { $0.summary.code < $1.summary.code })
    let text = try String(contentsOfFile: SharedFolder.queries, encoding: .utf8)
    var found = 0
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "\t")
      let wanted = Set(parts[1].split(separator: " ").map(String.init))
      let first = index.ranked(String(parts[0])).prefix(5).map {
        index.documents[$0].summary.code.rawValue
      }
      if !wanted.isDisjoint(with: first) { found += 1 }
    }
    #expect(found >= 35)
  }
}
