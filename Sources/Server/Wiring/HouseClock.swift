import Foundation
import Ground
import Synchronization

/// What time it is. In a demonstration the time may come from a file: it holds an instant, and time
/// runs on from it since the file was last changed.
///
/// Guards what it last read of the file.
final class HouseClock: Sendable {
  private let file: String?
  private let read = Mutex<Reading?>(nil)

  private struct Reading {
    let lookedAt: ContinuousClock.Instant
    let changedAt: Instant
    let start: Instant
  }

  /// Refuses: a file that cannot be read or holds no RFC 3339 instant.
  init(file: String?) throws {
    self.file = file
    if let file { _ = try HouseClock.look(at: file) }
  }

  /// The machine's clock.
  static func machine() -> Instant {
    Instant(milliseconds: Int64((Date.now.timeIntervalSince1970 * 1000).rounded(.down)))
  }

  func now() -> Instant {
    let machine = HouseClock.machine()
    guard let file else { return machine }
    let known = read.withLock { reading -> Reading? in
      if let reading, ContinuousClock.now - reading.lookedAt < .milliseconds(100) { return reading }
      // A file that is being replaced at this moment leaves the time as it was last read.
      if let fresh = try? HouseClock.look(at: file) { reading = fresh }
      return reading
    }
    guard let known else { return machine }
    return known.start.adding(milliseconds: machine.milliseconds - known.changedAt.milliseconds)
  }

  private static func look(at file: String) throws -> Reading {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    guard let start = Instant(rfc3339: normalised(text)),
      let changed = attributes[.modificationDate] as? Date
    else { throw CommandRefused("\(file) holds no instant like 2026-02-13T01:00:00Z") }
    return Reading(
      lookedAt: .now,
      changedAt: Instant(milliseconds: Int64(changed.timeIntervalSince1970 * 1000)), start: start)
  }
}
