import Directory
import Ground

/// What an administrator types about a register, read field by field. Pure.
///
/// Every unfit field is named at once; what only the desk can judge comes after.
struct RegisterForm {
  /// The value of a field, `""` when it is not there; a day's boxes as one text.
  let typed: (String) -> String
  private var faults: [RefusedPlace] = []

  init(_ typed: @escaping (String) -> String) { self.typed = typed }

  /// How many columns a register may have. Source: formats 9.3 (54 figures a month).
  static let columns = 60

  /// What stands at the head of every spreadsheet.
  private static let headings = [SheetReading.agencyHeading, SheetReading.nameHeading].map {
    $0.lowercased()
  }

  static func fault(_ field: String, _ detail: Phrase) -> RefusedPlace {
    RefusedPlace(pointer: field, code: "register.unfit", detail: detail)
  }

  /// Refuses: `RegisterRefused.unfit`, with every field that is at fault.
  mutating func definition(
    code known: String? = nil
  ) throws(RegisterRefused) -> (register: ReportedRegister, reason: String) {
    let code = known ?? self.code("code", of: line("code", "Nhập mã sổ, ví dụ dien-thoai.", 40))
    let title = line("title", "Nhập tên sổ.", 200)
    let rhythm = RegisterPeriod.Rhythm(rawValue: typed("rhythm"))
    if rhythm == nil { fail("rhythm", "Chọn kỳ báo cáo.") }
    let (due, lock) = (days("dueDays"), days("lockDays"))
    let reporters = reporters()
    let columns = allColumns()
    let from = typedDay(typed("from"))
    if from.map({ !ReportingPeriod.bounds.contains($0) }) ?? true {
      fail("from", "Nhập ngày có thật, ví dụ 01/01/2026.")
    }
    let reason = line("reason", "Nhập căn cứ, ví dụ: Quyết định 12/QĐ-UBND ngày 05/01/2026.", 500)
    guard let rhythm, let due, let lock, let reporters, let from, faults.isEmpty else {
      throw .unfit(faults)
    }
    let register = ReportedRegister(
      code: code, title: title, columns: columns, reporters: reporters, rhythm: rhythm,
      dueDays: due, lockDays: lock, from: from)
    return (register, reason)
  }

  private mutating func reporters() -> ReportedRegister.Reporters? {
    guard typed("who") == "list" else {
      let level = AgencyLevel(rawValue: typed("level"))
      if level == nil { fail("level", "Chọn cấp cơ quan phải báo cáo.") }
      return level.map { .level($0) }
    }
    let codes = typed("agencies").uppercased().split { " ,;\n\t".contains($0) }.map(String.init)
    if codes.isEmpty { fail("agencies", "Ghi mã các cơ quan phải báo cáo, mỗi dòng một mã.") }
    if codes.count > 1000 || Set(codes).count < codes.count {
      fail("agencies", "Ghi mỗi cơ quan một lần, tối đa 1.000 cơ quan.")
    }
    return .agencies(codes.map { AgencyCode($0) })
  }

  private mutating func days(_ field: String) -> Int? {
    let days = Int(normalised(typed(field)))
    if days.map({ (0...365).contains($0) }) ?? false { return days }
    fail(field, "Ghi số ngày từ 0 đến 365.")
    return nil
  }

  private mutating func code(_ field: String, of text: String) -> String {
    if !text.isEmpty, !isRegisterCode(text) {
      fail(field, "Mã gồm chữ thường không dấu, chữ số và gạch nối, ví dụ dien-thoai.")
    }
    return text
  }

  private mutating func line(_ field: String, _ advice: Phrase, _ longest: Int) -> String {
    let text = normalised(typed(field))
    if text.isEmpty {
      fail(field, advice)
    } else if text.count > longest || !isLine(text) {
      fail(field, "Ghi trên một dòng, tối đa \(longest) ký tự.")
    }
    return text
  }

