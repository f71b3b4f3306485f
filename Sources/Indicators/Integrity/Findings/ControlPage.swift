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
    let codes = IntegrityRule.Code.allCases.filter { code in
      counts.contains { $0.rule == code }
    }
    let rows = Set(counts.map(\.agency)).sorted().map { agency -> [HTML] in
      let name: HTML = "<span lang=\"vi\">\(agencies[agency] ?? agency)</span>"
      return [name] + codes.map { cell(counts, agency, $0) }
        + ["\(sum(counts.filter { $0.agency == agency }))"]
    }
    let total: [HTML] =
      ["Tổng cộng"] + codes.map { code in "\(sum(counts.filter { $0.rule == code }))" }
      + ["\(sum(counts))"]
    return HTML.table(
      caption: "Số dấu hiệu, trong ngoặc là số chưa có ai trả lời",
      columns: [Column("Cơ quan")] + codes.map { Column(name($0), isNumber: true) }
        + [Column("Tổng cộng", isNumber: true)],
      rows: rows, total: total)
  }

  private func cell(
    _ counts: [FindingCount], _ agency: String, _ code: IntegrityRule.Code
  ) -> HTML {
    let found = counts.filter { $0.agency == agency && $0.rule == code }
    guard sum(found) > 0 else { return "<span class=\"soft\">0</span>" }
    let open = sum(found.filter { $0.state == .open })
    let words = open > 0 ? "\(sum(found)) (\(open))" : "\(sum(found))"
    return HTML.link(
      Phrase(verbatim: words), FindingPaths.list(.init(rule: code, agency: agency)))
  }

  private func name(_ code: IntegrityRule.Code) -> Phrase {
    Phrase(verbatim: rules.rule(code, on: today)?.title.said ?? code.rawValue)
  }

  private func sum(_ counts: [FindingCount]) -> Int { counts.reduce(0) { $0 + $1.count } }
}
