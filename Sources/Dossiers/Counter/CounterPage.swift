import Catalogue
import Deadlines
import Ground
import Web

/// Reception at the counter on one page, made for the keyboard: what is nearly always the same is
/// filled in and can be seen, what is rare is folded away, Enter in any field receives.
///
/// Source: issue 3, "reception at the counter by keyboard alone"; WCAG 2.1.4 (shortcuts have a
/// modifier key).
struct CounterPage: Page {
  let sheet: SubmissionSheet
  let chosen: SubmissionSheet.Place?
  let state: FormState
  /// The files that were taken already, by id.
  let files: [String: UploadedFile]
  /// Makes two presses of the button one reception.
  let key: String
  let home: CounterHome

  var face: Face { .desk }
  var title: Phrase { "Tiếp nhận: \(sheet.procedure.name)" }

  private var code: String { sheet.procedure.code.rawValue }

  var body: HTML {
    """
    <p><a href="\(Paths.reception)" accesskey="k">Chọn thủ tục khác</a></p>
    \(state.summary)
    <h1 lang="vi">\(sheet.procedure.name) <span class="hint">\(code)</span></h1>
    \(sheet.places.isEmpty ? closed : form)
    """
  }

  private var closed: HTML {
    HTML.empty(
      "Cơ quan của ông/bà không nhận thủ tục này tại quầy",
      "Chọn thủ tục khác, hoặc hỏi quản trị viên về quyết định tiếp nhận.", actions: [])
  }

  private var form: HTML {
    HTML.form(
      to: Paths.reception(code), multipart: true,
      """
      \(HTML.hidden("key", key))
      <h2>Người nộp</h2>
      <div class="fields">\(CounterPerson(who: "applicant", state: state, home: home, isFirst: isFirst).html)</div>
      \(organisation)\(owner)
      <h2>Giấy tờ trên quầy</h2>
      \(CounterPapers(sheet: sheet, state: state, files: files).table)
      <h2>Thời hạn, phí, trả kết quả</h2>
      <div class="fields">\(place)\(cases)\(delivery)</div>
      \(HTML.actions([button]))
      \(CounterPapers(sheet: sheet, state: state, files: files).uploads)
      \(shortcuts)
      """)
  }

  private var button: HTML {
    "<button class=\"primary\" accesskey=\"t\">Tiếp nhận hồ sơ</button>"
  }

  /// The caret stands in the first field unless something is to be mended first.
  private var isFirst: Bool { state.refusal == nil }

  private var shortcuts: HTML {
    HTML.fold(
      "Phím tắt", id: "phim-tat", isOpen: false,
      """
      <ul><li>Enter trong ô bất kỳ: tiếp nhận hồ sơ.</li><li>Tab, Shift + Tab: sang ô sau, về ô trước.</li>\
      <li>Alt + T: nút Tiếp nhận hồ sơ.</li><li>Alt + G: bảng giấy tờ.</li>\
      <li>Alt + O: chủ hồ sơ khác người nộp.</li><li>Alt + K: chọn thủ tục khác.</li>\
      <li>Ngày sinh ghi 3/2/1990, 03021990 hoặc chỉ năm 1990.</li></ul>
      """)
  }

  private func isTyped(_ who: String, _ fields: [String]) -> Bool {
    fields.contains { !state.values.text("\(who).\($0)").isEmpty }
  }

  private var organisation: HTML {
    HTML.fold(
      "Người nộp là tổ chức; thư điện tử", id: "to-chuc",
      isOpen: isTyped("applicant", ["taxNumber", "representativeName", "email"]),
      "<div class=\"fields\">\(CounterPerson(who: "applicant", state: state, home: home, isFirst: false).further)</div>"
    )
  }

  private var owner: HTML {
    let isOpen =
      isTyped("owner", ["name", "personalNumber", "phone"])
      || !state.values.kept("mandate").isEmpty
    let person = CounterPerson(who: "owner", state: state, home: CounterHome(), isFirst: false)
    let mandate = FileEntry(
      field: "mandate", label: "Giấy ủy quyền", hint: "Bắt buộc khi nộp thay người khác.",
      state: state, files: files, optional: false
    ).html
    return """
      <details id="chu-ho-so"\(isOpen ? " open" as HTML : "")><summary accesskey="o">Chủ hồ sơ khác người \
      nộp</summary><div class="fields">\(person.html)\(person.further)\(mandate)\
      \(HTML.input(
        state.entry("mandate.until", "Ủy quyền đến ngày", hint: "Để trống nếu giấy không ghi.", optional: true),
        .digits, autocomplete: "off", max: 10, width: .short))</div></details>
      """
  }

