import Catalogue
import Ground
import Web

/// One person on the counter's form, in the order in which a card is read aloud.
struct CounterPerson {
  let who: String
  let state: FormState
  let home: CounterHome
  let isFirst: Bool

  private func entry(
    _ field: String, _ label: Phrase, hint: Phrase? = nil, initial: String = ""
  ) -> Entry {
    state.entry("\(who).\(field)", label, hint: hint, initial: initial)
  }

  var html: HTML {
    """
    \(HTML.input(
      entry("name", who == "owner" ? "Họ và tên chủ hồ sơ" : "Họ và tên, hoặc tên tổ chức"),
      autocomplete: "off", max: 200, isFirst: isFirst))
    \(HTML.input(
      entry("personalNumber", "Số định danh cá nhân"), .digits, autocomplete: "off", max: 20,
      width: .half))
    \(HTML.input(
      entry("birthDate", "Ngày sinh"), .digits, autocomplete: "off", max: 10, width: .short))
    \(HTML.input(entry("phone", "Số điện thoại"), .tel, autocomplete: "off", max: 40, width: .half))
    \(HTML.input(entry("address.line", "Số nhà, đường, thôn, tổ"), autocomplete: "off", max: 300))
    \(HTML.input(
      entry("address.commune", "Xã, phường, đặc khu", initial: home.commune), autocomplete: "off",
      max: 100))
    \(HTML.input(
      entry("address.province", "Tỉnh, thành phố", initial: home.province), autocomplete: "off",
      max: 100))
    """
  }

  /// What few have.
  var further: HTML {
    """
    \(HTML.input(
      entry("taxNumber", "Mã số thuế của tổ chức", hint: "10 chữ số, chi nhánh thêm 3 chữ số."),
      autocomplete: "off", max: 20, width: .half))
    \(HTML.input(
      entry("representativeName", "Người đại diện của tổ chức"), autocomplete: "off", max: 200))
    \(HTML.input(entry("email", "Thư điện tử"), .email, autocomplete: "off", max: 254))
    """
  }
}

/// What lies on the desk: how many of each paper, and the files, where they are taken at once.
struct CounterPapers {
  let sheet: SubmissionSheet
  let state: FormState
  let files: [String: UploadedFile]

  private var asked: [Component] { sheet.procedure.components.filter { !$0.isNote } }

  var table: HTML {
    guard !asked.isEmpty else { return "<p>Thủ tục này không nêu giấy tờ phải nộp.</p>" }
    let columns =
      [Column("Giấy tờ")] + PaperCount.allCases.map { Column($0.name, isNumber: true) }
    return """
      \(HTML.table(
        caption: "Số bản của từng giấy tờ; để trống là không có", columns: columns,
        rows: asked.map(row), narrow: .stacks))
      \(whole)
      """
  }

  private func row(_ component: Component) -> [HTML] {
    let name = "\(component.number). \(component.name)"
    let wanted: Phrase =
      component.copies > 0
      ? "cần \(component.originals) bản chính, \(component.copies) bản sao"
      : "cần \(component.originals) bản chính"
    let isFirst = component.number == asked[0].number
    return ["<span lang=\"vi\">\(shortened(name))</span> <span class=\"hint\">(\(wanted))</span>"]
      + PaperCount.allCases.map { kind in
        count(kind, component, key: isFirst && kind == .originals)
      }
  }

  private func count(_ kind: PaperCount, _ component: Component, key: Bool) -> HTML {
    let entry = state.entry(kind.field(component.number), kind.name)
    let wrong: HTML? = entry.error.map {
      " aria-invalid=\"true\" title=\"\($0)\""
    }
    let error: HTML? = entry.error.map { "<span class=\"error\">\($0)</span>" }
    let access: HTML? = key ? " accesskey=\"g\"" : nil
    return """
      \(error)<label class="hidden" for="o-\(entry.name)">\(kind.name): \(shortened(component.name))</label>\
      <input class="count" id="o-\(entry.name)" name="\(entry.name)" type="text" inputmode="numeric" \
      maxlength="3" size="2" autocomplete="off" value="\(entry.value)"\(wrong)\(access)>
      """
  }

  /// The words of the decision, for whoever must know them.
  private var whole: HTML {
    let lines = sheet.procedure.components.map { "<li>\($0.name)</li>" as HTML }
    return HTML.fold(
      "Nguyên văn thành phần hồ sơ và lưu ý", id: "nguyen-van", isOpen: false,
      "<ol lang=\"vi\">\(lines)</ol>")
  }

  /// After the button, as a scan can wait: the papers stand in the dossier's page too.
  var uploads: HTML {
    let isOpen =
      state.values.names.contains { $0.hasPrefix("kept.paper.") }
      || (state.refusal?.places.contains { $0.pointer.hasPrefix("/paper/") } ?? false)
    let entries = asked.map { component in
      FileEntry(
        field: "paper.\(component.number)",
        label: Phrase(verbatim: shortened("\(component.number). \(component.name)")), hint: nil,
        state: state, files: files
      ).html
    }
    let others = FileEntry(
      field: "paper.0", label: "Giấy tờ khác", hint: nil, state: state, files: files
    ).html
    return HTML.fold(
      "Tải bản chụp giấy tờ lên ngay (không bắt buộc)", id: "tai-len", isOpen: isOpen,
      """
      <div class="fields">\(entries)\(others)</div>
      \(HTML.button("Tải các tệp đã chọn lên, chưa tiếp nhận", name: "again", value: "co", .secondary))
      """)
  }

  private func shortened(_ text: String) -> String {
    text.count <= 108 ? text : String(text.prefix(107)) + "…"
  }
}
