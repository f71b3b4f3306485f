import Ground
import Rules
import Web

/// Kiểm soát: what concerns the officer first, then what a head oversees, by agency and rule.
struct ControlPage: Page {
  let own: [KeptFinding]
  /// `nil` for those who oversee nobody.
  let counts: [FindingCount]?
  /// Names of agencies by code.
  let agencies: [String: String]
  let rules: [IntegrityRule]
  let today: Day

  var face: Face { .desk }
  var title: Phrase { "Kiểm soát giải quyết hồ sơ" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    <p>Những điều trong nhật ký đã niêm phong cần có người giải thích. Dấu hiệu chưa phải là vi phạm: \
    cán bộ xem và giải trình trước, lãnh đạo xem sau.</p>
    <h2>Của tôi</h2>
    \(mine)
    \(overseen)
    \(FindingParts.rules(rules, on: today))
    """
  }

  private var mine: HTML {
    guard !own.isEmpty else { return HTML.empty("Không có dấu hiệu nào về vị trí của ông/bà") }
    return HTML.table(
      caption: "Dấu hiệu về vị trí của tôi",
      columns: [
        Column("Dấu hiệu"), Column("Ngày"), Column("Đo được"), Column("Tình trạng"),
        Column("Lãnh đạo xem từ"),
      ],
      rows: own.map { kept in
        [
          HTML.link(FindingParts.title(kept, rules), FindingPaths.finding(kept.id)),
          "\(kept.finding.day.vietnamese)", "\(kept.finding.words)", FindingParts.state(kept),
          "\(kept.headOn.vietnamese)",
        ]
      }, captionHidden: true)
  }

  private var overseen: HTML? {
    guard let counts else { return nil }
    return """
      <h2>Theo cơ quan</h2>
      \(table(counts))
      \(HTML.actions([
        HTML.buttonLink("Xem danh sách", FindingPaths.list(.init()), .secondary),
        HTML.buttonLink("Ai giữ hồ sơ khi quá hạn", FindingPaths.lateness, .secondary),
      ]))
      """
  }

  private func table(_ counts: [FindingCount]) -> HTML {
    guard !counts.isEmpty else {
      return HTML.empty("Chưa có dấu hiệu nào trong phạm vi của ông/bà")
    }
    let rows = Set(counts.map(\.agency)).sorted().map { agency -> [HTML] in
      let found = counts.filter { $0.agency == agency }
      return ["<span lang=\"vi\">\(agencies[agency] ?? agency)</span>", rules(found, agency)]
        + sums(found)
    }
    return HTML.table(
      caption: "Số dấu hiệu theo cơ quan",
      columns: [
        Column("Cơ quan"), Column("Theo quy tắc"), Column("Số dấu hiệu", isNumber: true),
        Column("Chưa có ai trả lời", isNumber: true),
      ],
      rows: rows, captionHidden: true,
      total: rows.count > 1 ? ["Tổng cộng", rules(counts, nil)] + sums(counts) : nil)
  }

  /// How many of each rule; each leads to its list.
  private func rules(_ counts: [FindingCount], _ agency: String?) -> HTML {
    let items = IntegrityRule.Code.allCases.compactMap { code -> HTML? in
      let found = counts.filter { $0.rule == code }
      guard sum(found) > 0 else { return nil }
      let path = FindingPaths.list(.init(rule: code, agency: agency))
      return "<li>\(HTML.link(name(code), path)): \(sum(found).grouped)</li>"
    }
    return "<ul>\(items)</ul>"
  }

  private func sums(_ counts: [FindingCount]) -> [HTML] {
    ["\(sum(counts).grouped)", "\(sum(counts.filter { $0.state == .open }).grouped)"]
  }

  private func name(_ code: IntegrityRule.Code) -> Phrase {
    Phrase(verbatim: rules.rule(code, on: today)?.title.said ?? code.rawValue)
  }

  private func sum(_ counts: [FindingCount]) -> Int { counts.reduce(0) { $0 + $1.count } }
}
