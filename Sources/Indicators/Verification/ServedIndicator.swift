import Ground
import Rules

extension Indicator {
  /// Reads a definition as the API and a bag give it.
  ///
  /// Refuses: `RulePackUnreadable`; its line is 0.
  init(served json: JSON) throws(RulePackUnreadable) {
    let fields = PackFields(json, line: 0)
    func day(_ name: String) -> Day? { json[name]?.text.flatMap { Day(iso: $0) } }
    code = try fields.text("code")
    group = Group(code: try fields.text("group"), title: BilingualText(""))
    title = BilingualText(try fields.text("title"), english: json["titleEn"]?.text)
    definition = BilingualText(
      try fields.text("definition"), english: json["definitionEn"]?.text)
    (unit, legalBasis) = (try fields.text("unit"), try fields.text("legalBasis"))
    source = try fields.text("source")
    guard let decimals = json["decimals"]?.int, (0...6).contains(decimals),
      let validFrom = day("validFrom")
    else { throw RulePackUnreadable(line: 0, reason: "decimals or validFrom of \(code)") }
    (self.decimals, self.validFrom, validTo) = (decimals, validFrom, day("validTo"))
    rounding = try fields.word("rounding")
    zeroRule = try fields.word("zero")
    direction = try fields.word("direction")
    formula = try Formula(fields.mapping("formula"))
  }
}
