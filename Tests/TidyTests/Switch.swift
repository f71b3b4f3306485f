/// The cases of our own enums, by the enum's name.
func ownEnums(_ files: [SwiftFile]) -> [String: Set<String>] {
  var enums: [String: Set<String>] = [:]
  for file in files {
    for index in file.tokens.indices where file.text(index) == "enum" {
      guard let open = file.tokens[index...].firstIndex(where: { $0.text == "{" }) else { continue }
      enums[file.text(index + 1), default: []].formUnion(cases(of: file, open: open))
    }
  }
  return enums.filter { !$0.value.isEmpty }
}

private func cases(of file: SwiftFile, open: Int) -> Set<String> {
  var names: Set<String> = []
  var index = open + 1
  let end = file.closing(open)
  while index < end {
    if file.text(index) == "{" { index = file.closing(index) }
    if file.text(index) == "case" {
      let line = statement(from: index + 1, to: end, in: file)
      names.formUnion(line.map { file.name($0) })
    }
    index += 1
  }
  return names
}

/// The names that a `case` of an enum declares: one after the keyword, one after each outer comma.
private func statement(from start: Int, to end: Int, in file: SwiftFile) -> [Int] {
  var names = [start]
  var index = start + 1
  while index < end {
    switch file.text(index) {
    case "(": index = file.closing(index)
    case "=", ".", "-": index += 1
    case ",":
      names.append(index + 1)
      index += 1
    default: return names
    }
    index += 1
  }
  return names
}

/// What a switch asks for, as far as the rule needs to know.
struct Switch {
  /// For each pattern, for each place of its tuple, the case it names; `nil` for `_` and bindings.
  var patterns: [[String?]] = []
  /// A pattern is something else: a literal, a range, a type.
  var isForeign = false
  var defaultLine: Int?
}

func switches(in file: SwiftFile) -> [Switch] {
  file.tokens.indices.filter { file.text($0) == "switch" && file.text($0 - 1) != "." }
    .compactMap { index in block(after: index, in: file).map { read(file, from: $0) } }
}

/// The brace that opens the switch begun at `index`; closures of its subject stand in parentheses.
private func block(after index: Int, in file: SwiftFile) -> Int? {
  var at = index + 1
  while at < file.tokens.count {
    switch file.text(at) {
    case "(", "[": at = file.closing(at)
    case "{": return at
    default: break
    }
    at += 1
  }
  return nil
}

private func read(_ file: SwiftFile, from open: Int) -> Switch {
  var found = Switch()
  var index = open + 1
  let end = file.closing(open)
  while index < end {
    let isFirst = file.tokens[index].line != file.tokens[index - 1].line || index == open + 1
    switch file.text(index) {
    case "(", "[", "{": index = file.closing(index)
    case "case" where isFirst: index = patterns(file, after: index, into: &found)
    case "default" where file.text(index + 1) == ":" && file.text(index - 1) != "@unknown":
      found.defaultLine = file.tokens[index].line
    default: break
    }
    index += 1
  }
  return found
}

/// Reads the patterns of one `case` and gives the index of its colon.
private func patterns(_ file: SwiftFile, after index: Int, into found: inout Switch) -> Int {
  var at = index + 1
  var start = at
  var isCondition = false
  while at < file.tokens.count {
    switch file.text(at) {
    case "(", "[", "{": at = file.closing(at)
    case "where":
      if !isCondition { found.take(file, start..<at) }
      isCondition = true
    case ",", ":":
      if !isCondition { found.take(file, start..<at) }
      (start, isCondition) = (at + 1, false)
      if file.text(at) == ":" { return at }
    default: break
    }
    at += 1
  }
  return at
}

extension Switch {
  /// Takes one pattern, between its commas.
  fileprivate mutating func take(_ file: SwiftFile, _ range: Range<Int>) {
    var range = range.drop { ["let", "var"].contains(file.text($0)) }
    if let first = range.first, file.text(first) == "(", file.closing(first) == range.last {
      range = range.dropFirst().dropLast()
    }
    var places: [String?] = []
    for place in split(file, range) { places.append(caseName(file, place)) }
    patterns.append(places)
  }

  private func split(_ file: SwiftFile, _ range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var (start, at) = (range.lowerBound, range.lowerBound)
    while at < range.upperBound {
      if ["(", "["].contains(file.text(at)) { at = file.closing(at) }
      if file.text(at) == "," {
        parts.append(start..<at)
        start = at + 1
      }
      at += 1
    }
    return parts + [start..<max(start, range.upperBound)]
  }

  private mutating func caseName(_ file: SwiftFile, _ range: Range<Int>) -> String? {
    let place = range.drop { ["let", "var"].contains(file.text($0)) }
    guard let first = place.first else { return nil }
    if file.text(first) == "." { return file.name(first + 1) }
    // `Type.case` is how one matches an existential, which has no last case.
    // `_`, or a name after `let`: fits everything and says nothing about the type.
    if file.text(first) == "_" || place.lowerBound > range.lowerBound { return nil }
    isForeign = true
    return nil
  }

  /// Every place that is asked for belongs to one of our enums.
  func isOver(_ enums: [String: Set<String>]) -> Bool {
    guard !isForeign, let width = patterns.map(\.count).max() else { return false }
    let columns = (0..<width).map { column in
      Set(patterns.compactMap { $0.indices.contains(column) ? $0[column] : nil })
    }.filter { !$0.isEmpty }
    return !columns.isEmpty
      && columns.allSatisfy { column in enums.values.contains { $0.isSuperset(of: column) } }
  }
}
