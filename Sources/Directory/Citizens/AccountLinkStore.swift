import Crypto
import Ground
import Storage

/// Every statement on `account_link`. Lives as long as its transaction.
struct AccountLinkStore {
  let tx: any Transaction

  private static func hash(_ token: String) -> [UInt8] {
    Array(SHA256.hash(data: Array("link \(token)".utf8)))
  }

  func insert(_ link: AccountLink, token: String, at instant: Instant) throws {
    try tx.run(
      """
      INSERT INTO account_link (token_hash, kind, account, email, name, phone, password_hash, next,
        at, expires_at)
      VALUES (\(AccountLinkStore.hash(token)), \(link.kind.rawValue), \(link.account),
        \(link.email), \(link.wanted?.name), \(link.wanted?.phone),
        \(link.wanted?.hash.text), \(link.next), \(instant), \(link.expiresAt))
      """)
  }

  /// The link with that token, while it holds; `nil` otherwise.
  func link(_ token: String, at instant: Instant) throws -> AccountLink? {
    try tx.row(
      """
      SELECT kind, account, email, name, phone, password_hash, next, expires_at
      FROM account_link
      WHERE token_hash = \(AccountLinkStore.hash(token)) AND expires_at > \(instant)
      """
    ).flatMap(link)
  }

  /// The same, and the link is gone: whoever gets it is the only one.
  func take(_ token: String, at instant: Instant) throws -> AccountLink? {
    try tx.row(
      """
      DELETE FROM account_link
      WHERE token_hash = \(AccountLinkStore.hash(token)) AND expires_at > \(instant)
      RETURNING kind, account, email, name, phone, password_hash, next, expires_at
      """
    ).flatMap(link)
  }

  /// The account's links of these kinds hold no more.
  func forget(_ kinds: [AccountLink.Kind], of account: AccountID) throws {
    try tx.run(
      """
      DELETE FROM account_link
      WHERE account = \(account) AND kind IN (\(list: kinds.map(\.rawValue)))
      """)
  }

  func forgetOld(at instant: Instant) throws {
    try tx.run("DELETE FROM account_link WHERE expires_at <= \(instant)")
  }

  private func link(_ row: Row) throws -> AccountLink? {
    var link = AccountLink(
      kind: try stored(try row.text(0), "kind"),
      account: try row.optionalText(1).map { AccountID($0) }, email: try row.text(2),
      next: try row.text(6), expiresAt: try row.instant(7))
    if let name = try row.optionalText(3) {
      guard let hash = try row.optionalText(5).flatMap(PasswordHash.init(text:)) else { return nil }
      link.wanted = AccountLink.Wanted(name: name, phone: try row.optionalText(4), hash: hash)
    }
    return link
  }
}
