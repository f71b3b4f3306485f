import Catalogue
import Deadlines
import Ground

/// The parts of a dossier that its row keeps as one JSON text. Only this file knows its members.
extension Dossier {
  var detailsJSON: JSON {
    .present([
      "contents": contents.json, "clock": clock?.json, "fee": fee.json,
      "supplements": .array(supplements.map(\.json)), "decision": decision?.json,
      "delivery": delivery?.json, "correction": correction?.json, "rating": rating?.json,
      "attributes": attributes.json,
    ])
  }
}

extension Dossier.Contents {
  var json: JSON {
    .present([
      "applicant": applicant.json, "owner": owner?.json, "mandate": mandate?.json,
      "helper": helper.map { .string($0) }, "answers": answers, "delivery": .string(delivery),
      "exemption": exemption.map { .string($0) },
    ])
  }

  init(_ json: JSON) throws {
    guard let applicant = json["applicant"] else { throw ContentsUnreadable(what: "applicant") }
    self.init(
      applicant: try Applicant(applicant), owner: try json["owner"].map(Applicant.init),
      mandate: json["mandate"].map(Dossier.Mandate.init), helper: json["helper"]?.text,
      answers: json["answers"] ?? .object([]), delivery: json["delivery"]?.text ?? "",
      exemption: json["exemption"]?.text)
  }
}

extension Dossier.Attributes {
  var json: JSON {
    .present([
      "level": level.map { .integer(Int64($0)) }, "mode": .string(mode.rawValue),
      "eligible": .bool(eligible), "integrated": .bool(integrated),
      "paperResult": .bool(paperResult),
    ])
  }

  init(_ json: JSON) throws {
    guard let mode = json["mode"]?.text.flatMap({ DeliveryMode(rawValue: $0) }),
      let eligible = json["eligible"]?.bool, let integrated = json["integrated"]?.bool,
      let paperResult = json["paperResult"]?.bool
    else { throw ContentsUnreadable(what: "attributes") }
    self.init(
      level: json["level"]?.int, mode: mode, eligible: eligible, integrated: integrated,
      paperResult: paperResult)
  }
}

extension FeeObligation {
  var json: JSON {
    .present([
      "listed": listed.map { .integer($0.amount) }, "asked": asked.map { .integer($0.amount) },
      "payments": .array(payments.map(\.json)),
    ])
  }

  init(_ json: JSON) throws {
    self.init(
      listed: json["listed"]?.integer.map { Dong($0) },
      asked: json["asked"]?.integer.map { Dong($0) },
      payments: try (json["payments"]?.elements ?? []).map(Payment.init))
  }
}

extension FeeObligation.Payment {
  var json: JSON {
    [
      "method": .string(method.rawValue), "amountVND": .integer(amount.amount),
      "receiptNumber": .string(receiptNumber), "at": JSON(at),
    ]
  }

  init(_ json: JSON) throws {
    guard let method = json["method"]?.text.flatMap({ Method(rawValue: $0) }),
      let amount = json["amountVND"]?.integer, let receipt = json["receiptNumber"]?.text,
      let at = json["at"]?.text.flatMap({ Instant(rfc3339: $0) })
    else { throw ContentsUnreadable(what: "payment") }
    self.init(method: method, amount: Dong(amount), receiptNumber: receipt, at: at)
  }
}

extension SupplementRequest {
  var json: JSON {
    .present([
      "at": JSON(at), "beforeProcessing": .bool(beforeProcessing),
      "items": .array(items.map(\.json)), "reason": .string(reason),
      "legalBasis": legalBasis.map { .string($0) }, "approver": approver.map { .string($0) },
      "suppliedAt": suppliedAt.map { JSON($0) },
    ])
  }

  init(_ json: JSON) throws {
    guard let at = json["at"]?.text.flatMap({ Instant(rfc3339: $0) }),
      let before = json["beforeProcessing"]?.bool, let reason = json["reason"]?.text
    else { throw ContentsUnreadable(what: "supplement") }
    self.init(
      at: at, beforeProcessing: before, items: (json["items"]?.elements ?? []).map(Item.init),
      reason: reason, legalBasis: json["legalBasis"]?.text, approver: json["approver"]?.text,
      suppliedAt: json["suppliedAt"]?.text.flatMap { Instant(rfc3339: $0) })
  }
}

extension SupplementRequest.Item {
  var json: JSON {
    .present([
      "component": component.map { .integer(Int64($0)) }, "what": .string(what),
      "how": .string(how),
    ])
  }

  init(_ json: JSON) {
    self.init(
      component: json["component"]?.int, what: json["what"]?.text ?? "",
      how: json["how"]?.text ?? "")
  }
}

extension Decision {
  var json: JSON {
    .present([
      "outcome": .string(outcome.rawValue), "number": .string(documentNumber),
      "issuedOn": JSON(issuedOn), "signer": .string(signer), "file": .string(file),
      "reason": reason.map { .string($0) }, "at": JSON(at),
    ])
  }

  init(_ json: JSON) throws {
    guard let outcome = json["outcome"]?.text.flatMap({ Outcome(rawValue: $0) }),
      let number = json["number"]?.text,
      let day = json["issuedOn"]?.text.flatMap({ Day(iso: $0) }),
      let signer = json["signer"]?.text, let file = json["file"]?.text,
      let at = json["at"]?.text.flatMap({ Instant(rfc3339: $0) })
    else { throw ContentsUnreadable(what: "decision") }
    self.init(
      outcome: outcome, documentNumber: number, issuedOn: day, signer: signer, file: file,
      reason: json["reason"]?.text, at: at)
  }
}

extension Delivery {
  var json: JSON { ["way": .string(way), "receiver": .string(receiver), "at": JSON(at)] }

  init(_ json: JSON) throws {
    guard let way = json["way"]?.text, let receiver = json["receiver"]?.text,
      let at = json["at"]?.text.flatMap({ Instant(rfc3339: $0) })
    else { throw ContentsUnreadable(what: "delivery") }
    self.init(way: way, receiver: receiver, at: at)
  }
}

extension Correction {
  var json: JSON {
    [
      "id": .string(id), "change": change, "reason": .string(reason),
      "proposedBy": .string(proposedBy.rawValue), "at": JSON(at),
    ]
  }

  init(_ json: JSON) throws {
    guard let id = json["id"]?.text, let change = json["change"],
      let reason = json["reason"]?.text, let account = json["proposedBy"]?.text,
      let at = json["at"]?.text.flatMap({ Instant(rfc3339: $0) })
    else { throw ContentsUnreadable(what: "correction") }
    self.init(id: id, change: change, reason: reason, proposedBy: AccountID(account), at: at)
  }
}

extension Rating {
  var json: JSON {
    .present([
      "stars": .integer(Int64(stars)), "comment": comment.map { .string($0) }, "at": JSON(at),
    ])
  }

  init(_ json: JSON) throws {
    guard let stars = json["stars"]?.int,
      let at = json["at"]?.text.flatMap({ Instant(rfc3339: $0) })
    else { throw ContentsUnreadable(what: "rating") }
    self.init(stars: stars, comment: json["comment"]?.text, at: at)
  }
}
