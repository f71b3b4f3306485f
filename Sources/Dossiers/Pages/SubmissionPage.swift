import Catalogue
import Deadlines
import Ground
import Web

/// By which door a dossier comes in.
enum Door: Sendable {
  case portal, counter

  var channels: [Channel] {
    switch self {
    case .portal: [.online]
    case .counter: [.counter, .post]
    }
  }
}

/// The form derived from a procedure's record: where, who, which papers, how the result comes back.
/// Nothing is required that the record does not require. Source: contract, "In a derived form".
struct SubmissionPage: Page {
  let sheet: SubmissionSheet
  let door: Door
  let state: FormState
  /// The files that were taken already, by id.
  let files: [String: UploadedFile]
  /// Makes two presses of the button one submission.
  let key: String
  /// Who is signed in, when the form is most likely about them.
  let name: String

  var face: Face {
    switch door {
    case .portal: .portal
    case .counter: .desk
    }
  }

  var title: String {
    (state.refusal == nil ? "" : "Lỗi: ") + "Nộp hồ sơ: " + sheet.procedure.name
  }

  private var code: String { sheet.procedure.code.rawValue }

  private var chosen: SubmissionSheet.Place? {
    let typed = state.values["agency"]
    return sheet.places.first { $0.code.rawValue == typed }
      ?? (sheet.places.count == 1 ? sheet.places[0] : nil)
  }

  var body: HTML {
    """
    <p>\(HTML.link("Xem thủ tục \(code)", Paths.procedure(code)))</p>
    \(state.summary)
    <h1>Nộp hồ sơ: \(sheet.procedure.name)</h1>
    \(sheet.places.isEmpty ? closed : open)
    """
  }

  private var closed: HTML {
    let names = door.channels.map { $0.vietnamese.lowercased() }.joined(separator: ", ")
    return """
      <p>Hiện không có cơ quan nào nhận thủ tục này theo hình thức \(names). Xem hình thức nộp khác tại \
      trang thủ tục, hoặc hỏi bộ phận một cửa gần nhất.</p>
      """
  }

  private var open: HTML {
    let path =
      switch door {
      case .portal: Paths.submission(code)
      case .counter: Paths.reception(code)
      }
    return HTML.form(
      to: path, multipart: true,
      """
      \(HTML.hidden("key", key))
      <h2>1. Nơi nộp</h2>\(place)
      <h2>2. Người nộp</h2>\(PersonEntries(who: "applicant", state: state, name: name).html)
      \(owner)
      <h2>3. Giấy tờ</h2>\(papers)
      <h2>4. Nhận kết quả</h2>
      \(HTML.radios(
        state.entry("delivery", "Cách nhận kết quả", initial: "counter"), DeliveryWays.choices))
      \(returns)
      <p>Bấm nút dưới đây là nộp hồ sơ. \(afterwards)</p>
      \(HTML.button(door == .portal ? "Nộp hồ sơ" : "Tiếp nhận hồ sơ"))
      """)
  }

  private var afterwards: HTML {
    switch door {
    case .portal: "Cơ quan trả lời trong 8 giờ làm việc; khi tiếp nhận thì thời hạn bắt đầu tính."
    case .counter: "Hồ sơ được tiếp nhận ngay: có mã số, ngày hẹn trả, đồng hồ chạy từ lúc này."
    }
  }

  private var place: HTML {
    let choices = sheet.places.map { Choice($0.code.rawValue, "\($0.name) (\($0.code.rawValue))") }
    let blank = sheet.places.count > 1 ? [Choice("", "Chọn cơ quan")] : []
    let channels =
      door.channels.count > 1
      ? HTML.radios(
        state.entry("channel", "Hồ sơ đến bằng cách nào", initial: door.channels[0].rawValue),
        door.channels.map { Choice($0.rawValue, $0.vietnamese) })
      : HTML.hidden("channel", door.channels[0].rawValue)
    return """
      \(channels)
      \(HTML.select(
        state.entry("agency", "Cơ quan tiếp nhận", initial: chosen?.code.rawValue ?? ""),
        blank + choices))
      \(HTML.button("Xem thời hạn, phí tại cơ quan này", name: "again", value: "co", .secondary))
      \(door.channels.map(cases))
      \(exemption)
      """
  }

