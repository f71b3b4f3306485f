import Foundation
import Ground
import Journal
import Storage
import Synchronization

/// Whether work can be taken, as `/ready` tells it. Guards whether the process is being stopped.
final class Readiness: Sendable {
  private let stopping = Atomic(false)
  private let database: any Database
  private let journal: JournalDesk
  private let now: @Sendable () -> Instant
  /// Where uploaded files lie, and with SQLite everything.
  private let folder: String
  private let remark: String?

  init(
    database: any Database, journal: JournalDesk, folder: String, remark: String?,
    now: @escaping @Sendable () -> Instant
  ) {
    (self.database, self.journal, self.folder) = (database, journal, folder)
    (self.remark, self.now) = (remark, now)
  }

  /// Below so much room the disk counts as full: no upload would fit any more.
  static let fullBytes = 1 << 20
  /// Below so much room somebody should look after it.
  static let lowBytes = 512 << 20
  /// Facts that wait longer than this to be sealed are behind; they wait 0.2 s when all is well.
  static let behindSeconds: Int64 = 60

  /// From here on no new work should be sent here.
  func stop() { stopping.store(true, ordering: .relaxed) }

  /// What keeps it from taking work, empty when it can, and what somebody should know besides.
  func verdict() async -> (troubles: [String], remarks: [String]) {
    if stopping.load(ordering: .relaxed) { return (["stopping"], []) }
    var (troubles, remarks) = ([String](), [remark].compactMap(\.self))
    do {
      // A write transaction that writes nothing: the lock is taken, and a standby refuses.
      _ = try await database.write { try $0.rows("SELECT 1") }
      let backlog = try await journal.backlog()
      if let since = backlog.since, waits(since) > Readiness.behindSeconds {
        remarks.append("sealing is behind: \(backlog.facts) facts wait, \(waits(since)) s")
      }
    } catch {
      troubles.append("the database does not answer")
    }
    if let free = freeBytes {
      if free < Readiness.fullBytes {
        troubles.append("the disk is full")
      } else if free < Readiness.lowBytes {
        remarks.append("the disk is nearly full: \(free >> 20) MiB are free")
      }
    }
    return (troubles, remarks)
  }

  /// Room on the disk of the uploaded files; `nil` where the system does not say.
  var freeBytes: Int? {
    // A folder that is gone is told by whoever needs it; here it only has no number.
    let found = try? FileManager.default.attributesOfFileSystem(forPath: folder)
    return (found?[.systemFreeSize] as? NSNumber)?.intValue
  }

  private func waits(_ since: Instant) -> Int64 {
    max(0, now().milliseconds - since.milliseconds) / 1000
  }
}
