import CLibPQ
import Foundation

/// One connection, always in pipeline mode: statements are queued and sent together when an answer
/// is needed. Made and used by one thread. Never blocks without a limit, unless told so.
final class PostgreSQLConnection {
  /// How long the server may stay silent while an answer is awaited; `nil` is for ever. A stopped
  /// host still acknowledges packets, so neither keepalives nor the server's own limits notice it;
  /// whether it still takes connections is asked of `pulse` meanwhile.
  var patienceSeconds: Int? = 5
  /// The first fault of the open transaction; after it nothing is kept, so nothing is sent.
  private(set) var fault: (any Error)?

  private let raw: OpaquePointer
  private let pulse: PostgreSQLPulse
  private var queued: [Queued] = []
  private var prepared: [String: PreparedStatement] = [:]
  private var namesGiven = 0
  /// Whether the server has answered since the transaction began.
  private var hasAnswered = false

  private enum Queued {
    case prepare(text: String)
    case run
    case rows
  }

  init(pulse: PostgreSQLPulse, statementSeconds: Int) throws {
    self.pulse = pulse
    raw = try pulse.connection()
    let limit = String(statementSeconds * 1000)
    do {
      _ = try rows(
        """
        SELECT set_config('statement_timeout', \(limit), false),
          set_config('idle_in_transaction_session_timeout', '60000', false),
          set_config('bytea_output', 'hex', false)
        """)
    } catch let lost as ConnectionLost {
      throw lost.fault
    }
  }

  deinit { PQfinish(raw) }

  func rows(_ sql: SQL) throws -> [Row] {
    try keepingFault {
      try queue(sql, .rows)
      return try exchange()
    }
  }

  func run(_ sql: SQL) throws {
    try keepingFault {
      try queue(sql, .run)
      if queued.count >= 256 { _ = try exchange() }
    }
  }

  func begin(_ sql: SQL) throws {
    hasAnswered = false
    try run(sql)
  }

  func commit() throws {
    try keepingFault {
      // A connection that died while it lay idle must be noticed before COMMIT is on its way.
      if !hasAnswered { _ = try exchange() }
      try queue("COMMIT", .run)
      do {
        _ = try exchange(isCommit: true)
      } catch var lost as ConnectionLost {
        lost.isAfterCommit = true
        throw lost
      }
    }
  }

  /// Ends the transaction, whatever state it is in, and makes the connection fit for the next one.
  func rollback() throws {
    if !queued.isEmpty {
      // Its answers are read to clear the pipeline; whatever they say, the transaction is given up.
      do { _ = try exchange() } catch let lost as ConnectionLost { throw lost } catch {}
    }
    fault = nil
    if PQtransactionStatus(raw) != PQTRANS_IDLE { try runAlone("ROLLBACK") }
  }

  /// Sends one statement outside any transaction and waits for its answer.
  func runAlone(_ sql: SQL) throws {
    defer { if !(fault is ConnectionLost) { fault = nil } }
    try keepingFault {
      guard PQsendQueryParams(raw, sql.text, 0, nil, nil, nil, nil, 0) == 1 else { throw lost() }
      queued.append(.run)
      _ = try exchange()
    }
  }

  private func keepingFault<T>(_ work: () throws -> T) throws -> T {
    if let fault { throw fault }
    do {
      return try work()
    } catch {
      fault = error
      throw error
    }
  }
}

extension PostgreSQLConnection {
  private func queue(_ sql: SQL, _ kind: Queued) throws {
    let values = try sql.storableValues()
    let name = try prepare(sql.text, values)
    let sent = PostgreSQLParameters(values).withPointers { pointers, lengths, formats in
      PQsendQueryPrepared(raw, name, Int32(values.count), pointers, lengths, formats, 0)
    }
    guard sent == 1 else { throw lost() }
    queued.append(kind)
  }

