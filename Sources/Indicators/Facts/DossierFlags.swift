import Journal

/// What a dossier's facts have told so far that its later countings carry.
struct DossierFlags: Sendable, Equatable {
  var typed: String?
  var mode: String?
  var level: String?
  var fee: String?
  var paid: String?
  var isPaper = false
  /// A paper is there as a file.
  var hasFiles = false
  var isReused = false
  var isFromStore = false
  var isElsewhere = false
  var isExtended = false
  /// How often something missing was asked for.
  var rounds = 0

  /// Takes what the next fact tells. What a fact does not tell stays as it was.
  mutating func take(_ fact: Fact, _ values: FactValues) {
    typed = typed ?? fact.typedBy
    mode = fact.mode ?? mode
    level = fact.level.map(String.init) ?? level
    if let feeVND = values.int("feeVND") { fee = feeVND > 0 ? "due" : "none" }
    if fact.kind.rawValue == "dossier.received", fee == nil { fee = "unknown" }
    paid = values.text("paidBy") ?? paid
    isPaper = values.bool("paperResult") ?? isPaper
    hasFiles = hasFiles || values.int("digitised") ?? 0 > 0
    isReused = isReused || values.int("reused") ?? 0 > 0
    isFromStore = isFromStore || values.int("fromStore") ?? 0 > 0
    isElsewhere = fact.returnAgency.map { $0 != fact.agency } ?? isElsewhere
    if fact.kind.rawValue == "dossier.supplementRequested" { rounds += 1 }
    if fact.kind.rawValue == "dossier.extended" { isExtended = true }
  }

  /// Whether somebody asked for something missing more than once, which makes it late for the
  /// national index. Source: TIM-7.
  var isAskedTwice: Bool { rounds > 1 }

  /// How it came in.
  var origin: [Trait: String?] { [.typed: typed, .mode: mode, .level: level, .fee: fee] }

  /// What is said of it when it is settled.
  func settled(withFile isFile: Bool) -> [Trait: String?] {
    origin.merging([
      .paid: paid, .paper: yes(isPaper), .file: yes(isFile), .digital: yes(isFile && hasFiles),
      .reused: yes(isReused), .store: yes(isFromStore), .elsewhere: yes(isElsewhere),
      .extended: yes(isExtended), .rounds: rounds > 1 ? "more" : String(rounds),
    ]) { first, _ in first }
  }

  private func yes(_ holds: Bool) -> String { holds ? "yes" : "no" }
}

extension DossierFlags {
  /// As it is stored; read back by `init(text:)`.
  var text: String {
    let words = [typed, mode, level, fee, paid].map { $0 ?? "" }
    let marks = [isPaper, hasFiles, isReused, isFromStore, isElsewhere, isExtended]
      .map { $0 ? "1" : "0" }
    return (words + [marks.joined(), String(rounds)]).joined(separator: ";")
  }

  /// `nil` for anything that `text` did not write.
  init?(text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 7, let rounds = Int(parts[6]) else { return nil }
    let marks = parts[5].map { $0 == "1" }
    guard marks.count == 6 else { return nil }
    func word(_ index: Int) -> String? { parts[index].isEmpty ? nil : parts[index] }
    (typed, mode, level) = (word(0), word(1), word(2))
    (fee, paid, self.rounds) = (word(3), word(4), rounds)
    (isPaper, hasFiles, isReused) = (marks[0], marks[1], marks[2])
    (isFromStore, isElsewhere, isExtended) = (marks[3], marks[4], marks[5])
  }
}
