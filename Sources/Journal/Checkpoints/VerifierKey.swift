import Crypto
import Ground

/// The public half of a journal's key, in the form in which it is handed to others:
/// `name+hash+base64`. Source: C2SP signed-note; the text form is that of Go's `sumdb/note`.
public struct VerifierKey: Sendable, Equatable {
  public let name: String
  /// The 32 bytes of the Ed25519 key.
  public let publicKey: [UInt8]

  init(name: String, publicKey: [UInt8]) { (self.name, self.publicKey) = (name, publicKey) }

  /// SHA-256 over name, line feed, type and key; its first four bytes. Source: C2SP signed-note.
  public var id: UInt32 {
    let digest = SHA256.hash(data: Array(name.utf8) + [10, VerifierKey.ed25519] + publicKey)
    return digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  static let ed25519: UInt8 = 1

  /// `name+hash+base64`.
  public var text: String {
    "\(name)+\(hexID(id))+\(encodeBase64([VerifierKey.ed25519] + publicKey))"
  }

  /// Reads `name+hash+base64`; `nil` when it is anything else or the hash is not the key's.
  public init?(text: String) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, isKeyName(String(parts[0])), let bytes = decodeBase64(String(parts[2])),
      bytes.count == 33, bytes[0] == VerifierKey.ed25519
    else { return nil }
    self.init(name: String(parts[0]), publicKey: Array(bytes[1...]))
    guard self.text == text else { return nil }
  }

  /// Whether this key signed `note`. A signature under its name and id that is not good spoils the
  /// note, whatever else stands under it.
  public func judge(_ note: SignedNote) -> Judgement {
    let own = note.signatures.filter { $0.name == name && $0.keyID == id }
    guard !own.isEmpty else { return .notSigned }
    let text = Array(note.text.utf8)
    return own.allSatisfy { isGood($0.bytes, for: text) } ? .good : .bad
  }

  /// Whether `stamp` binds `checkpoint` to `instant`.
  func isGood(stamp: [UInt8], of checkpoint: Checkpoint, at instant: Instant) -> Bool {
    isGood(stamp, for: stampedText(checkpoint, at: instant))
  }

  private func isGood(_ signature: [UInt8], for text: [UInt8]) -> Bool {
    // 32 bytes that are no point of the curve cannot have signed anything.
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
      return false
    }
    return key.isValidSignature(signature, for: text)
  }

  /// What a key says of a note.
  public enum Judgement: Sendable, Equatable {
    case good
    /// The key's signature stands there and is not good.
    case bad
    /// No signature of the key stands there.
    case notSigned
  }
}

/// Begins as no checkpoint can: an origin holds no space.
func stampedText(_ checkpoint: Checkpoint, at instant: Instant) -> [UInt8] {
  Array("motcua stamp v1\n\(instant.milliseconds)\n\(checkpoint.text)".utf8)
}

/// Eight lower-case hexadecimal digits.
func hexID(_ id: UInt32) -> String {
  hex((0..<4).map { UInt8(truncatingIfNeeded: id >> (24 - 8 * $0)) })
}
