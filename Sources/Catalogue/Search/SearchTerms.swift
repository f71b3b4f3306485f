extension SearchIndex {
  /// The words at `places`, and each two that stand side by side, as terms.
  ///
  /// `isWhole` counts what no name has: a phrase half of which is unknown is not found by its other
  /// half.
  func side(
    _ words: [AskedWord], _ places: [Int], _ frames: [Float], _ isMarked: Bool, share: Float = 1,
    isWhole: Bool = false
  ) -> SearchQuestion.Side {
    var terms: [SearchQuestion.Term] = []
    var seen: Set<String> = []
    var missing: Float = 0
    for (index, place) in places.enumerated() where seen.insert(words[place].syllable.key).inserted
    {
      if let term = term(words[place], frames[place], isMarked) {
        terms.append(term)
      } else if frames[place] > 0 {
        missing += rarity(count: 1) * frames[place]
      }
      guard index + 1 < places.count, places[index + 1] == place + 1 else { continue }
      let frame = (frames[place] * frames[place + 1]).squareRoot()
      if let term = term(words[place], words[place + 1], frame, isMarked) {
        terms.append(term)
      } else {
        missing += SearchIndex.weightOfPair * rarity(count: 1) * frame
      }
    }
    let numbers = places.flatMap { words[$0].readings.map(\.number) }
    return .init(share: share, terms: terms, numbers: numbers, missing: isWhole ? missing : 0)
  }

  private func term(_ word: AskedWord, _ frame: Float, _ isMarked: Bool) -> SearchQuestion.Term? {
    let known = word.readings.filter { lexicon.spread[Int($0.number)] > 0 }
    guard let best = known.first, frame > 0 else { return nil }
    return .init(
      weight: rarity(of: best.number) * frame,
      spellings: known.map { reading in
        .init(
          word: .single(reading.number), share: reading.share,
          first: agreements(word, reading, isMarked), second: [1])
      })
  }

  private func term(
    _ word: AskedWord, _ next: AskedWord, _ frame: Float, _ isMarked: Bool
  ) -> SearchQuestion.Term? {
    guard frame > 0 else { return nil }
    var spellings: [SearchQuestion.Spelling] = []
    var count: Int32 = 0
    for first in word.readings {
      for second in next.readings {
        let both = pair(first.number, second.number)
        guard let spread = pairSpread[both] else { continue }
        count = max(count, spread)
        spellings.append(
          .init(
            word: .pair(both), share: first.share * second.share,
            first: agreements(word, first, isMarked), second: agreements(next, second, isMarked)))
      }
    }
    guard !spellings.isEmpty else { return nil }
    return .init(
      weight: SearchIndex.weightOfPair * rarity(count: Float(count)) * frame, spellings: spellings)
  }

  /// For each form with marks of a reading, how well it agrees with what was typed.
  private func agreements(
    _ word: AskedWord, _ reading: AskedWord.Reading, _ isMarked: Bool
  ) -> [Float] {
    lexicon.forms[Int(reading.number)].map { form in
      form.key == word.syllable.key
        ? word.syllable.agreement(with: form, inMarkedText: isMarked) : 1
    }
  }

  /// What two syllables side by side tell beyond both of them.
  private static let weightOfPair: Float = 0.8

  /// A word still being typed: itself, and those that begin with it.
  func beginning(_ word: AskedWord) -> AskedWord {
    var word = word
    let key = word.syllable.key
    let longer = lexicon.keys.indices.filter {
      lexicon.keys[$0].hasPrefix(key) && lexicon.keys[$0] != key
    }.sorted { lexicon.spread[$0] > lexicon.spread[$1] }.prefix(40)
    word.readings += longer.map { .init(number: Int32($0), share: 0.8) }
    return word
  }

  /// The question with its slips mended; `nil` when there were none.
  func mendedText(_ words: [AskedWord]) -> String? {
    guard words.contains(where: { $0.isMended && !$0.readings.isEmpty }) else { return nil }
    var shown: [String] = []
    for (at, word) in words.enumerated() {
      guard word.isMended, let number = word.readings.first?.number else {
        shown.append(word.typed)
        continue
      }
      let next = at + 1 < words.count ? words[at + 1].readings.first?.number : nil
      let before = at > 0 ? words[at - 1].readings.first?.number : nil
      if let before, let found = pairs[pair(before, number)]?.first {
        shown.append(lexicon.written(.init(number: number, ordinal: found.second)))
      } else if let next, let found = pairs[pair(number, next)]?.first {
        shown.append(lexicon.written(.init(number: number, ordinal: found.first)))
      } else {
        shown.append(lexicon.commonest(number))
      }
    }
    return shown.joined(separator: " ")
  }
}
