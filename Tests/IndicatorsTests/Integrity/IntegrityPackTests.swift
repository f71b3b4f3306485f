import Ground
import Rules
import Testing

@testable import Indicators

private func pack(_ records: String...) throws -> RulePack {
  try RulePack(
    yaml: Array(("pack: integrity\nversion: 1\nrecords:\n" + records.joined()).utf8))
}

private func rule(
  code: String = "finished-in-seconds", thresholds: String = "    seconds: 60\n",
  from: String = "2020-01-01", more: String = ""
) -> String {
  let lines = [
    "  - code: \(code)", "    title: Kết thúc ngay", "    title_en: At once",
    "    explanation: Có kết quả ngay", "    explanation_en: Finished at once",
    "    officer_days: 3", "    valid_from: \(from)", "    legal_basis: QĐ 1",
    "    source: domain P9",
  ]
  return lines.joined(separator: "\n") + "\n" + thresholds + more
}

@Suite struct IntegrityPackTests {
  @Test func aRuleIsReadWithItsThresholds() throws {
    let rules = try IntegrityRule.list(
      of: pack(
        rule(more: "    valid_to: 2025-12-31\n"),
        rule(thresholds: "    seconds: 30\n", from: "2026-01-01")))
    #expect(rules.rule(.finishedInSeconds, on: Day(2025, 12, 31))?.thresholds.seconds == 60)
    #expect(rules.rule(.finishedInSeconds, on: Day(2026, 1, 1))?.thresholds.seconds == 30)
    #expect(rules.rule(.finishedInSeconds, on: Day(2019, 12, 31)) == nil)
    #expect(rules.rule(.finishedInSeconds, version: "2020-01-01")?.thresholds.seconds == 60)
  }

  @Test(arguments: [
    (rule(thresholds: ""), "seconds must be 1 to 86400"),
    (rule(thresholds: "    seconds: 0\n"), "seconds must be 1 to 86400"),
    (rule(thresholds: "    seconds: sixty\n"), "seconds must be 1 to 86400"),
    (rule(thresholds: "    seconds: 60\n    percent: 90\n"), "percent"),
    (rule(code: "finished-on-sundays"), "code"),
    (rule() + rule(from: "2021-01-01"), "worded twice"),
  ])
  func aRuleThatSaysTooLittleOrTooMuchIsRefused(_ text: String, _ reason: String) throws {
    let pack = try pack(text)
    #expect(
      performing: { try IntegrityRule.list(of: pack) },
      throws: { error in
        guard let unfit = error as? RulePackUnreadable else { return false }
        return unfit.reason.contains(reason) && unfit.line >= 4
      })
  }

  /// Every rule says in two languages what it looks for, from where on, and on what it rests.
  @Test func shippedRulesSayWhatTheyLookForAndWhy() throws {
    for rule in try shippedRules() {
      #expect(rule.title.english != nil && rule.explanation.english != nil)
      #expect(!rule.legalBasis.isEmpty && !rule.source.isEmpty)
    }
  }
}
