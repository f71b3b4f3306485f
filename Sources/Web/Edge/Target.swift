import Ground
import Hummingbird

/// What a request asks for, decoded once and safely.
struct Target: Sendable {
  let path: [String]
  let query: [(name: String, value: String)]
  /// The address as sent, to come back to after signing in.
  let raw: String

  static let limit = 8192

  /// Refuses: `EdgeRefused.shape` for addresses that are too long, broken escapes, bytes that are
  /// not UTF-8, and control characters.
  init(_ request: Request) throws(EdgeRefused) {
    raw = request.head.path ?? "/"
    guard raw.utf8.count <= Self.limit else {
      throw Self.refusal("Địa chỉ quá dài; hãy rút ngắn dưới \(Self.limit) byte.")
    }
    let pieces = raw.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard raw.utf8.first == UInt8(ascii: "/") else { throw .noSuchPlace }
    var path: [String] = []
    for segment in pieces[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let text = percentDecoded(segment), isPlain(text) else {
        throw Self.refusal("Địa chỉ có ký tự không đọc được; hãy kiểm tra lại mã hóa phần trăm.")
      }
      path.append(text)
    }
    self.path = path == [""] ? [] : path
    guard let query = formPairs(pieces.count > 1 ? String(pieces[1]) : ""),
      query.allSatisfy({ !$0.name.utf8.contains(0) && !$0.value.utf8.contains(0) })
    else {
      throw Self.refusal("Tham số có ký tự không đọc được; hãy kiểm tra lại mã hóa phần trăm.")
    }
    self.query = query
  }

  var isAPI: Bool { path.first == "api" }

  private static func refusal(_ detail: Phrase) -> EdgeRefused {
    .shape([RefusedPlace(pointer: "", code: "shape.address", detail: detail)])
  }
}

private func isPlain(_ text: String) -> Bool {
  text.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
}
