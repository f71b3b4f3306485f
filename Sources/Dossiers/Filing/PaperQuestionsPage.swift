import Catalogue
import Ground
import Web

/// The papers of the procedure, group after group as the national list has them, each with the
/// files that were taken for it.
struct PaperQuestions {
  let state: FormState
  let opened: OpenedDraft

  /// One heading of the list.
  private struct Group {
    /// As the list writes it; `nil` for what belongs to every case.
    let name: String?
    var papers: [Component] = []
    var notes: [Component] = []

    /// The list marks mere headings, as "giấy tờ phải nộp", with a star; the others name cases.
    var isCase: Bool { name?.hasPrefix("*") == false }
  }

  private var groups: [Group] {
    var groups: [Group] = []
    for component in opened.offered.procedure.components {
      let name = component.group.flatMap { FilingWords.group($0).isEmpty ? nil : $0 }
      let index = groups.firstIndex { $0.name == name } ?? groups.endIndex
      if index == groups.endIndex { groups.append(Group(name: name)) }
      if component.isNote {
        groups[index].notes.append(component)
      } else {
        groups[index].papers.append(component)
      }
    }
    return groups.filter { $0.name == nil } + groups.filter { $0.name != nil }
  }

  var html: HTML {
    let groups = groups
    let asking = groups.filter { !$0.papers.isEmpty }
    let manyCases = asking.filter(\.isCase).count > 2
    let cases: HTML? =
      manyCases
      ? "<p>Danh mục chia giấy tờ theo trường hợp. Mở đúng trường hợp của bạn, không cần nộp giấy tờ của trường hợp khác.</p>"
      : nil
    return """
      <p class="lead">Chụp ảnh hoặc quét từng giấy tờ, rồi chọn tệp ở đúng mục. Mỗi mục chọn được nhiều tệp.</p>
      \(cases)
      <p class="hint">Nhận PDF, ảnh JPEG, PNG, TIFF, và DOCX, XLSX, ODT; mỗi tệp không quá \
      \(FileDesk.limit / 1_048_576) MB. Thiếu giấy tờ vẫn gửi được; cơ quan hướng dẫn bổ sung một lần.</p>
      \(asking.map { section($0, folded: manyCases, isOnly: asking.count == 1) })
      \(other)
      \(notes(groups))
      \(HTML.button("Tải tệp lên, ở lại trang này", name: "stay", value: "co", .secondary))
      """
  }

  private func section(_ group: Group, folded: Bool, isOnly: Bool) -> HTML {
    let fields = group.papers.map(field)
    guard folded, let name = group.name else {
      let heading: HTML =
        group.name.map { "<h2 lang=\"vi\">\(FilingWords.group($0))</h2>" }
        ?? (isOnly ? "<h2>Giấy tờ của thủ tục</h2>" : "<h2>Giấy tờ cho mọi trường hợp</h2>")
      return "<section>\(heading)\(fields)</section>"
    }
    let count = group.papers.reduce(0) {
      $0 + opened.draft.files(at: .component($1.number)).count
    }
    let isWrong = group.papers.contains { state.error(at: "/paper/\($0.number)") != nil }
    let summary: Phrase =
      count == 0
      ? "\(FilingWords.group(name)) (\(group.papers.count) giấy tờ)"
      : "\(FilingWords.group(name)) (\(group.papers.count) giấy tờ, đã tải lên \(count) tệp)"
    return HTML.fold(summary, isOpen: count > 0 || isWrong, HTML(joining: fields))
  }

  private func field(_ component: Component) -> HTML {
    let short = FilingWords.short(component.name)
    let whole: HTML? =
      short == component.name
      ? nil : HTML.fold("Xem đầy đủ tên giấy tờ", "<p lang=\"vi\">\(component.name)</p>")
    let form: HTML? = component.form.map { " Mẫu: <span lang=\"vi\">\($0)</span>." }
    return PaperField(
      place: .component(component.number),
      label: "<span lang=\"vi\">\(short)</span>",
      remarks: "<p class=\"hint\">\(FilingWords.counts(component)).\(form)</p>\(whole)",
      draft: opened.draft, error: state.error(at: "/paper/\(component.number)")
    ).html
  }

  private var other: HTML {
    let field = PaperField(
      place: .other, label: "Giấy tờ khác bạn muốn gửi kèm", remarks: nil, draft: opened.draft,
      error: state.error(at: "/paper/0")
    ).html
    return "<section><h2>Giấy tờ khác</h2>\(field)</section>"
  }

  /// What the list says besides, as it says it.
  private func notes(_ groups: [Group]) -> HTML? {
    let notes = groups.flatMap(\.notes)
    guard !notes.isEmpty else { return nil }
    let lines = notes.map { "<li>\($0.name)</li>" as HTML }
    return HTML.fold("Lưu ý của thủ tục (\(notes.count))", "<ul lang=\"vi\">\(lines)</ul>")
  }
}
