import Ground

/// The fields of a form as they were typed. A name may stand more than once.
public struct FormValues: Sendable {
  let pairs: [(name: String, value: String)]

  public init(_ pairs: [(String, String)] = []) {
    self.pairs = pairs.map { (name: $0.0, value: $0.1) }
  }

  /// The first value, `""` when the name is not there.
  public subscript(name: String) -> String { pairs.first { $0.name == name }?.value ?? "" }

  public func has(_ name: String) -> Bool { pairs.contains { $0.name == name } }
  public func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

  /// Every name once, in the order of the form.
  public var names: [String] {
    var seen: Set<String> = []
    return pairs.map(\.name).filter { seen.insert($0).inserted }
  }
}

extension FormValues {
  /// Reads `application/x-www-form-urlencoded`. Refuses: `EdgeRefused.shape` for broken escapes,
  /// bytes that are not UTF-8, NUL, and more than 1,000 fields.
  init(urlEncoded bytes: [UInt8]) throws(EdgeRefused) {
    guard let text = String(validating: bytes, as: UTF8.self), let pairs = formPairs(text),
      pairs.count <= 1000
    else { throw .shape([unreadableForm]) }
    try self.init(checked: pairs.map { ($0.name, $0.value) })
  }

  /// Fields from outside: NUL is not taken (PostgreSQL's text has none), line ends become `\n`.
  init(checked pairs: [(String, String)]) throws(EdgeRefused) {
    for pair in pairs where pair.0.utf8.contains(0) || pair.1.utf8.contains(0) {
      throw .shape([unreadableForm])
    }
    self.init(
      pairs.map { pair in
        guard pair.1.utf8.contains(13) else { return pair }
        return (pair.0, oneLineEnd(pair.1))
      })
  }
}

private let unreadableForm = RefusedPlace(
  pointer: "", code: "shape.form",
  detail: "Không đọc được biểu mẫu; hãy tải lại trang và gửi lại, không dán ký tự lạ.")

private func oneLineEnd(_ text: String) -> String {
  var out: [UInt8] = []
  var afterReturn = false
  for byte in text.utf8 {
    if byte == 13 {
      out.append(10)
    } else if byte != 10 || !afterReturn {
      out.append(byte)
    }
    afterReturn = byte == 13
  }
  return String(decoding: out, as: UTF8.self)
}
