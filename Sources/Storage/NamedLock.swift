import Crypto

extension Transaction {
  /// Waits until this transaction alone, in all processes, holds the lock `name`; it ends with the
  /// transaction. SQLite has one writer anyway, so there every `write` holds it. Not for `read`.
  public func lock(_ name: String) throws {
    switch dialect {
    case .sqlite: break
    case .postgresql: _ = try rows("SELECT pg_advisory_xact_lock(\(lockNumber(name)))")
    }
  }

  /// The same without waiting: `false` when another transaction holds it.
  public func tryLock(_ name: String) throws -> Bool {
    switch dialect {
    case .sqlite: true
    case .postgresql:
      try rows("SELECT pg_try_advisory_xact_lock(\(lockNumber(name)))")[0].bool(0)
    }
  }
}

private func lockNumber(_ name: String) -> Int64 {
  let digest = SHA256.hash(data: Array("motcua lock \(name)".utf8))
  return digest.prefix(8).reduce(0) { $0 << 8 | Int64($1) }
}