  /// The cases of one channel with term and fee, as the chosen agency has them.
  private func cases(_ channel: Channel) -> HTML {
    let terms = chosen?.offered.terms(channel) ?? sheet.procedure.terms(channel)
    let heading = door.channels.count > 1 ? "\(channel.vietnamese): " : ""
    guard terms.count > 1 else {
      guard let only = terms.first else {
        return "<p class=\"hint\">\(heading)thủ tục không nhận theo hình thức này.</p>"
      }
      return "<p>\(heading)\(words(only))</p>\(missing(channel))"
    }
    let entry = state.entry("case.\(channel.rawValue)", "\(heading)trường hợp của hồ sơ")
    let choices = terms.map {
      Choice(String($0.caseNumber), "\($0.note ?? "Trường hợp \($0.caseNumber)"). \(words($0))")
    }
    return """
      \(HTML.radios(entry, [Choice("", "Chưa rõ, để cơ quan xác định")] + choices))\(missing(channel))
      """
  }

  private func words(_ term: CaseTerm) -> String {
    "Thời hạn: \(term.termText). Phí, lệ phí: \(term.fee.vietnamese)."
  }

  /// Who must lay down the term, where nobody has.
  private func missing(_ channel: Channel) -> HTML? {
    guard case .missing(let why) = chosen?.offered.term(channel, case: nil) else { return nil }
    return "<p class=\"notice warning\">\(why)</p>"
  }

  private var exemption: HTML? {
    let whom = Set(
      sheet.places.flatMap { place in
        door.channels.compactMap { channel -> String? in
          guard case .exempted(let whom) = place.offered.accepts(channel) else { return nil }
          return whom
        }
      })
    guard !whom.isEmpty else { return nil }
    return HTML.input(
      state.entry(
        "exemption", "Lý do được nộp theo hình thức này",
        hint: "Nơi chỉ nhận của một số người: \(whom.sorted().joined(separator: "; ")).",
        optional: true), max: 500)
  }

  private var owner: HTML {
    let isTouched = state.values.names.contains {
      $0.hasPrefix("owner.") && $0 != "owner.kind" && !state.values.text($0).isEmpty
    }
    let isOpen: HTML = isTouched || !state.values.kept("mandate").isEmpty ? " open" : ""
    return """
      <details\(isOpen)><summary>Nộp thay cho người khác (chủ hồ sơ không phải người nộp)</summary>
      \(PersonEntries(who: "owner", state: state, name: "").html)
      \(files("mandate", "Giấy ủy quyền", hint: "Bắt buộc khi nộp thay người khác.", optional: false))
      \(HTML.input(
        state.entry("mandate.until", "Ủy quyền đến ngày", hint: "Để trống nếu giấy không ghi.", optional: true),
        .date))
      </details>
      """
  }

  private var papers: HTML {
    let components = sheet.procedure.components.map { component -> HTML in
      if component.isNote { return "<p class=\"hint\">\(component.name)</p>" }
      let counts = [
        component.group, "\(component.originals) bản chính, \(component.copies) bản sao",
        component.form.map { "Mẫu: \($0)" },
      ]
      return files(
        "paper.\(component.number)", "\(component.number). \(component.name)",
        hint: counts.compactMap { $0 }.joined(separator: ". "))
    }
    return """
      <p>Nộp được ngay cả khi chưa đủ tệp; cơ quan sẽ hướng dẫn bổ sung một lần. Nhận PDF, ảnh JPEG, PNG, \
      TIFF, DOCX, XLSX, ODT; mỗi tệp không quá \(FileDesk.limit / 1_048_576) MB.</p>
      \(components)
      \(files("paper.0", "Giấy tờ khác", hint: nil))
      \(HTML.button("Tải các tệp đã chọn lên, chưa nộp", name: "again", value: "co", .secondary))
      """
  }

  private func files(
    _ field: String, _ label: String, hint: String?, optional: Bool = true
  ) -> HTML {
    FileEntry(
      field: field, label: label, hint: hint, state: state, files: files, optional: optional
    ).html
  }

  private var returns: HTML? {
    guard let offer = chosen?.offered.offer, offer.conditions.returnAgencies.count > 0 else {
      return nil
    }
    let choices = offer.returnAgencies.map {
      Choice($0.rawValue, "\(sheet.names[$0] ?? $0.rawValue) (\($0.rawValue))")
    }
    return HTML.select(
      state.entry("returnAgency", "Nơi trả kết quả", optional: true),
      [Choice("", "Tại nơi nộp")] + choices)
  }
}
