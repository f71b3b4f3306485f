import Ground
import Rules

extension PackFields {
  /// One condition or a list of them, none of which counts what another counts.
  ///
  /// Refuses: a word that no fact has, something counted twice.
  func conditions(_ name: String) throws(RulePackUnreadable) -> [Condition] {
    let listed = content[name]?.elements ?? [content[name]].compactMap(\.self)
    try require(!listed.isEmpty, "\(name) is missing")
    var conditions: [Condition] = []
    for element in listed {
      let condition = try Condition(PackFields(element, line: line), name)
      try require(
        !conditions.contains { $0.overlaps(condition) }, "\(name) counts something twice")
      conditions.append(condition)
    }
    return conditions
  }

  func mapping(_ name: String) throws(RulePackUnreadable) -> PackFields {
    guard let found = content[name], found.members != nil else {
      throw RulePackUnreadable(line: line, reason: "\(name) is missing")
    }
    return PackFields(found, line: line)
  }

  func require(_ holds: Bool, _ reason: String) throws(RulePackUnreadable) {
    guard holds else { throw RulePackUnreadable(line: line, reason: reason) }
  }

  func optionalWord<Word: RawRepresentable<String> & CaseIterable>(
    _ name: String
  ) throws(RulePackUnreadable) -> Word? {
    content[name] == nil ? nil : try word(name)
  }

  /// Texts of a list, each of them one of `known`.
  fileprivate func words(
    _ name: String, of known: Set<String>, in part: String
  ) throws(RulePackUnreadable) -> Set<String> {
    let listed = content[name]?.elements?.map { $0.text ?? $0.int.map(String.init) ?? "" } ?? []
    try require(
      !listed.isEmpty && known.isSuperset(of: listed),
      "\(part).\(name) must be a list of \(known.sorted().joined(separator: ", "))")
    return Set(listed)
  }

  fileprivate func mark(_ name: String) throws(RulePackUnreadable) -> Bool {
    guard let told = content[name] else { return false }
    try require(told.bool == true, "\(name) is true or not there")
    return true
  }
}

extension Condition {
  fileprivate init(_ fields: PackFields, _ part: String) throws(RulePackUnreadable) {
    guard let event = fields.content["event"]?.text.flatMap(Event.init(rawValue:)) else {
      let known = Event.allCases.map(\.rawValue).sorted().joined(separator: ", ")
      throw RulePackUnreadable(line: fields.line, reason: "\(part).event must be one of \(known)")
    }
    self.init(event)
    for member in fields.content.members ?? [] where member.name != "event" {
      if member.name == "points" {
        try fields.require(
          member.value.int.map { (0...100).contains($0) } ?? false, "\(part).points: 0 to 100")
        points = member.value.int ?? 1
        continue
      }
      guard let question = Asked(name: member.name), let known = event.words(question) else {
        throw RulePackUnreadable(
          line: fields.line,
          reason: "nothing counted as \(event.rawValue) has \(part).\(member.name)")
      }
      asked[question] = try fields.words(member.name, of: known, in: part)
    }
  }
}

extension ProcedureSet {
  init(_ fields: PackFields) throws(RulePackUnreadable) {
    try fields.allow(["offered", "with"])
    offered = try OfferCondition(fields.mapping("offered"))
    guard fields.content["with"] != nil else { return }
    let told = try fields.mapping("with")
    try told.allow(["count", "atLeast"])
    let atLeast = told.content["atLeast"]?.int ?? 0
    try fields.require(atLeast > 0, "with.atLeast must be 1 or more")
    with = Counted(conditions: try told.conditions("count"), atLeast: atLeast)
    try fields.require(
      with?.conditions.allSatisfy { !$0.isStock } ?? true, "with: events of the period only")
  }

  func isPart(of whole: ProcedureSet) -> Bool {
    guard offered.isPart(of: whole.offered) else { return false }
    guard let theirs = whole.with else { return true }
    guard let mine = with, mine.atLeast >= theirs.atLeast else { return false }
    return mine.conditions.allSatisfy { piece in
      theirs.conditions.contains { piece.isPart(of: $0) }
    }
  }
}

extension OfferCondition {
  fileprivate init(_ fields: PackFields) throws(RulePackUnreadable) {
    try fields.allow(["days", "channel", "mode", "level", "eligible", "integrated"])
    self.init()
    days = try fields.word("days")
    if fields.content["channel"] != nil {
      channels = try fields.words("channel", of: ["online", "counter", "post"], in: "offered")
    }
    if fields.content["mode"] != nil {
      modes = try fields.words("mode", of: ["information", "partial", "full"], in: "offered")
    }
    if fields.content["level"] != nil {
      let told = try fields.words("level", of: ["1", "2", "3", "4"], in: "offered")
      levels = Set(told.compactMap(Int.init))
    }
    (isEligible, isIntegrated) = (try fields.mark("eligible"), try fields.mark("integrated"))
  }
}
