import Ground

/// What somebody types who wants an account, once it has been checked.
struct SignUp: Sendable {
  let name: String
  let email: AccountEmail
  let phone: String?
  let password: Password

  /// Refuses: `AccountFormRefused` with every field at fault.
  init(
    name: String, email: String, phone: String, password: String, consents: Bool
  ) throws(AccountFormRefused) {
    var fields = CheckedFields()
    let fitName = fields.read("name") { () throws(FieldUnfit) in try PersonName(name).text }
    let fitEmail = fields.read("email") { () throws(FieldUnfit) in try AccountEmail(email) }
    let fitPhone = fields.optional("phone", phone) { text throws(FieldUnfit) in
      try Phone(text).digits
    }
    let fitPassword = fields.newPassword("password", password, name: name, email: email)
    if !consents {
      fields.add(
        "consent", "account.consent",
        "Đánh dấu đồng ý để chúng tôi được dùng thông tin này khi giải quyết hồ sơ của bạn.")
    }
    guard fields.troubles.isEmpty, let fitName, let fitEmail, let fitPassword else {
      throw AccountFormRefused(fields.troubles)
    }
    (self.name, self.email, self.phone, self.password) = (fitName, fitEmail, fitPhone, fitPassword)
  }
}

/// Fields of one form as they are read, with what is wrong with each.
struct CheckedFields {
  private(set) var troubles: [RefusedPlace] = []

  mutating func add(_ field: String, _ code: String, _ detail: Phrase) {
    troubles.append(RefusedPlace(pointer: field, code: code, detail: detail))
  }

  /// What `read` reads; `nil`, with a trouble noted, when it is unfit.
  mutating func read<T>(_ field: String, _ read: () throws(FieldUnfit) -> T) -> T? {
    do throws(FieldUnfit) { return try read() } catch {
      add(field, error.code, error.explanation)
      return nil
    }
  }

  /// The same for a field that may be left empty.
  mutating func optional<T>(
    _ field: String, _ typed: String, _ read: (String) throws(FieldUnfit) -> T
  ) -> T? {
    let text = normalised(typed)
    guard !text.isEmpty else { return nil }
    return self.read(field) { () throws(FieldUnfit) in try read(text) }
  }

  mutating func newPassword(
    _ field: String, _ typed: String, name: String, email: String
  ) -> Password? {
    if let trouble = NewPassword.trouble(typed, name: name, email: email) {
      add(field, "account.password", trouble)
      return nil
    }
    return read(field) { () throws(FieldUnfit) in try Password(typed) }
  }
}
