import Web

/// A person or an organisation on a form; the fields are named as the API names them.
struct PersonEntries {
  let who: String
  let state: FormState
  /// Fills the name until something is typed.
  let name: String

  private func entry(
    _ field: String, _ label: String, hint: String? = nil, optional: Bool = true,
    initial: String = ""
  ) -> Entry {
    state.entry("\(who).\(field)", label, hint: hint, optional: optional, initial: initial)
  }

  /// Browsers fill in what belongs to the one who types, and nobody else's.
  private func known(_ word: String) -> String { who == "applicant" ? word : "off" }

  var html: HTML {
    let kinds = [Choice("person", "Cá nhân"), Choice("organisation", "Tổ chức, doanh nghiệp")]
    return """
      \(HTML.radios(entry("kind", who == "owner" ? "Chủ hồ sơ là" : "Người nộp là", optional: false, initial: "person"), kinds))
      \(HTML.input(
        entry("name", "Họ và tên, hoặc tên tổ chức", hint: "Như trên căn cước hoặc giấy đăng ký.",
          optional: false, initial: name),
        autocomplete: known("name"), max: 200))
      \(HTML.input(
        entry("personalNumber", "Số định danh cá nhân", hint: "12 chữ số. Để trống nếu chưa được cấp."),
        autocomplete: "off", max: 20))
      \(HTML.input(
        entry("birthDate", "Ngày sinh", hint: "Ví dụ 03/02/1990, hoặc chỉ năm 1990."),
        autocomplete: known("bday"), max: 20))
      \(HTML.input(entry("phone", "Số điện thoại"), .tel, autocomplete: known("tel"), max: 40))
      \(HTML.input(entry("email", "Thư điện tử"), .email, autocomplete: known("email"), max: 254))
      \(address)
      \(organisation)
      """
  }

  private var address: HTML {
    """
    \(HTML.input(
      entry("address.line", "Số nhà, đường, thôn, tổ"), autocomplete: known("street-address"), max: 300))
    \(HTML.input(
      entry("address.commune", "Xã, phường, đặc khu"), autocomplete: known("address-level2"), max: 100))
    \(HTML.input(
      entry("address.province", "Tỉnh, thành phố"), autocomplete: known("address-level1"), max: 100))
    """
  }

  private var organisation: HTML {
    """
    <fieldset><legend>Chỉ dành cho tổ chức, doanh nghiệp</legend>
    \(HTML.input(entry("taxNumber", "Mã số thuế", hint: "10 chữ số, chi nhánh thêm 3 chữ số."), max: 20))
    \(HTML.input(entry("representativeName", "Người đại diện"), max: 200))
    </fieldset>
    """
  }
}

/// A file to choose, with those that were taken for it already: they are sent along by their ids,
/// and can be left out.
struct FileEntry {
  let field: String
  let label: String
  let hint: String?
  let state: FormState
  let files: [String: UploadedFile]
  var optional = true

  private static let accepted = [
    ".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".docx", ".xlsx", ".odt", ".zip", ".xml",
    ".txt",
  ]

  var html: HTML {
    let taken = state.values.kept(field).compactMap { files[$0] }
    let lines = taken.map { file -> HTML in
      """
      <li>\(file.name) (\(DossierParts.size(file.size)))\
      \(HTML.hidden("kept." + field, file.id))\
      \(HTML.checkbox(Entry("drop.\(file.id)", "Bỏ tệp \(file.name)")))</li>
      """
    }
    let list: HTML? =
      taken.isEmpty ? nil : "<p>Đã tải lên, không cần chọn lại:</p><ul>\(lines)</ul>"
    let entry = state.entry(field, label, hint: hint, optional: optional)
    return "\(HTML.file(entry, accept: FileEntry.accepted))\(list)"
  }
}
