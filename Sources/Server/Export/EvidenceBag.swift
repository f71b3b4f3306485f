import Directory
import Foundation
import Ground
import Indicators
import Journal

/// Writes a bag of evidence. The folder appears whole or not at all.
struct EvidenceBag {
  let province: Province
  let folder: String
  let scope: BagScope
  /// Where the page that checks it lies.
  let page: String

  /// Gives one line of what was written.
  func write() async throws -> String {
    let draft = folder + ".part-\(ProcessInfo.processInfo.processIdentifier)"
    do {
      for part in ["reports", "checkpoints", "du-lieu"] {
        try FileManager.default.createDirectory(
          atPath: "\(draft)/\(part)", withIntermediateDirectories: true)
      }
      let told = try await fill(draft)
      try FileManager.default.moveItem(atPath: draft, toPath: folder)
      return told
    } catch {
      // What was begun is of no use; its name says what it is if it cannot be removed.
      try? FileManager.default.removeItem(atPath: draft)
      throw error
    }
  }

  private func fill(_ draft: String) async throws -> String {
    let (bags, journal) = (province.indicators.bags, province.journal.desk)
    guard let note = try await journal.checkpoint() else {
      throw CommandRefused("nothing has been sealed yet; start motcua serve and try again")
    }
    let subjects = try await bags.subjects(scope)
    let reports = try await bags.reports(scope)
    let facts = try await BagFacts(draft: draft, subjects: subjects).write(journal)
    let (definitions, calendars) = (bags.definitions(scope), try await bags.calendars())
    let key = province.key.verifier.text
    let earlier = try await earlier(draft)
    for report in reports {
      try put("\(draft)/reports/\(report.name).json", JSON.array(report.answers).bytes)
    }
    try put("\(draft)/definitions.jsonl", Array((definitions.joined(separator: "\n") + "\n").utf8))
    try put("\(draft)/calendars.json", JSON.array(calendars).bytes)
    try put("\(draft)/checkpoint.txt", Array(note.utf8))
    try put("\(draft)/key.txt", Array((key + "\n").utf8))
    try put("\(draft)/kiem-tra.html", try readFile(page))
    let agency = try await bags.agency(scope)
    let bag: JSON = [
      "origin": .string(province.key.origin), "key": .string(key), "checkpoint": .string(note),
      "earlier": earlier,
      "positions": .string(facts.positions),
      "leaves": .string(Data(facts.leaves).base64EncodedString()),
      "definitions": .array(definitions.map { .string($0) }), "calendars": .array(calendars),
      "reports": .array(
        reports.map { ["name": .string($0.name), "answers": .array($0.answers)] }),
      "names": try await names(facts),
      "scope": [
        "agency": .string(agency), "from": JSON(scope.from), "to": JSON(scope.to),
        "madeAt": JSON(province.now()),
      ],
      "parts": .array(facts.parts.map { .string($0) }),
    ]
    try put(
      "\(draft)/du-lieu/bag.js", Array("kiemTra.bag(".utf8) + bag.bytes + Array(");\n".utf8))
    return "\(facts.count) facts, \(reports.count) reports written to \(folder)"
  }

  /// Writes the checkpoints of earlier days.
  private func earlier(_ draft: String) async throws -> JSON {
    let points = try await province.journal.desk.dailyCheckpoints()
    for point in points {
      try put("\(draft)/checkpoints/\(point.day.iso).txt", Array(point.note.utf8))
    }
    return .array(points.map { ["name": .string($0.day.iso), "note": .string($0.note)] })
  }

  private func names(_ facts: BagFacts.Written) async throws -> JSON {
    let bags = province.indicators.bags
    let agencies = try await bags.agencyNames(facts.agencies)
    let post = Caller.Post(
      id: PostID("export"), role: .supervisor, agency: AgencyCode(try await bags.agency(scope)))
    let caller = Caller(
      account: AccountID("export"), name: "motcua export bag", ownRoles: [], posts: [post])
    let dossiers = try await bags.names(of: facts.dossiers.sorted(), for: caller)
    func object(_ names: [String: String]) -> JSON {
      .object(names.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) })
    }
    let procedures = try await bags.procedureNames(facts.procedures)
    return [
      "agencies": object(agencies), "dossiers": object(dossiers), "procedures": object(procedures),
    ]
  }

  private func put(_ path: String, _ bytes: [UInt8]) throws {
    let file = try ExportFile(path)
    try file.write(bytes)
    try file.finish(nil)
  }
}
