import Foundation
import Ground

/// Every procedure in force, held for search: the same answers on both engines.
///
/// Words are folded syllables; two neighbouring syllables count as a word of their own, since most
/// Vietnamese words have two. How the evidence is weighed: docs/how/search.md. Source: domain 7.7.
struct SearchIndex: Sendable {
  /// In the order of codes.
  private(set) var documents: [SearchDocument] = []
  private(set) var lexicon = Lexicon()
  let words: EverydayWords
  /// By number of the syllable.
  private(set) var single: [[Posting]] = []
  private(set) var pairs: [UInt64: [Posting]] = [:]
  /// How many documents have the pair.
  private(set) var pairSpread: [UInt64: Int32] = [:]
  /// The pairs that stand in the everyday words.
  private(set) var spokenPairs: Set<UInt64> = []
  private(set) var spoken = SpokenPhrases()
  private(set) var spelling = Spelling()
  /// The framing phrases by the key of their first syllable, longest first.
  private(set) var framesByStart: [String: [Int]] = [:]
  /// For each qualifying word of the pack, the numbers of its syllables.
  private(set) var qualifying: [[Int32]] = []

  /// That a document has a word in a field.
  struct Posting: Sendable {
    let document: Int32
    /// The forms with marks of its first and second syllable.
    let first: UInt8
    let second: UInt8
    /// 0…1: what the field is worth.
    let worth: Float
  }

  init(
    _ entries: [(summary: ProcedureSummary, folded: String)], words: EverydayWords = .none
  ) {
    self.words = words
    for (index, frame) in words.framing.enumerated() {
      framesByStart[frame.words[0].key, default: []].append(index)
    }
    documents.reserveCapacity(entries.count)
    for entry in entries { add(entry.summary, entry.folded) }
    learn(words)
    weigh()
    spoken = SpokenPhrases(words.phrases, in: self)
    spelling = Spelling(lexicon.keys)
  }

  private mutating func add(_ summary: ProcedureSummary, _ folded: String) {
    let fields = folded.split(separator: "\n", omittingEmptySubsequences: false)
    let name = NamePart.reading(summary.name)
    var document = SearchDocument(
      summary: summary, name: name.map(\.syllable), folded: fields)
    document.name = name.map { lexicon.place($0.syllable, typed: $0.typed) }
    document.parts = name.map(\.part)
    var field = Field(document: Int32(documents.count))
    field.add(document.name, document.parts.map(\.worth))
    let sector = Syllable.written(in: summary.sector.name).map {
      lexicon.place($0.syllable, typed: $0.typed)
    }
    field.add(sector, sector.map { _ in 0.5 })
    let results = (fields.count > 2 ? fields[2] : "").split(separator: " ").prefix(60).map {
      lexicon.place(Syllable.reading(String($0)).first ?? Syllable(key: ""), typed: String($0))
    }
    field.add(results, results.map { _ in 0.3 })
    documents.append(document)
    post(field)
  }

  private mutating func post(_ field: Field) {
    if single.count < lexicon.keys.count {
      single += Array(repeating: [], count: lexicon.keys.count - single.count)
    }
    var counted: Set<Int32> = []
    for (place, worth) in field.single {
      let at = Int(place.number)
      if counted.insert(place.number).inserted { lexicon.noteDocument(place.number) }
      single[at].append(
        Posting(document: field.document, first: place.ordinal, second: 0, worth: worth))
    }
    var countedPairs: Set<UInt64> = []
    for (places, worth) in field.pairs {
      let key = pair(places.first.number, places.second.number)
      if countedPairs.insert(key).inserted { pairSpread[key, default: 0] += 1 }
      pairs[key, default: []].append(
        Posting(
          document: field.document, first: places.first.ordinal, second: places.second.ordinal,
          worth: worth))
    }
  }

  /// Numbers the words of the pack, so that slips in them are mended too.
  private mutating func learn(_ words: EverydayWords) {
    for phrase in words.phrases {
      for part in phrase.parts {
        let numbers = part.map { lexicon.place($0, typed: $0.letters).number }
        for (first, second) in zip(numbers, numbers.dropFirst()) {
          spokenPairs.insert(pair(first, second))
        }
      }
    }
    for frame in words.framing {
      for word in frame.words { _ = lexicon.place(word, typed: word.letters) }
    }
    single += Array(repeating: [], count: lexicon.keys.count - single.count)
    qualifying = words.qualifying.map { $0.words.compactMap { lexicon.number(of: $0.key) } }
  }

  /// Says of each syllable of each name how much it tells, and which names are qualified.
  private mutating func weigh() {
    for index in documents.indices {
      let document = documents[index]
      let frames = framing(of: document.name.map { lexicon.forms[Int($0.number)][Int($0.ordinal)] })
      documents[index].masses = document.name.indices.map { at in
        rarity(of: document.name[at].number) * max(frames[at], 0.15) * document.parts[at].burden
      }
      let numbers = document.name.map(\.number)
      documents[index].qualifiers = Set(
        qualifying.indices.filter { holds(numbers, qualifying[$0]) })
    }
  }

  /// How rarely a syllable is met: what finding it tells.
  func rarity(of number: Int32) -> Float {
    rarity(count: Float(lexicon.spread[Int(number)]))
  }

  func rarity(count: Float) -> Float {
    log(1 + (Float(documents.count) - count + 0.5) / (count + 0.5))
  }

  /// For each syllable, 1 or less when it stands in a framing phrase.
  func framing(of syllables: [Syllable]) -> [Float] {
    var weights = [Float](repeating: 1, count: syllables.count)
    var at = 0
    while at < syllables.count {
      let frame = framesByStart[syllables[at].key]?.lazy.map { self.words.framing[$0] }.first {
        syllables[at...].starts(with: $0.words)
      }
      guard let frame else {
        at += 1
        continue
      }
      for _ in frame.words {
        weights[at] = frame.weight
        at += 1
      }
    }
    return weights
  }

  /// Whether `numbers` holds `phrase` as a run.
  func holds(_ numbers: [Int32], _ phrase: [Int32]) -> Bool {
    guard let first = phrase.first, phrase.count <= numbers.count else { return false }
    for start in 0...(numbers.count - phrase.count) where numbers[start] == first {
      if numbers[start..<(start + phrase.count)].elementsEqual(phrase) { return true }
    }
    return false
  }
}

/// What one document has, each word once at its best.
private struct Field {
  struct Pair: Hashable {
    let first: Lexicon.Place
    let second: Lexicon.Place
  }

  let document: Int32
  var single: [Lexicon.Place: Float] = [:]
  var pairs: [Pair: Float] = [:]

  init(document: Int32) { self.document = document }

  mutating func add(_ places: [Lexicon.Place], _ worth: [Float]) {
    for (index, place) in places.enumerated() {
      single[place] = max(single[place] ?? 0, worth[index])
      guard index + 1 < places.count else { continue }
      let both = Pair(first: place, second: places[index + 1])
      pairs[both] = max(pairs[both] ?? 0, min(worth[index], worth[index + 1]))
    }
  }
}
