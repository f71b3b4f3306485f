public import Ground

/// One reading of somebody's personal data. Source: domain 7.2.
public struct Reading: Sendable, Equatable {
  public let at: Instant
  /// Who read; `nil` for somebody who is not signed in, or the command line.
  public let account: AccountID?
  public let post: PostID?
  /// What was read: the id of a dossier or an account, never a name or a number.
  public let subject: String
  /// Why: the route's purpose, or the one that the reader gave.
  public let purpose: String
  public let requestID: String

  public init(
    at: Instant, account: AccountID?, post: PostID?, subject: String, purpose: String,
    requestID: String
  ) {
    (self.at, self.account, self.post) = (at, account, post)
    (self.subject, self.purpose, self.requestID) = (subject, String(purpose.prefix(300)), requestID)
  }

  /// One line of a day's digest: every field as JSON, so that no two readings look alike.
  func line(id: String) -> [UInt8] {
    let fields: JSON = [
      .string(id), JSON(at), JSON(account?.rawValue), JSON(post?.rawValue), .string(subject),
      .string(purpose), .string(requestID),
    ]
    return fields.bytes + [10]
  }
}
