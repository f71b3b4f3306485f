import Hummingbird
import NIOCore

/// How slowly a body may come: some grace, then a least rate. Source: trust.md 4.6 (an idle timeout
/// does not see a body that dribbles).
struct BodyPace: Sendable {
  var grace: Duration = .seconds(30)
  var bytesPerSecond = 100_000

  func allows(_ bytes: Int, in elapsed: Duration) -> Bool {
    elapsed <= grace + .milliseconds(bytes * 1000 / bytesPerSecond)
  }
}

/// Guards the one walk over a request's body: its size, its pace, and what is left of it when the
/// answer is ready.
actor BodySource {
  private let body: RequestBody
  private let announced: Int?
  private let pace: BodyPace
  private var iterator: RequestBody.AsyncIterator?
  private var started: ContinuousClock.Instant?
  private var taken = 0
  private var limit = Int.max
  private var isBroken = false
  private(set) var ended = false

  /// `announced` is the length that the headers promise, if they do.
  init(_ body: RequestBody, announced: Int?, pace: BodyPace) {
    (self.body, self.announced, self.pace) = (body, announced, pace)
  }

  /// No more than `limit` bytes are handed on from here.
  func bound(to limit: Int) { self.limit = limit }

  /// The next chunk; `nil` at the end. Refuses: `EdgeRefused.tooLarge`, `.tooSlow`.
  func next() async throws -> [UInt8]? {
    guard let chunk = try await step() else { return nil }
    guard taken <= limit else { throw EdgeRefused.tooLarge(limit: limit) }
    return chunk
  }

  /// Reads on, to nowhere, for at most `bytes` more; whether the end was reached.
  ///
  /// A client that is still sending would otherwise never read our answer.
  func drain(upTo bytes: Int) async -> Bool {
    let most = taken + bytes
    do {
      while taken <= most { if try await step() == nil { return true } }
    } catch {
      // The line is closed after the answer in either case; there is nobody left to tell.
      return false
    }
    return false
  }

  private func step() async throws -> [UInt8]? {
    guard !ended else { return nil }
    // Trap: a broken body may not be walked again; Hummingbird ends the process when it is.
    guard !isBroken else { throw EdgeRefused.tooSlow }
    let start = started ?? .now
    started = start
    var walking = iterator ?? body.makeAsyncIterator()
    let buffer: ByteBuffer?
    do { buffer = try await walking.next(isolation: self) } catch {
      // A line that breaks, or chunks that are none, are the sender's trouble, not a fault of ours.
      isBroken = true
      throw EdgeRefused.tooSlow
    }
    iterator = walking
    guard let buffer else {
      ended = true
      guard taken >= announced ?? 0 else { throw EdgeRefused.tooSlow }
      return nil
    }
    taken += buffer.readableBytes
    guard pace.allows(taken, in: start.duration(to: .now)) else { throw EdgeRefused.tooSlow }
    return Array(buffer.readableBytesView)
  }
}
