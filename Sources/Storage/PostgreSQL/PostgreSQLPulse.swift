import CLibPQ
import Synchronization

/// Whether the server lives, asked once for all threads of a pool. Guards what was last found.
///
/// A server that hangs must not be taken for a statement that takes long: nobody would get an
/// answer while every thread waits. So a thread that has heard nothing for a second asks here, and
/// a new connection tells. Source: trust.md 4.2.
final class PostgreSQLPulse: Sendable {
  private struct Finding {
    let at = ContinuousClock.now
    /// `nil` when a connection was opened.
    let failure: ConnectFailed?
    var isRecent: Bool { at + PostgreSQLPulse.patience > .now }
  }

  private struct State {
    var last: Finding?
    /// A thread tries whether a server that failed takes connections again.
    var isTried = false
  }

  private let url: String
  private let state = Mutex(State())

  /// How long a thread waits for an answer before it asks, how long the server has to take a
  /// connection then, and how long what was found is believed.
  static let patience = Duration.seconds(1)

  init(url: String) { self.url = url }

  /// Why the server is given up, when it says nothing to a new connection; `nil` while it says
  /// anything. Threads that ask at the same time wait for one answer.
  func fault() -> StorageFault? {
    state.withLock { state in
      if let last = state.last, last.isRecent { return silence(last) }
      let found = Finding(failure: failure())
      state.last = found
      return silence(found)
    }
  }

  private func silence(_ found: Finding) -> StorageFault? {
    found.failure.flatMap { $0.hasAnswered ? nil : $0.fault }
  }

  private func failure() -> ConnectFailed? {
    do {
      PQfinish(try connect(url, within: PostgreSQLPulse.patience))
      return nil
    } catch {
      return error
    }
  }

  /// Opens a connection. After a failure one thread at a time tries again, a second later; the
  /// others are told at once, so that nobody waits for a server that is known not to answer.
  func connection() throws(StorageFault) -> OpaquePointer {
    let known = state.withLock { state -> StorageFault? in
      guard let last = state.last, let failure = last.failure else { return nil }
      if last.isRecent || state.isTried { return failure.fault }
      state.isTried = true
      return nil
    }
    if let known { throw known }
    do {
      let raw = try connect(url, within: PostgreSQLPulse.patience * 3)
      note(nil)
      return raw
    } catch {
      note(error)
      throw error.fault
    }
  }

  private func note(_ failure: ConnectFailed?) {
    state.withLock { $0 = State(last: Finding(failure: failure)) }
  }
}
