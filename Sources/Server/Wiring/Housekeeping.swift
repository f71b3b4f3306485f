import Catalogue
import Directory
import Dossiers
import Exchange
import Ground
import Indicators
import Logging
import Storage

/// What must be done now and then: the day's digest of readings, the overviews of a new day, and
/// forgetting what has had its time. Each may be done again, and by several processes at once.
struct Housekeeping: Sendable {
  let province: Province

  /// Every hour until the task is cancelled; a fault is logged and tried again the next hour.
  func run(_ logger: Logger) async {
    while !Task.isCancelled {
      do {
        try await tidyUp()
      } catch {
        logger.error("housekeeping failed: \(error)")
      }
      // The only error of a sleep is that the task is cancelled, which ends the loop.
      try? await Task.sleep(for: .seconds(3600))
    }
  }

  func tidyUp() async throws {
    try await province.directory.readings.digest()
    _ = try await province.catalogue.prepare(province.lifeEvents)
    try await province.indicators.prepare()
    try await province.directory.signIn.forgetOldFailures()
    try await province.directory.citizens.forgetOldLinks()
    try await province.exchange.mail.tidyUp()
    try await province.indicators.forgetFiles()
    let indicators = province.indicators
    try await province.dossiers.purgeDrafts { try await indicators.holds($0) }
    let now = province.now()
    try await province.instance.database.write { tx in
      try Idempotency(tx: tx).forgetOld(at: now)
    }
    try await province.indicators.lookForFindings()
  }
}
