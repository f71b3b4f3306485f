import Foundation
import GRDB
import Synchronization

/// The only writer of a SQLite file in this process. One thread drains the waiting bodies, runs
/// each in a savepoint, commits them together and only then answers: durable before acknowledged,
/// and one sync of the disk for all of them.
final class GroupCommitter: Sendable {
  private let queue = JobQueue<WaitingBody>(threads: 1)
  private let done = Mutex((commits: 0, bodies: 0))

  init(_ pool: DatabasePool, _ statements: PreparedStatements, mostTogether: Int) {
    let thread = Thread { [self] in
      while let batch = queue.take(atMost: mostTogether) {
        let committed = commit(batch, to: pool, statements)
        if committed > 0 { done.withLock { $0 = ($0.commits + 1, $0.bodies + committed) } }
      }
      queue.leave()
    }
    thread.name = "committer"
    thread.start()
  }

  func write<T: Sendable>(
    _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    try await withCheckedThrowingContinuation { continuation in
      let waiting = WaitingBody { transaction in
        let value = try body(transaction)
        return { continuation.resume(returning: value) }
      } refuse: { error in
        continuation.resume(throwing: error)
      }
      do { try queue.add(waiting) } catch { waiting.refuse(error) }
    }
  }

  var figures: CommitFigures {
    let done = done.withLock { $0 }
    return CommitFigures(commits: done.commits, bodies: done.bodies, waiting: queue.count)
  }

  /// Does what waits, then ends the thread; whoever writes afterwards hears that it is closed.
  func close() async { await queue.close() }

  /// The same without waiting for it.
  func shut() { queue.shut() }
}

/// A body and the two ways to answer its caller, of which exactly one is used, once.
private struct WaitingBody: Sendable {
  /// Runs the body; what it gives back acknowledges, and may be called only after the commit.
  let run: @Sendable (any Transaction) throws -> @Sendable () -> Void
  let refuse: @Sendable (any Error) -> Void

  init(
    run: @escaping @Sendable (any Transaction) throws -> @Sendable () -> Void,
    refuse: @escaping @Sendable (any Error) -> Void
  ) {
    (self.run, self.refuse) = (run, refuse)
  }
}

/// Commits the batch and answers every caller. When the transaction as a whole fails, those whose
/// own body had not failed before all hear why, and nothing is acknowledged. Gives how many bodies
/// were committed.
private func commit(
  _ batch: [WaitingBody], to pool: DatabasePool, _ statements: PreparedStatements
) -> Int {
  var outcomes: [Result<@Sendable () -> Void, any Error>] = []
  do {
    try pool.writeWithoutTransaction { database in
      do {
        if database.isInsideTransaction { try database.rollback() }
        let table = statements.table(of: database)
        func run(_ sql: SQL) throws { try BoundStatement(sql, on: database, among: table).run() }
        try run("BEGIN IMMEDIATE")
        for waiting in batch {
          outcomes.append(
            try runInSavepoint(waiting, database, SQLiteTransaction(database, statements), run))
        }
        try run("COMMIT")
      } catch {
        if database.isInsideTransaction { try database.rollback() }
        throw error
      }
    }
    var committed = 0
    for (waiting, outcome) in zip(batch, outcomes) {
      switch outcome {
      case .success(let acknowledge):
        committed += 1
        acknowledge()
      case .failure(let error): waiting.refuse(error)
      }
    }
    return committed
  } catch {
    for (index, waiting) in batch.enumerated() {
      guard index < outcomes.count, case .failure(let own) = outcomes[index] else {
        waiting.refuse(storageError(error))
        continue
      }
      waiting.refuse(own)
    }
    return 0
  }
}

/// A body that fails leaves nothing behind and spoils nobody else. Throws only when the transaction
/// around it is gone: SQLite ends it by itself when the disk is full or breaks.
private func runInSavepoint(
  _ waiting: WaitingBody, _ database: GRDB.Database, _ transaction: SQLiteTransaction,
  _ run: (SQL) throws -> Void
) throws -> Result<@Sendable () -> Void, any Error> {
  try run("SAVEPOINT body")
  do {
    let acknowledge = try waiting.run(transaction)
    if let fault = transaction.fault { throw fault }
    try run("RELEASE SAVEPOINT body")
    return .success(acknowledge)
  } catch {
    guard database.isInsideTransaction else { throw transaction.fault ?? error }
    try run("ROLLBACK TO SAVEPOINT body")
    try run("RELEASE SAVEPOINT body")
    return .failure(error)
  }
}
