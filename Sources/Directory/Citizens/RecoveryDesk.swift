import Ground
import Storage

extension CitizenDesk {
  /// Sends a link to whoever has the account with that address or name; to nobody when there is
  /// none, and the answer is the same.
  ///
  /// Refuses: `TooManyLetters`.
  func askRecovery(of typed: String, next: String, address: String) async throws {
    let typed = normalised(typed)
    try await countLetter(to: typed, from: address)
    let (wall, instant, token) = (wall(), now(), chance.token(32))
    let seconds = settings.recoveryLinkSeconds
    // What is neither an address nor a name belongs to nobody.
    let (email, username) = (try? AccountEmail(typed), try? Username(typed))
    guard let found = try await owner(email, username) else { return }
    let letter = AccountLetter.recovery(
      to: found.email, at: instant, token: token, seconds: seconds)
    try await database.write { tx in
      let link = AccountLink(
        kind: .recovery, account: found.account, email: found.email, next: next,
        expiresAt: wall.adding(seconds: seconds))
      try AccountLinkStore(tx: tx).insert(link, token: token, at: wall)
      try mailing(letter, tx)
    }
  }

  private func owner(
    _ email: AccountEmail?, _ username: Username?
  ) async throws -> (account: AccountID, email: String)? {
    try await database.read { tx in
      let profiles = ProfileStore(tx: tx)
      let account =
        try email.flatMap { try profiles.account(emailKey: $0.key) }
        ?? username.flatMap { try AccountStore(tx: tx).account(named: $0)?.id }
      guard let account, let email = try profiles.email(of: account) else { return nil }
      return (account, email)
    }
  }

  /// Sets a new password by a link: once. Every session of the account ends.
  ///
  /// Refuses: `LinkSpent`; `AccountFormRefused`, after which the link still holds;
  /// `SignInRefused.busy`.
  func recover(_ token: String, password: String) async throws -> String {
    guard let link = try await link(token, [.recovery]), let id = link.account,
      let account = try await database.read({ try AccountStore(tx: $0).account(id) })
    else { throw LinkSpent() }
    let hash = try await newHash(password, field: "password", name: account.name, link.email)
    let (wall, instant) = (wall(), now())
    let letter = AccountLetter.passwordChanged(to: link.email, at: instant)
    try await database.write { tx in
      guard try AccountLinkStore(tx: tx).take(token, at: wall) != nil else { throw LinkSpent() }
      try setPassword(hash, of: account, keeping: nil, at: instant, tx)
      let store = SessionStore(tx: tx)
      try store.forget("username \(account.username.lowercased())")
      try store.forget("username \(link.email.lowercased())")
      try mailing(letter, tx)
    }
    return link.next
  }

  /// The hash of a password that somebody chose. Refuses: `AccountFormRefused`,
  /// `SignInRefused.busy`.
  func newHash(
    _ typed: String, field: String, name: String, _ email: String
  ) async throws -> PasswordHash {
    var fields = CheckedFields()
    guard let password = fields.newPassword(field, typed, name: name, email: email) else {
      throw AccountFormRefused(fields.troubles)
    }
    return try await hasher.hash(password)
  }

  /// The new password holds; every other session and every link to a new one end.
  func setPassword(
    _ hash: PasswordHash, of account: Account, keeping session: String?, at instant: Instant,
    _ tx: any Transaction
  ) throws {
    try AccountStore(tx: tx).setPassword(hash, of: account.id)
    try SessionStore(tx: tx).endAll(of: account.id, but: session)
    try AccountLinkStore(tx: tx).forget([.recovery, .email], of: account.id)
    try write(.accountPasswordChanged, of: account.id, at: instant, tx)
  }
}
