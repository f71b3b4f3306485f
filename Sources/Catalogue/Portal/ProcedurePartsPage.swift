import Directory
import Ground
import Web

/// Papers, terms and places of a procedure's page.
extension ProcedurePage {
  var papers: HTML {
    let groups = PaperGroup.grouped(procedure.components)
    guard !groups.isEmpty else { return ProcedurePage.silent }
    let titled = groups.count { $0.title != nil }
    return HTML(joining: groups.map { group($0, isFolded: titled > 4 || $0.papers.count > 6) })
  }

  private func group(_ group: PaperGroup, isFolded: Bool) -> HTML {
    let list: HTML = "<ul class=\"papers\" lang=\"vi\">\(group.papers.map(paper))</ul>"
    guard let title = group.title else { return list }
    return isFolded
      ? HTML.fold(Phrase(verbatim: "\(title) (\(group.papers.count))"), list)
      : "<h3 lang=\"vi\">\(title)</h3>\(list)"
  }

  private func paper(_ paper: Component) -> HTML {
    let form: HTML? = paper.form.map { "<br><span class=\"hint\">Mẫu: \($0)</span>" }
    guard !paper.isNote else { return "<li class=\"hint\">\(paper.name)\(form)</li>" }
    return """
      <li>\(paper.name) <span class="hint">\(HTML.tag(copies(paper)))</span>\(form)</li>
      """
  }

  private func copies(_ paper: Component) -> Phrase {
    switch (paper.originals, paper.copies) {
    case (let originals, 0): "\(originals) bản chính"
    case (0, let copies): "\(copies) bản sao"
    case (let originals, let copies): "\(originals) bản chính, \(copies) bản sao"
    }
  }

  var terms: HTML {
    let channels = taking?.offered.channels ?? procedure.channels
    let cases = channels.flatMap { view.terms($0, at: taking) }
    guard !cases.isEmpty else {
      return "<p class=\"hint\">Danh mục quốc gia chưa ghi cách thức thực hiện của thủ tục này.</p>"
    }
    let isSplit = cases.contains { $0.caseNumber > 1 }
    let rows = cases.map { each -> [HTML] in
      let number: HTML? =
        isSplit ? "<br><span class=\"hint\">Trường hợp \(each.caseNumber)</span>" : nil
      return [
        "\(each.channel.words)\(number)", "\(each.termWords)\(doubt(each))",
        "\(fee(each))\(note(each.fee.note))\(note(each.note))",
      ]
    }
    return HTML.table(
      caption: "Thời hạn và phí theo từng cách nộp",
      columns: [Column("Cách nộp"), Column("Thời hạn"), Column("Phí, lệ phí và ghi chú")],
      rows: rows, captionHidden: true)
  }

  /// The amount; where the list has it only in words, those words.
  private func fee(_ each: CaseTerm) -> HTML {
    guard each.fee.amount == nil, let said = each.note?.leadingAmount else {
      return "\(each.fee.words)"
    }
    return "Danh mục ghi: <strong lang=\"vi\">\(said)</strong>"
  }

  private func doubt(_ each: CaseTerm) -> HTML? {
    each.doubt.map { "<br><span class=\"soon\" lang=\"vi\">\($0)</span>" }
  }

  /// What the list adds to a fee or a case; a long one is folded.
  private func note(_ text: String?) -> HTML? {
    guard let text else { return nil }
    let html: HTML = "<div class=\"hint\" lang=\"vi\">\(ReadableText.of(text).html)</div>"
    return text.count > 220 ? HTML.fold("Xem ghi chú", html) : html
  }

  var places: HTML {
    let pairs = deciding
    return "\(pairs.isEmpty ? nil : HTML.details(pairs))\(agencies)"
  }

  private var deciding: [(Phrase, HTML)] {
    var pairs: [(Phrase, HTML)] = []
    if let authority = procedure.authority {
      pairs.append(("Cơ quan có thẩm quyền", "<span lang=\"vi\">\(authority)</span>"))
    }
    if let agency = procedure.record.agency, agency != procedure.authority {
      pairs.append(("Cơ quan thực hiện", "<span lang=\"vi\">\(agency)</span>"))
    }
    guard let taking, taking.competent.code != taking.place.code else { return pairs }
    pairs.append(
      (
        "Người giải quyết hồ sơ nộp tại đây",
        HTML.link(
          Phrase(verbatim: taking.competent.name), Paths.agency(taking.competent.code.rawValue))
      ))
    return pairs
  }

