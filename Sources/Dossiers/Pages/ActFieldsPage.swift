import Catalogue
import Deadlines
import Directory
import Ground
import Web

/// The questions of one act's form. Fields are named after the act, as several forms share a page.
struct ActFields {
  let act: ActKind
  let file: DossierFile
  let around: Surroundings
  let state: FormState
  let files: [String: UploadedFile]

  private var dossier: Dossier { file.view.dossier }

  var html: HTML {
    switch act {
    case .receive: ""
    case .refuse: "\(reason)\(basis(optional: false))"
    case .forward: forward
    case .assign: assign
    case .requestSupplement: requestSupplement
    case .supply: supply
    case .requestPayment: requestPayment
    case .pay: pay
    case .extend: extend
    case .decide: decide
    case .deliver: deliver
    case .withdraw: withdraw
    case .stop: "\(reason)\(basis(optional: true))"
    case .correct: correct
    case .approveCorrection: approveCorrection
    case .rate: rate
    }
  }

  private func entry(
    _ field: String, _ label: Phrase, hint: Phrase? = nil, optional: Bool = false,
    initial: String? = nil
  ) -> Entry {
    state.entry(
      "\(act.rawValue).\(field)", label, hint: hint, optional: optional, initial: initial ?? "")
  }

  private func line(
    _ field: String, _ label: Phrase, hint: Phrase? = nil, optional: Bool = false,
    initial: String? = nil, max: Int = 200
  ) -> HTML {
    HTML.input(
      entry(field, label, hint: hint, optional: optional, initial: initial), autocomplete: "off",
      max: max)
  }

  /// One of the usual reasons, and what is to be added to it.
  private var reason: HTML {
    let usual = Reasons.usual(act)
    guard !usual.isEmpty else { return HTML.textArea(entry("reason", "Lý do"), rows: 3, max: 2000) }
    let choices = [Choice("", "Lý do khác, ghi ở dưới")] + usual.map { Choice($0, Phrase(key: $0)) }
    return """
      \(HTML.select(entry("usualReason", "Lý do thường gặp"), choices))
      \(HTML.textArea(
        entry("reason", "Lý do, nói rõ thêm", hint: "Bắt buộc nếu không chọn lý do thường gặp."),
        rows: 3, max: 1800))
      """
  }

  private func basis(optional: Bool) -> HTML {
    line(
      "legalBasis", "Căn cứ pháp lý",
      hint: "Văn bản, điều, khoản, ví dụ: điểm b khoản 1 Điều 17 Nghị định 61/2018/NĐ-CP.",
      optional: optional, max: 500)
  }

  private var forward: HTML {
    let choices = around.agencies.map {
      Choice($0.code.rawValue, Phrase(verbatim: "\($0.name) (\($0.code.rawValue))"))
    }
    return HTML.select(
      entry("agency", "Cơ quan giải quyết"), [Choice("", "Chọn cơ quan")] + choices)
  }

  private var assign: HTML {
    guard !around.handlers.isEmpty else {
      return """
        <p>Cơ quan giải quyết chưa có ai giữ vị trí xử lý. Quản trị viên cần giao vị trí trước.</p>
        """
    }
    let choices = around.handlers.map { Choice($0.account.rawValue, Phrase(verbatim: $0.name)) }
    return HTML.select(
      entry("officer", "Cán bộ xử lý", initial: dossier.officer?.rawValue),
      [Choice("", "Chọn cán bộ")] + choices)
  }

