import Ground

/// Takes the members of one JSON object and gathers everything that is wrong with them, so that a
/// file is corrected once and not line by line.
struct FieldReader {
  private let members: [String: JSON]
  private let place: String
  private(set) var problems: [String] = []

  init(_ json: JSON, fields: [String], place: String = "") {
    let all = json.members ?? []
    members = Dictionary(all.map { ($0.name, $0.value) }) { first, _ in first }
    self.place = place
    for field in fields where members[field] == nil { problem(field, "is missing") }
    for member in all where !fields.contains(member.name) {
      problem(member.name, "is not a known field")
    }
  }

  mutating func problem(_ name: String, _ what: String) {
    problems.append("\(place)\(name): \(what)")
  }

  func isNull(_ name: String) -> Bool { members[name] == nil || members[name] == .null }

  mutating func optionalText(_ name: String, _ limit: Int) -> String? {
    isNull(name) ? nil : text(name, limit)
  }

  /// The text in NFC without spaces around it; `""` after a problem.
  mutating func text(_ name: String, _ limit: Int) -> String {
    guard let value = members[name] else { return "" }
    return checked(value, name, limit) ?? ""
  }

  mutating func texts(_ name: String, _ limit: Int) -> [String] {
    elements(name, limit: 1000).enumerated().compactMap { index, value in
      checked(value, "\(name)[\(index + 1)]", limit)
    }
  }

  private mutating func checked(_ value: JSON, _ name: String, _ limit: Int) -> String? {
    guard let raw = value.text else {
      problem(name, value.isNull ? "must not be null" : "is not a text")
      return nil
    }
    let text = normalised(raw)
    if text.isEmpty { problem(name, "is empty") }
    if text.utf8.count > limit * 4 { problem(name, "is longer than \(limit) characters") }
    return text
  }

  mutating func optionalInteger(_ name: String, _ range: ClosedRange<Int64>) -> Int64? {
    guard !isNull(name) else { return nil }
    guard let number = members[name]?.integer, range.contains(number) else {
      problem(name, "is not a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return number
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(_ name: String) -> Word?
  where Word.RawValue == String {
    guard let value = members[name] else { return nil }
    guard let text = value.text, let word = Word(rawValue: text) else {
      problem(name, "is none of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
      return nil
    }
    return word
  }

  mutating func objects<T>(
    _ name: String, limit: Int, fields: [String], _ read: (inout FieldReader) -> T
  ) -> [T] {
    elements(name, limit: limit).enumerated().compactMap { index, value in
      guard value.members != nil else {
        problem("\(name)[\(index + 1)]", "is not an object")
        return nil
      }
      var inner = FieldReader(value, fields: fields, place: "\(place)\(name)[\(index + 1)].")
      let read = read(&inner)
      problems += inner.problems
      return read
    }
  }

  private mutating func elements(_ name: String, limit: Int) -> [JSON] {
    guard let value = members[name] else { return [] }
    guard let elements = value.elements else {
      problem(name, "is not a list")
      return []
    }
    if elements.count > limit { problem(name, "has more than \(limit) entries") }
    return elements
  }
}
