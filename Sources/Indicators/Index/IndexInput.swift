public import Ground

/// What a unit reports for the components of an index: counts, or a rate where only that is known.
/// Source: contract, "Index packs".
public struct IndexInput: Sendable, Equatable {
  enum Measured: Sendable, Equatable {
    case counts(numerator: Int64, denominator: Int64)
    case rate(Exact)
  }

  /// Whose figures they are, in the reporter's words; `nil` when nobody says.
  public let unit: String?
  /// By code of a component. One that is not there is "no data". Source: KPI-5.
  let measured: [String: Measured]

  /// Reads `{"unit": "…", "indicators": {"2.1": {"numerator": 1, "denominator": 2}}}`.
  ///
  /// Refuses: `IndexInputRefused`, naming every place that does not fit `index`.
  public init(_ json: JSON, for index: CompositeIndex) throws(IndexInputRefused) {
    var places: [IndexInputRefused.Place] = []
    func refuse(_ pointer: String, _ reason: String) {
      places.append(IndexInputRefused.Place(pointer: pointer, reason: reason))
    }
    for member in json.members ?? [] where !["unit", "indicators"].contains(member.name) {
      refuse("/\(member.name)", "there is no such field; unit and indicators are known")
    }
    unit = json["unit"]?.text
    if let unit = json["unit"], unit.text == nil { refuse("/unit", "must be text") }
    var measured: [String: Measured] = [:]
    let known = Set(index.components.map(\.code))
    if let members = json["indicators"]?.members {
      for member in members {
        let pointer = "/indicators/\(member.name)"
        guard known.contains(member.name) else {
          refuse(pointer, "\(index.code) has no such indicator")
          continue
        }
        switch Self.read(member.value) {
        case .success(let read): measured[member.name] = read
        case .failure(let wrong): refuse(pointer + wrong.pointer, wrong.reason)
        }
      }
    } else {
      refuse("/indicators", "must be an object: code, then numerator and denominator, or rate")
    }
    self.measured = measured
    guard places.isEmpty else { throw IndexInputRefused(places: places) }
  }

  private static func read(_ json: JSON) -> Result<Measured, IndexInputRefused.Place> {
    func wrong(_ pointer: String, _ reason: String) -> Result<Measured, IndexInputRefused.Place> {
      .failure(IndexInputRefused.Place(pointer: pointer, reason: reason))
    }
    let names = Set((json.members ?? []).map(\.name))
    if names == ["rate"] {
      guard let rate = json["rate"].flatMap(Exact.init(json:)), rate <= Exact(1000, outOf: 1) else {
        return wrong("/rate", "must be a decimal number from 0, as 0.9 for 90 %")
      }
      return .success(.rate(rate))
    }
    guard names == ["numerator", "denominator"] else {
      return wrong("", "must have numerator and denominator, or rate, and nothing else")
    }
    var counts: [Int64] = []
    for name in ["numerator", "denominator"] {
      guard let count = json[name]?.integer, (0...Exact.mostCounted).contains(count) else {
        return wrong("/\(name)", "must be a whole number from 0 to \(Exact.mostCounted)")
      }
      counts.append(count)
    }
    guard counts[1] > 0 || counts[0] == 0 else {
      return wrong("/numerator", "must be 0 where the denominator is 0")
    }
    return .success(.counts(numerator: counts[0], denominator: counts[1]))
  }
}

extension Exact {
  /// A JSON number, by its decimal digits.
  fileprivate init?(json: JSON) {
    switch json {
    case .integer(let whole): self.init(String(whole))
    case .number(let number): self.init(decimal(number))
    case .null, .bool, .string, .array, .object: return nil
    }
  }
}

/// The shortest decimal digits that mean this number, without an exponent.
private func decimal(_ number: Double) -> String {
  let text = "\(number)"
  guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...]),
    power < 0
  else { return text }
  let digits = text[..<mark].filter { $0 != "." && $0 != "-" }
  let sign = text.hasPrefix("-") ? "-" : ""
  return sign + "0." + String(repeating: "0", count: -power - 1) + digits
}

/// Why figures cannot be scored, place by place.
public struct IndexInputRefused: Error, Sendable, Equatable, CustomStringConvertible {
  public struct Place: Error, Sendable, Equatable {
    /// RFC 6901, into the input.
    public let pointer: String
    public let reason: String
  }

  public let places: [Place]

  public var description: String {
    places.map { "\($0.pointer): \($0.reason)" }.joined(separator: "\n")
  }
}
