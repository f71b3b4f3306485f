public import Ground

/// One reading of personal data, by one request: of one person, or of all whom a list shows.
/// Source: domain 7.2.
public struct Reading: Sendable, Equatable {
  public let at: Instant
  /// Who read; `nil` for somebody who is not signed in, or the command line.
  public let account: AccountID?
  public let post: PostID?
  /// What was read: ids of dossiers or accounts, never a name or a number; at least one.
  public let subjects: [String]
  /// Why: the route's purpose, or the one that the reader gave.
  public let purpose: String
  public let requestID: String

  /// `nil` without a subject: nothing was shown.
  public init?(
    at: Instant, account: AccountID?, post: PostID?, subjects: [String], purpose: String,
    requestID: String
  ) {
    guard !subjects.isEmpty else { return nil }
    (self.at, self.account, self.post, self.subjects) = (at, account, post, subjects)
    (self.purpose, self.requestID) = (String(purpose.prefix(300)), requestID)
  }

  /// One line of a day's digest: every field as JSON, so that no two readings look alike.
  func line(id: String) -> [UInt8] {
    let fields: JSON = [
      .string(id), JSON(at), JSON(account?.rawValue), JSON(post?.rawValue), .string(subjectText),
      .string(purpose), .string(requestID),
    ]
    return fields.bytes + [10]
  }

  /// The subjects as they are kept: with a space between them, which no id has.
  var subjectText: String { subjects.joined(separator: " ") }
}
