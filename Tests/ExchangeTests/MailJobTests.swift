import Directory
import Foundation
import Ground
import Journal
import Storage
import Synchronization
import TestKit
import Testing

@testable import Exchange

/// A clock, a database, and what was carried off.
private final class Post: Sendable {
  private let state = Mutex((now: Instant(Day(2026, 11, 22), minute: 480), carried: [String]()))
  let database: any Database

  init(_ database: any Database) { self.database = database }

  var now: Instant { state.withLock { $0.now } }
  var carried: [String] { state.withLock { $0.carried } }
  func move(seconds: Int64) { state.withLock { $0.now = $0.now.adding(seconds: seconds) } }
  func carry(_ message: MailMessage) {
    let text = String(decoding: message.bytes, as: UTF8.self)
    let id = text.components(separatedBy: "Message-ID: <").last?.prefix { $0 != "@" } ?? ""
    state.withLock { $0.carried.append(String(id)) }
  }

  var desk: MailDesk { MailDesk(database: database, now: { self.now }) }

  func job(_ carry: (@Sendable (MailMessage) async throws -> Void)? = nil) -> MailJob {
    MailJob(desk: desk, from: "motcua@tinh.example", origin: "https://motcua.example/") { message in
      try await carry?(message)
      self.carry(message)
    }
  }

  func put(_ id: String, seconds: Int64 = 3600) async throws {
    let now = now
    try await database.write { tx in
      try Outbox(tx: tx).put(
        Mail(
          id: id, at: now, recipient: "lan@thu.example", subject: "Thử", text: "Thử",
          link: "/xac-nhan/bi-mat", expiresAt: now.adding(seconds: seconds)))
    }
  }

  func rows() async throws -> [String] {
    try await database.read { tx in
      try tx.rows("SELECT state, tries, text, link, last_error FROM mail ORDER BY id").map { row in
        let secret = try row.optionalText(2) == nil && row.optionalText(3) == nil ? "" : " text"
        return "\(try row.text(0)) \(try row.int(1))\(secret)"
      }
    }
  }
}

private struct Unwilling: Error {}

private func onEachEngine(_ body: (Post) async throws -> Void) async throws {
  let tables = JournalMigrations.all + DirectorySlice.migrations + ExchangeSlice.migrations
  for engine in Engine.all {
    try await engine.with(tables) { try await body(Post($0)) }
  }
}

struct MailJobTests {
  @Test func aLetterIsSentOnceAndForgotten() async throws {
    try await onEachEngine { post in
      for id in ["A1", "A2", "A3"] { try await post.put(id) }
      try await post.job().sendDue { line in Issue.record("reported \(line)") }
      try await post.job().sendDue { line in Issue.record("reported \(line)") }
      #expect(post.carried == ["a1", "a2", "a3"])
      #expect(try await post.rows() == ["sent 1", "sent 1", "sent 1"])
    }
  }

  @Test func manyCarriersAtOnceSendEachLetterOnce() async throws {
    try await onEachEngine { post in
      for index in 10..<40 { try await post.put("A\(index)") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<6 { group.addTask { try await post.job().sendDue { _ in } } }
        try await group.waitForAll()
      }
      #expect(post.carried.sorted() == (10..<40).map { "a\($0)" })
    }
  }

  @Test func aRefusedLetterIsTriedLaterAndInTheEndGivenUp() async throws {
    try await onEachEngine { post in
      try await post.put("A1", seconds: 30 * 24 * 3600)
      let reports = Mutex<[String]>([])
      let unwilling = post.job { _ in throw Unwilling() }
      for tries in 1...8 {
        try await unwilling.sendDue { line in reports.withLock { $0.append(line) } }
        #expect(try await post.rows() == [tries == 8 ? "failed 8" : "waiting \(tries) text"])
        try await unwilling.sendDue { _ in Issue.record("tried again at once") }
        post.move(seconds: MailPatience.seconds(after: tries) ?? 0)
      }
      #expect(post.carried.isEmpty)
      #expect(reports.withLock { $0 }.count == 8)
      #expect(reports.withLock { $0 }.allSatisfy { !$0.contains("@") })
    }
  }

  @Test func aLetterThatFailedOnceArrivesOnTheNextTry() async throws {
    try await onEachEngine { post in
      try await post.put("A1")
      try await post.job { _ in throw Unwilling() }.sendDue { _ in }
      post.move(seconds: 60)
      try await post.job().sendDue { _ in }
      #expect(post.carried == ["a1"])
      #expect(try await post.rows() == ["sent 2"])
    }
  }

  @Test func aLetterWhoseCarrierFellSilentIsTakenAgain() async throws {
    try await onEachEngine { post in
      try await post.put("A1")
      #expect(try await post.desk.claim()?.mail.id == "A1")
      #expect(try await post.desk.claim() == nil)
      post.move(seconds: MailPatience.lease)
      try await post.job().sendDue { _ in }
      #expect(post.carried == ["a1"])
    }
  }

  @Test func aLetterPastItsUseIsErasedUnsent() async throws {
    try await onEachEngine { post in
      try await post.put("A1", seconds: 60)
      try await post.put("A2", seconds: 600)
      post.move(seconds: 60)
      try await post.job().sendDue { _ in }
      #expect(post.carried == ["a2"])
      #expect(try await post.rows() == ["expired 0", "sent 1"])
      post.move(seconds: 31 * 24 * 3600)
      try await post.desk.tidyUp()
      #expect(try await post.rows().isEmpty)
    }
  }

  @Test func anAddressThatCannotBeWrittenToDoesNotStopTheOthers() async throws {
    try await onEachEngine { post in
      let now = post.now
      try await post.database.write { tx in
        try Outbox(tx: tx).put(
          Mail(
            id: "A0", at: now, recipient: "x\r\nBcc: y@z.example", subject: "Thử", text: "Thử",
            link: nil, expiresAt: now.adding(seconds: 60)))
      }
      try await post.put("A1")
      try await post.job().sendDue { _ in }
      #expect(post.carried == ["a1"])
    }
  }

  @Test func aNoticeGoesByMailOnlyToAConfirmedAddressAndSaysLittle() async throws {
    try await onEachEngine { post in
      let slice = DirectorySlice(
        database: post.database, now: { post.now }, wall: { post.now }, chance: .system,
        cost: .cheap, mailing: { _, _ in }, offering: { _, _ in [] })
      let known = try await slice.accounts.add(
        username: "lan", name: "Lan", kind: .citizen, password: "mat-khau-dai")
      let unknown = try await slice.accounts.add(
        username: "hoa", name: "Hoa", kind: .citizen, password: "mat-khau-dai")
      try await slice.citizens.setEmail("lan@thu.example", of: known)
      let now = post.now
      try await post.database.write { tx in
        for (index, account) in [known, unknown, nil].enumerated() {
          try Outbox(tx: tx).put(
            Notice(
              id: "N\(index)", at: now, subject: "01JD", label: "H99.101-261122-0001",
              account: account, code: "dossier.refused",
              text: "Không tiếp nhận vì bà Nguyễn Thị Lan chưa đủ tuổi."))
        }
      }
      let letters = try await post.desk.newest(limit: 10)
      #expect(letters.map(\.recipient) == ["lan@thu.example"])
      let letter = try #require(letters.first)
      #expect(letter.link == "/ho-so/01JD")
      #expect(letter.text.contains("H99.101-261122-0001"))
      for word in ["Nguyễn", "Lan", "tuổi"] {
        #expect(!letter.subject.contains(word) && !letter.text.contains(word))
      }
    }
  }
}
