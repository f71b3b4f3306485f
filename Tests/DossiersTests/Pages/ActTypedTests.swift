import Ground
import TestKit
import Testing
import Web

@testable import Dossiers

@Suite struct ActTypedTests {
  static let file = "01J0000000000000000000000A"

  /// Any dossier of the world; only a correction looks at it.
  private func typed(
    _ kind: ActKind, _ fields: [(String, String)],
    _ body: (ActTyped) throws -> Void
  ) async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.submit()
      let dossier = try await world.stored(taken)
      let values = fields.map { pair in
        pair.0.hasPrefix("kept.") ? pair : ("\(kind.rawValue).\(pair.0)", pair.1)
      }
      try body(ActTyped(kind: kind, values: FormValues(values), dossier: dossier))
    }
  }

  private func places(_ typed: ActTyped) -> [String] {
    do {
      _ = try typed.act()
      return []
    } catch {
      return (error as? FormRefused)?.places.map(\.pointer) ?? ["\(error)"]
    }
  }

  @Test func aSupplementAsksForTheRowsThatWereFilled() async throws {
    let fields = [
      ("items.0.what", "Tờ khai"), ("items.0.how", "Ký lại"), ("items.0.component", "1"),
      ("items.3.what", "Ảnh"), ("items.3.how", "Chụp rõ"), ("reason", "Thiếu"),
    ]
    try await typed(.requestSupplement, fields) { typed in
      guard case .requestSupplement(let items, "Thiếu", nil, nil) = try typed.act() else {
        Issue.record("another act")
        return
      }
      #expect(items.map(\.what) == ["Tờ khai", "Ảnh"] && items.map(\.component) == [1, nil])
      #expect(typed.place("/items/1/how") == "/requestSupplement/items/3/how")
    }
    try await typed(.requestSupplement, [("items.2.what", "Ảnh"), ("reason", "")]) { typed in
      #expect(
        places(typed) == ["/requestSupplement/items/2/how", "/requestSupplement/reason"])
    }
  }

  @Test func aDecisionNeedsItsDocumentAndItsFile() async throws {
    let fields = [
      ("outcome", "granted"), ("document.number", "12/GXN"), ("document.issuedOn", "2/3/2026"),
      ("document.signer", "Phạm Văn Duyệt"), ("reason", ""),
    ]
    try await typed(.decide, fields) { #expect(places($0) == ["/decide/document/file"]) }
    try await typed(.decide, fields + [("kept.decide.document.file", Self.file)]) { typed in
      let issued = DecisionDocument.issued(
        number: "12/GXN", on: Day(2026, 3, 2), signer: "Phạm Văn Duyệt", file: Self.file)
      let act = try typed.act()
      #expect(act == .decide(.granted, issued, reason: nil))
    }
    try await typed(.decide, []) { typed in
      #expect(
        Set(places(typed)).isSuperset(of: [
          "/decide/document/number", "/decide/document/signer", "/decide/document/file",
        ]))
    }
  }

  @Test func aCorrectionSaysOnlyWhatDiffers() async throws {
    let same = [
      ("change.applicant.name", Person.citizen.name), ("change.applicant.phone", "0912345678"),
      ("change.applicant.birthDate", "03/02/1990"), ("change.delivery", "counter"),
    ]
    try await typed(.correct, same + [("reason", "Nhầm")]) { typed in
      let act = try typed.act()
      #expect(act == .correct(.object([]), reason: "Nhầm"))
    }
    let other = [
      ("change.applicant.name", Person.citizen.name), ("change.applicant.phone", "0900000001"),
      ("change.applicant.email", ""), ("change.delivery", "post"), ("reason", "Nhầm"),
    ]
    try await typed(.correct, other) { typed in
      let change: JSON = [
        "applicant": ["phone": "0900000001", "email": .null], "delivery": ["way": "post"],
      ]
      let act = try typed.act()
      #expect(act == .correct(change, reason: "Nhầm"))
    }
  }

  @Test(
    arguments: [
      (ActKind.refuse, [("reason", "")], ["/refuse/reason", "/refuse/legalBasis"]),
      (.forward, [], ["/forward/agency"]), (.assign, [], ["/assign/officer"]),
      (.supply, [], ["/supply/papers/0"]),
      (
        .requestPayment, [("amountVND", "nhiều"), ("reason", "Phí")], ["/requestPayment/amountVND"]
      ),
      (.pay, [("method", "vàng"), ("amountVND", "1"), ("receiptNumber", "1")], ["/pay/method"]),
      (.extend, [("dueAt", "mai"), ("reason", "Bận")], ["/extend/dueAt"]),
      (.withdraw, [("reason", "Thôi")], ["/withdraw/confirmed"]),
      (.rate, [("stars", "6")], ["/rate/stars"]),
    ] as [(ActKind, [(String, String)], [String])])
  func whatIsMissingIsNamedWhereItStands(
    _ kind: ActKind, _ fields: [(String, String)], _ expected: [String]
  ) async throws {
    try await typed(kind, fields) { #expect(places($0) == expected) }
  }

  @Test func everyActHasItsAddressAndSaysWhatTheClockDoes() async throws {
    #expect(Set(ActKind.allCases.map(\.slug)).count == ActKind.allCases.count)
    try await typed(.receive, []) { typed in
      for kind in ActKind.allCases {
        #expect(ActKind(slug: kind.slug) == kind)
        #expect(kind.consequence(for: typed.dossier).vietnamese.count > 10)
        #expect(kind.done.vietnamese.hasSuffix("."))
      }
    }
  }
}
