import Deadlines
import Ground

extension ProcedureSummary {
  /// An item of the API's list.
  var json: JSON {
    [
      "code": .string(code.rawValue), "name": .string(name), "sector": .string(sector.name),
      "sectorCode": .string(sector.code), "version": JSON(version),
      "levels": .array(levels.map { .string($0.rawValue) }),
      "onlineScope": .string(onlineScope.rawValue), "channels": .array(terms.map(\.brief)),
    ]
  }
}

extension CaseTerm {
  /// `amount` and `unit` are null where no term is laid down, `feeVND` where no fee is.
  var brief: JSON {
    [
      "channel": .string(channel.rawValue), "case": JSON(caseNumber), "amount": JSON(term?.count),
      "unit": JSON(term?.unit.rawValue), "feeVND": fee.amount.map { .integer($0.amount) } ?? .null,
    ]
  }

  var full: JSON {
    let more: JSON = [
      "feeNote": JSON(fee.note), "note": JSON(note), "doubt": JSON(doubt),
    ]
    return .object((brief.members ?? []) + (more.members ?? []))
  }
}

extension Procedure {
  /// The whole version, as the API answers it.
  var json: JSON {
    [
      "code": .string(code.rawValue), "nationalCode": JSON(nationalCode?.rawValue),
      "localCode": JSON(localCode?.rawValue), "version": JSON(version),
      "validFrom": JSON(validFrom), "validTo": JSON(validTo), "name": .string(name),
      "decision": JSON(record.decision), "kind": JSON(record.kind), "sector": .string(sector.name),
      "sectorCode": .string(sector.code), "ministry": JSON(record.ministry),
      "levels": .array(levels.map { .string($0.rawValue) }),
      "applicants": .array(applicants.map { .string($0) }), "authority": JSON(authority),
      "agency": JSON(record.agency), "steps": JSON(steps),
      "onlineScope": .string(onlineScope.rawValue),
      "channels": .array(channels.flatMap(terms).map(\.full)),
      "components": .array(components.map(\.json)), "requirements": JSON(requirements),
      "results": .array(results.map { ["name": .string($0.name), "code": JSON($0.code)] }),
      "legalBases": .array(legalBases.map { .string($0) }),
    ]
  }
}

extension Component {
  var json: JSON {
    [
      "number": JSON(number), "group": JSON(group), "name": .string(name), "form": JSON(form),
      "originals": JSON(originals), "copies": JSON(copies),
    ]
  }
}

extension DueAnswer {
  /// The API's answer; where there is no date, the explanation says why, on the day that was asked.
  func json(asked at: Instant) -> JSON {
    let explanation: [JSON]
    let projected: Bool
    switch outcome {
    case .due(let date): (explanation, projected) = (date.explanation.map(\.json), date.isProjected)
    case .none(let why):
      explanation = [["day": JSON(at.day), "kind": "missing", "text": .string(why)]]
      projected = false
    }
    return [
      "dueAt": JSON(dueAt), "explanation": .array(explanation),
      "chosen": chosen.map(\.full) ?? .null, "others": .array(others.map(\.full)),
      "policy": .string(policy.rawValue), "projected": .bool(projected),
    ]
  }
}
