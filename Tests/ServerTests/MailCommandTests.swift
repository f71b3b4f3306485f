import Exchange
import Foundation
import Ground
import Testing

@testable import Server

/// A letter handed to a program, as `serve --mail-command` does it.
struct MailCommandTests {
  private let folder = NSTemporaryDirectory() + "/motcua-mail-test-\(UUID().uuidString)"

  private func command(_ script: String, seconds: Double = 30) throws -> MailCommand {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/carry"
    try ("#!/bin/sh\n" + script + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    var command = try MailCommand(words: "\(path) -t -i", from: "motcua@tinh.example")
    command.seconds = seconds
    return command
  }

  private var message: MailMessage {
    get throws {
      let at = Instant(Day(2026, 11, 22), minute: 0)
      return try MailMessage(
        Mail(
          id: "01JD", at: at, recipient: "lan@thu.example", subject: "Thử", text: "Xin chào",
          link: nil, expiresAt: at.adding(seconds: 60)), from: "motcua@tinh.example",
        origin: "https://motcua.example", at: at)
    }
  }

  @Test func theProgramReadsTheWholeLetterAndNothingElse() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A left-over harms nobody.
    let command = try command(
      "cat > \(folder)/got; echo \"$@\" > \(folder)/words; env | wc -l > \(folder)/env")
    let letter = try message
    try await command.carry(letter)
    let got = try Data(contentsOf: URL(fileURLWithPath: folder + "/got"))
    #expect(Array(got) == letter.bytes)
    let words = try String(contentsOfFile: folder + "/words", encoding: .utf8)
    #expect(words == "-t -i\n")
    let variables = try String(contentsOfFile: folder + "/env", encoding: .utf8)
    #expect((Int(variables.filter(\.isNumber)) ?? 99) < 7)
  }

  @Test func aProgramThatFailsOrHangsIsNoDelivery() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A left-over harms nobody.
    let letter = try message
    for script in ["exit 75", "kill -9 $$"] {
      await #expect(throws: MailNotCarried.self) { try await command(script).carry(letter) }
    }
    let start = ContinuousClock.now
    await #expect(throws: MailNotCarried.self) {
      try await command("exec sleep 60", seconds: 0.3).carry(letter)
    }
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func aProgramThatDoesNotReadCannotStopUs() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }  // A left-over harms nobody.
    try await command("exit 0").carry(try message)
  }

  @Test(arguments: [
    ("sendmail -t", "a@b.example"), ("/khong/co/chuong/trinh", "a@b.example"), ("", "a@b.example"),
    ("/bin/sh", "a"), ("/bin/sh", "a@b.example\r\nBcc: c@d.example"), ("/bin/sh", "@b"),
  ])
  func aCommandThatCannotWorkIsRefusedAtTheStart(_ words: String, _ from: String) {
    #expect(throws: CommandRefused.self) { try MailCommand(words: words, from: from) }
  }
}
