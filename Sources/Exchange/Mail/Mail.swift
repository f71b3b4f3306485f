public import Ground

/// A letter by electronic mail, as it waits to be sent: written in the act's own transaction.
/// Source: DOS-29.
public struct Mail: Sendable, Equatable {
  public let id: String
  public let at: Instant
  /// The one address it goes to.
  public let recipient: String
  /// No name and no number of anybody: a subject is read over shoulders.
  public let subject: String
  /// Without the link, which stands below it.
  public let text: String
  /// A path of ours; `nil` when there is nothing to open.
  public let link: String?
  /// Later than this it is of no use and is not sent.
  public let expiresAt: Instant

  public init(
    id: String, at: Instant, recipient: String, subject: String, text: String, link: String?,
    expiresAt: Instant
  ) {
    (self.id, self.at, self.recipient, self.subject) = (id, at, recipient, subject)
    (self.text, self.link, self.expiresAt) = (text, link, expiresAt)
  }
}

/// Where a letter stands.
enum MailState: String, Sendable, CaseIterable {
  /// Its next try has a time.
  case waiting
  /// Somebody took it; when they fall silent it is taken again.
  case sending
  case sent
  /// After the last try.
  case failed
  /// Nobody sent it in time.
  case expired
}

/// When a letter is tried again: soon at first, then seldom, then no more.
enum MailPatience {
  /// Seconds until the next try after so many; `nil` after the last.
  static func seconds(after tries: Int) -> Int64? {
    let waits: [Int64] = [60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600]
    return waits.indices.contains(tries - 1) ? waits[tries - 1] : nil
  }

  /// Whoever took a letter has so long to send it.
  static let lease: Int64 = 180
}
