public import Ground
import Storage

/// What the page of one's own account shows.
struct OwnAccount: Sendable {
  let account: Account
  let contact: ContactDefaults
  let sessions: [OwnSession]

  /// Its username was made by the house at sign-up; nobody signs in by it.
  var hasMadeName: Bool { account.username.hasPrefix(OwnAccount.madePrefix) }

  static let madePrefix = "cd-"
}

extension CitizenDesk {
  /// Everything about the caller's own account. `token` is the session that asks.
  ///
  /// Refuses: `AccountRefused.accountUnknown`.
  func own(_ caller: Caller, token: String, requestID: String) async throws -> OwnAccount {
    let wall = wall()
    let idle = wall.adding(seconds: -settings.idleSeconds)
    let own = try await database.read { tx in
      guard let account = try AccountStore(tx: tx).account(caller.account) else {
        throw AccountRefused.accountUnknown
      }
      return OwnAccount(
        account: account,
        contact: try ProfileStore(tx: tx).contact(of: account.id, name: account.name),
        sessions: try SessionStore(tx: tx).sessions(
          of: account.id, at: wall, idleSince: idle, own: token))
    }
    try await note(caller, "xem tài khoản của mình", requestID)
    return own
  }

  /// What a form may fill in for the caller, so that they need not type it again. The reading is
  /// noted with its `purpose`. Source: domain 7.2.
  public func contact(
    of caller: Caller, purpose: String, requestID: String
  ) async throws -> ContactDefaults {
    let contact = try await database.read { tx in
      try ProfileStore(tx: tx).contact(of: caller.account, name: caller.name)
    }
    try await note(caller, purpose, requestID)
    return contact
  }

  private func note(_ caller: Caller, _ purpose: String, _ requestID: String) async throws {
    try await readings.note(
      Reading(
        at: now(), account: caller.account, post: nil, subjects: [caller.account.rawValue],
        purpose: purpose, requestID: requestID))
  }

  /// Fills in what is known of an account's owner, for the demonstration.
  ///
  /// Refuses: `AccountFormRefused`, `AccountRefused.accountUnknown`.
  public func fill(_ contact: ContactDefaults, of account: AccountID) async throws {
    let typed = [
      "name": contact.name, "phone": contact.phone, "personalNumber": contact.personalNumber,
      "birthDate": contact.birthDate, "addressLine": contact.addressLine,
      "commune": contact.commune, "province": contact.province,
    ]
    try await save(try ProfileForm { typed[$0].flatMap(\.self) ?? "" }, of: account)
  }

  /// Keeps what the owner typed about themselves. What is the same already writes no fact.
  func save(_ form: ProfileForm, of owner: AccountID) async throws {
    let instant = now()
    try await database.write { tx in
      let profiles = ProfileStore(tx: tx)
      let accounts = AccountStore(tx: tx)
      guard let account = try accounts.account(owner) else {
        throw AccountRefused.accountUnknown
      }
      var wanted = form.contact
      let known = try profiles.contact(of: account.id, name: account.name)
      wanted.email = known.email
      // An officer's name stands on what they sign: an administrator changes it.
      if account.kind == .officer { wanted.name = known.name }
      guard wanted != known else { return }
      if wanted.name != known.name { try accounts.rename(account.id, to: wanted.name) }
      try profiles.ensure(account.id, subject: chance.ulid(at: instant))
      try profiles.setContact(wanted, of: account.id)
      try write(.accountProfileChanged, of: account.id, at: instant, tx)
    }
  }

  /// Sends a link to the new address; it becomes the account's own when the link is opened. That
  /// somebody else has it is told to that address alone.
  ///
  /// Refuses: `AccountFormRefused`, `TooManyLetters`, `SignInRefused`.
  func askEmail(
    _ typed: String, password: String, of caller: Caller, address: String
  ) async throws {
    let email: AccountEmail
    do { email = try AccountEmail(typed) } catch {
      throw AccountFormRefused("email", error.code, error.explanation)
    }
    try await requirePassword(password, of: caller, field: "password")
    try await countLetter(to: email.key, from: address)
    let (wall, instant, token) = (wall(), now(), chance.token(32))
    let seconds = settings.signUpLinkSeconds
    let fresh = AccountLetter.newAddress(
      to: email.text, at: instant, token: token, seconds: seconds)
    let known = AccountLetter.alreadyThere(to: email.text, at: instant)
    let link = AccountLink(
      kind: .email, account: caller.account, email: email.text, next: "/tai-khoan",
      expiresAt: wall.adding(seconds: seconds))
    let old = try await database.read { try ProfileStore(tx: $0).email(of: caller.account) }
    let warning = old.map { AccountLetter.addressAsked(to: $0, at: instant) }
    try await database.write { tx in
      let other = try ProfileStore(tx: tx).account(emailKey: email.key)
      guard other == nil || other == caller.account else { return try mailing(known, tx) }
      try AccountLinkStore(tx: tx).insert(link, token: token, at: wall)
      try mailing(fresh, tx)
      if let warning { try mailing(warning, tx) }
    }
  }

  /// Sets a new password for whoever knows the old one; every session but `session` ends.
  ///
  /// Refuses: `AccountFormRefused`, `SignInRefused`.
  func changePassword(
    from old: String, to new: String, of caller: Caller, keeping session: String
  ) async throws {
    let (known, email) = try await database.read { tx in
      (
        try AccountStore(tx: tx).account(caller.account),
        try ProfileStore(tx: tx).email(of: caller.account)
      )
    }
    guard let account = known else { throw AccountRefused.accountUnknown }
    try await requirePassword(old, of: caller, field: "old")
    let hash = try await newHash(new, field: "new", name: account.name, email ?? "")
    let instant = now()
    let letter = email.map { AccountLetter.passwordChanged(to: $0, at: instant) }
    try await database.write { tx in
      try setPassword(hash, of: account, keeping: session, at: instant, tx)
      if let letter { try mailing(letter, tx) }
    }
  }

  /// Ends every session of the caller's but this one.
  func endOthers(of caller: Caller, keeping session: String) async throws {
    try await database.write { tx in
      try SessionStore(tx: tx).endAll(of: caller.account, but: session)
    }
  }

  /// Refuses: `AccountFormRefused` for a wrong password; `SignInRefused.tooMany` after too many.
  private func requirePassword(
    _ typed: String, of caller: Caller, field: String
  ) async throws {
    let wall = wall()
    let since = wall.adding(seconds: -settings.windowSeconds)
    let who = "password of \(caller.account.rawValue)"
    let (counted, secret) = try await database.write { tx in
      (
        try SessionStore(tx: tx).count(who, at: wall, since: since),
        try AccountStore(tx: tx).secret(of: caller.account)
      )
    }
    guard counted.failures <= settings.failuresPerUsername else {
      throw SignInRefused.tooMany(seconds: Int(settings.windowSeconds))
    }
    guard try await hasher.fits(Password(given: typed), secret?.hash) else {
      throw AccountFormRefused(
        field, "account.password-wrong", "Mật khẩu hiện tại không đúng. Nhập lại.")
    }
    try await database.write { try SessionStore(tx: $0).forget(who) }
  }
}
