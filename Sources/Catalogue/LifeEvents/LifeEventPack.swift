import Ground
public import Rules

/// Why a pack holds no life events. The installation is at fault; commands show it as it is.
public struct LifeEventPackUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  public let reason: String

  init(_ line: Int, _ reason: String) { (self.line, self.reason) = (line, reason) }

  public var description: String { "life-events, line \(line): \(reason)" }
}

extension LifeEvent {
  /// The life events of a pack, in its order, whenever they hold.
  ///
  /// Refuses: `LifeEventPackUnreadable`, naming the line of the record: a field that is missing or
  /// unknown, a code of no list, a slug that two events bear on the same day.
  public static func list(of pack: RulePack) throws(LifeEventPackUnreadable) -> [LifeEvent] {
    var list: [LifeEvent] = []
    for record in pack.records {
      let event = try LifeEvent(record)
      guard !list.contains(where: { $0.slug == event.slug && $0.overlaps(event) }) else {
        throw LifeEventPackUnreadable(record.line, "\(event.slug) stands twice for the same days")
      }
      list.append(event)
    }
    return list
  }

  private init(_ record: RuleRecord) throws(LifeEventPackUnreadable) {
    let reader = EventReader(record.content, line: record.line)
    try reader.allow([
      "slug", "title", "title_en", "lead", "lead_en", "valid_from", "valid_to", "legal_basis",
      "groups",
    ])
    slug = try reader.slug()
    (title, lead) = (try reader.words("title"), try reader.words("lead"))
    (legalBasis, validFrom, validTo) = (record.legalBasis, record.validFrom, record.validTo)
    groups = try reader.each("groups") { (group) throws(LifeEventPackUnreadable) in
      try group.allow(["title", "title_en", "procedures", "find"])
      let codes = try group.codes()
      let conditions = try group.each("find", atLeast: 0) {
        (each) throws(LifeEventPackUnreadable) in
        try each.condition()
      }
      guard !codes.isEmpty || !conditions.isEmpty else {
        throw LifeEventPackUnreadable(record.line, "a group names neither procedures nor find")
      }
      return Group(title: try group.words("title"), codes: codes, conditions: conditions)
    }
  }

  private func overlaps(_ other: LifeEvent) -> Bool {
    let last = Day(9999, 12, 31)
    return validFrom <= other.validTo ?? last && other.validFrom <= validTo ?? last
  }
}

/// Takes the parts of one record; what is wrong is told with the record's line.
private struct EventReader {
  let content: JSON
  let line: Int

  init(_ content: JSON, line: Int) { (self.content, self.line) = (content, line) }

  func allow(_ fields: Set<String>) throws(LifeEventPackUnreadable) {
    for member in content.members ?? [] where !fields.contains(member.name) {
      throw LifeEventPackUnreadable(line, "there is no field \(member.name)")
    }
  }

  func words(_ name: String) throws(LifeEventPackUnreadable) -> BilingualText {
    guard let words = BilingualText(content, name) else {
      throw LifeEventPackUnreadable(line, "\(name) is missing")
    }
    return words
  }

  func slug() throws(LifeEventPackUnreadable) -> String {
    guard let slug = content["slug"]?.text, !slug.isEmpty, slug.utf8.count <= 60,
      slug.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
    else { throw LifeEventPackUnreadable(line, "slug must be small letters, digits and -") }
    return slug
  }

  func codes() throws(LifeEventPackUnreadable) -> [ProcedureCode] {
    var codes: [ProcedureCode] = []
    for text in (content["procedures"]?.elements ?? []).map({ $0.text ?? "?" }) {
      let code = ProcedureCode(text)
      guard code.isProcedureCode else {
        throw LifeEventPackUnreadable(line, "\(text) is no procedure code")
      }
      codes.append(code)
    }
    return codes
  }

  func condition() throws(LifeEventPackUnreadable) -> LifeEvent.Condition {
    try allow(["name", "without", "sector", "level"])
    guard let name = content["name"]?.text.map(folded), !name.isEmpty else {
      throw LifeEventPackUnreadable(line, "find needs a name")
    }
    var level: Level?
    if let word = content["level"]?.text {
      level = Level(rawValue: word)
      if level == nil { throw LifeEventPackUnreadable(line, "there is no level \(word)") }
    }
    return LifeEvent.Condition(
      name: name, without: content["without"]?.text.map(folded),
      sector: content["sector"]?.text.map { Sector(named: $0).code }, level: level)
  }

  func each<T>(
    _ name: String, atLeast: Int = 1,
    _ read: (EventReader) throws(LifeEventPackUnreadable) -> T
  ) throws(LifeEventPackUnreadable) -> [T] {
    let elements = content[name]?.elements ?? []
    guard elements.count >= atLeast else {
      throw LifeEventPackUnreadable(line, "\(name) is missing")
    }
    var list: [T] = []
    for element in elements { list.append(try read(EventReader(element, line: line))) }
    return list
  }
}
