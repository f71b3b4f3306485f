import Foundation
import Ground
import Testing

@testable import Exchange

private func mail(
  to recipient: String = "lan@thu.example", subject: String = "Xác nhận",
  text: String = "Chào bạn,",
  link: String? = "/xac-nhan/abc"
) -> Mail {
  let at = Instant(Day(2026, 11, 22), minute: 8 * 60)
  return Mail(
    id: "01JDAWQ8M0000000000000000A", at: at, recipient: recipient, subject: subject, text: text,
    link: link, expiresAt: at.adding(seconds: 3600))
}

private func lines(_ mail: Mail) throws -> (headers: [String], body: String) {
  let message = try MailMessage(
    mail, from: "motcua@tinh.example", origin: "https://motcua.example", at: mail.at)
  let text = String(decoding: message.bytes, as: UTF8.self)
  let halves = text.components(separatedBy: "\r\n\r\n")
  let coded = halves[1].components(separatedBy: "\r\n").joined()
  let body = try #require(Data(base64Encoded: coded))
  let unfolded = halves[0].replacingOccurrences(of: "\r\n ", with: "\n ")
  return (
    unfolded.components(separatedBy: "\r\n"), String(decoding: body, as: UTF8.self)
  )
}

struct MailMessageTests {
  @Test func everyHeaderStandsOnceAndTheBodyIsWhatWasWritten() throws {
    let (headers, body) = try lines(mail())
    #expect(
      headers.map { $0.prefix { $0 != ":" } } == [
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type",
        "Content-Transfer-Encoding", "Auto-Submitted",
      ])
    #expect(headers[1] == "To: <lan@thu.example>")
    #expect(headers[3] == "Date: Sun, 22 Nov 2026 08:00:00 +0700")
    #expect(headers[4] == "Message-ID: <01jdawq8m0000000000000000a@tinh.example>")
    #expect(body.hasPrefix("Chào bạn,\n\nhttps://motcua.example/xac-nhan/abc\n\n-- \nMột Cửa\n"))
  }

  @Test func aSubjectCannotAddAHeader() throws {
    let (headers, _) = try lines(mail(subject: "Chào\r\nBcc: kẻ@khác.example\r\n\r\nthân giả"))
    #expect(headers.count == 9)
    #expect(!headers.contains { $0.hasPrefix("Bcc") })
  }

  @Test func aSubjectOfAnyLengthIsCutBetweenLetters() throws {
    let subject = String(repeating: "Ế🧾đ ", count: 40)
    let (headers, _) = try lines(mail(subject: subject))
    let words = headers[2].dropFirst("Subject: ".count).components(separatedBy: "\n ")
    #expect(words.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?utf-8?B?") })
    let decoded = try words.map { word in
      let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      return try #require(String(data: data, encoding: .utf8))
    }
    #expect(decoded.joined() == subject)
  }

  @Test func noLineIsLongerThanMailTakes() throws {
    let text = String(repeating: "một dòng rất dài không hết ", count: 500)
    let message = try MailMessage(
      mail(text: text), from: "a@b.example", origin: "https://c.example",
      at: Instant(milliseconds: 0))
    let lines = String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 && !$0.contains("\n") && !$0.contains("\r") })
  }

  @Test(arguments: [
    "lan@thu.example\r\nBcc: x@y.example", "lan@thu.example, x@y.example", "<lan@thu.example>",
    "lan", "a@b@c", "-oQ/tmp@thu.example", "lân@thu.example", "", "@thu.example",
  ])
  func anAddressThatIsNoPlainAddressIsNotWrittenTo(_ recipient: String) {
    #expect(throws: MailUnfit.self) { try lines(mail(to: recipient)) }
  }
}
