extension Database {
  /// What the engine says is wrong with its own file. Shape: at most a hundred lines; empty when
  /// the file is whole, and on PostgreSQL, which reads its pages against checksums as it goes.
  ///
  /// Trap: SQLite looks at every page first and then at every row, and on a damaged page the second
  /// look ends the whole statement; with a lower limit it stops after the first, and says what it
  /// found there.
  public func damage() async throws -> [String] {
    guard dialect == .sqlite else { return [] }
    do {
      return try await integrity("PRAGMA integrity_check(100)")
    } catch let fault as StorageFault where fault.code == "11" {
      return try await integrity("PRAGMA integrity_check(1)")
    }
  }

  private func integrity(_ pragma: SQL) async throws -> [String] {
    let found = try await read { tx in try tx.rows(pragma).map { try $0.text(0) } }
    return found.flatMap { $0.split(separator: "\n").map(String.init) }
      .filter { $0 != "ok" && !$0.hasPrefix("***") }
  }
}
