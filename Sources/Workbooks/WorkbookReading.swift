extension Workbook {
  /// Reads an Office Open XML spreadsheet (`.xlsx`).
  ///
  /// Refuses: `WorkbookRefused`, naming the cell where there is one.
  public init(
    reading bytes: [UInt8], limits: WorkbookLimits = WorkbookLimits()
  ) throws(WorkbookRefused) {
    let parts = try PackedParts(bytes, limits).parts
    guard let book = parts[PackedParts.workbook], let links = parts[PackedParts.relations] else {
      throw .notAWorkbook
    }
    let named = try PartWalk.over(book, part: PackedParts.workbook, SheetNames()).sheets
    guard !named.isEmpty else { throw .notAWorkbook }
    guard named.count <= limits.sheets else { throw .tooManySheets(limit: limits.sheets) }
    let targets = try PartWalk.over(links, part: PackedParts.relations, Relations()).targets
    var strings: [String] = []
    if let shared = parts[PackedParts.strings] {
      strings = try PartWalk.over(shared, part: PackedParts.strings, SharedStrings()).strings
    }
    var sheets: [Sheet] = []
    for (name, link) in named {
      guard let target = targets[link], let content = parts[target] else { throw .notAWorkbook }
      let reader = SheetCells(sheet: name, strings: strings, limits: limits)
      let cells = try PartWalk.over(content, part: target, reader).cells
      sheets.append(Sheet(name: name, cells: cells))
    }
    self.init(sheets: sheets)
  }
}

/// `xl/workbook.xml`: the names of the sheets, each with the id of its link.
private struct SheetNames: PartReader {
  static let root = "workbook"

  var sheets: [(name: String, link: String)] = []

  mutating func begin(
    _ name: String, _ attributes: [String: String]
  ) throws(WorkbookRefused) {
    guard name == "sheet" else { return }
    let link = attributes.first { $0.key.hasSuffix(":id") }?.value
    guard let title = attributes["name"], let link, title.unicodeScalars.count <= 100 else {
      throw .partUnfit(PackedParts.workbook)
    }
    sheets.append((title, link))
  }

  mutating func take(_ text: String) {}
  mutating func end(_ name: String) {}
}

/// `xl/_rels/workbook.xml.rels`: where links lead; those that leave the file are left out.
private struct Relations: PartReader {
  static let root = "Relationships"

  var targets: [String: String] = [:]

  mutating func begin(_ name: String, _ attributes: [String: String]) {
    guard name == "Relationship", attributes["TargetMode"] != "External",
      let id = attributes["Id"], let target = attributes["Target"]
    else { return }
    targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
  }

  mutating func take(_ text: String) {}
  mutating func end(_ name: String) {}
}

/// `xl/sharedStrings.xml`: texts that cells name by number. Readings for Japanese are left out.
private struct SharedStrings: PartReader {
  static let root = "sst"

  var strings: [String] = []
  private var open: String?
  private var isText = false
  private var isReading = false

  mutating func begin(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "si": open = ""
    case "t": isText = open != nil && !isReading
    case "rPh": isReading = true
    default: break
    }
  }

  mutating func take(_ text: String) { if isText { open?.append(text) } }

  mutating func end(_ name: String) {
    switch name {
    case "t": isText = false
    case "rPh": isReading = false
    case "si":
      if let open { strings.append(unescaped(open)) }
      open = nil
    default: break
    }
  }
}

/// Text without the escapes `_x000D_` in which workbooks hide what XML cannot hold. Source:
/// ECMA-376 Part 1, 22.9.2.19.
func unescaped(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
  // Scalars, not characters: a mark may follow that belongs to what is hidden.
  var out = String.UnicodeScalarView()
  var rest = text.unicodeScalars[...]
  while let scalar = rest.first {
    if scalar == "_", let hidden = hidden(rest.prefix(7)) {
      out.append(hidden)
      rest = rest.dropFirst(7)
    } else {
      out.append(scalar)
      rest = rest.dropFirst()
    }
  }
  return String(out)
}

/// What `_x000D_` hides; `nil` when these seven hide nothing.
private func hidden(_ scalars: Substring.UnicodeScalarView) -> Unicode.Scalar? {
  let text = String(scalars)
  guard scalars.count == 7, text.utf8.count == 7, text.hasPrefix("_x"), text.hasSuffix("_") else {
    return nil
  }
  let digits = text.dropFirst(2).dropLast()
  guard digits.allSatisfy(\.isHexDigit) else { return nil }
  return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
}
