import Crypto
public import Ground

/// The key that signs this journal's checkpoints. Its name is the journal's origin.
public struct JournalKey: Sendable {
  /// What is handed to others.
  public let verifier: VerifierKey
  private let seed: [UInt8]

  /// Which journal this is.
  public var origin: String { verifier.name }

  /// Whether the instance was born as a demonstration; only there may past times be written.
  public var isDemonstration: Bool { origin.hasPrefix("demo/") }

  /// A key from 32 secret bytes. Refuses: `JournalKeyUnfit`.
  init(origin: String, seed: [UInt8]) throws {
    guard isKeyName(origin) else {
      throw JournalKeyUnfit("the origin “\(origin)” is empty or holds a space or a plus")
    }
    guard seed.count == 32 else { throw JournalKeyUnfit("it has not 32 bytes") }
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    verifier = VerifierKey(name: origin, publicKey: Array(key.publicKey.rawRepresentation))
    self.seed = seed
  }

  /// The key kept in `folder`; made there when there is none yet.
  ///
  /// Safe beside other processes: all get the same key, and a stopped one leaves none half written.
  /// Refuses: `JournalKeyUnfit` when the kept key belongs to another origin, is damaged, or may be
  /// read by others than its owner.
  public static func open(
    in folder: KeyFolder, origin: String, chance: Chance
  ) throws -> JournalKey {
    let kept = try folder.keep(fileName) {
      try JournalKey(origin: origin, seed: chance.bytes(32)).serialised
    }
    let key = try JournalKey(serialised: kept)
    guard key.origin == origin else {
      throw JournalKeyUnfit("\(fileName) belongs to the journal \(key.origin), not to \(origin)")
    }
    return key
  }

  /// The key kept in `folder`; `nil` when there is none. Refuses: as `open`.
  public static func kept(in folder: KeyFolder) throws -> JournalKey? {
    try folder.contents(of: fileName).map { try JournalKey(serialised: $0) }
  }

  static let fileName = "journal.key"

  /// `text`, signed. Source: C2SP signed-note.
  public func sign(_ text: String) throws -> SignedNote {
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    let signature = SignedNote.Signature(
      name: origin, keyID: verifier.id, bytes: Array(try key.signature(for: Array(text.utf8))))
    return SignedNote(text: text, signatures: [signature])
  }

  /// The signature that binds a checkpoint to its time; the note has no place for it.
  func stamp(_ checkpoint: Checkpoint, at instant: Instant) throws -> [UInt8] {
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    return Array(try key.signature(for: stampedText(checkpoint, at: instant)))
  }

  /// `PRIVATE+KEY+name+hash+base64`, the form of Go's `sumdb/note`.
  private var serialised: [UInt8] {
    let secret = encodeBase64([VerifierKey.ed25519] + seed)
    return Array("PRIVATE+KEY+\(origin)+\(hexID(verifier.id))+\(secret)\n".utf8)
  }

  private init(serialised bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[4].hasSuffix("\n"),
      let secret = decodeBase64(String(parts[4].dropLast())), secret.first == VerifierKey.ed25519
    else { throw JournalKeyUnfit("\(JournalKey.fileName) is damaged; restore it from a copy") }
    try self.init(origin: String(parts[2]), seed: Array(secret.dropFirst()))
    guard serialised == bytes else {
      throw JournalKeyUnfit("\(JournalKey.fileName) is damaged; restore it from a copy")
    }
  }
}

/// Why a key cannot be used; says what to do, in English, for whoever runs the house.
public struct JournalKeyUnfit: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String
  init(_ reason: String) { self.reason = reason }
  public var description: String { "the journal's key cannot be used: \(reason)" }
}
