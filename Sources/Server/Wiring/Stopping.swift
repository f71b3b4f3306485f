import Logging
import ServiceLifecycle
import UnixSignals

/// Serves until the process is told to stop, then stops in order: `/ready` says so and a balancer
/// has `drain` to look elsewhere; the port closes; what is under way is finished, or cut off after
/// `deadline`.
struct Stopping: Sendable {
  let readiness: Readiness
  let drain: Duration
  let deadline: Duration
  let logger: Logger

  func serve(_ application: some Service) async throws {
    // The last one is asked to stop first, and the others once it has ended.
    var configuration = ServiceGroupConfiguration(
      services: [
        .init(service: application),
        .init(service: Draining(stopping: self), successTerminationBehavior: .ignore),
      ], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = drain + deadline
    do {
      try await ServiceGroup(configuration: configuration).run()
    } catch is CancellationError {
      logger.warning("requests were cut off: they took longer than the time to stop")
    }
  }
}

private struct Draining: Service {
  let stopping: Stopping

  func run() async throws {
    try await gracefulShutdown()
    stopping.readiness.stop()
    try await Task.sleep(for: stopping.drain)
  }
}
