import Ground

/// A link that was sent in a letter: whoever opens it has read the letter. Only its SHA-256 is
/// kept.
struct AccountLink: Sendable {
  enum Kind: String, Sendable, CaseIterable {
    /// Opens an account that was asked for.
    case signUp
    /// Sets a new password.
    case recovery
    /// Makes an address the account's own.
    case email
  }

  let kind: Kind
  /// `nil` for a sign-up: there is no account yet.
  var account: AccountID?
  /// To which the letter went.
  let email: String
  /// What was typed at sign-up, until the link is opened.
  var wanted: Wanted?
  /// Where its opener was going; empty for nowhere.
  let next: String
  let expiresAt: Instant

  struct Wanted: Sendable {
    let name: String
    let phone: String?
    let hash: PasswordHash
  }

  /// The address of the page that the link opens.
  static func path(_ kind: Kind, _ token: String) -> String {
    switch kind {
    case .signUp, .email: "/xac-nhan/\(token)"
    case .recovery: "/dat-lai-mat-khau/\(token)"
    }
  }
}
