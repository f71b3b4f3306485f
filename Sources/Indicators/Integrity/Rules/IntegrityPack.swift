import Ground
public import Rules

extension IntegrityRule {
  /// The rules of a pack, in its order.
  ///
  /// Refuses: `RulePackUnreadable`, naming the line: a field that is missing, unknown or no
  /// sensible number, two wordings of one rule that hold on the same day.
  public static func list(of pack: RulePack) throws(RulePackUnreadable) -> [IntegrityRule] {
    var list: [IntegrityRule] = []
    for record in pack.records {
      let rule = try IntegrityRule(record)
      guard !list.contains(where: { $0.code == rule.code && $0.overlaps(rule) }) else {
        throw RulePackUnreadable(
          line: record.line, reason: "\(rule.code.rawValue) is worded twice for the same days")
      }
      list.append(rule)
    }
    return list
  }

  private static let fields: Set<String> = [
    "code", "title", "title_en", "explanation", "explanation_en", "officer_days", "source",
    "legal_basis", "valid_from", "valid_to",
  ]

  private init(_ record: RuleRecord) throws(RulePackUnreadable) {
    let fields = PackFields(record.content, line: record.line)
    code = try fields.word("code")
    try fields.allow(IntegrityRule.fields.union(code.fields))
    (title, explanation) = (try fields.words("title"), try fields.words("explanation"))
    thresholds = try Thresholds(fields, of: code)
    officerDays = try fields.count("officer_days", in: 0...30)
    (source, legalBasis) = (try fields.text("source"), record.legalBasis)
    (validFrom, validTo) = (record.validFrom, record.validTo)
  }

  private func overlaps(_ other: IntegrityRule) -> Bool {
    let last = Day(9999, 12, 31)
    return validFrom <= other.validTo ?? last && other.validFrom <= validTo ?? last
  }
}

extension IntegrityRule.Code {
  /// The thresholds that it asks for.
  fileprivate var fields: [String] {
    switch self {
    case .clockStoppedLate: ["percent"]
    case .supplementRepeated: ["requests"]
    case .finishedInSeconds: ["seconds"]
    case .closedInBulk: ["dossiers", "minutes", "last_days", "times", "usual_days"]
    case .oneDeviceMany: ["people", "window"]
    case .recordedLate: ["minutes"]
    case .finishedWithoutResult, .lateHeld: []
    }
  }
}

extension IntegrityRule.Thresholds {
  fileprivate init(
    _ fields: PackFields, of code: IntegrityRule.Code
  ) throws(RulePackUnreadable) {
    self.init()
    for field in code.fields {
      switch field {
      case "percent": percent = try fields.count(field, in: 1...100)
      case "requests": requests = try fields.count(field, in: 1...20)
      case "seconds": seconds = try fields.count(field, in: 1...86_400)
      case "minutes": minutes = try fields.count(field, in: 1...1_000_000)
      case "dossiers": dossiers = try fields.count(field, in: 2...10_000)
      case "people": people = try fields.count(field, in: 2...10_000)
      case "last_days": lastDays = try fields.count(field, in: 1...10)
      case "times": times = try fields.count(field, in: 1...100)
      case "usual_days": usualDays = try fields.count(field, in: 7...400)
      default: window = try fields.word(field)
      }
    }
  }
}

extension PackFields {
  fileprivate func count(
    _ name: String, in range: ClosedRange<Int>
  ) throws(RulePackUnreadable) -> Int {
    guard let number = content[name]?.int, range.contains(number) else {
      throw RulePackUnreadable(
        line: line, reason: "\(name) must be \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }
}
