/// A table of a Markdown text.
struct MarkdownTable {
  struct Row {
    /// Counted from 1.
    let line: Int
    let cells: [String]
  }

  let header: [String]
  let rows: [Row]
}

/// The tables in order; a table is lines that begin with `|`, the second of them the ruler.
func markdownTables(_ text: String) -> [MarkdownTable] {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  var tables: [MarkdownTable] = []
  var block: [MarkdownTable.Row] = []
  for (index, line) in (lines + [""]).enumerated() {
    if line.hasPrefix("|") {
      block.append(.init(line: index + 1, cells: cells(line)))
    } else {
      if block.count > 2 {
        tables.append(MarkdownTable(header: block[0].cells, rows: Array(block.dropFirst(2))))
      }
      block = []
    }
  }
  return tables
}

private func cells(_ line: Substring) -> [String] {
  line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
    .map { trimmed($0) }
}

private func trimmed(_ text: Substring) -> String {
  var text = text.drop(while: \.isWhitespace)
  while text.last?.isWhitespace == true { text.removeLast() }
  return String(text)
}

/// What stands in backticks.
func backticked(_ text: String) -> [String] {
  text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
    .filter { $0.offset % 2 == 1 }.map { String($0.element) }
}
