import Ground
import Storage

/// Every statement on `profile`. Lives as long as its transaction.
struct ProfileStore {
  let tx: any Transaction

  /// The account that has this confirmed address; `nil` when nobody has.
  func account(emailKey key: String) throws -> AccountID? {
    try tx.row("SELECT account FROM profile WHERE email_key = \(key)")?.id(0)
  }

  /// The confirmed address of an account; `nil` when it has none.
  func email(of account: AccountID) throws -> String? {
    try tx.row("SELECT email FROM profile WHERE account = \(account)")?.optionalText(0)
  }

  /// What the owner told of themselves; the name stands with the account.
  func contact(of account: AccountID, name: String) throws -> ContactDefaults {
    var contact = ContactDefaults(name: name)
    let row = try tx.row(
      """
      SELECT email, phone, personal_number, birth_date, address_line, commune, province
      FROM profile
      WHERE account = \(account)
      """)
    guard let row else { return contact }
    (contact.email, contact.phone) = (try row.optionalText(0), try row.optionalText(1))
    contact.personalNumber = try row.optionalText(2)
    contact.birthDate = try row.optionalText(3)
    contact.addressLine = try row.optionalText(4)
    contact.commune = try row.optionalText(5)
    contact.province = try row.optionalText(6)
    return contact
  }

  /// Makes the account's row unless it is there; `subject` names it in facts.
  func ensure(_ account: AccountID, subject: String) throws {
    try tx.run(
      """
      INSERT INTO profile (account, subject, facts)
      VALUES (\(account), \(subject), 0)
      ON CONFLICT (account) DO NOTHING
      """)
  }

  /// Gives the address to the account; `false` when another account has it.
  func setEmail(_ email: AccountEmail, of account: AccountID, at instant: Instant) throws -> Bool {
    try tx.row(
      """
      UPDATE profile
      SET email = \(email.text), email_key = \(email.key), confirmed_at = \(instant)
      WHERE account = \(account) AND NOT EXISTS (
        SELECT 1
        FROM profile AS other
        WHERE other.email_key = \(email.key) AND other.account <> \(account))
      RETURNING account
      """) != nil
  }

  func setConsent(_ instant: Instant, of account: AccountID) throws {
    try tx.run("UPDATE profile SET consented_at = \(instant) WHERE account = \(account)")
  }

  func setContact(_ contact: ContactDefaults, of account: AccountID) throws {
    try tx.run(
      """
      UPDATE profile
      SET phone = \(contact.phone), personal_number = \(contact.personalNumber),
        birth_date = \(contact.birthDate), address_line = \(contact.addressLine),
        commune = \(contact.commune), province = \(contact.province)
      WHERE account = \(account)
      """)
  }

  /// Counts one more fact of the account: its subject and its number. The row is there.
  func nextFact(of account: AccountID) throws -> (subject: String, seq: Int)? {
    let row = try tx.row(
      """
      UPDATE profile
      SET facts = facts + 1
      WHERE account = \(account)
      RETURNING subject, facts
      """)
    return try row.map { (try $0.text(0), try $0.int(1)) }
  }
}

extension AccountStore {
  /// What sign-in needs of an account that is already known.
  func secret(of id: AccountID) throws -> (account: AccountID, hash: PasswordHash)? {
    let row = try tx.row("SELECT password_hash FROM account WHERE id = \(id)")
    guard let row, let hash = PasswordHash(text: try row.text(0)) else { return nil }
    return (id, hash)
  }

  func rename(_ id: AccountID, to name: String) throws {
    try tx.run("UPDATE account SET name = \(name) WHERE id = \(id)")
  }
}
