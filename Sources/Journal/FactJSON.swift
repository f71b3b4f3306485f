public import Ground

extension Fact {
  /// The form of the line that this program writes and reads.
  static let form: Int64 = 1

  /// The fact as one JSON object: keys in the fixed order, absent ones left out.
  /// Source: architecture, "The one idea".
  public var json: JSON {
    var members = FactMembers()
    members.put("v", Fact.form)
    members.put("id", id)
    members.put("kind", kind.rawValue)
    members.put("at", at)
    members.put("recordedAt", recordedAt)
    members.put("subject", subject)
    members.put("seq", Int64(seq))
    putPlace(into: &members)
    putManner(into: &members)
    putClock(into: &members)
    return .object(members.members)
  }

  /// The exact bytes that are hashed: one line without its line feed.
  public var line: [UInt8] { json.bytes }

  private func putPlace(into members: inout FactMembers) {
    members.put("agency", agency?.rawValue)
    members.put("competentAgency", competentAgency?.rawValue)
    members.put("returnAgency", returnAgency?.rawValue)
    members.put("post", post?.rawValue)
    members.put("procedure", procedure?.rawValue)
    members.put("case", caseNumber.map(Int64.init))
    members.put("version", version.map(Int64.init))
    members.put("sector", sector)
  }

  private func putManner(into members: inout FactMembers) {
    members.put("level", level.map(Int64.init))
    members.put("mode", mode)
    members.put("eligible", eligible)
    members.put("integrated", integrated)
    members.put("channel", channel)
    members.put("typedBy", typedBy)
    members.put("applicantKind", applicantKind)
    members.put("actorTag", actorTag)
    members.put("deviceTag", deviceTag)
  }

  private func putClock(into members: inout FactMembers) {
    members.put("rules", value: rules.map { .array($0.map { .string($0) }) })
    members.put("term", term)
    members.put("policy", policy)
    members.put("calendar", calendar)
    members.put("pauses", value: pauses.map { .array($0.map(\.json)) })
    members.put("due", due)
    members.put("workedMinutes", workedMinutes.map(Int64.init))
    members.put("pausedMinutes", pausedMinutes.map(Int64.init))
    members.put("data", value: data.isEmpty ? nil : .object(data))
    members.put("commitment", commitment)
  }

  /// The keys of a line, in their order.
  public static let keys = [
    "v", "id", "kind", "at", "recordedAt", "subject", "seq", "agency", "competentAgency",
    "returnAgency", "post", "procedure", "case", "version", "sector", "level", "mode", "eligible",
    "integrated", "channel", "typedBy", "applicantKind", "actorTag", "deviceTag", "rules", "term",
    "policy", "calendar", "pauses", "due", "workedMinutes", "pausedMinutes", "data", "commitment",
  ]
}

extension Fact.Pause {
  var json: JSON {
    var members = FactMembers()
    members.put("from", from)
    members.put("to", to)
    members.put("reason", reason)
    return .object(members.members)
  }
}

/// Members in the order in which they are put; one without a value is not there.
private struct FactMembers {
  var members: [JSON.Member] = []

  mutating func put(_ name: String, value: JSON?) {
    if let value { members.append(JSON.Member(name, value)) }
  }
  mutating func put(_ name: String, _ text: String?) { put(name, value: text.map { .string($0) }) }
  mutating func put(_ name: String, _ number: Int64?) {
    put(name, value: number.map { .integer($0) })
  }
  mutating func put(_ name: String, _ bool: Bool?) { put(name, value: bool.map { .bool($0) }) }
  mutating func put(_ name: String, _ instant: Instant?) { put(name, instant?.rfc3339) }
}
