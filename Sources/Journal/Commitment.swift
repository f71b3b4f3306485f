import Crypto
public import Ground

/// A promise of contents that a fact carries in place of the contents.
///
/// Whoever holds the contents and the salt can prove what they were; when the slice's row with the
/// salt is erased, the fact leads nowhere. Source: architecture, "The one idea".
public struct Commitment: Sendable, Equatable {
  /// 32 secret bytes, kept in the slice's row and nowhere else.
  public let salt: [UInt8]
  /// SHA-256 over salt and contents, in hexadecimal: what the fact carries.
  public let digest: String

  /// Promises `contents` under a fresh salt.
  public init(to contents: JSON, chance: Chance) {
    self.init(to: contents, salt: chance.bytes(Commitment.saltLength))
  }

  /// The promise of `contents` under a salt of 32 bytes, as when it is proved later.
  public init(to contents: JSON, salt: [UInt8]) {
    precondition(salt.count == Commitment.saltLength, "a salt has 32 bytes")
    var hasher = SHA256()
    hasher.update(data: salt)
    hasher.update(data: contents.bytes)
    (self.salt, digest) = (salt, hex(hasher.finalize()))
  }

  static let saltLength = 32
}
