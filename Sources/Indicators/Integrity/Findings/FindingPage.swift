import Ground
import Web

/// One finding: the rule in words, what was measured, the facts behind it, what was said, and the
/// forms of those who may say something.
struct FindingPage: Page {
  let sheet: FindingSheet
  let rules: [IntegrityRule]
  let state: FormState
  /// The act whose form was refused.
  let tried: FindingAct?

  private var kept: KeptFinding { sheet.kept }

  var face: Face { .desk }
  var title: Phrase { FindingParts.title(kept, rules) }

  var body: HTML {
    """
    \(HTML.back("Kiểm soát", FindingPaths.start))
    \(state.summary)
    <h1>\(title)</h1>
    <p>\(FindingParts.state(kept))</p>
    \(gone)
    \(HTML.summaryList(facts))
    \(forms)
    \(said)
    \(dossiers)
    \(lines)
    """
  }

  private var gone: HTML? { kept.gone.map { HTML.inset("<p>\($0.words)</p>") } }

  private var facts: [SummaryRow] {
    let finding = kept.finding
    let rows = [
      SummaryRow("Đo được", "<strong>\(finding.words)</strong>"),
      SummaryRow("Ngày", "\(finding.day.vietnamese)"),
      SummaryRow("Cơ quan", "<span lang=\"vi\">\(sheet.agency)</span>"),
      SummaryRow("Vị trí", FindingParts.post(finding.post, sheet.names)),
      SummaryRow("Sự kiện trong nhật ký", "số \(finding.position)"),
      SummaryRow("Lãnh đạo xem từ", "\(kept.headOn.vietnamese)"),
    ]
    return rows + (sheet.rule.map { [SummaryRow("Quy tắc", FindingParts.about($0))] } ?? [])
  }

  private var forms: HTML {
    guard kept.gone == nil else { return "" }
    let possible: [FindingAct] =
      sheet.sight.head != nil ? [.acknowledge, .refer] : sheet.sight.isOwn ? [.explain] : []
    return HTML(
      joining: possible.filter { kept.state.after($0) != nil }.map { act in form(act) })
  }

  private func form(_ act: FindingAct) -> HTML {
    let entry =
      tried == act
      ? state.entry("noi-dung", act.label) : Entry("noi-dung", act.label, value: "")
    let id = tried == act ? "o-noi-dung" : "noi-dung-\(act.address)"
    let error: HTML? = entry.error.map { "<p class=\"error\" id=\"\(id)-loi\">\($0)</p>" }
    let described: HTML? =
      entry.error == nil ? nil : " aria-describedby=\"\(id)-loi\" aria-invalid=\"true\""
    return """
      <section class="box"><h2>\(act.heading)</h2>
      \(HTML.form(
        to: FindingPaths.act(act, on: kept.id),
        """
        <div class="entry\(entry.error == nil ? "" : " wrong")"><label for="\(id)">\(entry.label)</label>\
        \(error)<textarea id="\(id)" name="noi-dung" rows="4" maxlength="2000"\(described)>
        \(entry.value)</textarea></div>
        \(HTML.button(act.button, act == .refer ? .warning : .primary))
        """))
      </section>
      """
  }

  private var said: HTML? {
    guard !sheet.acts.isEmpty else { return nil }
    let events = sheet.acts.map { act in
      TimelineEvent(
        act.at.vietnamese, act.act.words,
        """
        <p lang="vi">\(act.text)</p><p class="hint" lang="vi">\(sheet.names.name(act.post))</p>
        """)
    }
    return "<h2>Đã trao đổi</h2>\(HTML.timeline(events))"
  }

  private var dossiers: HTML? {
    guard !sheet.dossiers.isEmpty else { return nil }
    let items = sheet.dossiers.map { item -> HTML in
      let when: HTML? = item.at.map { " – \($0.vietnamese)" }
      guard let id = item.known?["id"]?.text else {
        return "<li><span class=\"hint\">Ngoài quyền xem</span>\(when)</li>"
      }
      let name = item.known?["number"]?.text ?? item.known?["reference"]?.text ?? id
      return "<li>\(HTML.link(Phrase(verbatim: name), Paths.deskDossier(id)))\(when)</li>"
    }
    return "<h2>Hồ sơ</h2><ul>\(items)</ul>"
  }

  private var lines: HTML? {
    guard !sheet.lines.isEmpty else { return nil }
    return """
      <h2>Các sự kiện của hồ sơ</h2>
      \(HTML.table(
        caption: "Các sự kiện của hồ sơ",
        columns: [
          Column("Lúc"), Column("Việc"), Column("Vị trí"), Column("Sự kiện số", isNumber: true),
        ],
        rows: sheet.lines.map { line in
          let mark: HTML? =
            line.position == kept.finding.position ? " \(HTML.tag("Dấu hiệu", .bad))" : nil
          return [
            "\(line.at.vietnamese)", "\(FactWords.of(line.kind))\(mark)",
            "<span lang=\"vi\">\(sheet.names.name(line.post))</span>",
            "\(line.position.map(String.init))",
          ]
        }, captionHidden: true))
      """
  }
}

extension FindingAct {
  fileprivate var heading: Phrase {
    switch self {
    case .explain: "Giải trình"
    case .acknowledge: "Xác nhận"
    case .refer: "Chuyển xem xét"
    }
  }

  fileprivate var label: Phrase {
    switch self {
    case .explain: "Vì sao có dấu hiệu này"
    case .acknowledge: "Ý kiến của lãnh đạo"
    case .refer: "Chuyển cho ai, để làm rõ điều gì"
    }
  }

  fileprivate var button: Phrase {
    switch self {
    case .explain: "Gửi giải trình"
    case .acknowledge: "Xác nhận đã xem"
    case .refer: "Chuyển xem xét"
    }
  }
}
