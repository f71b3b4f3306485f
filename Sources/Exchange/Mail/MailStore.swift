import Ground
import Storage

/// Every statement on `mail`. Lives as long as its transaction.
struct MailStore {
  let tx: any Transaction

  func insert(_ mail: Mail) throws {
    try tx.run(
      """
      INSERT INTO mail (id, at, recipient, subject, text, link, expires_at, state, tries, next_at)
      VALUES (\(mail.id), \(mail.at), \(mail.recipient), \(mail.subject), \(mail.text),
        \(mail.link), \(mail.expiresAt), \(MailState.waiting.rawValue), 0, \(mail.at))
      """)
  }

  /// Whether anything is to be sent or to be given up at `instant`.
  func hasWork(at instant: Instant) throws -> Bool {
    try tx.row(
      """
      SELECT 1
      FROM mail
      WHERE state IN ('waiting', 'sending') AND (next_at <= \(instant) OR expires_at <= \(instant))
      LIMIT 1
      """) != nil
  }

  /// Takes the letter that waits longest, until `lease`; `nil` when none is due. Nobody else gets
  /// it before then.
  func claim(at instant: Instant, until lease: Instant) throws -> (mail: Mail, tries: Int)? {
    let row = try tx.row(
      """
      SELECT id, at, recipient, subject, text, link, expires_at, tries
      FROM mail
      WHERE state IN ('waiting', 'sending') AND next_at <= \(instant) AND expires_at > \(instant)
      ORDER BY next_at, id
      LIMIT 1
      \(tx.dialect.forUpdateSkippingLocked)
      """)
    guard let row else { return nil }
    let (mail, tries) = (try mail(row), try row.int(7) + 1)
    try tx.run(
      """
      UPDATE mail
      SET state = \(MailState.sending.rawValue), tries = \(tries), next_at = \(lease)
      WHERE id = \(mail.id)
      """)
    return (mail, tries)
  }

  /// Not sent this time; tried again at `next`.
  func postpone(_ id: String, to next: Instant, error: String) throws {
    try tx.run(
      """
      UPDATE mail
      SET state = \(MailState.waiting.rawValue), next_at = \(next), last_error = \(error)
      WHERE id = \(id)
      """)
  }

  /// Closed: what it said and where it led is erased with it.
  func close(_ id: String, as state: MailState, error: String?) throws {
    try tx.run(
      """
      UPDATE mail
      SET state = \(state.rawValue), text = NULL, link = NULL, last_error = \(error)
      WHERE id = \(id)
      """)
  }

  /// Gives up what is of no use any more, contents and all.
  func expire(at instant: Instant) throws {
    try tx.run(
      """
      UPDATE mail
      SET state = \(MailState.expired.rawValue), text = NULL, link = NULL
      WHERE state IN ('waiting', 'sending') AND expires_at <= \(instant)
      """)
  }

  /// Forgets closed letters, with the address they went to.
  func forget(closedBefore instant: Instant) throws {
    try tx.run(
      """
      DELETE FROM mail
      WHERE state IN ('sent', 'failed', 'expired') AND at < \(instant)
      """)
  }

  func waiting() throws -> Int {
    try tx.row("SELECT count(*) FROM mail WHERE state IN ('waiting', 'sending')")?.int(0) ?? 0
  }

  /// Letters that wait, newest first. Shape: at most `limit`.
  func newest(limit: Int) throws -> [Mail] {
    try tx.rows(
      """
      SELECT id, at, recipient, subject, text, link, expires_at
      FROM mail
      WHERE state = 'waiting'
      ORDER BY at DESC, id DESC
      LIMIT \(limit)
      """
    ).map(mail)
  }

  private func mail(_ row: Row) throws -> Mail {
    Mail(
      id: try row.text(0), at: try row.instant(1), recipient: try row.text(2),
      subject: try row.text(3), text: try row.text(4), link: try row.optionalText(5),
      expiresAt: try row.instant(6))
  }
}
