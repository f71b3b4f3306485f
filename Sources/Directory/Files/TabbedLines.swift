/// A tab-separated file with a header, split into lines and columns. Pure.
struct TabbedLines {
  struct Line {
    /// Counted from 1; the header is line 1.
    let number: Int
    let columns: [String]
  }

  /// In file order, without the header and without empty lines.
  let lines: [Line]

  /// Splits `bytes`; line ends may be LF or CRLF, a byte order mark is passed over.
  ///
  /// The columns past `needed` may be left out at the end of a line: editors cut trailing tabs.
  ///
  /// Refuses: `FileUnfit` with every line that has too few or too many columns or is not UTF-8, or
  /// with line 1 when it is not `header`.
  init(_ bytes: [UInt8], header: [String], needed: Int? = nil) throws(FileUnfit) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes[...]
    var lines: [Line] = []
    var faults: [FileUnfit.Fault] = []
    var number = 0
    for raw in text.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      guard let line = String(validating: raw.last == 13 ? raw.dropLast() : raw, as: UTF8.self)
      else {
        faults.append(.init(line: number, problem: .notText))
        continue
      }
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { String($0.trimmingSpaces) }
      if number == 1 {
        guard columns == header else { throw FileUnfit(1, .header(expected: header)) }
      } else if columns.contains(where: { !$0.isEmpty }) {
        guard (needed ?? header.count)...header.count ~= columns.count else {
          let problem = FileProblem.columns(found: columns.count, expected: header.count)
          faults.append(.init(line: number, problem: problem))
          continue
        }
        let missing = Array(repeating: "", count: header.count - columns.count)
        lines.append(Line(number: number, columns: columns + missing))
      }
    }
    guard faults.isEmpty else { throw FileUnfit(faults) }
    guard !lines.isEmpty else { throw FileUnfit(1, .empty) }
    self.lines = lines
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
