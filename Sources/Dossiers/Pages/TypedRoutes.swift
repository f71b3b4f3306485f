import Crypto
import Ground
import Web

/// What people type, as the API writes it. What cannot be read stays as typed, and the shape
/// refuses it with its place.
enum Typed {
  /// `3/2/1990`, `02.1990`, `1990` and the API's own forms.
  static func date(_ text: String) -> String {
    let parts = text.split(whereSeparator: { "/.-".contains($0) }).map(String.init)
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == parts.count, parts.last?.utf8.count == 4 else { return text }
    switch numbers.count {
    case 3: return "\(parts[2])-\(padded(numbers[1], 2))-\(padded(numbers[0], 2))"
    case 2: return "\(parts[1])-\(padded(numbers[0], 2))"
    default: return text
    }
  }

  /// `50.000 đ` as 50000; `nil` when it is no amount.
  static func dong(_ text: String) -> Int64? {
    let bare = text.lowercased().filter { !" .,\u{111}\u{a0}".contains($0) }
    let digits = bare.hasSuffix("vnd") ? String(bare.dropLast(3)) : bare
    guard digits.utf8.count <= 15, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return nil
    }
    return Int64(digits)
  }

  /// The moment at which clocks in Vietnam show this; `nil` when it is none.
  static func instant(day: String, time: String) -> Instant? {
    let parts = time.split(whereSeparator: { ":hg".contains($0) }).map { Int($0) }
    guard let day = Day(iso: date(day)), (1...2).contains(parts.count), let hour = parts[0],
      let minute = parts.count == 2 ? parts[1] : 0, (0...23).contains(hour),
      (0...59).contains(minute)
    else { return nil }
    return Instant(day, minute: hour * 60 + minute)
  }

  /// The same typed values give the same text: what makes two presses of a button one request.
  static func hash(_ json: JSON) -> String { hex(SHA256.hash(data: json.bytes)) }
}

extension RefusedPlace {
  /// In words for whoever typed `text` there; the shape speaks to programs.
  func forPeople(typed text: String) -> RefusedPlace {
    guard code.hasPrefix("shape.") else { return self }
    let detail: Phrase =
      if text.isEmpty {
        "Không để trống mục này."
      } else if pointer.hasSuffix("birthDate") {
        "Ghi ngày sinh dạng 03/02/1990, hoặc tháng và năm 02/1990, hoặc chỉ năm 1990."
      } else if pointer.hasSuffix("until") || pointer.hasSuffix("On") {
        "Ghi ngày dạng 31/12/2026."
      } else if code == "shape.value" {
        "Chọn một trong các mục đã nêu."
      } else {
        self.detail
      }
    return RefusedPlace(pointer: pointer, code: code, detail: detail)
  }
}

/// `/applicant/name` as the field `applicant.name`.
func entryName(_ pointer: String) -> String {
  pointer.split(separator: "/").joined(separator: ".")
}
