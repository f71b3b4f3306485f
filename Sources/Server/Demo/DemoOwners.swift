import Directory
import Ground
import Storage

extension DemoBirth {
  /// Where the people of the demonstration would read letters: a domain that never exists.
  static let mailDomain = "saomai.example"

  /// Gives a citizen or helper a confirmed address, and the first citizen what forms may fill in.
  /// What is there already stays.
  func makeOwner(of account: DemoAccount, _ id: AccountID) async throws {
    guard account.kind != .officer else { return }
    let known = try await province.instance.database.read { tx in
      try AccountOwners(tx: tx).email(of: id)
    }
    guard known == nil else { return }
    let citizens = province.directory.citizens
    try await citizens.setEmail("\(account.username)@\(DemoBirth.mailDomain)", of: id)
    guard account.username == "congdan" else { return }
    var contact = ContactDefaults(name: account.name)
    contact.personalNumber = "000190000123"
    contact.birthDate = "1990-02-03"
    contact.phone = "0912000123"
    contact.addressLine = "Số 5, đường Hoa Ban"
    contact.commune = "Phường Sao Mai"
    contact.province = "Tỉnh Sao Mai"
    try await citizens.fill(contact, of: id)
  }
}
