import Crypto
public import Ground
import Synchronization

/// Tags that say "the same actor" or "the same device" within a year, and nothing else.
///
/// An HMAC-SHA256 whose secret is made anew each year and kept in the key folder; when a year's
/// secret is destroyed, its tags cannot be led back to anybody. Guards the secrets read so far.
public final class ActorTags: Sendable {
  private let folder: KeyFolder
  private let chance: Chance
  private let secrets = Mutex<[Int: [UInt8]]>([:])

  public init(folder: KeyFolder, chance: Chance = .system) {
    (self.folder, self.chance) = (folder, chance)
  }

  /// The tag of the account that acted, for facts recorded at `instant`.
  public func actor(_ account: AccountID, at instant: Instant) throws -> String {
    try tag("actor", account.rawValue, year: instant.day.year)
  }

  /// The tag of a device, named by whatever the slice knows of it.
  public func device(_ name: String, at instant: Instant) throws -> String {
    try tag("device", name, year: instant.day.year)
  }

  private func tag(_ kind: String, _ name: String, year: Int) throws -> String {
    let secret = SymmetricKey(data: try secret(of: year))
    let code = HMAC<SHA256>.authenticationCode(for: Array("\(kind):\(name)".utf8), using: secret)
    return hex(code.prefix(16))
  }

  private func secret(of year: Int) throws -> [UInt8] {
    try secrets.withLock { known in
      if let secret = known[year] { return secret }
      let file = "actor-tags-\(padded(year, 4)).key"
      let text = try folder.keep(file) { Array((hex(chance.bytes(32)) + "\n").utf8) }
      guard let secret = unhex(String(decoding: text.dropLast(), as: UTF8.self)), secret.count == 32
      else { throw JournalKeyUnfit("\(file) is damaged; restore it from a copy") }
      known[year] = secret
      return secret
    }
  }
}
