import Directory
import Ground

/// A stored definition or value that this program did not write: a fault.
struct RegisterUnreadable: Error { let what: String }

extension ReportedRegister {
  /// As it is stored and as the API gives it.
  var json: JSON { json(from: from) }

  /// The same with another first day, to compare two.
  func json(from day: Day) -> JSON {
    var reporters: [JSON.Member] = []
    switch self.reporters {
    case .level(let level): reporters = [JSON.Member("level", .string(level.rawValue))]
    case .agencies(let codes):
      reporters = [JSON.Member("agencies", .array(codes.map { .string($0.rawValue) }))]
    }
    return .present([
      "code": .string(code), "title": .string(title), "from": JSON(day),
      "rhythm": .string(rhythm.rawValue), "dueDays": JSON(dueDays), "lockDays": JSON(lockDays),
      "reporters": .object(reporters), "columns": .array(columns.map(\.json)),
    ])
  }

  /// Reads `json` again.
  init(_ json: JSON, version: Int) throws(RegisterUnreadable) {
    let reporters: Reporters
    if let level = json["reporters"]?["level"]?.text.flatMap(AgencyLevel.init) {
      reporters = .level(level)
    } else if let codes = json["reporters"]?["agencies"]?.elements {
      reporters = .agencies(codes.compactMap { $0.text.map { AgencyCode($0) } })
    } else {
      throw RegisterUnreadable(what: "reporters")
    }
    var columns: [RegisterColumn] = []
    for column in json["columns"]?.elements ?? [] { columns.append(try RegisterColumn(column)) }
    guard let code = json["code"]?.text, let title = json["title"]?.text,
      let rhythm = json["rhythm"]?.text.flatMap(RegisterPeriod.Rhythm.init),
      let dueDays = json["dueDays"]?.int, let lockDays = json["lockDays"]?.int,
      let from = json["from"]?.text.flatMap({ Day(iso: $0) })
    else { throw RegisterUnreadable(what: "definition") }
    self.init(
      code: code, version: version, title: title, columns: columns, reporters: reporters,
      rhythm: rhythm, dueDays: dueDays, lockDays: lockDays, from: from)
  }
}

extension RegisterColumn {
  var json: JSON {
    .present([
      "code": .string(code), "title": .string(title), "unit": .string(unit),
      "kind": .string(kind.rawValue), "lower": lower.map { .string($0.text) },
      "upper": upper.map { .string($0.text) }, "required": .bool(isRequired),
      "partOf": partOf.map { .string($0) },
    ])
  }

  init(_ json: JSON) throws(RegisterUnreadable) {
    guard let code = json["code"]?.text, let title = json["title"]?.text,
      let unit = json["unit"]?.text, let kind = json["kind"]?.text.flatMap(Kind.init),
      let isRequired = json["required"]?.bool
    else { throw RegisterUnreadable(what: "column") }
    self.init(
      code: code, title: title, unit: unit, kind: kind,
      lower: json["lower"]?.text.flatMap { DecimalNumber($0) },
      upper: json["upper"]?.text.flatMap { DecimalNumber($0) }, isRequired: isRequired,
      partOf: json["partOf"]?.text)
  }

  /// A value of this column as JSON: whole numbers as such, decimal ones as text.
  func json(_ value: RegisterValue) -> JSON {
    switch value {
    case .number(let number):
      kind == .whole
        ? number.whole.map { .integer($0) } ?? .string(number.text) : .string(number.text)
    case .text(let text): .string(text)
    case .day(let day): JSON(day)
    }
  }
}

extension ReportedRegister {
  /// Values in the order of the columns; what is not there is left out.
  func json(_ values: RegisterValues) -> JSON {
    .object(
      columns.compactMap { column in
        values[column.code].map { JSON.Member(column.code, column.json($0)) }
      })
  }

  /// Reads stored values. What they are was checked when they were taken, so bounds are not asked
  /// again.
  func values(_ json: JSON) throws(RegisterUnreadable) -> RegisterValues {
    var values: RegisterValues = [:]
    for column in columns {
      var open = column
      (open.lower, open.upper, open.isRequired) = (nil, nil, false)
      do throws(ValueUnfit) { values[column.code] = try open.value(of: json[column.code]) } catch {
        throw RegisterUnreadable(what: column.code)
      }
    }
    return values
  }
}
