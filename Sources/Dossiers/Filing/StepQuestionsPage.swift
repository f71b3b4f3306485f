import Catalogue
import Directory
import Ground
import Web

/// Is the applicant the owner? Else who is, and by what right the applicant acts.
struct OwnerQuestions {
  let state: FormState
  let draft: Draft

  var html: HTML {
    let who = state.entry("owner.who", "Người nộp có phải là chủ hồ sơ không?")
    let isOpen =
      state.values["owner.who"] == FilingForm.other || !draft.files(at: .mandate).isEmpty
    return """
      <p class="lead">Chủ hồ sơ là người được cấp kết quả, đứng tên trên giấy tờ.</p>
      \(HTML.radios(
        who,
        [
          Choice(FilingForm.same, "Phải, người nộp cũng là chủ hồ sơ"),
          Choice(FilingForm.other, "Không, nộp thay cho người khác hoặc tổ chức"),
        ]))
      \(HTML.fold("Nộp thay: thông tin chủ hồ sơ và giấy ủy quyền", isOpen: isOpen, details))
      """
  }

  private var details: HTML {
    """
    \(PersonQuestions(who: "owner", state: state, known: nil).html)
    <h2>Giấy ủy quyền</h2>
    \(PaperField(
      place: .mandate, label: "Giấy ủy quyền hoặc giấy giới thiệu",
      remarks: "<p class=\"hint\">Bắt buộc khi nộp thay người khác. Ảnh chụp rõ hoặc tệp PDF.</p>",
      draft: draft, error: state.error(at: "/mandate")
    ).html)
    \(HTML.dateFields(
      state.entry(
        "mandate.until", "Ủy quyền có giá trị đến ngày", hint: "Để trống nếu giấy không ghi.",
        optional: true),
      state: state))
    """
  }
}

/// Which case of the procedure it is, each with its term, fee and promise.
struct CaseQuestions {
  let state: FormState
  let opened: OpenedDraft

  var html: HTML {
    "\(cases)\(exemption)"
  }

  private var cases: HTML? {
    let terms = opened.offered.terms(.online)
    guard terms.count > 1 else { return nil }
    let choices = terms.map(choice)
    let unsure = Choice(FilingForm.unsure, "Tôi chưa rõ, để cơ quan xác định")
    return HTML.radios(
      state.entry("case", "Hồ sơ của bạn thuộc trường hợp nào?"), choices + [unsure])
  }

  /// What the list says of a case may be a page long: then its beginning, and the whole of it
  /// folded below.
  private func choice(_ term: CaseTerm) -> Choice {
    let number = String(term.caseNumber)
    let note = FilingWords.group(term.note ?? "")
    let short = FilingWords.short(note)
    let whole: HTML? =
      short == note ? nil : HTML.fold("Xem đầy đủ trường hợp này", "<p lang=\"vi\">\(note)</p>")
    let words = [FilingWords.term(term), promised(term.caseNumber)]
    guard !short.isEmpty else {
      return Choice(number, Phrase(joining: ["Trường hợp \(number)."] + words))
    }
    let isEnded = short.last?.isPunctuation == true
    return Choice(
      number, Phrase(joining: words), about: isEnded ? short : short + ".", more: whole)
  }

  private func promised(_ number: Int) -> Phrase {
    switch opened.promises[number] {
    case .due(let at, _)?: "Nộp bây giờ thì hẹn trả \(at.vietnamese)."
    case .unset?, nil: "Chưa tính được ngày hẹn trả."
    }
  }

  private var exemption: HTML? {
    guard let whom = opened.offered.exemption(.online) else { return nil }
    return HTML.textArea(
      state.entry(
        "exemption", "Lý do bạn được nộp theo hình thức này",
        hint: "Hình thức này chỉ dành cho: \(whom)."),
      rows: 3, max: 500)
  }
}

/// How the result comes back.
struct DeliveryQuestions {
  let state: FormState
  let opened: OpenedDraft

  var html: HTML {
    let ways = opened.offered.deliveryWays
    return """
      \(HTML.radios(
        state.entry("delivery", "Bạn muốn nhận kết quả bằng cách nào?"),
        DeliveryWays.choices.filter { ways.contains($0.value) }))
      \(post)
      \(places)
      \(HTML.textArea(
        state.entry(
          "note", "Nhắn thêm cho cơ quan", hint: "Ví dụ giờ tiện gọi điện. Không ghi mật khẩu.",
          optional: true),
        rows: 3, max: 1000))
      """
  }

  /// The applicant's own address stands there already.
  private var post: HTML {
    let address = PersonTyped("applicant", opened.draft.values).address
    var known = ContactDefaults(name: "")
    (known.addressLine, known.commune, known.province) = (
      address?.line, address?.commune, address?.province
    )
    let isOpen = state.values["delivery"] == "post"
    return HTML.fold(
      "Địa chỉ nhận qua bưu chính", isOpen: isOpen,
      """
      <p class="hint">Chỉ cần khi chọn nhận qua bưu chính. Người nhận trả cước cho bưu điện.</p>
      \(AddressQuestions(place: "delivery.address", state: state, known: known, isOptional: false).html)
      """)
  }

  private var places: HTML? {
    let offer = opened.offered.offer
    guard offer.returnAgencies != [offer.agency] else { return nil }
    let choices = offer.returnAgencies.map {
      Choice($0.rawValue, Phrase(verbatim: opened.names[$0] ?? $0.rawValue))
    }
    return HTML.select(
      state.entry("returnAgency", "Nơi trả kết quả", optional: true),
      [Choice("", "Tại nơi nộp: \(opened.offered.agencyName)")] + choices)
  }
}

extension FormState {
  /// What is wrong at that place.
  func error(at pointer: String) -> Phrase? {
    refusal?.places.first { $0.pointer == pointer }?.detail
  }
}
