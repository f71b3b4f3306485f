import Ground
import Storage

/// What opening a link from a letter did.
enum LinkOpened: Sendable, Equatable {
  /// There is an account now; its owner was going to `next`.
  case signedUp(next: String)
  case emailChanged(next: String)
}

extension CitizenDesk {
  /// Takes a sign-up. A letter goes to the address whether it has an account or not, and nothing
  /// else tells which: the hash is made either way.
  ///
  /// Refuses: `TooManyLetters`; `SignInRefused.busy`.
  func signUp(_ form: SignUp, next: String, address: String) async throws {
    try await countLetter(to: form.email.key, from: address)
    let hash = try await hasher.hash(form.password)
    let (wall, instant, token) = (wall(), now(), chance.token(32))
    let seconds = settings.signUpLinkSeconds
    var link = AccountLink(
      kind: .signUp, email: form.email.text, next: next, expiresAt: wall.adding(seconds: seconds))
    link.wanted = AccountLink.Wanted(name: form.name, phone: form.phone, hash: hash)
    let (kept, to) = (link, form.email)
    // Composed here, for a transaction does not know the language of the one who asks.
    let fresh = AccountLetter.signUp(to: to.text, at: instant, token: token, seconds: seconds)
    let known = AccountLetter.alreadyThere(to: to.text, at: instant)
    try await database.write { tx in
      guard try ProfileStore(tx: tx).account(emailKey: to.key) == nil else {
        return try mailing(known, tx)
      }
      try AccountLinkStore(tx: tx).insert(kept, token: token, at: wall)
      try mailing(fresh, tx)
    }
  }

  /// What the link would do; `nil` when it does nothing any more. Nothing changes.
  func link(_ token: String, _ kinds: Set<AccountLink.Kind>) async throws -> AccountLink? {
    let wall = wall()
    let found = try await database.read { try AccountLinkStore(tx: $0).link(token, at: wall) }
    return found.flatMap { kinds.contains($0.kind) ? $0 : nil }
  }

  /// Opens the account, or makes the address the account's own: once.
  ///
  /// Refuses: `LinkSpent`, `EmailTaken`.
  func confirm(_ token: String) async throws -> LinkOpened {
    let (wall, instant) = (wall(), now())
    do {
      return try await database.write { tx in
        guard let link = try AccountLinkStore(tx: tx).take(token, at: wall) else {
          throw LinkSpent()
        }
        switch link.kind {
        case .recovery: throw LinkSpent()
        case .signUp:
          try open(link, at: instant, tx)
          return .signedUp(next: link.next)
        case .email:
          try move(link, at: instant, tx)
          return .emailChanged(next: link.next)
        }
      }
    } catch let broken as ConstraintBroken where broken.kind == .unique {
      // Two links for one address, opened at the same moment.
      throw EmailTaken()
    }
  }

  private func open(_ link: AccountLink, at instant: Instant, _ tx: any Transaction) throws {
    guard let wanted = link.wanted else { throw LinkSpent() }
    // Nobody signs in by this name: it is there because every account has one.
    let username = try Username(
      OwnAccount.madePrefix + chance.ulid(at: instant).suffix(14).lowercased())
    let account = Account(
      id: AccountID(chance.ulid(at: instant)), username: username.text, name: wanted.name,
      kind: .citizen)
    guard
      try AccountStore(tx: tx).insert(account, key: username.key, hash: wanted.hash, at: instant)
    else { throw AccountRefused.usernameTaken(username.text) }
    try take(try AccountEmail(link.email), for: account.id, at: instant, tx)
    let store = ProfileStore(tx: tx)
    try store.setConsent(instant, of: account.id)
    var contact = ContactDefaults(name: wanted.name)
    contact.phone = wanted.phone
    try store.setContact(contact, of: account.id)
    try write(.accountSignedUp, of: account.id, at: instant, tx)
  }

  private func move(_ link: AccountLink, at instant: Instant, _ tx: any Transaction) throws {
    guard let account = link.account else { throw LinkSpent() }
    try take(try AccountEmail(link.email), for: account, at: instant, tx)
    // What was sent to the old address must not open the account any more.
    try AccountLinkStore(tx: tx).forget([.recovery, .email], of: account)
    try write(.accountEmailChanged, of: account, at: instant, tx)
  }
}