  private var requestSupplement: HTML {
    let components =
      [Choice("", "Giấy tờ khác")]
      + file.view.components.filter { !$0.isNote }.map {
        Choice(String($0.number), Phrase(verbatim: "\($0.number). \($0.name)".shortened(to: 90)))
      }
    let rows = (0..<ActTyped.itemRows).map { item($0, components) }
    let used = (1..<ActTyped.itemRows).contains { row in
      ["what", "how"].contains { !state.values["\(act.rawValue).items.\(row).\($0)"].isEmpty }
    }
    let further: HTML =
      dossier.supplements.isEmpty
      ? ""
      : """
      <p class="hint">Hồ sơ đã được yêu cầu bổ sung: lần này phải nêu căn cứ và người duyệt.</p>
      \(basis(optional: true))\(line("approver", "Người duyệt yêu cầu thêm", optional: true))
      """
    let others = HTML.fold(
      "Thêm nội dung khác (tối đa \(ActTyped.itemRows))", id: "noi-dung-khac", isOpen: used,
      HTML(joining: rows.dropFirst()))
    return "\(rows[0])\(others)\(reason)\(further)"
  }

  private func item(_ row: Int, _ components: [Choice]) -> HTML {
    """
    <fieldset><legend>Nội dung \(row + 1)</legend>
    \(HTML.select(entry("items.\(row).component", "Thành phần hồ sơ"), components))
    \(line("items.\(row).what", "Cần bổ sung gì", optional: row > 0, max: 500))
    \(line("items.\(row).how", "Thực hiện thế nào", optional: row > 0, max: 1000))
    </fieldset>
    """
  }

  private var supply: HTML {
    let asked = dossier.supplements.last?.items ?? []
    let list = asked.map { "<li><strong>\($0.what)</strong>: \($0.how)</li>" as HTML }
    let numbers = Set(asked.compactMap(\.component)).sorted()
    let named = numbers.compactMap { number in file.view.components.first { $0.number == number } }
    let inputs = named.map {
      upload("papers.\($0.number)", Phrase(verbatim: "\($0.number). \($0.name)"), hint: nil)
    }
    return """
      <p>Cần bổ sung:</p><ul>\(list)</ul>
      \(inputs)\(upload("papers.0", "Giấy tờ khác", hint: "PDF, ảnh hoặc tệp văn phòng."))
      """
  }

  private func upload(
    _ field: String, _ label: Phrase, hint: Phrase?, optional: Bool = true
  ) -> HTML {
    FileEntry(
      field: "\(act.rawValue).\(field)", label: label, hint: hint, state: state, files: files,
      optional: optional
    ).html
  }

  private var requestPayment: HTML {
    let listed = dossier.fee.listed.flatMap { $0.amount > 0 ? $0.vietnamese : nil }
    return """
      \(line("amountVND", "Số tiền (đồng)", hint: "Ví dụ 50.000.", initial: listed, max: 30))\(reason)
      """
  }

  private var pay: HTML {
    let methods = [Choice("cash", "Tiền mặt"), Choice("transfer", "Chuyển khoản")]
    return """
      \(HTML.radios(entry("method", "Hình thức nộp tiền", initial: "cash"), methods))
      \(line("amountVND", "Số tiền đã nộp (đồng)", initial: dossier.fee.asked?.vietnamese, max: 30))
      \(line("receiptNumber", "Số biên lai", max: 60))
      """
  }

  private var extend: HTML {
    let due = dossier.clock?.dueAt
    let time = due.map { "\(padded($0.minuteOfDay / 60, 2)):\(padded($0.minuteOfDay % 60, 2))" }
    let hint: Phrase? = due.map { "Đang hẹn \($0.vietnamese). Hẹn mới phải muộn hơn." }
    return """
      \(HTML.input(entry("dueAt", "Ngày hẹn mới", hint: hint), .date))
      \(line("time", "Giờ hẹn", hint: "Ví dụ 16:30.", initial: time, max: 5))\(reason)
      """
  }

