import Foundation
import Ground
import Storage
import TestKit

@testable import Journal

/// Monday 16 November 2026, 08:00 in Vietnam.
let monday = Instant(Day(2026, 11, 16), minute: 8 * 60)

extension Fact.Kind {
  static let received = Fact.Kind(rawValue: "dossier.received")
}

/// A fact with nothing but what every fact has.
func fact(_ id: String, _ subject: String = "S1", _ seq: Int = 1, after: Int64 = 0) -> Fact {
  let at = monday.adding(milliseconds: after)
  return Fact(id: id, kind: .received, at: at, recordedAt: at, subject: subject, seq: seq)
}

/// A fact in which every key has a value.
let wholeFact: Fact = {
  var fact = Fact(
    id: "01JCWHOLE", kind: .received, at: monday, recordedAt: monday.adding(milliseconds: 250),
    subject: "01JCSUBJECT", seq: 3)
  fact.agency = AgencyCode("H99.101")
  fact.competentAgency = AgencyCode("H99.1")
  fact.returnAgency = AgencyCode("H99.102")
  fact.post = PostID("01JCPOST")
  fact.procedure = ProcedureCode("1.001193")
  (fact.caseNumber, fact.version, fact.sector) = (1, 4, "BTP-HT")
  (fact.level, fact.mode, fact.eligible, fact.integrated) = (4, "full", true, false)
  (fact.channel, fact.typedBy, fact.applicantKind) = ("online", "proxy", "person")
  fact.actorTag = "00ff00ff00ff00ff00ff00ff00ff00fa"
  fact.deviceTag = "a0ff00ff00ff00ff00ff00ff00ff00fa"
  fact.rules = ["holidays-2026@1", "policy@2"]
  (fact.term, fact.policy, fact.calendar) = ("3wd", "hourly", "VN@2026-1")
  fact.pauses = [
    Fact.Pause(from: monday, to: monday.adding(seconds: 60), reason: "supplement"),
    Fact.Pause(from: monday.adding(seconds: 90), to: nil, reason: "payment"),
  ]
  fact.due = Instant(Day(2026, 11, 19), minute: 8 * 60)
  (fact.workedMinutes, fact.pausedMinutes) = (30, 1)
  fact.data = [
    JSON.Member("feeVND", 8000), JSON.Member("paidOnline", true),
    JSON.Member("papers", [["component": 1, "digitised": true, "way": "counter"]]),
    JSON.Member("rate", .number(0.5)),
  ]
  fact.commitment = String(repeating: "0f", count: 32)
  return fact
}()

/// Numbers that are the same in every run.
struct Repeatable: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

/// Chance that repeats itself.
func repeatableChance(_ seed: UInt8 = 7) -> Chance {
  Chance { count in (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31) &+ seed } }
}

let testKey: JournalKey = {
  do {
    return try JournalKey(origin: "demo/test", seed: (0..<32).map { UInt8($0) })
  } catch { preconditionFailure("\(error)") }
}()

/// Gives `body` a fresh folder and removes it afterwards.
func withFolder<T>(_ body: (String) async throws -> T) async throws -> T {
  let path = NSTemporaryDirectory() + "/journal-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  do {
    let value = try await body(path)
    try FileManager.default.removeItem(atPath: path)
    return value
  } catch {
    try FileManager.default.removeItem(atPath: path)
    throw error
  }
}

extension Database {
  /// Adds the facts in one transaction.
  func add(_ facts: [Fact]) async throws {
    try await write { tx in for fact in facts { try JournalStore(tx: tx).add(fact) } }
  }

  func change(_ sql: SQL) async throws { try await write { tx in try tx.run(sql) } }

  /// A sealer whose clock stands still.
  func sealer(
    at now: Instant = monday.adding(seconds: 3600), readers: [any SealedFactReader] = [],
    key: JournalKey = testKey
  ) -> Sealer {
    Sealer(database: self, key: key, readers: readers) { now }
  }

  /// Every sealed line in order.
  func lines() async throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try await JournalDesk(database: self).eachLine { lines.append($0.line) }
    return lines
  }
}

/// `subjects` histories of `length` facts each, interleaved in time.
func histories(subjects: Int, length: Int) -> [Fact] {
  (1...length).flatMap { seq in
    (0..<subjects).map { subject in
      fact("F\(subject)x\(seq)", "S\(subject)", seq, after: Int64(seq * 1000 + subject))
    }
  }
}
