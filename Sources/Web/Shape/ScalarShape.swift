import Ground

/// The forms of text that have a shape of their own.
enum ScalarPattern {
  static let ulid = TextPattern("[0-7][0-9A-HJKMNP-TV-Z]{25}")
  static let sha256 = TextPattern("[0-9a-f]{64}")
  static let decimal = TextPattern(#"-?[0-9]{1,18}(\.[0-9]{1,12})?"#)
  static let yearOrMonth = TextPattern("[12][0-9]{3}(-(0[1-9]|1[0-2]))?")
}

struct ScalarTrouble {
  let code: String
  let detail: Phrase

  init(_ code: String, _ detail: Phrase) { (self.code, self.detail) = (code, detail) }
}

/// What is wrong with `json` as a shape without parts; `nil` when it fits.
func scalarTrouble(_ json: JSON, _ shape: Shape) -> ScalarTrouble? {
  switch shape {
  case .number:
    if case .number = json { return nil }
    return json.integer == nil ? ScalarTrouble("shape.type", "Phải là một số.") : nil
  case .boolean:
    return json.bool == nil ? ScalarTrouble("shape.type", "Phải là true hoặc false.") : nil
  case .anyObject(let members, let bytes):
    guard let present = json.members else {
      return ScalarTrouble("shape.type", "Phải là một đối tượng, trong { }.")
    }
    guard present.count <= members, json.bytes.count <= bytes else {
      return ScalarTrouble("shape.length", "Nhiều nhất \(members) mục và \(bytes) byte.")
    }
    return nil
  case .string, .enumeration, .constant, .day, .instant, .partialDate, .ulid, .sha256,
    .decimalText:
    guard let text = json.text else {
      return ScalarTrouble("shape.type", "Phải là chữ, trong dấu ngoặc kép.")
    }
    return textTrouble(text, shape)
  case .integer, .money, .array, .object, .tagged, .either, .nullable, .map, .named: return nil
  }
}

/// What is wrong with `text` as a shape of text; `nil` when it fits.
func textTrouble(_ text: String, _ shape: Shape) -> ScalarTrouble? {
  switch shape {
  case .string(let low, let high, let format):
    let count = text.unicodeScalars.count
    if count < low || count > high {
      let advice: Phrase =
        low > 0 && count == 0
        ? "Hãy ghi mục này; tối đa \(high) ký tự." : "Phải dài từ \(low) đến \(high) ký tự."
      return ScalarTrouble("shape.length", advice)
    }
    return format.pattern.matches(text) ? nil : ScalarTrouble("shape.format", format.advice)
  case .enumeration(let words):
    return words.contains(text)
      ? nil : ScalarTrouble("shape.value", "Phải là một trong: \(words.joined(separator: ", ")).")
  case .constant(let word):
    return text == word ? nil : ScalarTrouble("shape.value", "Phải là \(word).")
  case .day:
    return Day(iso: text) != nil
      ? nil : ScalarTrouble("shape.format", "Phải là ngày có thật, dạng 2026-11-20.")
  case .instant:
    return Instant(rfc3339: text) != nil
      ? nil : ScalarTrouble("shape.format", "Phải là thời điểm có múi giờ: 2026-11-20T09:00:00Z.")
  case .partialDate:
    return Day(iso: text) != nil || ScalarPattern.yearOrMonth.matches(text)
      ? nil : ScalarTrouble("shape.format", "Phải là ngày, tháng hoặc năm: 1990-02-03, 1990-02.")
  case .ulid:
    return ScalarPattern.ulid.matches(text)
      ? nil : ScalarTrouble("shape.format", "Phải là mã 26 ký tự do hệ thống cấp.")
  case .sha256:
    return ScalarPattern.sha256.matches(text)
      ? nil : ScalarTrouble("shape.format", "Phải là SHA-256: 64 chữ số thập lục phân, chữ thường.")
  case .decimalText:
    return ScalarPattern.decimal.matches(text)
      ? nil : ScalarTrouble("shape.format", "Phải là số thập phân, dạng 78.38.")
  case .integer, .number, .boolean, .money, .array, .object, .tagged, .either, .nullable,
    .anyObject, .map, .named:
    return nil
  }
}