  private var decide: HTML {
    let outcomes = [
      Choice("granted", "Đồng ý giải quyết"), Choice("refused", "Từ chối giải quyết"),
    ]
    return """
      \(HTML.radios(entry("outcome", "Kết quả", initial: "granted"), outcomes))
      \(line("document.number", "Số, ký hiệu văn bản", max: 60))
      \(HTML.input(
        entry("document.issuedOn", "Ngày ban hành", hint: "Ví dụ 3/2/2026."), .digits, max: 10,
        width: .short))
      \(line("document.signer", "Người ký"))
      \(upload("document.file", "Tệp văn bản kết quả", hint: "PDF đã ký hoặc bản chụp.", optional: false))
      \(HTML.textArea(
        entry("reason", "Lý do", hint: "Bắt buộc khi từ chối.", optional: true), rows: 3, max: 2000))
      """
  }

  private var deliver: HTML {
    """
    \(HTML.radios(
      entry("way", "Trả bằng cách nào", initial: dossier.contents.delivery), DeliveryWays.choices))
    \(line("receiver", "Người nhận kết quả", initial: dossier.contents.applicant.name))
    """
  }

  private var withdraw: HTML {
    """
    \(reason)
    \(HTML.checkbox(entry("confirmed", "Tôi hiểu hồ sơ sẽ kết thúc và xác nhận rút hồ sơ này")))
    """
  }

  private var correct: HTML {
    let person = dossier.contents.applicant
    let place = "change.applicant"
    let numbers: HTML =
      switch person.kind {
      case .person:
        "\(line("\(place).birthDate", "Ngày sinh", optional: true, initial: person.birthDate.map(DossierParts.spelt), max: 20))"
      case .organisation:
        """
        \(line("\(place).taxNumber", "Mã số thuế", optional: true, initial: person.taxNumber, max: 20))
        \(line("\(place).representativeName", "Người đại diện", initial: person.representativeName))
        """
      }
    return """
      <p>Sửa những mục cần đính chính, giữ nguyên các mục khác.</p>
      \(line("\(place).name", "Họ và tên, hoặc tên tổ chức", initial: person.name))
      \(line("\(place).personalNumber", "Số định danh cá nhân", optional: true, initial: person.personalNumber, max: 20))
      \(numbers)
      \(line("\(place).phone", "Số điện thoại", optional: true, initial: person.phone, max: 40))
      \(line("\(place).email", "Thư điện tử", optional: true, initial: person.email, max: 254))
      \(line("\(place).address.line", "Số nhà, đường, thôn, tổ", optional: true, initial: person.address?.line, max: 300))
      \(line("\(place).address.commune", "Xã, phường, đặc khu", optional: true, initial: person.address?.commune, max: 100))
      \(line("\(place).address.province", "Tỉnh, thành phố", optional: true, initial: person.address?.province, max: 100))
      \(HTML.select(
        entry("change.delivery", "Cách nhận kết quả", initial: dossier.contents.delivery),
        DeliveryWays.choices))
      \(reason)
      """
  }

  private var approveCorrection: HTML {
    guard let pending = dossier.correction else { return "" }
    let rows = ChangeText.lines(pending.change, of: dossier).map { line -> [HTML] in
      [.escaped(line.name), .escaped(line.old), .escaped(line.new)]
    }
    return """
      \(HTML.table(caption: "Nội dung đề nghị", heads: ["Mục", "Đang ghi", "Đổi thành"], rows: rows))
      <p>Lý do: \(pending.reason)</p>
      \(HTML.hidden("approveCorrection.correction", pending.id))
      """
  }

  private var rate: HTML {
    let stars = [
      Choice("5", "5 – Rất hài lòng"), Choice("4", "4 – Hài lòng"), Choice("3", "3 – Bình thường"),
      Choice("2", "2 – Không hài lòng"), Choice("1", "1 – Rất không hài lòng"),
    ]
    return """
      \(HTML.radios(entry("stars", "Mức độ hài lòng"), stars))
      \(HTML.textArea(entry("comment", "Nhận xét", optional: true), rows: 3, max: 2000))
      """
  }
}

extension String {
  /// The beginning of a long text, for a list to choose from.
  fileprivate func shortened(to count: Int) -> String {
    self.count <= count ? self : String(prefix(count - 1)) + "…"
  }
}
