public import Ground

/// What must be told to a person about a dossier: written in the act's own transaction, read by the
/// person in "hồ sơ của tôi". Source: DOS-24, DOS-29.
public struct Notice: Sendable, Equatable {
  public let id: String
  public let at: Instant
  /// The dossier's id.
  public let subject: String
  /// How the dossier is called where people see it: its number or reference; not kept.
  public let label: String?
  /// The account it is addressed to; `nil` for an applicant who has none and is told at the
  /// counter.
  public let account: AccountID?
  /// What kind of message, as `supplement.requested`.
  public let code: String
  /// The whole message, in Vietnamese, saying what to do next.
  public let text: String

  public init(
    id: String, at: Instant, subject: String, label: String? = nil, account: AccountID?,
    code: String, text: String
  ) {
    (self.id, self.at, self.subject, self.label) = (id, at, subject, label)
    (self.account, self.code, self.text) = (account, code, text)
  }
}
