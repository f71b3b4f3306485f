import Ground
import Rules
import Web

/// Parts that the pages of the watch share.
enum FindingParts {
  /// Each rule in words, with its threshold and source: what a number means stands beside it.
  static func rules(_ rules: [IntegrityRule], on day: Day) -> HTML {
    let held = rules.filter { $0.isInForce(on: day) }
    let rows = held.map { rule in
      SummaryRow(Phrase(verbatim: rule.title.said), FindingParts.about(rule))
    }
    return HTML.fold("Quy tắc, ngưỡng và căn cứ", id: "quy-tac", HTML.summaryList(rows))
  }

  static func about(_ rule: IntegrityRule) -> HTML {
    let numbers = rule.thresholds.words
    let list: HTML? = numbers.isEmpty ? nil : "<p>\(Phrase(joining: numbers))</p>"
    return """
      <p>\(rule.explanation.said)</p>\(list)\
      <p class="hint">Căn cứ: <span lang="vi">\(rule.legalBasis)</span>. \
      Áp dụng từ \(rule.validFrom.vietnamese).</p>
      """
  }

  static func state(_ kept: KeptFinding) -> HTML {
    if kept.gone != nil { return HTML.tag("Không còn", .neutral) }
    let isNobodys = kept.finding.post == nil && kept.state == .open
    return HTML.tag(isNobodys ? "Chưa xem xét" : kept.state.words, kept.state.tag)
  }

  static func post(_ post: String?, _ names: PostNames) -> HTML {
    names.name(post).map { "<span lang=\"vi\">\($0)</span>" } ?? "Không phải việc của cán bộ"
  }

  static func title(_ kept: KeptFinding, _ rules: [IntegrityRule]) -> Phrase {
    let rule =
      rules.rule(kept.finding.key.rule, version: kept.finding.version)
      ?? rules.first { $0.code == kept.finding.key.rule }
    return Phrase(verbatim: rule?.title.said ?? kept.finding.key.rule.rawValue)
  }
}

extension FindingState {
  var tag: TagKind {
    switch self {
    case .open: .bad
    case .explained: .waiting
    case .acknowledged: .good
    case .referred: .active
    }
  }
}

extension IntegrityRule.Thresholds {
  /// The thresholds, each in a sentence.
  var words: [Phrase] {
    var words: [Phrase] = []
    if percent > 0 { words.append("Ngưỡng: \(percent) % thời hạn.") }
    if requests > 0 { words.append("Ngưỡng: quá \(requests) lần.") }
    if seconds > 0 { words.append("Ngưỡng: \(seconds) giây.") }
    if dossiers > 0 { words.append("Ngưỡng: \(dossiers) hồ sơ.") }
    if people > 0 { words.append("Ngưỡng: \(people) người.") }
    if minutes > 0 { words.append("Ngưỡng: \(minutes) phút.") }
    if lastDays > 0 { words.append("Cuối kỳ: \(lastDays) ngày làm việc cuối tháng.") }
    if times > 0 { words.append("Gấp \(times) lần mức thường ngày.") }
    if usualDays > 0 { words.append("Mức thường ngày: \(usualDays) ngày liền trước.") }
    return words
  }
}
