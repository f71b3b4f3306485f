public import Ground
public import Rules

/// How people call what the catalogue names formally, and which words of a question or a name say
/// little: the rule pack `everyday-words`. Source: docs/how/search.md.
public struct EverydayWords: Sendable, Equatable {
  /// Words of everyday speech and what they mean in the words of the catalogue.
  struct Saying: Sendable, Equatable {
    /// The parts that must all stand in the question; mostly one.
    let parts: [[Syllable]]
    /// The likeliest first.
    let means: [[Syllable]]
    /// 0…2: how strongly it tells what is wanted, beside others.
    let weight: Float

    /// How many syllables it takes from a question.
    var length: Int { parts.reduce(0) { $0 + $1.count } }
  }

  /// Words with a weight of their own.
  struct Weighed: Sendable, Equatable {
    let words: [Syllable]
    /// 0…1.
    let weight: Float
  }

  fileprivate struct Entry: Sendable, Equatable {
    let record: RuleRecord
    var phrases: [Saying] = []
    var framing: [Weighed] = []
    var qualifying: [Weighed] = []
  }

  fileprivate let entries: [Entry]
  /// Longest first.
  let phrases: [Saying]
  /// What only frames a question or a name, longest first.
  let framing: [Weighed]
  /// What a name should not say unless asked: `có yếu tố nước ngoài`.
  let qualifying: [Weighed]

  /// No words at all: search then knows only what the names say.
  public static let none = EverydayWords([])

  /// The words of the pack `everyday-words`, behind those of a province's own pack `own-words`.
  ///
  /// Refuses: a pack that is missing, or as `init(pack:)`.
  public static func shipped(in packs: PackFolder) throws -> EverydayWords {
    let shipped = try EverydayWords(pack: packs.pack("everyday-words"))
    do {
      return EverydayWords(
        try EverydayWords(pack: packs.pack("own-words")).entries + shipped.entries)
    } catch PackFolderMissing.noSuchPack {
      return shipped
    }
  }

  /// Reads the pack, `everyday-words` or `own-words`.
  ///
  /// Refuses: a record that is neither `words` with `means`, nor `framing`, nor `qualifying`, or
  /// whose words are no text, or whose weight is not 0…200, naming its line.
  public init(pack: RulePack) throws(RulePackUnreadable) {
    guard ["everyday-words", "own-words"].contains(pack.name) else {
      throw RulePackUnreadable(line: 1, reason: "pack: everyday-words must stand at the top")
    }
    var entries: [Entry] = []
    for record in pack.records { entries.append(try Entry(record)) }
    self.init(entries)
  }

  private init(_ entries: [Entry]) {
    self.entries = entries
    phrases = entries.flatMap(\.phrases).stableSorted { $0.length > $1.length }
    framing = entries.flatMap(\.framing).stableSorted { $0.words.count > $1.words.count }
    qualifying = entries.flatMap(\.qualifying)
  }

  /// Those whose records hold on `day`.
  public func holding(on day: Day) -> EverydayWords {
    EverydayWords(
      entries.filter { entry in
        entry.record.validFrom <= day && (entry.record.validTo.map { day <= $0 } ?? true)
      })
  }

  /// How many records there are.
  public var count: Int { entries.count }
}

extension EverydayWords.Entry {
  init(_ record: RuleRecord) throws(RulePackUnreadable) {
    self.record = record
    let content = record.content
    func refuse(_ reason: String) -> RulePackUnreadable {
      RulePackUnreadable(line: record.line, reason: reason)
    }
    func texts(_ name: String) throws(RulePackUnreadable) -> [String]? {
      guard let value = content[name] else { return nil }
      let found = (value.elements ?? [value]).map { $0.text ?? "" }
      guard !found.isEmpty, found.allSatisfy({ !Syllable.reading($0).isEmpty }) else {
        throw refuse("\(name) must be words, or a list of words")
      }
      return found
    }
    let whole = content["weight"] == nil ? 100 : content["weight"]?.int
    guard let whole, (0...200).contains(whole) else { throw refuse("weight must be 0 to 200") }
    let weight = Float(whole) / 100
    let (words, means) = (try texts("words"), try texts("means"))
    let (framing, qualifying) = (try texts("framing"), try texts("qualifying"))
    guard (words == nil) == (means == nil),
      [words, framing, qualifying].filter({ $0 != nil }).count == 1
    else { throw refuse("a record has words and means, or framing, or qualifying") }
    let meanings = (means ?? []).map { Syllable.reading($0) }
    phrases = (words ?? []).map { text in
      EverydayWords.Saying(
        parts: text.split(separator: "+").map { Syllable.reading(String($0)) }
          .filter { !$0.isEmpty }, means: meanings, weight: weight)
    }
    self.framing = (framing ?? []).map { .init(words: Syllable.reading($0), weight: weight) }
    self.qualifying = (qualifying ?? []).map { .init(words: Syllable.reading($0), weight: weight) }
  }
}

extension Array {
  /// Sorted so that equals keep their order.
  fileprivate func stableSorted(by comesBefore: (Element, Element) -> Bool) -> [Element] {
    enumerated().sorted {
      comesBefore($0.element, $1.element)
        || (!comesBefore($1.element, $0.element) && $0.offset < $1.offset)
    }.map(\.element)
  }
}
