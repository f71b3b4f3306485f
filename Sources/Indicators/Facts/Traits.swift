/// What tells one counted thing from another of its kind: names and words, as `outcome=granted`.
///
/// Held as one text, `name=word` in the order of the names with `;` between them, which is also
/// how it is stored: equal traits are equal texts. What is not there has the word that
/// `docs/figures.md` gives for it, so that the common case is short.
struct Traits: Sendable, Hashable {
  let text: String

  init() { text = "" }

  /// Reads what `text` was.
  init(text: String) { self.text = text }

  /// A word that is `nil`, or the one that goes without saying, is left out.
  init(_ words: [Trait: String?]) {
    let told = words.compactMap { trait, word -> (Trait, String)? in
      word.flatMap { $0 == trait.unsaid ? nil : (trait, $0) }
    }
    text = told.sorted { $0.0.rawValue < $1.0.rawValue }
      .map { "\($0.0.rawValue)=\($0.1)" }.joined(separator: ";")
  }

  /// The word of `trait`; the unsaid one where none stands.
  func word(_ trait: Trait) -> String {
    for part in text.split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2, pair[0] == trait.rawValue { return String(pair[1]) }
    }
    return trait.unsaid
  }
}

/// What may tell one counted thing from another. Source: docs/figures.md, "Traits".
enum Trait: String, Sendable, CaseIterable {
  /// Papers are there as files, and the result too.
  case digital
  /// The result is handed out at another agency than the one that took the dossier in.
  case elsewhere
  /// A later day was appointed.
  case extended
  /// A fee is due.
  case fee
  /// The result is there as a file.
  case file
  /// Judged as the national index does. Source: TIM-7.
  case index
  /// Legacy level. Source: domain 1.11.
  case level
  case mode
  case outcome
  case paid
  /// A result on paper is prescribed.
  case paper
  /// A paper was reused from an earlier dossier.
  case reused
  /// How often something missing was asked for.
  case rounds
  /// The result's file carries a valid signature.
  case signed
  case stars
  /// A paper came from the person's data store.
  case store
  case timeliness
  /// Who typed it.
  case typed
  /// How the result was handed out.
  case way
  /// At which stage something was asked for.
  case whence

  /// Every word it may have. Source: docs/facts.md.
  var words: [String] {
    switch self {
    case .digital, .elsewhere, .extended, .file, .paper, .reused, .signed, .store: ["no", "yes"]
    case .fee: ["none", "due", "unknown"]
    case .index: ["", "onTime", "late"]
    case .level: ["", "1", "2", "3", "4"]
    case .mode: ["", "information", "partial", "full"]
    case .outcome: ["", "granted", "refused"]
    case .paid: ["none", "online", "cash", "transfer"]
    case .rounds: ["0", "1", "more"]
    case .stars: ["", "1", "2", "3", "4", "5"]
    case .timeliness: ["", "early", "onTime", "late"]
    case .typed: ["", "self", "proxy", "assisted", "officer", "post", "partner", "import"]
    case .way: ["", "counter", "post", "online"]
    case .whence: ["", "reception", "processing"]
    }
  }

  /// What goes without saying.
  var unsaid: String { words[0] }
}
