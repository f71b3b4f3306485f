import Foundation
public import Ground

/// A letter as bytes for a mail program. Source: RFC 5322 (form, dates), RFC 2047 (words with
/// marks), RFC 2045 (base64), RFC 3834 (made by a program).
public struct MailMessage: Sendable, Equatable {
  public let bytes: [UInt8]

  /// `from` is the address it is sent from, `origin` where our pages are, as `https://…`.
  ///
  /// Nothing of the letter can add a header: texts become encoded words, the recipient must be a
  /// plain address. Refuses: `MailUnfit`.
  public init(_ mail: Mail, from: String, origin: String, at instant: Instant) throws {
    for address in [from, mail.recipient] where !isPlainAddress(address) {
      throw MailUnfit(reason: "an address with signs that no header may hold")
    }
    let domain = from.split(separator: "@").last.map(String.init) ?? "localhost"
    let headers = [
      "From: \(encodedWords("Một Cửa")) <\(from)>", "To: <\(mail.recipient)>",
      "Subject: \(encodedWords(mail.subject))", "Date: \(mailDate(instant))",
      "Message-ID: <\(mail.id.lowercased())@\(domain)>", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
      "Auto-Submitted: auto-generated",
    ]
    let link = mail.link.map { "\n\n\(origin)\($0)" } ?? ""
    let body = mail.text + link + "\n\n-- \nMột Cửa\n\(origin)/\n"
    let lines = headers + [""] + base64Lines(Array(body.utf8))
    bytes = Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
  }
}

/// A letter that no mail program can be given.
public struct MailUnfit: Error, Equatable { public let reason: String }

/// `name@place` without anything that a header could be broken by.
private func isPlainAddress(_ text: String) -> Bool {
  let forbidden = Set("<>()[]\\,;:\"".utf8)
  return text.utf8.count <= 254 && text.utf8.count { $0 == UInt8(ascii: "@") } == 1
    && !text.hasPrefix("@") && !text.hasSuffix("@") && !text.hasPrefix("-")
    && text.utf8.allSatisfy { $0 > 32 && $0 < 127 && !forbidden.contains($0) }
}

/// Text as words of at most 75 characters each, cut between letters.
private func encodedWords(_ text: String) -> String {
  var words: [String] = []
  var piece: [UInt8] = []
  func close() {
    guard !piece.isEmpty else { return }
    words.append("=?utf-8?B?\(Data(piece).base64EncodedString())?=")
    piece = []
  }
  for scalar in text.unicodeScalars {
    let bytes = Array(String(scalar).utf8)
    // 45 bytes become 60 characters; the frame of a word takes 12.
    if piece.count + bytes.count > 45 { close() }
    piece += bytes
  }
  close()
  return words.joined(separator: "\r\n ")
}

private func base64Lines(_ bytes: [UInt8]) -> [String] {
  let text = Array(Data(bytes).base64EncodedString())
  return stride(from: 0, to: text.count, by: 76).map { start in
    String(text[start..<min(start + 76, text.count)])
  }
}

/// `Sun, 22 Nov 2026 10:20:30 +0700`, in Vietnam's time.
func mailDate(_ instant: Instant) -> String {
  let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  let day = instant.day
  let second = Int((instant.milliseconds / 1000 % 60 + 60) % 60)
  let time = [instant.minuteOfDay / 60, instant.minuteOfDay % 60, second].map { padded($0, 2) }
  return "\(weekdays[day.weekday - 1]), \(day.day) \(months[day.month - 1]) \(padded(day.year, 4)) "
    + time.joined(separator: ":") + " +0700"
}
