public import Ground

/// One question of a form: its label, what was typed and what is wrong with it.
public struct Entry: Sendable, Equatable {
  public let name: String
  public let label: Phrase
  public let hint: Phrase?
  public let value: String
  public let error: Phrase?
  public let optional: Bool
  /// Every value, where a name may stand more than once.
  let values: [String]

  public init(
    _ name: String, _ label: Phrase, hint: Phrase? = nil, value: String = "",
    error: Phrase? = nil, optional: Bool = false
  ) {
    self.init(name, label, hint: hint, values: [value], error: error, optional: optional)
  }

  init(
    _ name: String, _ label: Phrase, hint: Phrase?, values: [String], error: Phrase?,
    optional: Bool
  ) {
    (self.name, self.label, self.hint, self.values) = (name, label, hint, values)
    (self.error, self.optional, value) = (error, optional, values.first ?? "")
  }

  var id: String { "o-" + name }
}

/// A form between two tries: what was typed and why it was not taken. What was typed is never lost.
public struct FormState: Sendable {
  public let values: FormValues
  /// Why it was refused; `nil` when it was not.
  public let refusal: (any Refusal)?

  public init(_ values: FormValues = FormValues(), refused refusal: (any Refusal)? = nil) {
    (self.values, self.refusal) = (values, refusal)
  }

  /// The question called `name`, with what was typed (else `initial`) and its trouble. A place
  /// `/applicant/name` belongs to the entry `applicant.name`.
  public func entry(
    _ name: String, _ label: Phrase, hint: Phrase? = nil, optional: Bool = false,
    initial: String = ""
  ) -> Entry {
    let typed = values.has(name) ? values.all(name) : [initial]
    let place = refusal?.places.first { entryName($0.pointer) == name }
    return Entry(
      name, label, hint: hint, values: typed, error: place?.detail, optional: optional)
  }

  /// Why the form was not taken, with a link to each entry at fault; empty when nothing is refused.
  public var summary: HTML {
    guard let refusal else { return "" }
    let links = refusal.places.map { place -> HTML in
      "<li><a href=\"#o-\(entryName(place.pointer))\">\(place.detail)</a></li>"
    }
    let list: HTML? = links.isEmpty ? nil : "<ul>\(links)</ul>"
    return """
      <div class="notice refused" role="alert" tabindex="-1" data-code="\(refusal.code)">
      <h2>Có lỗi cần sửa</h2><p>\(refusal.explanation)</p>\(list)</div>
      """
  }
}

private func entryName(_ pointer: String) -> String {
  let trimmed = pointer.hasPrefix("/") ? String(pointer.dropFirst()) : pointer
  return String(trimmed.map { $0 == "/" ? "." : $0 })
}
