import Ground

extension SettlementReport {
  /// The report as lines of text, for a spreadsheet: a head, the rows, the total. UTF-8 with its
  /// mark, since the office's spreadsheets read Vietnamese wrongly without it; RFC 4180.
  func csv(_ labels: [String: String]) -> [UInt8] {
    let head =
      [Phrase(key: breakdown.vietnamese), "Mã"].map(\.text)
      + SettlementPart.allCases.map(\.words.text)
    let lines = rows.map { line($0, name: labels[$0.key] ?? $0.key, key: $0.key) }
    let last = line(total, name: ("Tổng cộng" as Phrase).text, key: "")
    return [0xEF, 0xBB, 0xBF]
      + ([head] + lines + [last]).flatMap { line in
        Array((line.map(SettlementReport.quoted).joined(separator: ",") + "\r\n").utf8)
      }
  }

  private func line(_ row: Row, name: String, key: String) -> [String] {
    [name, key] + SettlementPart.allCases.map { String($0.amount(of: row)) }
  }

  /// Trap: a spreadsheet takes text that begins with `=`, `+`, `-` or `@` for a formula; a name
  /// that does gets an apostrophe. Numbers may be negative and stay.
  static func quoted(_ text: String) -> String {
    let isNumber = Int(text) != nil
    let safe = !isNumber && text.first.map { "=+-@\t\r".contains($0) } ?? false ? "'" + text : text
    guard safe.contains(where: { ",\"\r\n".contains($0) }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
