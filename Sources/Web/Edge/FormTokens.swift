import Crypto
import Ground

/// Proves that a form was sent from a page of ours, by the session it was made for. Source:
/// trust.md 3.5 (SameSite, Origin check and token).
struct FormTokens: Sendable {
  let secret: [UInt8]
  /// The session's token; empty for somebody who is not signed in.
  let session: String

  static let fieldName = "_token"

  /// The token, different on every page: pages are packed, and what stays the same in a packed
  /// page can be guessed from its length (BREACH). `mask` is 32 bytes of chance.
  func masked(with mask: [UInt8]) -> String {
    base64URL(mask + zip(mask, code(for: "form")).map { $0 ^ $1 })
  }

  /// Refuses: `EdgeRefused.formTokenWrong`.
  ///
  /// Somebody without a session has no rights that another site could borrow; for them the edge's
  /// Origin check is enough, so that a first sign-in needs no cookie.
  func require(_ given: String?) throws(EdgeRefused) {
    guard !session.isEmpty else { return }
    guard let given, let both = unbase64URL(given), both.count == 64,
      HMAC<SHA256>.isValidAuthenticationCode(
        zip(both.prefix(32), both.suffix(32)).map { $0 ^ $1 }, authenticating: message("form"),
        using: SymmetricKey(data: secret))
    else { throw .formTokenWrong }
  }

  private func code(for purpose: String) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(
      for: message(purpose), using: SymmetricKey(data: secret))
  }

  private func message(_ purpose: String) -> [UInt8] { Array("\(purpose):\(session)".utf8) }
}

/// A word for the next page, carried by the browser and signed, so that nobody else can put words
/// on our pages.
struct NoticeSeal: Sendable {
  let secret: [UInt8]

  func sealed(_ text: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: message(text), using: SymmetricKey(data: secret))
    return base64URL(Array(text.utf8)) + "." + base64URL(Array(code))
  }

  func opened(_ value: String) -> String? {
    let halves = value.split(separator: ".")
    guard halves.count == 2, let bytes = unbase64URL(String(halves[0])),
      let code = unbase64URL(String(halves[1])),
      let text = String(validating: bytes, as: UTF8.self),
      HMAC<SHA256>.isValidAuthenticationCode(
        code, authenticating: message(text), using: SymmetricKey(data: secret))
    else { return nil }
    return text
  }

  private func message(_ text: String) -> [UInt8] { Array("notice:\(text)".utf8) }
}
