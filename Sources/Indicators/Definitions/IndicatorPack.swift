import Ground
public import Rules

extension Indicator {
  /// The indicators of a pack, in its order.
  ///
  /// Refuses: `RulePackUnreadable`, naming the line: a field that is missing or unknown, a
  /// word that no fact has, a numerator that is no part of its denominator or counts something
  /// twice (KPI-2), two definitions of one code that hold on the same day.
  public static func list(of pack: RulePack) throws(RulePackUnreadable) -> [Indicator] {
    let groups = try Group.list(PackFields(pack.header, line: 1))
    var list: [Indicator] = []
    for record in pack.records {
      let indicator = try Indicator(record, groups)
      let twin = list.contains { other in
        other.code == indicator.code && other.overlaps(indicator)
      }
      guard !twin else {
        throw RulePackUnreadable(
          line: record.line, reason: "\(indicator.code) is defined twice for the same days")
      }
      list.append(indicator)
    }
    return list
  }

  private static let fields: Set<String> = [
    "code", "group", "title", "title_en", "definition", "definition_en", "unit", "decimals",
    "rounding",
    "zero", "direction", "source", "legal_basis", "valid_from", "valid_to",
  ]

  private init(_ record: RuleRecord, _ groups: [Group]) throws(RulePackUnreadable) {
    let line = record.line
    let fields = PackFields(record.content, line: line)
    formula = try Formula(fields)
    try fields.allow(Indicator.fields.union(formula.fields))
    (code, title) = (try fields.text("code"), try fields.words("title"))
    let name = try fields.text("group")
    guard let group = groups.first(where: { $0.code == name }) else {
      throw RulePackUnreadable(line: line, reason: "there is no group \(name)")
    }
    self.group = group
    definition = try fields.words("definition")
    (unit, source) = (try fields.text("unit"), try fields.text("source"))
    (legalBasis, validFrom, validTo) = (record.legalBasis, record.validFrom, record.validTo)
    guard let decimals = record.content["decimals"]?.int, (0...6).contains(decimals) else {
      throw RulePackUnreadable(line: line, reason: "decimals must be 0 to 6")
    }
    self.decimals = decimals
    rounding = try fields.optionalWord("rounding") ?? .halfUp
    zeroRule = try fields.optionalWord("zero") ?? .none
    direction = try fields.optionalWord("direction") ?? .higher
    switch formula {
    case .share, .procedures: try fields.require(unit == "%", "the unit of a share is %")
    case .ratio: try fields.require(unit != "%", "only a share is measured in %")
    case .unmeasured: break
    }
  }

  private func overlaps(_ other: Indicator) -> Bool {
    let last = Day(9999, 12, 31)
    return validFrom <= other.validTo ?? last && other.validFrom <= validTo ?? last
  }
}

extension Indicator.Group {
  fileprivate static func list(
    _ header: PackFields
  ) throws(RulePackUnreadable) -> [Indicator.Group] {
    var groups: [Indicator.Group] = []
    for element in header.content["groups"]?.elements ?? [] {
      let fields = PackFields(element, line: header.line)
      groups.append(
        Indicator.Group(code: try fields.text("code"), title: try fields.words("title")))
    }
    try header.require(!groups.isEmpty, "groups are missing")
    return groups
  }
}

extension Indicator.Formula {
  fileprivate enum Kind: String, CaseIterable {
    case share, ratio, procedures, unmeasured
  }

  init(_ fields: PackFields) throws(RulePackUnreadable) {
    let kind: Kind = try fields.word("kind")
    switch kind {
    case .share:
      let part = try fields.conditions("numerator")
      let whole = try fields.conditions("denominator")
      try fields.require(
        part.allSatisfy { piece in whole.contains { piece.isPart(of: $0) } },
        "the numerator is no part of the denominator (KPI-2)")
      try fields.require(
        (part + whole).allSatisfy { $0.points == 1 }, "a share counts each once: no points")
      self = .share(part, of: whole)
    case .ratio:
      self = .ratio(
        Indicator.Total(
          measure: try fields.word("measure"), conditions: try fields.conditions("numerator")),
        over: try fields.conditions("denominator"))
    case .procedures:
      let part = try ProcedureSet(fields.mapping("numerator"))
      let whole = try ProcedureSet(fields.mapping("denominator"))
      try fields.require(
        part.isPart(of: whole), "the numerator is no part of the denominator (KPI-2)")
      self = .procedures(part, of: whole)
    case .unmeasured: self = .unmeasured(try fields.words("reason"))
    }
  }

  /// The fields of the record that it is made of.
  fileprivate var fields: Set<String> {
    switch self {
    case .share, .procedures: ["kind", "numerator", "denominator"]
    case .ratio: ["kind", "measure", "numerator", "denominator"]
    case .unmeasured: ["kind", "reason", "reason_en"]
    }
  }
}
