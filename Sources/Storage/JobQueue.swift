import Dispatch
import Synchronization

/// Jobs that wait for the threads of one database. Guards its list with a lock; a semaphore, at
/// least as high as the list is long, wakes the threads.
final class JobQueue<Job: Sendable>: Sendable {
  private struct State {
    var waiting: [Job] = []
    var isClosed = false
    var threads: Int
    var closers: [CheckedContinuation<Void, Never>] = []
  }

  private let state: Mutex<State>
  private let wake = DispatchSemaphore(value: 0)
  private let limit: Int

  /// `threads` of them will call `take` until it gives `nil`, then `leave`. At most `limit` jobs
  /// wait.
  init(threads: Int, limit: Int = 10_000) {
    state = Mutex(State(threads: threads))
    self.limit = limit
  }

  func add(_ job: Job) throws(StorageFault) {
    let refused = state.withLock { state -> StorageFault? in
      if state.isClosed { return .closed }
      if state.waiting.count >= limit {
        return StorageFault(.busy, "\(limit) transactions wait already")
      }
      state.waiting.append(job)
      return nil
    }
    if let refused { throw refused }
    wake.signal()
  }

  /// How many jobs wait.
  var count: Int { state.withLock { $0.waiting.count } }

  /// Waits for a job and takes it, with those behind it, at most `count`; `nil` when the queue is
  /// closed and empty.
  func take(atMost count: Int) -> [Job]? {
    while true {
      wake.wait()
      let (taken, isOver) = state.withLock { state in
        let taken = Array(state.waiting.prefix(count))
        state.waiting.removeFirst(taken.count)
        return (taken, taken.isEmpty && state.isClosed)
      }
      if !taken.isEmpty { return taken }
      if isOver { return nil }
    }
  }

  /// A thread says that it has ended and given back what it held.
  func leave() {
    let closers = state.withLock { state in
      state.threads -= 1
      guard state.threads == 0 else { return [CheckedContinuation<Void, Never>]() }
      defer { state.closers = [] }
      return state.closers
    }
    for closer in closers { closer.resume() }
  }

  /// Takes no more jobs; those that wait are still done.
  func shut() {
    let threads = state.withLock { state in
      defer { state.isClosed = true }
      return state.isClosed ? 0 : state.threads
    }
    for _ in 0..<threads { wake.signal() }
  }

  /// Takes no more jobs and waits until those that wait are done and every thread has left.
  func close() async {
    shut()
    await withCheckedContinuation { continuation in
      let isOver = state.withLock { state in
        if state.threads > 0 { state.closers.append(continuation) }
        return state.threads == 0
      }
      if isOver { continuation.resume() }
    }
  }
}
