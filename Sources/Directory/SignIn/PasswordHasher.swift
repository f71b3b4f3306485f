public import Ground
import NIOPosix
import Synchronization

/// Hashes passwords, at most two at a time, so that signing in cannot take the whole machine.
///
/// A class because it guards who hashes and who waits. Source: trust.md 3.2.
public final class PasswordHasher: Sendable {
  private struct State {
    var running = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())
  private let cost: ScryptCost
  private let chance: Chance
  private let atOnce: Int
  private let waiting: Int
  /// Compared with when there is no such account: the same work, never a match.
  private let decoy: PasswordHash?

  /// At most `atOnce` hash, and at most `waiting` wait for them.
  public init(cost: ScryptCost, chance: Chance, atOnce: Int = 2, waiting: Int = 32) {
    (self.cost, self.chance, self.atOnce, self.waiting) = (cost, chance, atOnce, waiting)
    let text = "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$"
    decoy = PasswordHash(text: text + hex(chance.bytes(16)) + "$" + hex(chance.bytes(32)))
  }

  /// Hashes with a fresh salt.
  ///
  /// Refuses: `SignInRefused.busy` when too many wait.
  public func hash(_ password: Password) async throws -> PasswordHash {
    let salt = chance.bytes(16)
    return try await work { [cost] in try PasswordHash(of: password, cost: cost, salt: salt) }
  }

  /// Whether `password` gives `hash`; without a hash, as much work and `false`.
  ///
  /// Refuses: `SignInRefused.busy` when too many wait.
  func fits(_ password: Password, _ hash: PasswordHash?) async throws -> Bool {
    guard let compared = hash ?? decoy else { return false }
    let fits = try await work { try compared.fits(password) }
    return fits && hash != nil
  }

  private func work<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await enter()
    defer { leave() }
    return try await NIOThreadPool.singleton.runIfActive(body)
  }

  private func enter() async throws(SignInRefused) {
    let isFull = state.withLock { $0.running >= atOnce && $0.waiting.count >= waiting }
    guard !isFull else { throw .busy }
    await withCheckedContinuation { continuation in
      let mayStart = state.withLock { state in
        if state.running < atOnce {
          state.running += 1
          return true
        }
        state.waiting.append(continuation)
        return false
      }
      if mayStart { continuation.resume() }
    }
  }

  /// Hands the place to whoever waits longest.
  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard !state.waiting.isEmpty else {
        state.running -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.resume()
  }
}