  /// The name under which the server knows this text. A NULL fits any type; another type than
  /// before is prepared anew.
  private func prepare(_ text: String, _ values: [SQL.Value]) throws -> String {
    let types = values.map(\.parameterType)
    let known = prepared[text]
    if let known, known.takes(types) { return known.name }
    if namesGiven % 500 == 499 {
      guard PQsendQueryParams(raw, "DEALLOCATE ALL", 0, nil, nil, nil, nil, 0) == 1 else {
        throw lost()
      }
      queued.append(.run)
      prepared = [:]
    }
    namesGiven += 1
    let new = PreparedStatement(name: "s\(namesGiven)", types: types, replacing: known)
    guard PQsendPrepare(raw, new.name, text, Int32(values.count), new.types) == 1 else {
      throw lost()
    }
    queued.append(.prepare(text: text))
    prepared[text] = new
    return new.name
  }

  /// Sends what is queued and reads every answer. Gives the rows of the last statement; throws the
  /// first fault among the answers.
  ///
  /// Trap: a server that is told to end the connection says so after the last answer too. A COMMIT
  /// that was answered is kept, whatever comes after it; the next to use the connection notices.
  private func exchange(isCommit: Bool = false) throws -> [Row] {
    let expected = queued
    queued = []
    guard PQpipelineSync(raw) == 1 else { throw lost() }
    try flush()
    var (rows, index) = ([Row](), 0)
    var failure: (any Error)?
    while true {
      guard let result = try nextResult() else {
        index += 1
        continue
      }
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_PIPELINE_SYNC:
        hasAnswered = true
        if let failure { throw failure }
        return rows
      case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY: break
      case PGRES_TUPLES_OK:
        guard index < expected.count, case .rows = expected[index] else { break }
        do { rows = try decodedRows(result) } catch { failure = failure ?? error }
      default:
        if index == expected.count {
          guard isCommit, failure == nil else { throw lost() }
          return rows
        }
        if case .prepare(let text) = expected[index] { prepared[text] = nil }
        guard PQresultStatus(result) != PGRES_PIPELINE_ABORTED else { break }
        failure = failure ?? serverError(result)
        if PQstatus(raw) == CONNECTION_BAD || failure is ConnectionLost { throw lost() }
      }
    }
  }

  private func flush() throws {
    while true {
      switch PQflush(raw) {
      case 0: return
      case 1:
        // The server may wait for us to read before it reads on.
        if try wait(POLLIN | POLLOUT) & Int16(POLLIN) != 0, PQconsumeInput(raw) == 0 {
          throw lost()
        }
      default: throw lost()
      }
    }
  }

  /// The next result, or `nil` at the end of one statement's results.
  private func nextResult() throws -> OpaquePointer? {
    while PQisBusy(raw) == 1 {
      _ = try wait(POLLIN)
      guard PQconsumeInput(raw) == 1 else { throw lost() }
    }
    if let result = PQgetResult(raw) { return result }
    guard PQstatus(raw) == CONNECTION_OK else { throw lost() }
    return nil
  }

  private func wait(_ events: Int32) throws -> Int16 {
    var watched = pollfd(fd: PQsocket(raw), events: Int16(events), revents: 0)
    let start = ContinuousClock.now
    var silence = PostgreSQLPulse.patience
    while true {
      let end = patienceSeconds.map { min(silence, .seconds($0)) } ?? silence
      let left = Int32(max(.zero, start + end - .now) / .milliseconds(1))
      let count = poll(&watched, 1, left)
      if count > 0 { return watched.revents }
      if count < 0 {
        guard errno == EINTR else { throw lost() }
        continue
      }
      if let patienceSeconds, silence >= .seconds(patienceSeconds) {
        throw ConnectionLost(message: "no answer for \(patienceSeconds) s")
      }
      if let fault = pulse.fault() { throw ConnectionLost(message: fault.message) }
      // The server lives and the statement takes long: it is asked less and less often.
      silence = silence * 2
    }
  }

  private func lost() -> ConnectionLost {
    ConnectionLost(message: String(cString: PQerrorMessage(raw)))
  }
}