  private var agencies: HTML? {
    guard !view.takings.isEmpty else { return nil }
    let shown = view.takings.prefix(ProcedurePage.mostPlaces)
    let isAlike = view.online.isEmpty || view.online.count == view.takings.count
    let items = shown.map { taking -> HTML in
      let isOnline = !isAlike && taking.offered.accepts(.online) != .closed
      let online: HTML? = isOnline ? HTML.tag("trực tuyến", .active) : nil
      let path = Paths.agency(taking.place.code.rawValue)
      return "<li>\(HTML.link(Phrase(verbatim: taking.place.name), path)) \(online)</li>"
    }
    let all: HTML? =
      view.takings.count > shown.count
      ? """
      <p>\(HTML.link(
        "Xem tất cả \(view.takings.count) cơ quan", Paths.agencies.asking("thu-tuc", code)))</p>
      """ : nil
    let count: HTML =
      isAlike && !view.online.isEmpty
      ? "<p>\(view.takings.count) cơ quan tiếp nhận, đều nhận trực tuyến:</p>"
      : "<p>\(view.takings.count) cơ quan tiếp nhận:</p>"
    return "\(count)<ul class=\"two\" lang=\"vi\">\(items)</ul>\(all)"
  }

  static let mostPlaces = 12
}

/// The papers of one case.
struct PaperGroup: Sendable, Equatable {
  /// `nil`: needed whatever the case.
  let title: String?
  let papers: [Component]

  /// Those for every case first, then the groups as they first stand in the record. Within a group
  /// papers that count themselves, `(1)`, `(2)`, stand in that order; notes come last.
  static func grouped(_ components: [Component]) -> [PaperGroup] {
    var order: [String] = []
    var byTitle: [String: [Component]] = [:]
    for component in components {
      let title = tidy(component.group)
      if byTitle[title] == nil { order.append(title) }
      byTitle[title, default: []].append(component)
    }
    return order.sorted { $0.isEmpty && !$1.isEmpty }.map { title in
      PaperGroup(title: title.isEmpty ? nil : title, papers: sorted(byTitle[title] ?? []))
    }
  }

  /// `* Giấy tờ phải nộp` is a heading without its star.
  private static func tidy(_ group: String?) -> String {
    String(
      (group ?? "").drop { "*-+ ".contains($0) }.reversed().drop { ": ".contains($0) }.reversed())
  }

  private static func sorted(_ papers: [Component]) -> [Component] {
    let numbered = papers.enumerated().map { offset, paper in
      (isNote: paper.isNote, mark: number(paper.name) ?? Int.max, offset: offset, paper: paper)
    }
    return numbered.sorted {
      ($0.isNote ? 1 : 0, $0.mark, $0.offset) < ($1.isNote ? 1 : 0, $1.mark, $1.offset)
    }.map(\.paper)
  }

  /// `(3) …` and `(iii) …` are 3.
  private static func number(_ name: String) -> Int? {
    guard name.hasPrefix("("), let close = name.firstIndex(of: ")") else { return nil }
    let mark = String(name[name.index(after: name.startIndex)..<close])
    return Int(mark) ?? roman.firstIndex(of: mark).map { $0 + 1 }
  }

  private static let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
}

extension String {
  /// `150,000 Việt Nam Đồng` of `150,000 Việt Nam Đồng(Mức cụ thể …)`; `nil` when the text does not
  /// begin with an amount of money.
  var leadingAmount: String? {
    guard first?.isNumber == true else { return nil }
    let head = prefix { $0 != "(" && !$0.isNewline }
    let words = folded(String(head))
    guard head.count <= 40, words.hasSuffix("viet nam dong") || words.hasSuffix("vnd") else {
      return nil
    }
    return String(head).split(separator: " ").joined(separator: " ")
  }
}
