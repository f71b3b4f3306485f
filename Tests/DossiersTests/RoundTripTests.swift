import Catalogue
import Deadlines
import Ground
import Storage
import TestKit
import Testing

@testable import Dossiers

extension Applicant {
  static let person = Applicant(
    kind: .person, name: "Lò Thị Sao Mai", personalNumber: "000190123456", taxNumber: nil,
    representativeName: nil, birthDate: "1990-02", phone: "0912345678",
    email: "mai@example.vn",
    address: Address(
      line: "Thôn 1", commune: "Xã An Bình", province: "Tỉnh Thử Nghiệm", communeCode: "00001"))
  static let company = Applicant(
    kind: .organisation, name: "Công ty Thử", personalNumber: nil, taxNumber: "0100233488",
    representativeName: "Giàng A Pao", birthDate: nil, phone: nil, email: nil, address: nil)
}

extension Dossier.Contents {
  static let sample = Dossier.Contents(
    applicant: .person, owner: nil, mandate: nil, helper: nil, answers: .object([]),
    delivery: "counter", exemption: nil)
  static let full = Dossier.Contents(
    applicant: .person, owner: .company,
    mandate: Dossier.Mandate(file: "01JDAWQ8M0000000000000000A", until: Day(2026, 12, 31)),
    helper: "Quàng Văn Đoàn", answers: ["a": 1, "b": ["c": .null, "d": [true, "đ"]]],
    delivery: "post", exemption: "Người cao tuổi")
}

/// What the row keeps as one JSON text comes back as it was.
@Suite struct RoundTripTests {
  private let at = World.monday.adding(milliseconds: 7)

  @Test(arguments: [Dossier.Contents.sample, .full])
  func contents(_ contents: Dossier.Contents) throws {
    #expect(try Dossier.Contents(reread(contents.json)) == contents)
  }

  @Test(arguments: [Int?.none, 4])
  func attributes(_ level: Int?) throws {
    let all = Dossier.Attributes(
      level: level, mode: .partial, eligible: true, integrated: false, paperResult: true)
    #expect(try Dossier.Attributes(reread(all.json)) == all)
  }

  @Test func fees() throws {
    let none = FeeObligation(listed: nil, asked: nil, payments: [])
    #expect(try FeeObligation(reread(none.json)) == none)
    let paid = FeeObligation(
      listed: Dong(0), asked: Dong(20_000),
      payments: FeeObligation.Payment.Method.allCases.map {
        .init(method: $0, amount: Dong(20_000), receiptNumber: "BL “1”", at: at)
      })
    #expect(try FeeObligation(reread(paid.json)) == paid)
  }

  @Test func supplements() throws {
    let least = SupplementRequest(
      at: at, beforeProcessing: true, items: [], reason: "r", legalBasis: nil, approver: nil,
      suppliedAt: nil)
    let most = SupplementRequest(
      at: at, beforeProcessing: false,
      items: [
        .init(component: 2, what: "Tờ khai", how: "Ký lại"),
        .init(component: nil, what: "x", how: ""),
      ], reason: "Lý do\nhai dòng", legalBasis: "Điều 1", approver: "Duyệt", suppliedAt: at)
    for request in [least, most] { #expect(try SupplementRequest(reread(request.json)) == request) }
  }

  @Test(arguments: Decision.Outcome.allCases, [nil, "Không đủ điều kiện"])
  func decisions(_ outcome: Decision.Outcome, _ reason: String?) throws {
    let decision = Decision(
      outcome: outcome, documentNumber: "12/QĐ-UBND", issuedOn: Day(2026, 3, 2), signer: "Ký",
      file: "F", reason: reason, at: at)
    #expect(try Decision(reread(decision.json)) == decision)
  }

  @Test func theRest() throws {
    let delivery = Delivery(way: "post", receiver: "Mai", at: at)
    #expect(try Delivery(reread(delivery.json)) == delivery)
    let correction = Correction(
      id: "C", change: ["applicant": ["phone": .null]], reason: "Nhầm", proposedBy: AccountID("A"),
      at: at)
    #expect(try Correction(reread(correction.json)) == correction)
    for comment in [nil, "Tốt"] {
      let rating = Rating(stars: 5, comment: comment, at: at)
      #expect(try Rating(reread(rating.json)) == rating)
    }
  }

  /// At every stage, with everything that leads there. Source: issue 2, "Storage on two engines".
  @Test(arguments: Engine.all)
  func aRowReadBackIsTheRowThatWasWritten(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      for stage in Stage.allCases {
        let taken = try await world.dossier(stage)
        let first = try await world.stored(taken)
        #expect(first.stage == stage && first.version == taken.version)
        var other = first
        other.agency = AgencyCode("H99.7")
        other.competentAgency = AgencyCode("H99.8")
        other.returnAgency = AgencyCode("H99.9")
        (other.channel, other.officer, other.caseNumber) = (.post, AccountID("other"), 9)
        other.contents.applicant.name = "Tên Khác"
        other.correction = Correction(
          id: "C", change: [:], reason: "Nhầm", proposedBy: AccountID("A"), at: at)
        for (was, new) in [(first, other), (other, first)] {
          try await world.database.write { tx in
            try DossierStore(tx: tx).update(new, was: was, at: World.monday)
          }
          let read = try await world.stored(taken)
          #expect(read.detailsJSON == new.detailsJSON && read.number == new.number)
          #expect(read.clock == new.clock && read.contents == new.contents)
          #expect(read.agency == new.agency && read.competentAgency == new.competentAgency)
          #expect(read.returnAgency == new.returnAgency && read.channel == new.channel)
          #expect(read.officer == new.officer && read.caseNumber == new.caseNumber)
          #expect(read.correction == new.correction && read.receivedAt == new.receivedAt)
        }
      }
    }
  }

  /// What is not read back but looked for: each column says what its row says.
  @Test(arguments: Engine.all)
  func everyActLeavesTheColumnsThatListsAreMadeOf(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      for stage in Stage.allCases {
        let dossier = try await world.stored(try await world.dossier(stage))
        let row = try await world.database.read { tx in
          try tx.row(
            """
            SELECT stage, due_order, due_at, ended_at, search
            FROM dossier
            WHERE id = \(dossier.id)
            """
          ).map { row in
            (
              stage: try row.text(0), order: try row.integer(1), due: try row.optionalInstant(2),
              ended: try row.optionalInstant(3), search: try row.text(4)
            )
          }
        }
        let found = try #require(row)
        #expect(found.stage == stage.rawValue && found.order == dossier.dueOrder)
        #expect(found.due == dossier.clock?.dueAt && found.ended == dossier.clock?.endedAt)
        #expect(found.search == dossier.searchText)
      }
    }
  }

  private func reread(_ json: JSON) throws -> JSON { try JSON(reading: json.bytes) }
}
