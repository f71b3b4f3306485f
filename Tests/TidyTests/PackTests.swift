import Foundation
import Testing

/// The parts of a line that the promise below is about.
private struct OwnProcedure: Decodable {
  struct Entry: Decodable {
    let channel: String
    let time: Int?
    let timeUnit: String?
    let feeVND: Int?
  }

  let code: String
  let name: String
  let levels: [String]
  let channels: [Entry]

  static func all() throws -> [OwnProcedure] {
    try SourceTree.text("Packs/own-procedures.jsonl").split(separator: "\n").map {
      try JSONDecoder().decode(OwnProcedure.self, from: Data($0.utf8))
    }
  }
}

/// Source: docs/decisions/0006-twelve-own-procedures.md.
@Test func theTwelveProceduresOfOurOwnShowEveryShapeOfRecord() throws {
  let all = try OwnProcedure.all()
  let entries = all.flatMap(\.channels)
  let numbers = (1...12).map { $0 < 10 ? "0\($0)" : "\($0)" }
  #expect(all.map(\.code) == numbers.map { "9.0000" + $0 })
  #expect(all.allSatisfy { $0.name.hasSuffix("(thử nghiệm)") })
  #expect(Set(all.flatMap(\.levels)) == ["ministry", "province", "commune", "other"])
  #expect(Set(entries.map(\.channel)) == ["online", "counter", "post"])
  #expect(Set(entries.map(\.timeUnit)) == ["hours", "workingDays", "days", "months", nil])
  #expect(entries.contains { $0.feeVND == nil })
  #expect(entries.contains { $0.feeVND == 0 })
  #expect(entries.contains { ($0.feeVND ?? 0) > 0 })
  #expect(all.contains { $0.channels.allSatisfy { $0.time == nil } })
  #expect(all.contains { Set($0.channels.map(\.channel)) == ["counter"] })
  #expect(all.contains { $0.channels.count > Set($0.channels.map(\.channel)).count })
}
