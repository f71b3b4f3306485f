import Ground

/// Why a line is no fact that this program wrote.
public struct FactUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String
  public var description: String { reason }
}

extension Fact {
  /// Reads a line back, strictly: known keys in their order, codes, numbers and booleans, written
  /// exactly as `line` writes them. So `Fact(line: fact.line)` is `fact`, and nothing else is
  /// taken.
  public init(line: [UInt8]) throws(FactUnreadable) {
    if let fact = FactScan.fact(in: line) {
      self = fact
    } else {
      try self.init(anyLine: line)
    }
  }

  /// The long way, for any line.
  init(anyLine line: [UInt8]) throws(FactUnreadable) {
    let fields = try FactFields(line: line)
    try self.init(fields)
    let examined = self.examined
    if let reason = examined.unfitness { throw FactUnreadable(reason: reason) }
    guard examined.line == line else {
      throw FactUnreadable(reason: "the keys are out of order, or a value is written otherwise")
    }
  }

  private init(_ fields: FactFields) throws(FactUnreadable) {
    guard try fields.int("v") == Int(Fact.form) else {
      throw FactUnreadable(reason: "v is not \(Fact.form)")
    }
    self.init(
      id: try fields.present("id", try fields.text("id")),
      kind: Kind(rawValue: try fields.present("kind", try fields.text("kind"))),
      at: try fields.present("at", try fields.instant("at")),
      recordedAt: try fields.present("recordedAt", try fields.instant("recordedAt")),
      subject: try fields.present("subject", try fields.text("subject")),
      seq: try fields.present("seq", try fields.int("seq")))
    try readPlace(fields)
    try readManner(fields)
    try readClock(fields)
  }

  private mutating func readPlace(_ fields: FactFields) throws(FactUnreadable) {
    agency = try fields.id("agency")
    competentAgency = try fields.id("competentAgency")
    returnAgency = try fields.id("returnAgency")
    post = try fields.id("post")
    procedure = try fields.id("procedure")
    caseNumber = try fields.int("case")
    version = try fields.int("version")
    sector = try fields.text("sector")
  }

  private mutating func readManner(_ fields: FactFields) throws(FactUnreadable) {
    level = try fields.int("level")
    mode = try fields.text("mode")
    eligible = try fields.bool("eligible")
    integrated = try fields.bool("integrated")
    channel = try fields.text("channel")
    typedBy = try fields.text("typedBy")
    applicantKind = try fields.text("applicantKind")
    actorTag = try fields.text("actorTag")
    deviceTag = try fields.text("deviceTag")
  }

  private mutating func readClock(_ fields: FactFields) throws(FactUnreadable) {
    rules = try fields.texts("rules")
    term = try fields.text("term")
    policy = try fields.text("policy")
    calendar = try fields.text("calendar")
    pauses = try fields.pauses()
    due = try fields.instant("due")
    workedMinutes = try fields.int("workedMinutes")
    pausedMinutes = try fields.int("pausedMinutes")
    data = try fields.data()
    commitment = try fields.text("commitment")
  }
}

extension Fact {
  fileprivate static let knownKeys = Set(keys)
}

/// The members of one line by name; each question gives `nil` for an absent key and refuses a value
/// of another kind.
private struct FactFields {
  let members: [String: JSON]

  init(line: [UInt8]) throws(FactUnreadable) {
    let json: JSON
    do { json = try JSON(reading: line) } catch {
      throw FactUnreadable(reason: "no JSON: \(error.reason) at byte \(error.offset)")
    }
    guard let list = json.members else { throw FactUnreadable(reason: "no JSON object") }
    try self.init(list, known: Fact.knownKeys)
  }

  init(_ list: [JSON.Member], known: Set<String>) throws(FactUnreadable) {
    for member in list where !known.contains(member.name) {
      throw FactUnreadable(reason: "no such key: \(member.name)")
    }
    members = Dictionary(list.map { ($0.name, $0.value) }) { first, _ in first }
  }

  func present<T>(_ name: String, _ value: T?) throws(FactUnreadable) -> T {
    guard let value else { throw FactUnreadable(reason: "\(name) is missing") }
    return value
  }

  private func read<T>(_ name: String, _ read: (JSON) -> T?) throws(FactUnreadable) -> T? {
    guard let value = members[name] else { return nil }
    guard let taken = read(value) else {
      throw FactUnreadable(reason: "\(name) holds a value of another kind")
    }
    return taken
  }

  func text(_ name: String) throws(FactUnreadable) -> String? { try read(name, \.text) }
  func int(_ name: String) throws(FactUnreadable) -> Int? { try read(name, \.int) }
  func bool(_ name: String) throws(FactUnreadable) -> Bool? { try read(name, \.bool) }

  func id<Of>(_ name: String) throws(FactUnreadable) -> ID<Of>? {
    try text(name).map { ID(rawValue: $0) }
  }

  func instant(_ name: String) throws(FactUnreadable) -> Instant? {
    try read(name) { $0.text.flatMap { Instant(rfc3339: $0) } }
  }

  func texts(_ name: String) throws(FactUnreadable) -> [String]? {
    try read(name) { value in
      guard let elements = value.elements else { return nil }
      let texts = elements.compactMap(\.text)
      return texts.count == elements.count ? texts : nil
    }
  }

  func data() throws(FactUnreadable) -> [JSON.Member] { try read("data", \.members) ?? [] }

  func pauses() throws(FactUnreadable) -> [Fact.Pause]? {
    guard let elements = try read("pauses", \.elements) else { return nil }
    var pauses: [Fact.Pause] = []
    for element in elements {
      guard let list = element.members else {
        throw FactUnreadable(reason: "pauses holds a value of another kind")
      }
      let fields = try FactFields(list, known: ["from", "to", "reason"])
      pauses.append(
        Fact.Pause(
          from: try fields.present("from", try fields.instant("from")),
          to: try fields.instant("to"),
          reason: try fields.present("reason", try fields.text("reason"))))
    }
    return pauses
  }
}
