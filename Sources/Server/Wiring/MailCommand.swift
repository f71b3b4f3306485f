import Exchange
import Foundation
import Ground

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that takes a letter on its standard input and carries it off, as `sendmail -t -i`.
///
/// No shell reads the command, and nothing of a letter stands in it: the program finds the
/// recipient in the letter's own header.
struct MailCommand: Sendable {
  let program: String
  let arguments: [String]
  /// The address that letters are sent from.
  let from: String
  /// A program that takes longer is ended, and the letter waits for its next try.
  var seconds: Double = 30

  /// `words` is the command with its arguments, spaces between them.
  ///
  /// Refuses: a command that is no path of a program, an address that is none.
  init(words: String, from: String) throws {
    let words = words.split(separator: " ").map(String.init)
    guard let program = words.first, program.hasPrefix("/"),
      FileManager.default.isExecutableFile(atPath: program)
    else {
      throw CommandRefused(
        "--mail-command begins with the whole path of a program, as /usr/sbin/sendmail -t -i")
    }
    guard from.utf8.allSatisfy({ $0 > 32 && $0 < 127 }),
      from.split(separator: "@", omittingEmptySubsequences: false).map(\.isEmpty) == [false, false]
    else { throw CommandRefused("--mail-from is the address letters come from, as a@b.gov.vn") }
    (self.program, arguments, self.from) = (program, Array(words.dropFirst()), from)
  }

  /// Hands the program one letter. Throws `MailNotCarried` unless it ends with 0 in time.
  func carry(_ message: MailMessage) async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"]
    process.standardInput = try unnamedFile(message.bytes)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { throw MailNotCarried(reason: "the program does not start") }
    let start = ContinuousClock.now
    while process.isRunning {
      guard ContinuousClock.now - start < .seconds(seconds), !Task.isCancelled else {
        kill(process.processIdentifier, SIGKILL)
        throw MailNotCarried(reason: "the program takes too long")
      }
      // A cancelled sleep ends at once, and the next turn sees why.
      try? await Task.sleep(for: .milliseconds(20))
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw MailNotCarried(reason: "the program ended with \(process.terminationStatus)")
    }
  }

  /// The bytes as an open file that has no name any more: nothing of a letter stays on the disk,
  /// and a program that does not read cannot stop us.
  private func unnamedFile(_ bytes: [UInt8]) throws -> FileHandle {
    var name = Array((NSTemporaryDirectory() + "/motcua-mail-XXXXXX").utf8CString)
    let descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw MailNotCarried(reason: "no room for the letter") }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    unlink(name)
    try file.write(contentsOf: Data(bytes))
    try file.seek(toOffset: 0)
    return file
  }
}

/// A letter was not taken. Says nothing of it or of whom it was for.
struct MailNotCarried: Error, CustomStringConvertible {
  let reason: String
  var description: String { reason }
}
