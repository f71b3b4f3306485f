public import Directory
public import Ground
public import Storage

/// The outbox, for callers who hold a transaction: a message exists exactly when its act does.
public struct Outbox {
  private let tx: any Transaction

  public init(tx: any Transaction) { self.tx = tx }

  /// Puts a notice where its account reads it; and a letter that says so to the account's
  /// confirmed address, when it has one.
  public func put(_ notice: Notice) throws {
    try OutboxStore(tx: tx).insert(notice)
    guard let account = notice.account,
      let address = try AccountOwners(tx: tx).email(of: account)
    else { return }
    try put(NoticeLetter(notice: notice).mail(to: address))
  }

  /// Puts a letter; it is sent soon after the transaction.
  public func put(_ mail: Mail) throws { try MailStore(tx: tx).insert(mail) }

  /// Puts a letter about an account under the id `id`.
  public func put(_ letter: AccountLetter, id: String) throws {
    try put(
      Mail(
        id: id, at: letter.at, recipient: letter.to, subject: letter.subject, text: letter.text,
        link: letter.link, expiresAt: letter.expiresAt))
  }

  /// What `account` was told about `subject`, newest first.
  public func notices(about subject: String, to account: AccountID) throws -> [Notice] {
    try OutboxStore(tx: tx).notices(about: subject, to: account)
  }
}
