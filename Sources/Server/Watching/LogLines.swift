import Foundation
import Ground
import Logging

/// Writes the log as one JSON object a line to standard error, for programs to read: when, how bad,
/// what, and the metadata beside it. A line break in a value stays inside its line.
struct LogLines: LogHandler {
  var logLevel = Logger.Level.info
  var metadata: Logger.Metadata = [:]
  let now: @Sendable () -> Instant
  let write: @Sendable ([UInt8]) -> Void

  /// A logger whose lines go to standard error, stamped by the machine's clock.
  static func logger(_ label: String) -> Logger {
    Logger(label: label) { _ in
      LogLines(now: HouseClock.machine) { FileHandle.standardError.write(Data($0)) }
    }
  }

  func log(event: LogEvent) {
    var members: [JSON.Member] = [
      .init("at", JSON(now())), .init("level", .string(event.level.rawValue)),
      .init("message", .string(event.message.description)),
    ]
    let said = metadata.merging(event.metadata ?? [:]) { _, own in own }
    for (name, value) in said.sorted(by: { $0.key < $1.key }) {
      members.append(.init(name, .string(value.description)))
    }
    write(JSON.object(members).bytes + [10])
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }
}
