public import Dossiers
public import Ground

extension World {
  /// A dossier of the citizen's that has come to `stage` at commune A, assigned to `handler` where
  /// it has been processed. Without a number where `numbered` is false and the stage allows it.
  public func dossier(
    _ stage: Stage, _ procedure: ProcedureCode = .residence, numbered: Bool = true
  ) async throws -> Taken {
    let new = try await submit(procedure)
    guard numbered else { return try await unnumbered(new, stage) }
    switch stage {
    case .submitted: return new
    case .refused: return try await act(World.refusal, on: new, by: .receiver)
    case .received, .processing, .awaitingSupplement, .awaitingPayment, .withdrawn, .stopped,
      .decided, .delivered:
      return try await received(new, stage)
    }
  }

  private func unnumbered(_ new: Taken, _ stage: Stage) async throws -> Taken {
    switch stage {
    case .submitted: return new
    case .refused: return try await act(World.refusal, on: new, by: .receiver)
    case .awaitingSupplement: return try await act(World.ask, on: new, by: .receiver)
    case .awaitingPayment: return try await act(World.bill, on: new, by: .receiver)
    case .withdrawn: return try await act(World.withdrawal, on: new, by: .citizen)
    case .stopped:
      let asked = try await act(World.ask, on: new, by: .receiver)
      return try await act(World.stop, on: asked, by: .approver)
    case .received, .processing, .decided, .delivered:
      preconditionFailure("a dossier \(stage) has its number")
    }
  }

  private func received(_ new: Taken, _ stage: Stage) async throws -> Taken {
    let received = try await act(["act": "receive"], on: new, by: .receiver)
    if stage == .received { return received }
    let handler = JSON.string(account(.handler).rawValue)
    let assigned = try await act(
      ["act": "assign", "officer": handler], on: received, by: .approver)
    switch stage {
    case .submitted, .received, .refused, .processing: return assigned
    case .awaitingSupplement: return try await act(World.ask, on: assigned, by: .handler)
    case .awaitingPayment: return try await act(World.bill, on: assigned, by: .receiver)
    case .withdrawn: return try await act(World.withdrawal, on: assigned, by: .citizen)
    case .stopped: return try await act(World.stop, on: assigned, by: .approver)
    case .decided, .delivered:
      let file = try await upload(by: .approver)
      let decided = try await act(grant(file), on: assigned, by: .approver)
      if stage == .decided { return decided }
      return try await act(World.delivery, on: decided, by: .receiver)
    }
  }

  /// A decision of today that grants what was asked, under a number of its own.
  public func grant(_ file: String) -> JSON {
    [
      "act": "decide", "outcome": "granted",
      "document": [
        "number": .string("\(file.suffix(6))/QĐ-UBND"), "issuedOn": JSON(clock.now.day),
        "signer": .string(Person.approver.name), "file": .string(file),
      ],
    ]
  }

  public static let refusal: JSON = [
    "act": "refuse", "reason": "Không thuộc thẩm quyền.", "legalBasis": "Điều 17 NĐ 61/2018",
  ]
  public static let ask: JSON = [
    "act": "requestSupplement", "reason": "Bản chụp không đọc được.",
    "items": [["component": 1, "what": "Tờ khai mờ", "how": "Chụp lại đủ bốn góc"]],
  ]
  public static let bill: JSON = [
    "act": "requestPayment", "amountVND": 20_000, "reason": "Lệ phí theo quy định.",
  ]
  public static let payment: JSON = [
    "act": "pay", "method": "cash", "amountVND": 20_000, "receiptNumber": "BL-0001",
  ]
  public static let withdrawal: JSON = ["act": "withdraw", "reason": "Không còn nhu cầu."]
  public static let stop: JSON = [
    "act": "stop", "reason": "Hết hạn bổ sung.", "legalBasis": "Điều 19 NĐ 61/2018",
  ]
  public static let delivery: JSON = [
    "act": "deliver", "way": "counter", "receiver": "Lò Thị Sao Mai",
  ]
}
