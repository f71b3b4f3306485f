import ArgumentParser
import Ground
import Journal

/// What the journal of a new instance is called. It stands in every checkpoint, for outsiders tell
/// journals apart by it; so nobody but the house gives it, once.
struct OriginOptions: ParsableArguments {
  @Option(
    help: "The journal's name in its checkpoints, as tinh-x.gov.vn/motcua; for a new instance.")
  var origin: String?

  func validate() throws {
    guard let origin else { return }
    guard !origin.hasPrefix("demo/") else {
      throw ValidationError("an origin that begins demo/ is made by motcua demo")
    }
    guard OriginOptions.isFit(origin) else {
      throw ValidationError(
        "--origin is 3 to 200 letters without marks, digits and .-_/, as tinh-x.gov.vn/motcua")
    }
  }

  static func isFit(_ origin: String) -> Bool {
    let others = Set(".-_/".utf8)
    return (3...200).contains(origin.utf8.count)
      && origin.utf8.allSatisfy { byte in
        (48...57).contains(byte) || (97...122).contains(byte | 32) || others.contains(byte)
      }
  }
}

/// What is known of a journal's name before anything is changed.
enum JournalNaming {
  /// It has its key.
  case kept(JournalKey)
  /// It will get one under this name.
  case new(origin: String)
  /// Nobody has named it.
  case unnamed

  /// Refuses: another origin than the one the journal has.
  init(keys: KeyFolder, origin: String?) throws {
    switch (try JournalKey.kept(in: keys), origin) {
    case (let key?, let origin?) where key.origin != origin:
      throw CommandRefused(
        "this instance's journal is called \(key.origin) and stays so; leave --origin out")
    case (let key?, _): self = .kept(key)
    case (nil, let origin?): self = .new(origin: origin)
    case (nil, nil): self = .unnamed
    }
  }

  /// The key; made where a name was given, unkept where none was.
  func key(in keys: KeyFolder) throws -> JournalKey {
    switch self {
    case .kept(let key): key
    case .new(let origin): try JournalKey.open(in: keys, origin: origin, chance: .system)
    case .unnamed: try JournalKey.unkept(chance: .system)
    }
  }

  /// The same for whoever is about to seal: a journal that nobody has named gets a name that no
  /// other has and that says so itself, and `note` is told how to give a better one.
  func named(_ chance: Chance, note: (String) -> Void) -> JournalNaming {
    guard case .unnamed = self else { return self }
    let name = "unnamed-\(hex(chance.bytes(8)))/motcua"
    note(
      """
      this instance's journal is now called \(name): it stands in every checkpoint and cannot be \
      changed later. A province names its own, once, with motcua migrate --origin \
      tinh-x.gov.vn/motcua on a new instance
      """)
    return .new(origin: name)
  }
}
