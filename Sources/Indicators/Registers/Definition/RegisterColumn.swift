import Directory
import Ground
import Workbooks

/// One thing that a register asks for.
struct RegisterColumn: Sendable, Equatable {
  /// What its values are. The raw value is what is stored and what the API says.
  enum Kind: String, Sendable, CaseIterable {
    case whole, decimal, text, day

    var isNumber: Bool {
      switch self {
      case .whole, .decimal: true
      case .text, .day: false
      }
    }
  }

  /// A code, as facts name it.
  let code: String
  let title: String
  /// Empty where there is none.
  let unit: String
  let kind: Kind
  var lower: DecimalNumber?
  var upper: DecimalNumber?
  var isRequired = true
  /// The column of which this one counts a part, by its code: it may not be more. Source: KPI-2.
  var partOf: String?

  /// As it stands above a column: `Dân số (người)`.
  var heading: String { unit.isEmpty ? title : "\(title) (\(unit))" }

  /// Characters of a text.
  static let longest = 500
}

/// A value under a column.
enum RegisterValue: Sendable, Equatable {
  case number(DecimalNumber)
  case text(String)
  case day(Day)

  /// As people read it.
  var vietnamese: String {
    switch self {
    case .number(let number): number.vietnamese
    case .text(let text): text
    case .day(let day): day.vietnamese
    }
  }
}

/// Why something is no value of a column, in words for whoever wrote it.
struct ValueUnfit: Error, Equatable { let advice: Phrase }

extension RegisterColumn {
  /// Reads what was typed into a form; `nil` when nothing was.
  func value(typed: String) throws(ValueUnfit) -> RegisterValue? {
    let text = normalised(typed)
    guard !text.isEmpty else { return try absent() }
    switch kind {
    case .whole, .decimal:
      guard let number = DecimalNumber(typed: text) else {
        throw ValueUnfit(advice: "“\(text)” không phải là số. Ghi dạng 1234 hoặc 1.234,5.")
      }
      return try checked(number)
    case .text: return try checked(text)
    case .day:
      guard let day = typedDay(text) else {
        throw ValueUnfit(advice: "“\(text)” không phải ngày có thật. Ghi dạng 20/11/2026.")
      }
      return .day(day)
    }
  }

  /// Reads a cell of a spreadsheet; `nil` when it is empty.
  func value(of cell: CellValue?) throws(ValueUnfit) -> RegisterValue? {
    switch (kind, cell) {
    case (_, nil): return try absent()
    case (_, .fault(let text)):
      throw ValueUnfit(advice: "Ô báo lỗi công thức \(text). Sửa công thức hoặc nhập giá trị.")
    case (_, .boolean):
      throw ValueUnfit(advice: "Ô là giá trị đúng/sai (TRUE/FALSE), không phải số liệu.")
    case (.whole, .text(let text)), (.decimal, .text(let text)):
      guard !normalised(text).isEmpty else { return try absent() }
      throw ValueUnfit(advice: "“\(shortened(text))” là chữ, cột này cần số. Nhập lại bằng số.")
    case (.whole, .number(let text)), (.decimal, .number(let text)):
      guard let number = DecimalNumber(text) else {
        throw ValueUnfit(advice: "\(text) có quá nhiều chữ số. Ghi tối đa 15 chữ số, 6 số lẻ.")
      }
      return try checked(number)
    case (.text, .text(let text)):
      return normalised(text).isEmpty ? try absent() : try checked(normalised(text))
    case (.text, .number(let text)): return try checked(text)
    case (.day, .text(let text)): return try value(typed: text)
    case (.day, .number(let text)):
      guard let count = Int(text), let day = Day(spreadsheet: count) else {
        throw ValueUnfit(advice: "\(text) không phải ngày. Ghi dạng 20/11/2026.")
      }
      return .day(day)
    }
  }

  /// Reads a value as it is stored: whole numbers as JSON, decimal ones as text.
  func value(of json: JSON?) throws(ValueUnfit) -> RegisterValue? {
    switch (kind, json) {
    case (_, nil), (_, .null): return try absent()
    case (.whole, .integer(let number)): return try checked(DecimalNumber(number))
    case (.decimal, .string(let text)):
      if let number = DecimalNumber(text) { return try checked(number) }
    case (.text, .string(let text)): return try checked(text)
    case (.day, .string(let text)):
      if let day = Day(iso: text) { return .day(day) }
    case (.whole, _), (.decimal, _), (.text, _), (.day, _): break
    }
    throw ValueUnfit(advice: "Không đọc được giá trị đã lưu.")
  }

  private func absent() throws(ValueUnfit) -> RegisterValue? {
    if isRequired { throw ValueUnfit(advice: "“\(title)” bắt buộc có số liệu.") }
    return nil
  }

  private func checked(_ number: DecimalNumber) throws(ValueUnfit) -> RegisterValue {
    if kind == .whole, !number.isWhole {
      throw ValueUnfit(advice: "\(number.vietnamese) không phải số nguyên.")
    }
    if let lower, number < lower {
      throw ValueUnfit(advice: "\(number.vietnamese) nhỏ hơn mức thấp nhất \(lower.vietnamese).")
    }
    if let upper, number > upper {
      throw ValueUnfit(advice: "\(number.vietnamese) lớn hơn mức cao nhất \(upper.vietnamese).")
    }
    return .number(number)
  }

  private func checked(_ text: String) throws(ValueUnfit) -> RegisterValue {
    let isOneLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    guard isOneLine, text.unicodeScalars.count <= RegisterColumn.longest else {
      throw ValueUnfit(advice: "Ghi trên một dòng, tối đa \(RegisterColumn.longest) ký tự.")
    }
    return .text(text)
  }
}

private func shortened(_ text: String) -> String {
  let plain = normalised(text)
  return plain.count > 40 ? plain.prefix(40) + "…" : plain
}

extension Day {
  /// The day that a spreadsheet keeps as a count; `nil` before 1 March 1900, where spreadsheets
  /// know a day that never was, and after 2099.
  init?(spreadsheet count: Int) {
    guard (61...73_050).contains(count) else { return nil }
    self = Day(1899, 12, 30).adding(days: count)
  }
}
