import Directory
import Ground
import Web

/// Who somebody is: a person or an organisation. Filled in from what the account told of itself
/// until something is typed.
struct PersonQuestions {
  let who: String
  let state: FormState
  /// What fills the boxes the first time; `nil` where nothing may be assumed.
  let known: ContactDefaults?

  private func entry(
    _ field: String, _ label: Phrase, hint: Phrase? = nil, optional: Bool = false,
    initial: String? = nil
  ) -> Entry {
    state.entry("\(who).\(field)", label, hint: hint, optional: optional, initial: initial ?? "")
  }

  /// Browsers fill in what belongs to the one who types, and nobody else's.
  private func complete(_ word: String) -> String { known == nil ? "off" : word }

  var html: HTML {
    """
    \(HTML.radios(kind, [Choice("person", "Cá nhân"), Choice("organisation", "Tổ chức, doanh nghiệp")]))
    \(HTML.input(
      entry(
        "name", "Họ, chữ đệm và tên (hoặc tên tổ chức)",
        hint: "Ghi như trên thẻ căn cước hoặc giấy đăng ký.", initial: known?.name),
      autocomplete: complete("name"), max: 100))
    \(person)
    \(organisation)
    \(contact)
    \(AddressQuestions(place: "\(who).address", state: state, known: known, isOptional: true).html)
    """
  }

  private var kind: Entry {
    entry("kind", who == "owner" ? "Chủ hồ sơ là" : "Người nộp là", initial: "person")
  }

  private var person: HTML {
    """
    \(HTML.input(
      entry(
        "personalNumber", "Số định danh cá nhân",
        hint: "12 chữ số trên thẻ căn cước. Để trống nếu chưa được cấp.", optional: true,
        initial: known?.personalNumber),
      .digits, max: 20, width: .half))
    \(HTML.dateFields(
      entry(
        "birthDate", "Ngày sinh", hint: "Ví dụ 3 2 1990. Chỉ biết năm thì ghi năm.", optional: true,
        initial: known?.birthDate),
      state: state, birthday: known != nil))
    """
  }

  private var organisation: HTML {
    let values = state.values
    let isOpen = values["\(who).kind"] == Applicant.Kind.organisation.rawValue
    return HTML.fold(
      "Thông tin thêm của tổ chức, doanh nghiệp", isOpen: isOpen,
      """
      \(HTML.input(
        entry("taxNumber", "Mã số thuế", hint: "10 chữ số; chi nhánh thêm dấu gạch ngang và 3 chữ số.", optional: true),
        max: 20, width: .half))
      \(HTML.input(entry("representativeName", "Họ và tên người đại diện"), max: 100))
      """)
  }

  private var contact: HTML {
    """
    \(HTML.input(
      entry(
        "phone", "Số điện thoại", hint: "Cơ quan gọi số này khi cần hỏi về hồ sơ.", optional: true,
        initial: known?.phone),
      .tel, autocomplete: complete("tel"), max: 40, width: .half))
    \(HTML.input(
      entry(
        "email", "Thư điện tử", hint: "Nhận thông báo về hồ sơ.", optional: true,
        initial: known?.email),
      .email, autocomplete: complete("email"), max: 254))
    """
  }
}

/// An address of today's two levels, in one's own words. Source: MRG-10.
struct AddressQuestions {
  let place: String
  let state: FormState
  let known: ContactDefaults?
  let isOptional: Bool

  private func complete(_ word: String) -> String { known == nil ? "off" : word }

  private func entry(_ field: String, _ label: Phrase, hint: Phrase? = nil, _ initial: String?)
    -> Entry
  {
    state.entry(
      "\(place).\(field)", label, hint: hint, optional: isOptional, initial: initial ?? "")
  }

  var html: HTML {
    """
    \(HTML.input(
      entry("line", "Số nhà, đường, thôn, tổ", known?.addressLine),
      autocomplete: complete("street-address"), max: 300))
    \(HTML.input(
      entry(
        "commune", "Xã, phường, đặc khu", hint: "Tên sau ngày 1/7/2025; không rõ thì ghi tên cũ.",
        known?.commune),
      autocomplete: complete("address-level2"), max: 100))
    \(HTML.input(
      entry("province", "Tỉnh, thành phố", known?.province),
      autocomplete: complete("address-level1"), max: 100))
    """
  }
}
