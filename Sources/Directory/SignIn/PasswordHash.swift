import Crypto
import CryptoExtras
import Foundation
import Ground

/// A password as it was typed to be kept: 8 to 200 characters, composed, otherwise untouched.
public struct Password: Sendable {
  let bytes: [UInt8]

  /// Refuses: `FieldUnfit.password`.
  public init(_ typed: String) throws(FieldUnfit) {
    guard (8...200).contains(typed.count), typed.utf8.count <= 1000 else { throw .password }
    self.init(given: typed)
  }

  /// A password that is only compared, whatever it is; what is past a thousand bytes cannot fit.
  init(given typed: String) {
    let composed = typed.precomposedStringWithCanonicalMapping
    bytes = Array(composed.utf8.prefix(1001))
  }
}

/// How much work one hash is. Kept with each hash, so that it can grow later.
public struct ScryptCost: Sendable, Hashable {
  /// N, a power of two.
  public let rounds: Int
  /// r.
  public let blockSize: Int
  /// p.
  public let parallelism: Int

  /// `nil` unless it is a cost that scrypt takes and that needs at most 128 MiB.
  public init?(rounds: Int, blockSize: Int, parallelism: Int) {
    guard rounds > 1, rounds <= 1 << 20, rounds & (rounds - 1) == 0, (1...32).contains(blockSize),
      (1...16).contains(parallelism), 128 * rounds * blockSize <= 128 << 20
    else { return nil }
    (self.rounds, self.blockSize, self.parallelism) = (rounds, blockSize, parallelism)
  }

  private init(_ rounds: Int) { (self.rounds, blockSize, parallelism) = (rounds, 8, 1) }

  /// 32 MiB a hash.
  public static let standard = ScryptCost(1 << 15)
  /// For tests alone: no protection at all.
  public static let cheap = ScryptCost(16)
}

/// A salted scrypt hash with its parameters: `scrypt$32768$8$1$SALT$HASH` in hexadecimal.
public struct PasswordHash: Sendable, Equatable {
  let cost: ScryptCost
  let salt: [UInt8]
  let hash: [UInt8]

  /// Hashes. Slow, and on purpose; never on a thread that others wait for.
  init(of password: Password, cost: ScryptCost, salt: [UInt8]) throws {
    (self.cost, self.salt) = (cost, salt)
    let key = try KDF.Scrypt.deriveKey(
      from: password.bytes, salt: salt, outputByteCount: 32, rounds: cost.rounds,
      blockSize: cost.blockSize, parallelism: cost.parallelism)
    hash = key.withUnsafeBytes { Array($0) }
  }

  /// Reads what `text` writes; `nil` for anything else.
  public init?(text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0] == "scrypt", let rounds = Int(parts[1]),
      let blockSize = Int(parts[2]), let parallelism = Int(parts[3]),
      let cost = ScryptCost(rounds: rounds, blockSize: blockSize, parallelism: parallelism),
      let salt = unhex(parts[4]), let hash = unhex(parts[5]), salt.count == 16, hash.count == 32
    else { return nil }
    (self.cost, self.salt, self.hash) = (cost, salt, hash)
  }

  /// As it is kept.
  public var text: String {
    "scrypt$\(cost.rounds)$\(cost.blockSize)$\(cost.parallelism)$\(hex(salt))$\(hex(hash))"
  }

  /// Whether `password` gives this hash. As slow as hashing; takes as long for a wrong one.
  func fits(_ password: Password) throws -> Bool {
    let other = try PasswordHash(of: password, cost: cost, salt: salt)
    var difference: UInt8 = 0
    for (mine, theirs) in zip(hash, other.hash) { difference |= mine ^ theirs }
    return difference == 0 && hash.count == other.hash.count
  }
}
