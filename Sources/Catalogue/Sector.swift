import Crypto
import Ground

/// A field of administration (lĩnh vực), as `Hộ tịch`.
public struct Sector: Sendable, Hashable {
  /// Lower-case ASCII, at most 64 characters, as `ho-tich`: what facts say. It follows from the
  /// name alone, so that two instances that import the same list agree.
  public let code: String
  public let name: String

  /// The sector of that name. Two spellings that fold alike are one sector.
  public init(named name: String) {
    self.init(code: Sector.code(of: name), name: name)
  }

  init(code: String, name: String) { (self.code, self.name) = (code, name) }

  private static func code(of name: String) -> String {
    let words = folded(name).split(separator: " ").map { word in
      word.utf8.allSatisfy { $0 < 128 } ? String(word) : hex(word.utf8)
    }
    let whole = words.joined(separator: "-")
    guard whole.utf8.count > 64 else { return whole.isEmpty ? "khac" : whole }
    return String(whole.prefix(55)) + "-" + hex(SHA256.hash(data: Array(whole.utf8)).prefix(4))
  }
}
