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
  /// Refuses: `FileUnfit` with the first line whose columns are not those of `header`, or that is
  /// not UTF-8.
  init(_ bytes: [UInt8], header: [String]) throws(FileUnfit) {
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
        guard columns.count == header.count else {
          let problem = FileProblem.columns(found: columns.count, expected: header.count)
          faults.append(.init(line: number, problem: problem))
          continue
        }
        lines.append(Line(number: number, columns: columns))
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
