import Catalogue
import Ground
import Rules

extension Replay {
  /// The replays of a pack, in its order.
  ///
  /// Refuses: `RulePackUnreadable`, naming the line: a field that is missing or unknown, more
  /// services than procedures.
  static func list(of pack: RulePack) throws(RulePackUnreadable) -> [Replay] {
    var list: [Replay] = []
    for record in pack.records { list.append(try Replay(record)) }
    return list
  }

  private init(_ record: RuleRecord) throws(RulePackUnreadable) {
    let fields = PackFields(record)
    try fields.allow([
      "code", "title", "title_en", "about", "about_en", "source", "from", "to", "seed",
      "procedures", "services", "dossiers", "habits", "publications", "checks", "invented",
      "remarks", "valid_from", "valid_to", "legal_basis",
    ])
    (code, title) = (try fields.text("code"), try fields.words("title"))
    (about, source) = (try fields.words("about"), try fields.text("source"))
    (period, seed) = (try fields.days(), try fields.int("seed"))
    procedures = try fields.int("procedures", in: 1...100_000)
    services = try fields.each("services", OfferGroup.init)
    groups = try fields.each("dossiers", Dossiers.init)
    habits = try Habits(PackFields(record.content["habits"] ?? .null, line: record.line))
    publications = try fields.each("publications", Publishing.init)
    checks = try fields.each("checks", Check.init)
    invented = try fields.each("invented") { (each) throws(RulePackUnreadable) in
      try each.words("text")
    }
    remarks = try fields.each("remarks") { (each) throws(RulePackUnreadable) in
      try each.words("text")
    }
    guard services.map(\.count).reduce(0, +) == procedures else {
      throw fields.unreadable("services must add up to procedures, \(procedures)")
    }
  }
}

extension PackFields {
  fileprivate func each<T>(
    _ name: String, _ read: (PackFields) throws(RulePackUnreadable) -> T
  ) throws(RulePackUnreadable) -> [T] {
    var all: [T] = []
    for fields in list(name) { all.append(try read(fields)) }
    return all
  }

  fileprivate func days() throws(RulePackUnreadable) -> ClosedRange<Day> {
    let (from, to) = (try day("from"), try day("to"))
    guard from <= to else { throw unreadable("to must not be before from") }
    return from...to
  }

  fileprivate func flag(_ name: String) throws(RulePackUnreadable) -> Bool {
    guard let value = content[name] else { return false }
    guard let bool = value.bool else { throw unreadable("\(name) must be true or false") }
    return bool
  }
}

extension Replay.OfferGroup {
  fileprivate init(_ fields: PackFields) throws(RulePackUnreadable) {
    try fields.allow(["count", "at", "level", "eligible", "integrated"])
    count = try fields.int("count")
    level = fields.content["at"] == nil ? nil : try fields.word("at")
    legacyLevel = try fields.int("level", in: 1...4)
    (isEligible, isIntegrated) = (try fields.flag("eligible"), try fields.flag("integrated"))
  }
}

extension Replay.Dossiers {
  fileprivate init(_ fields: PackFields) throws(RulePackUnreadable) {
    try fields.allow([
      "count", "channel", "levels", "services", "withdrawn", "from", "to", "held_until",
    ])
    (count, channel) = (try fields.int("count"), try fields.word("channel"))
    legacyLevels = fields.content["levels"]?.elements?.compactMap(\.int) ?? []
    services = fields.content["services"] == nil ? nil : try fields.int("services", in: 1...100_000)
    (isWithdrawn, handedIn) = (try fields.flag("withdrawn"), try fields.days())
    heldUntil = fields.content["held_until"] == nil ? nil : try fields.day("held_until")
    guard !legacyLevels.isEmpty else { throw fields.unreadable("levels is missing") }
  }
}

extension Replay.Habits {
  fileprivate init(_ fields: PackFields) throws(RulePackUnreadable) {
    try fields.allow(["supplemented", "refused", "late", "extended", "charged", "longest_term"])
    supplemented = try fields.int("supplemented", in: 0...1000)
    refused = try fields.int("refused", in: 0...1000)
    late = try fields.int("late", in: 0...1000)
    extended = try fields.int("extended", in: 0...1000)
    charged = try fields.int("charged", in: 0...1000)
    longestTerm = try fields.int("longest_term", in: 1...365)
  }
}

extension Replay.Publishing {
  fileprivate init(_ fields: PackFields) throws(RulePackUnreadable) {
    try fields.allow(["from", "to", "on"])
    (period, on) = (try fields.days(), try fields.day("on"))
  }
}

extension Replay.Check {
  fileprivate init(_ fields: PackFields) throws(RulePackUnreadable) {
    try fields.allow([
      "indicator", "from", "to", "printed", "numerator", "denominator", "note", "note_en",
    ])
    (indicator, period) = (try fields.text("indicator"), try fields.days())
    printed = try fields.text("printed")
    numerator = try fields.int("numerator")
    denominator = try fields.int("denominator")
    note = BilingualText(fields.content, "note")
  }
}
