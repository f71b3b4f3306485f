public import Ground

/// How long sessions last and how often one may fail to sign in.
public struct SessionSettings: Sendable, Equatable {
  /// Without a request for so long, a session ends.
  public var idleSeconds: Int64 = 30 * 60
  /// After so long an officer signs in anew.
  public var officerSeconds: Int64 = 12 * 3600
  /// The same for citizens and helpers.
  public var citizenSeconds: Int64 = 24 * 3600
  public var failuresPerUsername = 10
  /// Higher: a whole office may share one address.
  public var failuresPerAddress = 100
  /// Failures are counted for so long from the first one on.
  public var windowSeconds: Int64 = 15 * 60
  /// A session's last use is written down at most so often.
  public var touchSeconds: Int64 = 60
  /// Letters with links are counted for so long from the first one on.
  public var letterWindowSeconds: Int64 = 3600
  public var lettersPerEmail = 3
  /// Higher: a whole office may share one address.
  public var lettersPerAddress = 40
  /// How long the link of a sign-up holds.
  public var signUpLinkSeconds: Int64 = 24 * 3600
  /// How long the link to a new password holds.
  public var recoveryLinkSeconds: Int64 = 3600

  public init() {}

  func longest(_ kind: Account.Kind) -> Int64 {
    switch kind {
    case .officer: officerSeconds
    case .citizen, .helper: citizenSeconds
    }
  }
}

/// A session that has begun.
public struct SignedIn: Sendable {
  /// Shown once; only its SHA-256 is kept.
  public let token: String
  /// At the latest then; earlier when it is not used.
  public let expiresAt: Instant
  public let caller: Caller
}