  /// One agency needs no question.
  private var place: HTML {
    guard sheet.places.count > 1 else {
      return HTML.hidden("agency", sheet.places.first?.code.rawValue ?? "")
    }
    let choices = sheet.places.map {
      Choice($0.code.rawValue, Phrase(verbatim: "\($0.name) (\($0.code.rawValue))"))
    }
    return HTML.select(
      state.entry("agency", "Cơ quan tiếp nhận", initial: chosen?.code.rawValue ?? ""),
      [Choice("", "Chọn cơ quan")] + choices)
  }

  private var open: [Channel] {
    guard let chosen else { return CounterTyped.channels }
    return CounterTyped.channels.filter { chosen.offered.accepts($0) != .closed }
  }

  private var cases: HTML {
    let open = open
    let channels =
      open.count > 1
      ? HTML.radios(
        state.entry("channel", "Hồ sơ đến bằng cách nào", initial: open[0].rawValue),
        open.map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) })
      : HTML.hidden("channel", open.first?.rawValue ?? "counter")
    return "\(channels)\(open.map(terms))\(exemption)"
  }

  /// The cases of one channel with term and fee, as the agency has them.
  private func terms(_ channel: Channel) -> HTML {
    let terms = chosen?.offered.terms(channel) ?? sheet.procedure.terms(channel)
    let name = Phrase(key: channel.vietnamese)
    guard terms.count > 1 else {
      return terms.first.map { "<p><strong>\(name)</strong>: \(words($0))</p>\(missing(channel))" }
        ?? ""
    }
    let choices = terms.map { term -> Choice in
      let note = term.note.map { Phrase(verbatim: $0) } ?? "Trường hợp \(term.caseNumber)"
      return Choice(String(term.caseNumber), "\(note). \(words(term))")
    }
    return """
      \(HTML.radios(
        state.entry("case.\(channel.rawValue)", "\(name): trường hợp của hồ sơ"),
        [Choice("", "Chưa rõ, lấy thời hạn dài nhất")] + choices))\(missing(channel))
      """
  }

  private func words(_ term: CaseTerm) -> Phrase {
    let fee = term.fee.words
    guard let length = term.term else { return "chưa có thời hạn. Phí, lệ phí: \(fee)." }
    return "thời hạn \(length.words). Phí, lệ phí: \(fee)."
  }

  /// Who must lay down the term, where nobody has.
  private func missing(_ channel: Channel) -> HTML? {
    guard case .missing(let why) = chosen?.offered.term(channel, case: nil) else { return nil }
    return HTML.inset("<p>\(why)</p>", .warning)
  }

  private var exemption: HTML? {
    let whom = open.compactMap { channel -> String? in
      guard case .exempted(let whom) = chosen?.offered.accepts(channel) else { return nil }
      return whom
    }
    guard !whom.isEmpty else { return nil }
    return HTML.input(
      state.entry(
        "exemption", "Lý do được nộp theo hình thức này",
        hint: "Nơi chỉ nhận của một số người: \(Set(whom).sorted().joined(separator: "; ")).",
        optional: true), max: 500)
  }

  private var delivery: HTML {
    """
    \(HTML.radios(
      state.entry("delivery", "Cách nhận kết quả", initial: "counter"), DeliveryWays.choices))
    \(returns)
    \(HTML.input(state.entry("sets", "Số bộ hồ sơ", initial: "1"), .digits, max: 3, width: .short))
    """
  }

  private var returns: HTML? {
    guard let offer = chosen?.offered.offer, !offer.conditions.returnAgencies.isEmpty else {
      return nil
    }
    let choices = offer.returnAgencies.map {
      Choice($0.rawValue, Phrase(verbatim: "\(sheet.names[$0] ?? $0.rawValue) (\($0.rawValue))"))
    }
    return HTML.select(
      state.entry("returnAgency", "Nơi trả kết quả", optional: true),
      [Choice("", "Tại nơi nộp")] + choices)
  }
}
