import Directory
import Foundation
import Ground
import Journal
import Storage
import TestKit
import Testing

@testable import Dossiers

extension World {
  /// Expects the refusal with this code, and that the whole house is as it was before.
  func refuses(
    _ code: String, _ kind: RefusalKind? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () async throws -> Void
  ) async throws {
    let before = try await everything()
    do {
      try await body()
      Issue.record("expected \(code), but it was taken", sourceLocation: sourceLocation)
    } catch let refused as any Refusal {
      #expect(refused.code == code, sourceLocation: sourceLocation)
      if let kind { #expect(refused.kind == kind, sourceLocation: sourceLocation) }
      #expect(!refused.explanation.isEmpty, sourceLocation: sourceLocation)
    }
    let after = try await everything()
    #expect(before == after, "a refused act left something behind", sourceLocation: sourceLocation)
  }

  /// The act's one fact, after checking that it is one, the next of its subject, and tells nothing
  /// of anybody.
  @discardableResult
  func onlyFact(
    _ kind: String, of taken: Taken, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> Fact {
    let dossier = try await stored(taken)
    let facts = try await facts(ofSubject: dossier.subject)
    #expect(facts.count == taken.version, sourceLocation: sourceLocation)
    let fact = try #require(facts.last, sourceLocation: sourceLocation)
    #expect(fact.id == taken.fact, sourceLocation: sourceLocation)
    #expect(fact.kind.rawValue == kind, sourceLocation: sourceLocation)
    #expect(fact.seq == dossier.version, sourceLocation: sourceLocation)
    let line = String(decoding: fact.line, as: UTF8.self)
    for secret in dossier.secrets {
      #expect(!line.contains(secret), "a fact tells “\(secret)”", sourceLocation: sourceLocation)
    }
    return fact
  }

  /// The dossier's row, read back.
  func stored(_ taken: Taken) async throws -> Dossier {
    let found = try await database.read { tx in try DossierStore(tx: tx).dossier(taken.id) }
    return try #require(found)
  }

  func events(of taken: Taken) async throws -> [DossierEvent] {
    try await database.read { tx in try EventStore(tx: tx).events(of: Dossier.ID(taken.id)) }
  }

  /// The codes of the notices about a dossier, in the order of the alphabet.
  func notices(of taken: Taken) async throws -> [String] {
    try await database.read { tx in
      try tx.rows("SELECT code FROM notice WHERE subject = \(taken.id) ORDER BY code")
        .map { try $0.text(0) }
    }
  }

  func count(_ table: SQL) async throws -> Int {
    try await database.read { tx in try tx.row("SELECT count(*) FROM \(table)")?.int(0) ?? 0 }
  }

  /// Every row that an act on dossiers may write.
  private func everything() async throws -> [[Row]] {
    try await database.read { tx in
      [
        try tx.rows("SELECT \(DossierStore.columns) FROM dossier ORDER BY id"),
        try tx.rows("SELECT dossier, position, file FROM dossier_paper ORDER BY dossier, position"),
        try tx.rows("SELECT dossier, seq, fact FROM dossier_event ORDER BY dossier, seq"),
        try tx.rows("SELECT agency, day, last FROM reception_counter ORDER BY agency, day"),
        try tx.rows("SELECT id FROM file ORDER BY id"),
        try tx.rows("SELECT id FROM fact ORDER BY id"),
        try tx.rows("SELECT id FROM notice ORDER BY id"),
        try tx.rows("SELECT id FROM outgoing_document ORDER BY id"),
        try tx.rows("SELECT account, key FROM idempotency ORDER BY account, key"),
      ]
    }
  }
}

extension Dossier {
  /// What no fact may tell.
  fileprivate var secrets: [String] {
    let person = contents.applicant
    return [
      person.name, person.personalNumber, person.phone, person.email, person.address?.line,
      contents.owner?.name, number, reference.text, id.rawValue, lookupToken, account.rawValue,
      officer?.rawValue, decision?.documentNumber, decision?.signer, delivery?.receiver,
    ].compactMap(\.self).filter { $0.count > 3 }
  }
}

extension Fact {
  func datum(_ name: String) -> JSON? { data.first { $0.name == name }?.value }
}

extension Act {
  static let ask = Act.requestSupplement(
    items: [.init(component: 1, what: "Tờ khai mờ", how: "Chụp lại")],
    reason: "Bản chụp không đọc được.", legalBasis: nil, approver: nil)
  static let askAgain = Act.requestSupplement(
    items: [.init(component: nil, what: "Giấy xác nhận", how: "Xin tại tổ dân phố")],
    reason: "Luật chuyên ngành cho phép.", legalBasis: "Điều 9 Luật Thử Nghiệm",
    approver: "Phạm Văn Duyệt")
  static let supplied = Act.supply(answers: nil, papers: [])
  static let bill = Act.requestPayment(Dong(20_000), reason: "Lệ phí.")
  static let paid = Act.pay(.cash, Dong(20_000), receiptNumber: "BL-0001")
  static let refused = Act.refuse(reason: "Không thuộc thẩm quyền.", legalBasis: "Điều 17")
  static let withdrawn = Act.withdraw(reason: "Không còn nhu cầu.", legalBasis: nil)
  static let stopped = Act.stop(reason: "Hết hạn bổ sung.", legalBasis: "Điều 19")
  static let delivered = Act.deliver(way: "counter", receiver: "Lò Thị Sao Mai")
  static let rated = Act.rate(stars: 5, comment: "Nhanh")
  static let renamed = Act.correct(
    ["applicant": ["name": "Lò Thị Sao Băng"]], reason: "Ghi nhầm tên.")

  /// Three days after Monday's `residence` is due, in office hours.
  static let extended = Act.extend(
    to: Instant(Day(2026, 3, 9), minute: 9 * 60), reason: "Chờ xác minh.")
}

extension Instant {
  /// `20/11/2026 16:00`, on a Vietnamese wall.
  init(_ text: String) {
    let parts = text.split { " /:".contains($0) }.compactMap { Int($0) }
    self.init(Day(parts[2], parts[1], parts[0]), minute: parts[3] * 60 + parts[4])
  }
}
