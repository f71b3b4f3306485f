public import Ground

extension Shape {
  /// Where `json` is not of this shape; empty when it fits. At most 50 places.
  ///
  /// Unknown members are refused, unless `tolerant`: readers of answers must tolerate them.
  public func check(_ json: JSON, tolerant: Bool = false) -> [RefusedPlace] {
    var checker = ShapeChecker(tolerant: tolerant)
    _ = checker.take(json, as: self, at: "")
    return checker.places
  }

  /// The value as the rest of the program reads it (a whole number is an integer, however it was
  /// written), with the places where it does not fit.
  func read(_ json: JSON) -> (json: JSON, places: [RefusedPlace]) {
    var checker = ShapeChecker(tolerant: false)
    let taken = checker.take(json, as: self, at: "")
    return (taken, checker.places)
  }
}

struct ShapeChecker {
  let tolerant: Bool
  var places: [RefusedPlace] = []

  init(tolerant: Bool) { self.tolerant = tolerant }

  mutating func refuse(_ pointer: String, _ code: String, _ detail: Phrase) {
    guard places.count < 50 else { return }
    places.append(RefusedPlace(pointer: pointer, code: code, detail: detail))
  }

  mutating func take(_ json: JSON, as shape: Shape, at pointer: String) -> JSON {
    switch shape {
    case .integer(let low, let high): return takeInteger(json, low, high, pointer)
    case .money: return takeInteger(json, 0, 1_000_000_000_000_000, pointer)
    case .array(let element, let low, let high):
      return takeArray(json, element, low, high, pointer)
    case .object(let fields): return takeObject(json, fields, tag: nil, pointer)
    case .tagged(let name, let variants): return takeTagged(json, name, variants, pointer)
    case .either(let shapes): return takeEither(json, shapes, pointer)
    case .nullable(let inner): return json.isNull ? json : take(json, as: inner, at: pointer)
    case .map(let element, let high): return takeMap(json, element, high, pointer)
    case .named(_, let inner): return take(json, as: inner, at: pointer)
    case .string, .enumeration, .constant, .number, .boolean, .day, .instant, .partialDate,
      .ulid, .sha256, .decimalText, .anyObject:
      if let trouble = scalarTrouble(json, shape) { refuse(pointer, trouble.code, trouble.detail) }
      return json
    }
  }

  private mutating func takeInteger(
    _ json: JSON, _ low: Int64, _ high: Int64, _ pointer: String
  ) -> JSON {
    var number = json.integer
    if case .number(let double) = json { number = Int64(exactly: double) }
    guard let number else {
      refuse(pointer, "shape.type", "Phải là một số nguyên; hãy ghi số, không có dấu ngoặc kép.")
      return json
    }
    if !(low...max(low, high)).contains(number) {
      refuse(pointer, "shape.range", "Phải từ \(low) đến \(high).")
    }
    return .integer(number)
  }

  private mutating func takeArray(
    _ json: JSON, _ element: Shape, _ low: Int, _ high: Int, _ pointer: String
  ) -> JSON {
    guard let elements = json.elements else {
      refuse(pointer, "shape.type", "Phải là một danh sách, trong [ ].")
      return json
    }
    guard elements.count >= low, elements.count <= high else {
      refuse(pointer, "shape.length", "Danh sách phải có từ \(low) đến \(high) mục.")
      return json
    }
    return .array(
      elements.enumerated().map { take($1, as: element, at: "\(pointer)/\($0)") })
  }

  private mutating func takeObject(
    _ json: JSON, _ fields: [Field], tag: String?, _ pointer: String
  ) -> JSON {
    guard let members = json.members else {
      refuse(pointer, "shape.type", "Phải là một đối tượng, trong { }.")
      return json
    }
    let present = Set(members.map(\.name))
    for field in fields where field.presence == .required && !present.contains(field.name) {
      refuse(at(pointer, field.name), "shape.missing", "Thiếu mục này; hãy ghi vào.")
    }
    return .object(
      members.map { member in
        let place = at(pointer, member.name)
        if member.name == tag { return member }
        guard let field = fields.first(where: { $0.name == member.name }) else {
          if !tolerant {
            refuse(place, "shape.unknown", "Không có mục này ở đây; hãy bỏ đi hoặc sửa tên.")
          }
          return member
        }
        return JSON.Member(member.name, take(member.value, as: field.shape, at: place))
      })
  }

  private mutating func takeTagged(
    _ json: JSON, _ name: String, _ variants: [Variant], _ pointer: String
  ) -> JSON {
    guard let tag = json[name]?.text, let variant = variants.first(where: { $0.tag == tag }) else {
      let words = variants.map(\.tag).joined(separator: ", ")
      if json.members == nil {
        refuse(pointer, "shape.type", "Phải là một đối tượng, trong { }.")
      } else if json[name] == nil {
        refuse(at(pointer, name), "shape.missing", "Thiếu mục này; hãy ghi một trong: \(words).")
      } else {
        refuse(at(pointer, name), "shape.value", "Phải là một trong: \(words).")
      }
      return json
    }
    return takeObject(json, variant.fields, tag: name, pointer)
  }

  private mutating func takeEither(
    _ json: JSON, _ shapes: [Shape], _ pointer: String
  ) -> JSON {
    var nearest: [RefusedPlace]?
    for shape in shapes {
      var attempt = ShapeChecker(tolerant: tolerant)
      let taken = attempt.take(json, as: shape, at: pointer)
      if attempt.places.isEmpty { return taken }
      if attempt.places.count < nearest?.count ?? .max { nearest = attempt.places }
    }
    for place in nearest ?? [] { refuse(place.pointer, place.code, place.detail) }
    return json
  }

  private mutating func takeMap(
    _ json: JSON, _ element: Shape, _ high: Int, _ pointer: String
  ) -> JSON {
    guard let members = json.members else {
      refuse(pointer, "shape.type", "Phải là một đối tượng, trong { }.")
      return json
    }
    guard members.count <= high else {
      refuse(pointer, "shape.length", "Nhiều nhất \(high) mục.")
      return json
    }
    return .object(
      members.map {
        JSON.Member($0.name, take($0.value, as: element, at: at(pointer, $0.name)))
      })
  }
}

/// The JSON pointer of `name` below `pointer`. Source: RFC 6901, section 3.
private func at(_ pointer: String, _ name: String) -> String {
  guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
    return pointer + "/" + name
  }
  var out = pointer + "/"
  for character in name.unicodeScalars {
    switch character {
    case "~": out += "~0"
    case "/": out += "~1"
    default: out.unicodeScalars.append(character)
    }
  }
  return out
}
