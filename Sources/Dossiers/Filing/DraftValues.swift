import Ground

/// What was typed on one screen, as it was typed: names with their values, in the form's order.
struct DraftValues: Sendable, Equatable {
  private(set) var pairs: [Pair]

  struct Pair: Sendable, Equatable {
    let name: String
    let value: String
  }

  init(_ pairs: [Pair] = []) { self.pairs = pairs }

  /// The first value, as typed.
  subscript(name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

  /// The same trimmed and in one form.
  func text(_ name: String) -> String { normalised(self[name]) }

  /// `nil` where nothing was typed.
  func filled(_ name: String) -> String? {
    let text = text(name)
    return text.isEmpty ? nil : text
  }

  func joined(with other: DraftValues) -> DraftValues { DraftValues(pairs + other.pairs) }

  /// A date typed in three boxes `name.ngay`, `name.thang`, `name.nam`, or in one; as the API
  /// writes it where it can be read, else as it was typed. `nil` where nothing was typed.
  func date(_ name: String) -> String? {
    if let whole = filled(name) { return Typed.date(whole) }
    let parts = ["ngay", "thang", "nam"].map { text("\(name).\($0)") }
    guard parts.contains(where: { !$0.isEmpty }) else { return nil }
    // A day without its month is no date: `3` and `1990` must not become March.
    if parts[1].isEmpty, !parts[0].isEmpty { return "\(parts[0])/?/\(parts[2])" }
    return Typed.date(parts.drop(while: \.isEmpty).joined(separator: "/"))
  }
}

extension DraftValues {
  init(json: JSON) {
    self.init(
      (json.elements ?? []).compactMap { pair in
        guard let name = pair.elements?.first?.text, let value = pair.elements?.last?.text else {
          return nil
        }
        return Pair(name: name, value: value)
      })
  }

  var json: JSON { .array(pairs.map { [.string($0.name), .string($0.value)] }) }
}

extension FilingStep {
  /// The questions of the step; other fields of a form are not kept.
  func asks(_ name: String) -> Bool {
    switch self {
    case .applicant: name.hasPrefix("applicant.")
    case .owner: name.hasPrefix("owner.") || name.hasPrefix("mandate.")
    case .circumstances: name == "case" || name == "exemption"
    case .papers: false
    case .delivery:
      name == "delivery" || name.hasPrefix("delivery.") || name == "returnAgency" || name == "note"
    }
  }
}
