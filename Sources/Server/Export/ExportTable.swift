import ArgumentParser
import Ground

/// The forms of an export. Source: contract, `export`.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable, Sendable { case jsonl, csv, xlsx }

/// Rows under one head, written one after the other in constant memory.
///
/// A row has a value for each column; a text, a whole number, a boolean or nothing. Anything else
/// stands as its JSON text.
protocol ExportTable: AnyObject {
  func write(_ row: [JSON]) throws
  /// Makes the file durable and visible, and says how many rows it holds.
  func finish() throws
}

/// Opens a table in `format`.
///
/// Refuses: xlsx without a file to write, a place that cannot be written.
func exportTable(
  _ format: ExportFormat, columns: [String], to path: String?
) throws -> any ExportTable {
  switch format {
  case .jsonl: return JSONLinesTable(columns: columns, file: try ExportFile(path))
  case .csv: return try CSVTable(columns: columns, file: try ExportFile(path))
  case .xlsx:
    guard let path else { throw ValidationError("--format xlsx needs --out FILE") }
    return try XLSXTable(columns: columns, file: try ExportFile(path))
  }
}

/// One JSON object a line, a member a column; columns without a value are left out.
final class JSONLinesTable: ExportTable {
  private let columns: [String]
  private let file: ExportFile
  private var count = 0

  init(columns: [String], file: ExportFile) { (self.columns, self.file) = (columns, file) }

  func write(_ row: [JSON]) throws {
    let members = zip(columns, row).filter { !$0.1.isNull }.map { JSON.Member($0.0, $0.1) }
    try file.write(JSON.object(members).bytes + [10])
    count += 1
    file.tell("\(count) rows")
  }

  func finish() throws { try file.finish("\(count) rows written") }
}

/// Comma-separated values with a head line, in UTF-8. Source: RFC 4180.
final class CSVTable: ExportTable {
  private let file: ExportFile
  private var count = 0

  init(columns: [String], file: ExportFile) throws {
    self.file = file
    try file.write(CSVTable.line(columns.map { .string($0) }))
  }

  func write(_ row: [JSON]) throws {
    try file.write(CSVTable.line(row))
    count += 1
    file.tell("\(count) rows")
  }

  func finish() throws { try file.finish("\(count) rows written") }

  static func line(_ row: [JSON]) -> [UInt8] {
    Array((row.map(cell).joined(separator: ",") + "\r\n").utf8)
  }

  /// Trap: a spreadsheet runs a text that begins like a formula; an apostrophe keeps it a text.
  private static func cell(_ value: JSON) -> String {
    switch value {
    case .null: return ""
    case .integer, .bool: return value.serialised
    case .string(let text):
      let harmless = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
      let needsQuotes = harmless.contains { "\",\r\n".contains($0) || $0 == "\r\n" }
      return needsQuotes ? "\"\(harmless.replacing("\"", with: "\"\""))\"" : harmless
    case .number, .array, .object:
      return "\"\(value.serialised.replacing("\"", with: "\"\""))\""
    }
  }
}
