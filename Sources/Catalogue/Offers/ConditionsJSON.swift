import Deadlines
import Ground

extension OfferConditions {
  /// What is stored; what follows the record or the default is left out.
  var json: JSON {
    .present([
      "competentAgency": competentAgency.map { .string($0.rawValue) },
      "returnAgencies": returnAgencies.isEmpty
        ? nil : .array(returnAgencies.map { .string($0.rawValue) }),
      "channels": channels.map { .array($0.map(\.json)) },
      "legacyLevel": legacyLevel.map { JSON($0) },
      "deliveryMode": deliveryMode.map { .string($0.rawValue) },
      "proactiveLevel": proactiveLevel.map { JSON($0) },
      "eligible": .bool(eligible), "integrated": .bool(integrated),
      "policy": .string(policy.rawValue), "supplementRule": .string(supplementRule.rawValue),
      "paperResult": .bool(paperResult), "hours": hours.map { .string($0.code) },
      "overrides": overrides.isEmpty ? nil : .array(overrides.map(\.json)),
    ])
  }

  /// Reads what `json` writes. Anything else is damage to the database, a fault.
  init(stored json: JSON) throws {
    self.init()
    competentAgency = json["competentAgency"]?.text.map { AgencyCode($0) }
    returnAgencies = (json["returnAgencies"]?.elements ?? []).compactMap(\.text).map {
      AgencyCode($0)
    }
    channels = try json["channels"]?.elements?.map { try AcceptedChannel(stored: $0) }
    legacyLevel = json["legacyLevel"]?.int
    deliveryMode = try json["deliveryMode"].map { try word($0) }
    proactiveLevel = json["proactiveLevel"]?.int
    eligible = json["eligible"]?.bool ?? false
    integrated = json["integrated"]?.bool ?? false
    policy = try word(json["policy"])
    supplementRule = try word(json["supplementRule"])
    paperResult = json["paperResult"]?.bool ?? false
    hours = try json["hours"]?.text.map { try WorkingHours(code: $0) }
    overrides = try (json["overrides"]?.elements ?? []).map { try CaseOverride(stored: $0) }
  }
}

/// A stored value that this program did not write.
struct StoredUnfit: Error {
  let what: String
}

private func word<Word: RawRepresentable>(_ json: JSON?) throws -> Word
where Word.RawValue == String {
  guard let word = json?.text.flatMap({ Word(rawValue: $0) }) else {
    throw StoredUnfit(what: "\(Word.self)")
  }
  return word
}

extension AcceptedChannel {
  var json: JSON {
    .present([
      "channel": .string(channel.rawValue), "exemption": exemption.map { .string($0) },
    ])
  }

  init(stored json: JSON) throws {
    self.init(try word(json["channel"]), exemption: json["exemption"]?.text)
  }
}

extension CaseOverride {
  var json: JSON {
    .present([
      "channel": .string(channel.rawValue), "case": JSON(caseNumber),
      "term": term.map { .string($0.code) }, "fee": fee.map { .integer($0.amount) },
      "feeNote": feeNote.map { .string($0) },
    ])
  }

  init(stored json: JSON) throws {
    guard let number = json["case"]?.int else { throw StoredUnfit(what: "case of an override") }
    self.init(
      channel: try word(json["channel"]), caseNumber: number,
      term: json["term"]?.text.flatMap { Term(code: $0) },
      fee: json["fee"]?.integer.map { Dong($0) }, feeNote: json["feeNote"]?.text)
  }
}
