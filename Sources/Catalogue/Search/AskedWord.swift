import Ground

/// A syllable of a question, with what it may stand for.
struct AskedWord: Sendable {
  let typed: String
  let syllable: Syllable
  /// The likeliest first. Shape: empty when nothing that search knows is like it.
  var readings: [Reading]
  /// Whether it was no word as typed.
  var isMended = false
  /// Whether it may only frame the question.
  var isFraming = false

  struct Reading: Sendable {
    let number: Int32
    /// 0…1: how surely it is meant.
    let share: Float
  }

  /// How well it stands for a syllable of a phrase; `nil` when not at all.
  func agreement(with part: SpokenPhrases.Part, isMarked: Bool) -> Float? {
    guard let reading = readings.first(where: { $0.number == part.number }) else { return nil }
    guard part.syllable.key == syllable.key else { return reading.share }
    return reading.share * syllable.agreement(with: part.syllable, inMarkedText: isMarked)
  }
}

extension SearchIndex {
  /// The words of a question: run-together ones parted, mistyped ones with what they may mean.
  ///
  /// Shape: at most 40.
  func asked(_ text: String) -> [AskedWord] {
    var words: [AskedWord] = []
    for (typed, syllable) in Syllable.written(in: text).prefix(40) {
      if let number = lexicon.number(of: syllable.key) {
        words.append(
          AskedWord(typed: typed, syllable: syllable, readings: [.init(number: number, share: 1)]))
        continue
      }
      let word = AskedWord(typed: typed, syllable: syllable, readings: [], isMended: true)
      var parts = parted(syllable.key, strictly: true)
      if parts.isEmpty, candidates(for: word).isEmpty {
        parts = parted(syllable.key, strictly: false)
      }
      guard parts.count > 1 else {
        words.append(word)
        continue
      }
      for number in parts {
        let key = lexicon.keys[Int(number)]
        words.append(
          AskedWord(
            typed: key, syllable: Syllable(key: key), readings: [.init(number: number, share: 1)],
            isMended: true))
      }
    }
    for at in words.indices {
      words[at].isFraming = framesByStart[words[at].syllable.key] != nil
    }
    return mended(words)
  }

  /// The known syllables that were written without a space, few and used to each other. Shape:
  /// empty when it is not so.
  private func parted(_ key: String, strictly: Bool) -> [Int32] {
    let bytes = Array(key.utf8)
    guard (4...40).contains(bytes.count) else { return [] }
    var best: [(score: Float, numbers: [Int32])?] = Array(repeating: nil, count: bytes.count + 1)
    best[0] = (0, [])
    for end in 2...bytes.count {
      for start in max(0, end - 7)...(end - 2) {
        guard let before = best[start],
          let number = number(ofTyped: bytes[start..<end])
        else { continue }
        var score = before.score - 1
        if let last = before.numbers.last, !isPair(last, number) {
          guard !strictly else { continue }
          score -= 2
        }
        if best[end].map({ $0.score < score }) ?? true {
          best[end] = (score, before.numbers + [number])
        }
      }
    }
    guard let found = best[bytes.count], found.score >= -1.5 * Float(found.numbers.count) - 1 else {
      return []
    }
    return found.numbers
  }

  private func number(ofTyped bytes: ArraySlice<UInt8>) -> Int32? {
    let typed = String(decoding: bytes, as: UTF8.self)
    return lexicon.number(of: typed)
      ?? (bytes.last == UInt8(ascii: "y")
        ? Syllable.reading(typed).first.flatMap { lexicon.number(of: $0.key) } : nil)
  }

  /// Whether the two stand side by side anywhere.
  func isPair(_ first: Int32, _ second: Int32) -> Bool {
    let both = pair(first, second)
    return pairs[both] != nil || spokenPairs.contains(both)
  }

  private func mended(_ words: [AskedWord]) -> [AskedWord] {
    let candidates = words.map { self.candidates(for: $0) }
    let possible = zip(words, candidates).map { word, others in
      (word.readings + others).map(\.number)
    }
    var result = words
    for at in words.indices {
      func isSupported(_ number: Int32) -> Bool {
        (at > 0 && possible[at - 1].contains { isPair($0, number) })
          || (at + 1 < words.count && possible[at + 1].contains { isPair(number, $0) })
      }
      let supported = candidates[at].filter { isSupported($0.number) }
      if let known = words[at].readings.first {
        if !isSupported(known.number) { result[at].readings += supported.prefix(2) }
      } else if !supported.isEmpty {
        result[at].readings = Array(supported.prefix(4))
      } else {
        result[at].readings = candidates[at].prefix(3).map {
          .init(number: $0.number, share: $0.share * 0.8)
        }
      }
    }
    return result
  }

  /// What it may have been meant to be, the likeliest first.
  private func candidates(for word: AskedWord) -> [AskedWord.Reading] {
    let key = word.syllable.key
    var shares: [Int32: Float] = [:]
    func add(_ number: Int32?, _ share: Float) {
      if let number { shares[number] = max(shares[number] ?? 0, share) }
    }
    let isKnown = !word.readings.isEmpty
    for other in Spelling.soundingLike(key) {
      add(lexicon.number(of: other), isKnown ? 0.6 : 0.85)
    }
    if !isKnown, let plain = Spelling.withoutTypingMarks(key) {
      add(lexicon.number(of: plain), 0.95)
      for other in lexicon.number(of: plain) == nil ? spelling.near(plain) : [] { add(other, 0.6) }
    }
    let isRare = word.readings.first.map { known in
      lexicon.spread[Int(known.number)] <= 3
        && !lexicon.forms[Int(known.number)].contains(word.syllable)
    }
    if isRare ?? true {
      for number in spelling.near(key) { add(number, isKnown ? 0.55 : 0.75) }
    }
    if let known = word.readings.first { shares[known.number] = nil }
    return shares.map { AskedWord.Reading(number: $0.key, share: $0.value) }.sorted {
      ($0.share, lexicon.spread[Int($0.number)], $1.number)
        > ($1.share, lexicon.spread[Int($1.number)], $0.number)
    }
  }
}
