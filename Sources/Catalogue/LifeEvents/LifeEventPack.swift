import Ground
public import Rules

extension LifeEvent {
  /// The life events of a pack, in its order, whenever they hold.
  ///
  /// Refuses: `RulePackUnreadable`, naming the line of the record: a field that is missing or
  /// unknown, a code of no list, a slug that two events bear on the same day.
  public static func list(of pack: RulePack) throws(RulePackUnreadable) -> [LifeEvent] {
    var list: [LifeEvent] = []
    for record in pack.records {
      let event = try LifeEvent(record)
      guard !list.contains(where: { $0.slug == event.slug && $0.overlaps(event) }) else {
        throw RulePackUnreadable(
          line: record.line, reason: "\(event.slug) stands twice for the same days")
      }
      list.append(event)
    }
    return list
  }

  private init(_ record: RuleRecord) throws(RulePackUnreadable) {
    let reader = PackFields(record)
    try reader.allow([
      "slug", "title", "title_en", "lead", "lead_en", "valid_from", "valid_to", "legal_basis",
      "groups",
    ])
    slug = try reader.slug()
    (title, lead) = (try reader.words("title"), try reader.words("lead"))
    (legalBasis, validFrom, validTo) = (record.legalBasis, record.validFrom, record.validTo)
    var groups: [Group] = []
    for fields in reader.list("groups") { groups.append(try Group(fields)) }
    guard !groups.isEmpty else { throw reader.unreadable("groups is missing") }
    self.groups = groups
  }

  private func overlaps(_ other: LifeEvent) -> Bool {
    let last = Day(9999, 12, 31)
    return validFrom <= other.validTo ?? last && other.validFrom <= validTo ?? last
  }
}

extension LifeEvent.Group {
  fileprivate init(_ fields: PackFields) throws(RulePackUnreadable) {
    try fields.allow(["title", "title_en", "procedures", "find"])
    let codes = try fields.codes()
    var conditions: [LifeEvent.Condition] = []
    for each in fields.list("find") { conditions.append(try each.condition()) }
    guard !codes.isEmpty || !conditions.isEmpty else {
      throw fields.unreadable("a group names neither procedures nor find")
    }
    self.init(title: try fields.words("title"), codes: codes, conditions: conditions)
  }
}

extension PackFields {
  fileprivate func slug() throws(RulePackUnreadable) -> String {
    let slug = try text("slug")
    guard slug.utf8.count <= 60,
      slug.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
    else { throw unreadable("slug must be small letters, digits and -") }
    return slug
  }

  fileprivate func codes() throws(RulePackUnreadable) -> [ProcedureCode] {
    var codes: [ProcedureCode] = []
    for text in (content["procedures"]?.elements ?? []).map({ $0.text ?? "?" }) {
      let code = ProcedureCode(text)
      guard code.isProcedureCode else { throw unreadable("\(text) is no procedure code") }
      codes.append(code)
    }
    return codes
  }

  fileprivate func condition() throws(RulePackUnreadable) -> LifeEvent.Condition {
    try allow(["name", "without", "sector", "level"])
    let level: Level? = content["level"] == nil ? nil : try word("level")
    return LifeEvent.Condition(
      name: folded(try text("name")), without: content["without"]?.text.map(folded),
      sector: content["sector"]?.text.map { Sector(named: $0).code }, level: level)
  }
}
