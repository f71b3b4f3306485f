import Ground

/// What someone typed, as search understands it.
struct SearchQuestion: Sendable {
  let words: [AskedWord]
  let units: [Unit]
  /// The question with its slips mended; `nil` when there were none.
  let mended: String?
  /// The numbers of everything asked or meant, to know which qualifying words were asked for.
  let numbers: [[Int32]]

  /// A part of the question that is weighed as a whole: words as they stand, or an everyday phrase
  /// with what it may mean.
  struct Unit: Sendable {
    let weight: Float
    /// The words themselves, then each meaning.
    let sides: [Side]
  }

  /// One way to understand a unit.
  struct Side: Sendable {
    let share: Float
    let terms: [Term]
    let mass: Float
    /// The syllables that it accounts for in a name.
    let numbers: [Int32]

    /// `missing` is what no document has of it.
    init(share: Float, terms: [Term], numbers: [Int32], missing: Float = 0) {
      (self.share, self.terms, self.numbers) = (share, terms, numbers)
      mass = terms.reduce(missing) { $0 + $1.weight }
    }
  }

  /// A syllable or a pair with what finding it tells.
  struct Term: Sendable {
    let weight: Float
    let spellings: [Spelling]
  }

  struct Spelling: Sendable {
    enum Word: Sendable {
      case single(Int32)
      case pair(UInt64)
    }

    let word: Word
    let share: Float
    /// For each form with marks of the first and second syllable, how well it agrees.
    let first: [Float]
    let second: [Float]
  }
}

extension SearchIndex {
  /// Reads a question. `isTyping` lets its last word be the beginning of one.
  func question(_ text: String, isTyping: Bool = false) -> SearchQuestion {
    var words = asked(text)
    if isTyping, let last = words.indices.last { words[last] = beginning(words[last]) }
    let isMarked = words.contains { $0.syllable.isMarked }
    let matches = spoken.matches(in: words, isMarked: isMarked)
      .filter { !isClaimed($0, in: words, isMarked) }
    var isTaken = [Bool](repeating: false, count: words.count)
    for place in matches.flatMap(\.places) { isTaken[place] = true }
    let frames = frames(in: words, isTaken, isMarked)
    var units = matches.map { unit($0, words, frames, isMarked) }
    let literal = side(words, words.indices.filter { !isTaken[$0] }, frames, isMarked)
    if literal.mass > 0 {
      let most = units.isEmpty ? literal.mass : SearchIndex.weightOfRest
      units.append(.init(weight: min(literal.mass, most), sides: [literal]))
    }
    if units.isEmpty {
      let ones = [Float](repeating: 1, count: words.count)
      let whole = side(words, Array(words.indices), ones, isMarked)
      if whole.mass > 0 { units.append(.init(weight: whole.mass, sides: [whole])) }
    }
    return SearchQuestion(
      words: words, units: units, mended: mendedText(words),
      numbers: [words.compactMap { $0.readings.first?.number }]
        + matches.flatMap { spoken.sayings[$0.saying].sides.map(\.numbers) })
  }

  /// A lone unmarked syllable is no everyday word when names have it with other marks, or when it
  /// may only frame the question: `can` in `can cuoc` is not `cần`, `cho` is not `chợ`.
  private func isClaimed(
    _ match: SpokenPhrases.Match, in words: [AskedWord], _ isMarked: Bool
  ) -> Bool {
    guard !isMarked, match.places.count == 1,
      let part = spoken.sayings[match.saying].parts.first?.first
    else { return false }
    return part.syllable.isMarked
      && lexicon.forms[Int(part.number)].contains { $0 != part.syllable }
  }

  private func isClaimed(_ place: Int, as syllable: Syllable, in words: [AskedWord]) -> Bool {
    guard let own = words[place].readings.first?.number else { return false }
    func form(_ postings: [Posting]?, _ ordinal: (Posting) -> UInt8) -> Bool? {
      guard let postings, !postings.isEmpty else { return nil }
      return postings.contains { lexicon.forms[Int(own)][Int(ordinal($0))] == syllable }
    }
    var claims: [Bool] = []
    if place + 1 < words.count, let next = words[place + 1].readings.first?.number {
      if let same = form(pairs[pair(own, next)], \.first) { claims.append(same) }
    }
    if place > 0, let before = words[place - 1].readings.first?.number {
      if let same = form(pairs[pair(before, own)], \.second) { claims.append(same) }
    }
    return !claims.isEmpty && !claims.contains(true)
  }

  /// For each word, how much it says: less for what only frames the question.
  private func frames(in words: [AskedWord], _ isTaken: [Bool], _ isMarked: Bool) -> [Float] {
    var weights = [Float](repeating: 1, count: words.count)
    var at = 0
    while at < words.count {
      guard !isTaken[at], let frame = frame(at, in: words, isTaken, isMarked) else {
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

  /// The longest framing phrase that begins at a word.
  private func frame(
    _ start: Int, in words: [AskedWord], _ isTaken: [Bool], _ isMarked: Bool
  ) -> EverydayWords.Weighed? {
    framesByStart[words[start].syllable.key]?.lazy.map { self.words.framing[$0] }.first { frame in
      guard start + frame.words.count <= words.count else { return false }
      let fits = zip(start..., frame.words).allSatisfy { place, wanted in
        !isTaken[place] && words[place].syllable.key == wanted.key
          && words[place].syllable.agreement(with: wanted, inMarkedText: isMarked) >= 0.55
      }
      return fits
        && (frame.words.count > 1 || words[start].syllable.isMarked
          || !isClaimed(start, as: frame.words[0], in: words))
    }
  }

  private func unit(
    _ match: SpokenPhrases.Match, _ words: [AskedWord], _ frames: [Float], _ isMarked: Bool
  ) -> SearchQuestion.Unit {
    let saying = spoken.sayings[match.saying]
    let literal = side(words, match.places, frames, isMarked, share: 0.85, isWhole: true)
    let lone: Float = match.places.count == 1 ? 0.75 : 1
    return .init(
      weight: SearchIndex.weightOfPhrase * saying.weight * match.freedom * match.agreement * lone,
      sides: [literal] + saying.sides)
  }

  /// What a saying may mean, as search looks for it. Shape: without what no name comes near.
  func sides(meaning means: [[Syllable]]) -> [SearchQuestion.Side] {
    means.enumerated().compactMap { index, syllables in
      let words = syllables.map { syllable in
        AskedWord(
          typed: syllable.letters, syllable: syllable,
          readings: lexicon.number(of: syllable.key).map { [.init(number: $0, share: 1)] } ?? [])
      }
      let side = side(
        words, Array(words.indices), framing(of: syllables), true,
        share: max(0.7, 1 - 0.1 * Float(index)), isWhole: true)
      let best = sums(of: side).max() ?? 0
      return best >= side.mass * 0.5 ? side : nil
    }
  }

  /// What an everyday phrase weighs against the words around it: about two telling syllables.
  private static let weightOfPhrase: Float = 14

  /// What the words beside everyday phrases weigh at most: they mostly tell the circumstances.
  private static let weightOfRest: Float = 10
}
