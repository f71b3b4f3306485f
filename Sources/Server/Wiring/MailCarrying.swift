import Exchange
import Ground
import Logging

/// What becomes of the letters that the house writes.
enum MailCarrying: Sendable {
  /// A demonstration shows them at `/thu-demo`; nothing leaves the machine.
  case shown
  /// Nobody said what carries them: they wait.
  case waiting
  case carried(MailCommand)

  /// What `/ready` adds about it; `nil` when all is well.
  var remark: String? {
    switch self {
    case .shown, .carried: nil
    case .waiting: "mail waits: serve has no --mail-command"
    }
  }

  /// Carries letters off until the task is cancelled; a fault is logged and tried again.
  func run(_ desk: MailDesk, origin: String, _ logger: Logger) async {
    switch self {
    case .shown: return
    case .waiting: logger.warning("mail waits until serve is given --mail-command and --mail-from")
    case .carried(let command):
      let job = MailJob(desk: desk, from: command.from, origin: origin) {
        try await command.carry($0)
      }
      while !Task.isCancelled {
        do {
          try await job.sendDue { logger.warning("\($0)") }
        } catch {
          logger.error("letters could not be read: \(error)")
        }
        // The only error of a sleep is that the task is cancelled, which ends the loop.
        try? await Task.sleep(for: .seconds(1))
      }
    }
  }
}