  private mutating func fail(_ field: String, _ detail: Phrase) {
    faults.append(RegisterForm.fault(field, detail))
  }
}

extension RegisterForm {
  /// The columns in their order; a row without title and code is none.
  private mutating func allColumns() -> [RegisterColumn] {
    var columns: [RegisterColumn] = []
    for index in 0..<RegisterForm.columns {
      func field(_ name: String) -> String { "cot.\(index).\(name)" }
      let isThere = ["title", "code"].contains { !normalised(typed(field($0))).isEmpty }
      if isThere { columns.append(column(index, field)) }
      if isThere, columns.dropLast().contains(where: { $0.code == columns.last?.code }) {
        fail(field("code"), "Hai cột trùng mã. Đặt cho cột này mã khác.")
      }
      let heading = columns.last?.heading.lowercased()
      let taken = columns.dropLast().map { $0.heading.lowercased() } + RegisterForm.headings
      if isThere, taken.contains(where: { $0 == heading }) {
        fail(field("title"), "Đã có cột mang tên này. Đặt cho cột này tên khác.")
      }
    }
    checkParts(columns)
    if columns.isEmpty { fail("cot.0.title", "Sổ phải có ít nhất một cột.") }
    return columns
  }

  /// A part and its whole are two columns of numbers.
  private mutating func checkParts(_ columns: [RegisterColumn]) {
    for index in 0..<RegisterForm.columns {
      let field = "cot.\(index).partOf"
      let whole = normalised(typed(field))
      guard !whole.isEmpty else { continue }
      let part = columns.first { $0.partOf == whole && $0.code != whole && $0.kind.isNumber }
      if part == nil || !columns.contains(where: { $0.code == whole && $0.kind.isNumber }) {
        fail(field, "Ghi mã của một cột số khác trong sổ này.")
      }
    }
  }

  private mutating func column(_ index: Int, _ field: (String) -> String) -> RegisterColumn {
    let title = line(field("title"), "Nhập tên cột, ví dụ Dân số.", 100)
    let given = normalised(typed(field("code")))
    let code = code(field("code"), of: given.isEmpty ? RegisterForm.code(from: title) : given)
    let kind = RegisterColumn.Kind(rawValue: typed(field("kind")))
    if kind == nil { fail(field("kind"), "Chọn loại giá trị.") }
    var column = RegisterColumn(
      code: code, title: title, unit: normalised(typed(field("unit"))), kind: kind ?? .whole)
    let whole = normalised(typed(field("partOf")))
    column.partOf = whole.isEmpty ? nil : whole
    column.isRequired = typed(field("required")) == "co"
    if column.unit.count > 30 || !isLine(column.unit) {
      fail(field("unit"), "Ghi đơn vị tính trên một dòng, tối đa 30 ký tự.")
    }
    column.lower = bound(field("lower"), column.kind)
    column.upper = bound(field("upper"), column.kind)
    if let lower = column.lower, let upper = column.upper, upper < lower {
      fail(field("upper"), "Mức cao nhất nhỏ hơn mức thấp nhất.")
    }
    return column
  }

  private mutating func bound(_ field: String, _ kind: RegisterColumn.Kind) -> DecimalNumber? {
    let text = normalised(typed(field))
    guard !text.isEmpty else { return nil }
    let number = DecimalNumber(typed: text)
    if number == nil || !kind.isNumber { fail(field, "Ghi một số, chỉ cho cột số.") }
    return number
  }

  /// `san-pham-ocop` of `Sản phẩm OCOP`; what begins with a digit is joined to the word before.
  static func code(from title: String) -> String {
    let words = folded(title).split(separator: " ").reduce(into: "") { code, word in
      let joins = code.isEmpty || word.utf8.first.map { (48...57).contains($0) } ?? true
      code += (joins ? "" : "-") + word
    }
    let code = String(words.prefix(40))
    return code.hasSuffix("-") ? String(code.dropLast()) : code
  }
}

/// Whether nothing in it ends a line or is no character.
private func isLine(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
}
