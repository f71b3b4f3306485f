import Crypto
import Ground

/// Keeps what is looked for by name out of addresses: they stay in histories, bookmarks and the
/// logs of whatever stands in between. Source: domain 7.2.
///
/// A sealed text is the same each time, so that an address names a list and can be gone back to.
/// Any server of the house opens it.
struct AddressSeal: Sendable {
  private let key: SymmetricKey
  private let nonceKey: SymmetricKey

  /// The seal of the request that is being answered; outside of one, a seal of this process only.
  @TaskLocal static var current = AddressSeal(secret: Chance.system.bytes(32))

  init(secret: [UInt8]) {
    func derived(_ use: String) -> SymmetricKey {
      let code = HMAC<SHA256>.authenticationCode(
        for: Array("address:\(use)".utf8), using: SymmetricKey(data: secret))
      return SymmetricKey(data: Array(code))
    }
    (key, nonceKey) = (derived("text"), derived("nonce"))
  }

  /// What every sealed text begins with.
  private static let mark = "~"

  func sealed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    // Another text has another nonce, and the same text shows nothing by looking the same.
    let nonce = HMAC<SHA256>.authenticationCode(for: bytes, using: nonceKey)
    do {
      let nonce = try AES.GCM.Nonce(data: Array(nonce).prefix(12))
      let box = try AES.GCM.seal(bytes, using: key, nonce: nonce)
      return AddressSeal.mark + base64URL(Array(box.nonce) + box.ciphertext + box.tag)
    } catch {
      preconditionFailure("AES-GCM takes any text and a nonce of 12 bytes")
    }
  }

  /// What was sealed; a text that was never sealed, as typed by hand, stays as it is.
  ///
  /// Refuses: `EdgeRefused.shape` for a seal that is not ours.
  func opened(_ value: String, of name: String) throws(EdgeRefused) -> String {
    guard value.hasPrefix(AddressSeal.mark) else { return value }
    guard let bytes = unbase64URL(String(value.dropFirst())),
      let box = try? AES.GCM.SealedBox(combined: bytes),  // Not ours: refused below.
      let text = try? AES.GCM.open(box, using: key)  // Likewise.
    else {
      throw .shape([
        RefusedPlace(
          pointer: name, code: "shape.seal",
          detail: "Không đọc được điều kiện tìm trong địa chỉ này; hãy mở lại trang và tìm lại.")
      ])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Endpoint {
  /// The parameters of an address, those that are private opened.
  func opened(
    _ pairs: [(name: String, value: String)]
  ) throws(EdgeRefused) -> [(name: String, value: String)] {
    let names = query.filter(\.isPrivate).map(\.name)
    guard !names.isEmpty else { return pairs }
    var opened = pairs
    for index in opened.indices where names.contains(opened[index].name) {
      let (name, value) = opened[index]
      opened[index].value = try AddressSeal.current.opened(value, of: name)
    }
    return opened
  }

  /// The same page asked by POST, as its search form is sent: leads on to the address with the
  /// question, what is private in it sealed.
  public var asked: Endpoint {
    precondition(method == .get && !path.contains("{"), "a search has one address")
    return Endpoint(
      .post, path, name: name + "Asked", summary: summary, tag: tag, access: access, face: face,
      body: .form, answers: [AnswerShape(303)]
    ) { [path, query] call in
      let page = Path(path.split(separator: "/").map(String.init))
      return .redirect(
        query.reduce(page) { address, parameter in
          let given = call.form.has(parameter.name) ? call.form[parameter.name] : ""
          let value = given.isEmpty ? nil : given
          return parameter.isPrivate
            ? address.asking(private: parameter.name, value)
            : address.asking(parameter.name, value)
        })
    }
  }
}
