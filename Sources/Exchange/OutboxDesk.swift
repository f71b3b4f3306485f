public import Ground
public import Storage

/// The outbox, for callers who hold a transaction: a message exists exactly when its act does.
public struct Outbox {
  let store: OutboxStore

  public init(tx: any Transaction) { store = OutboxStore(tx: tx) }

  public func put(_ notice: Notice) throws { try store.insert(notice) }

  /// What `account` was told about `subject`, newest first.
  public func notices(about subject: String, to account: AccountID) throws -> [Notice] {
    try store.notices(about: subject, to: account)
  }
}
