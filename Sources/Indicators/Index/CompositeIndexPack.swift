import Ground
public import Rules

extension CompositeIndex {
  /// The index that a pack defines.
  ///
  /// Refuses: `RulePackUnreadable`, naming the line: a field that is missing or unknown, a
  /// code that stands twice, a group that nobody named, maxima that do not add up.
  public init(_ pack: RulePack) throws(RulePackUnreadable) {
    let header = PackFields(pack.header, line: 1)
    try header.allow([
      "pack", "version", "title", "title_en", "source", "rate", "decimals", "maximum", "groups",
    ])
    code = pack.name
    guard let version = pack.header["version"]?.int, version > 0 else {
      throw RulePackUnreadable(line: 1, reason: "version must count from 1")
    }
    self.version = version
    title = try header.words("title")
    source = try header.text("source")
    rateUnit = try header.word("rate")
    guard let decimals = pack.header["decimals"]?.int, (0...6).contains(decimals) else {
      throw RulePackUnreadable(line: 1, reason: "decimals must be 0 to 6")
    }
    self.decimals = decimals
    maximum = try header.number("maximum")
    var groups: [Group] = []
    for json in pack.header["groups"]?.elements ?? [] {
      let fields = PackFields(json, line: 1)
      try fields.allow(["code", "title", "title_en", "maximum"])
      groups.append(
        Group(
          code: try fields.text("code"), title: try fields.words("title"),
          maximum: try fields.number("maximum")))
    }
    self.groups = groups
    var components: [Component] = []
    for record in pack.records { components.append(try Component(record)) }
    self.components = components
    try check(pack)
  }

  /// Every code once, every group named, every sum of maxima right.
  private func check(_ pack: RulePack) throws(RulePackUnreadable) {
    var seen: Set<String> = []
    for (component, record) in zip(components, pack.records) {
      guard seen.insert(component.code).inserted else {
        throw RulePackUnreadable(line: record.line, reason: "\(component.code) stands twice")
      }
      guard groups.contains(where: { $0.code == component.group }) || groups.isEmpty else {
        throw RulePackUnreadable(
          line: record.line, reason: "\(component.code) is of no group named above")
      }
    }
    for group in groups {
      let sum = components.filter { $0.group == group.code }.map(\.maximum).reduce(.zero, +)
      guard sum == group.maximum else {
        throw RulePackUnreadable(
          line: 1,
          reason: "the components of group \(group.code) give \(sum.published(decimals: 4)) points")
      }
    }
    let sum = components.map(\.maximum).reduce(.zero, +)
    // Thirds leave a last digit over.
    guard sum.published(decimals: 12) == maximum.published(decimals: 12) else {
      throw RulePackUnreadable(
        line: 1, reason: "all components give \(sum.published(decimals: 4)) points")
    }
  }
}

extension CompositeIndex.Component {
  fileprivate init(_ record: RuleRecord) throws(RulePackUnreadable) {
    let fields = PackFields(record.content, line: record.line)
    try fields.allow([
      "code", "group", "title", "title_en", "maximum", "full_at", "capped", "zero", "remark",
      "remark_en", "valid_from", "valid_to", "legal_basis",
    ])
    code = try fields.text("code")
    group = record.content["group"]?.text
    title = try fields.words("title")
    maximum = try fields.number("maximum")
    fullAt =
      record.content["full_at"] == nil ? Exact(1, outOf: 1) : try fields.number("full_at", most: 1)
    isCapped = record.content["capped"]?.bool ?? false
    zero = try fields.word("zero")
    remark = BilingualText(record.content, "remark")
    (legalBasis, validFrom, validTo) = (record.legalBasis, record.validFrom, record.validTo)
  }
}

extension PackFields {
  /// From 0.01 to `most`, as text: `"0.8"` or `"1/3"`.
  fileprivate func number(_ name: String, most: Int64 = 1000) throws(RulePackUnreadable)
    -> Exact
  {
    guard let number = Exact(try text(name)), number >= Exact(1, outOf: 100),
      number <= Exact(most, outOf: 1)
    else {
      throw RulePackUnreadable(
        line: line, reason: "\(name) must be a number from 0.01 to \(most), in quotes")
    }
    return number
  }
}
