public import Ground

/// What an account's owner tells of themselves once, so that forms need not ask for it again.
/// Source: domain 7.2 (kept for the stated purpose), 7.5, 7.7; WCAG 2.2, 3.3.7.
public struct ContactDefaults: Sendable, Equatable {
  /// Họ và tên, as on the card.
  public var name: String
  /// Số định danh cá nhân, twelve digits; `nil` while it was not told.
  public var personalNumber: String?
  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  public var birthDate: String?
  public var phone: String?
  /// The confirmed address.
  public var email: String?
  public var addressLine: String?
  public var commune: String?
  public var province: String?

  public init(name: String) { self.name = name }
}

/// What the owner of an account types about themselves, once it has been checked.
struct ProfileForm: Sendable {
  let contact: ContactDefaults

  /// Refuses: `AccountFormRefused` with every field at fault. `typed` gives a field's text.
  init(_ typed: (String) -> String) throws(AccountFormRefused) {
    var fields = CheckedFields()
    let name = fields.read("name") { () throws(FieldUnfit) in try PersonName(typed("name")).text }
    var contact = ContactDefaults(name: name ?? "")
    contact.phone = fields.optional("phone", typed("phone")) { text throws(FieldUnfit) in
      try Phone(text).digits
    }
    contact.personalNumber = fields.optional(
      "personalNumber", typed("personalNumber")
    ) { text throws(FieldUnfit) in try PersonalNumber(text).digits }
    contact.birthDate = fields.optional(
      "birthDate", typed("birthDate")
    ) { text throws(FieldUnfit) in try PartialDay(isoDate(text)).text }
    for (field, path) in ProfileForm.addressFields {
      let text = normalised(typed(field))
      if text.count > 200 || !text.unicodeScalars.allSatisfy(isVisible) {
        fields.add(field, "profile.address", "Ghi trên một dòng, nhiều nhất 200 ký tự.")
      }
      contact[keyPath: path] = text.isEmpty ? nil : text
    }
    guard fields.troubles.isEmpty else { throw AccountFormRefused(fields.troubles) }
    self.contact = contact
  }

  private static var addressFields: [(String, WritableKeyPath<ContactDefaults, String?>)] {
    [("addressLine", \.addressLine), ("commune", \.commune), ("province", \.province)]
  }
}

/// `3/2/1990`, `03-02-1990`, `02/1990` as `1990-02-03`, `1990-02`; anything else as it is.
/// Source: domain 6.4.
private func isoDate(_ typed: String) -> String {
  let parts = typed.split { "/-. ".contains($0) }.map(String.init)
  let isNumbers = parts.allSatisfy { $0.utf8.allSatisfy(isDecimalDigit) && $0.utf8.count <= 4 }
  guard isNumbers, (2...3).contains(parts.count), let year = parts.last, year.utf8.count == 4 else {
    return typed
  }
  let rest = parts.dropLast().reversed().map { padded(Int($0) ?? 0, 2) }
  return ([year] + rest).joined(separator: "-")
}

/// `1990-02-03` as `03/02/1990`; year and month likewise. Source: domain 6.4.
func spelledDate(_ iso: String) -> String {
  iso.split(separator: "-").reversed().joined(separator: "/")
}
