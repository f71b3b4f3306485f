import Foundation
import GRDB
import Synchronization

/// Connections for bodies that ask for a few rows: they run on the thread of their caller, for the
/// way to another thread and back costs more than such a body. A class because it guards which of
/// them are free.
final class QuickReaders: Sendable {
  /// One of them, with its statements.
  struct Reader {
    let connection: DatabaseQueue
    let statements: PreparedStatements

    fileprivate func close() throws {
      statements.finalize()
      try connection.close()
    }
  }

  private struct State {
    var free: [Reader] = []
    var made = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let path: String
  private let configuration: Configuration
  /// No more bodies than this can run at once on the threads of the language's own pool.
  private let limit = ProcessInfo.processInfo.activeProcessorCount

  init(path: String, configuration: Configuration) {
    var own = configuration
    own.readonly = true
    (self.path, self.configuration) = (path, own)
  }

  /// A connection for the caller alone; `nil` when none is free.
  func take() throws -> Reader? {
    let (free, mayMake) = state.withLock { state -> (Reader?, Bool) in
      guard !state.isClosed else { return (nil, false) }
      if let free = state.free.popLast() { return (free, false) }
      guard state.made < limit else { return (nil, false) }
      state.made += 1
      return (nil, true)
    }
    guard mayMake else { return free }
    do {
      return Reader(
        connection: try DatabaseQueue(path: path, configuration: configuration),
        statements: PreparedStatements())
    } catch {
      state.withLock { $0.made -= 1 }
      throw error
    }
  }

  func giveBack(_ reader: Reader) {
    let isLate = state.withLock { state in
      if !state.isClosed { state.free.append(reader) }
      return state.isClosed
    }
    // The only error is that something still runs on it, and nothing does.
    if isLate { try? reader.close() }
  }

  /// Closes those that are free, and the others when they come back; false when that was done.
  func close() throws -> Bool {
    let (free, isFirst) = state.withLock { state -> ([Reader], Bool) in
      defer { (state.free, state.isClosed) = ([], true) }
      return (state.free, !state.isClosed)
    }
    for reader in free { try reader.close() }
    return isFirst
  }
}
