import Foundation
import Ground
import Rules
import TestKit
import Testing

@testable import Catalogue

/// What citizens type, on the whole national list with the shipped words. Source: issue 3, "Must
/// show" 1.
@Suite(.serialized, .enabled(if: SharedFolder.isHere, "no ../shared: set MOTCUA_SHARED"))
struct SearchQueriesTests {
  private static let home = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardizedFileURL.path

  private static let index = Result {
    let folder = PackFolder(folders: [home + "/Packs"])
    let entries = try ProcedureFile(reading: .file(SharedFolder.procedures)).entries.map { entry in
      let summary = try ProcedureSummary(
        code: entry.record.code, version: 1, name: entry.record.name,
        stored: entry.record.summaryJSON)
      return (summary: summary, folded: entry.record.foldedForSearch)
    }
    return SearchIndex(
      entries.sorted { $0.summary.code < $1.summary.code },
      words: try EverydayWords.shipped(in: folder))
  }

  /// How many of the questions find an answer first, and among the first five.
  private func rates(
    _ table: String, _ typed: (String) -> String = { $0 }
  ) throws -> (first: Double, five: Double) {
    let index = try Self.index.get()
    let text = try String(contentsOfFile: Self.home + "/e2e/search/\(table).tsv", encoding: .utf8)
    var (all, first, five) = (0, 0, 0)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: "\t").map(String.init)
      let wanted = Set(parts[1].split(separator: " ").map(String.init))
      let codes = index.ranked(typed(parts[0])).prefix(5).map {
        index.documents[$0].summary.code.rawValue
      }
      all += 1
      if codes.first.map(wanted.contains) == true { first += 1 }
      if !wanted.isDisjoint(with: codes) { five += 1 }
    }
    return (Double(first) / Double(all), Double(five) / Double(all))
  }

  @Test func whatCitizensTypeFindsItsAnswer() throws {
    let tuned = try rates("tuned")
    #expect(tuned.five >= 0.95 && tuned.first >= 0.9, "\(tuned)")
    let held = try rates("held")
    #expect(held.five >= 0.85 && held.first >= 0.6, "\(held)")
  }

  @Test func itFindsItWithoutMarksAndInAWholeQuestion() throws {
    let plain = try rates("held") { folded($0) }
    #expect(plain.five >= 0.85 && plain.first >= 0.6, "\(plain)")
    let asked = try rates("held") { "cho em hỏi muốn \($0) thì cần giấy tờ gì ạ" }
    #expect(asked.five >= 0.85 && asked.first >= 0.6, "\(asked)")
  }

  @Test func everyExactNameStandsFirst() throws {
    let index = try Self.index.get()
    let names = Dictionary(grouping: index.documents, by: \.plain)
    for (plain, same) in names where same.count == 1 {
      let found = index.ranked(same[0].summary.name).first
      #expect(found.map { index.documents[$0].plain } == plain)
    }
  }

  /// Source: issue 3, "Build" (a pack of at least 300 entries).
  @Test func thePackHasWordsForEveryAreaOfLife() throws {
    let words = try EverydayWords.shipped(in: PackFolder(folders: [Self.home + "/Packs"]))
    #expect(words.count >= 300)
    let index = try Self.index.get()
    #expect(index.spoken.sayings.count >= 3000)
  }
}
