import Ground

extension SearchIndex {
  /// What was found, best first, as places in `documents`.
  struct Ranked: Sendable {
    var places: [Int]
    /// The question with its slips mended, when that is what was looked for.
    var mended: String?
  }

  /// What fits `text`, best first; everything by code when it asks nothing.
  func ranked(_ text: String) -> [Int] { ranking(text).places }

  /// The same with how the question was understood. `isTyping` lets its last word be a beginning.
  func ranking(_ text: String, isTyping: Bool = false) -> Ranked {
    let syllables = Syllable.reading(text)
    guard !syllables.isEmpty else {
      let isEmpty = text.allSatisfy(\.isWhitespace)
      return Ranked(places: isEmpty ? Array(documents.indices) : [])
    }
    let byCode = coded(text)
    if !byCode.isEmpty { return Ranked(places: byCode) }
    let question = question(text, isTyping: isTyping)
    let exact = exactly(SearchDocument.bare(syllables))
    var found = scored(question)
    let best = found.first?.score ?? 0
    found = found.filter { $0.score >= best * 0.4 && !exact.contains($0.document) }
    return Ranked(places: exact + found.map(\.document), mended: question.mended)
  }

  /// Those whose code begins with what was typed, when that looks like a code: `1.001193` or
  /// `1001193`.
  private func coded(_ text: String) -> [Int] {
    let typed = normalised(text).uppercased()
    if typed.utf8.count >= 4, typed.contains("."), typed.contains(where: \.isNumber) {
      let found = documents.indices.filter { documents[$0].summary.code.rawValue.hasPrefix(typed) }
      if !found.isEmpty { return found }
    }
    let digits = typed.filter { !$0.isWhitespace && $0 != "." && $0 != "-" }
    guard digits.utf8.count >= 6, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
      return []
    }
    return documents.indices.filter { at in
      let code = documents[at].summary.code.rawValue.filter { $0 != "." }
      return code == digits || code.dropFirst() == digits[...]
    }
  }

  /// Those of exactly that name; those with the same marks first.
  private func exactly(_ name: [Syllable]) -> [Int] {
    let plain = name.map(\.key).joined(separator: " ")
    return documents.indices.filter { documents[$0].plain == plain }
      .sorted { a, b in
        let (isA, isB) = (documents[a].marked == name, documents[b].marked == name)
        return isA == isB
          ? (-documents[a].prior, a) < (-documents[b].prior, b) : isA && !isB
      }
  }

  /// How much of the question each document answers, and how little it says beside.
  private func scored(_ question: SearchQuestion) -> [(document: Int, score: Float)] {
    let whole = question.units.reduce(0) { $0 + $1.weight }
    guard whole > 0 else { return [] }
    var recall = [Float](repeating: 0, count: documents.count)
    var chosen: [[UInt8]] = []
    for unit in question.units {
      let (evidence, sides) = evidence(of: unit)
      for at in recall.indices { recall[at] += evidence[at] * unit.weight / whole }
      chosen.append(sides)
    }
    let best = recall.max() ?? 0
    guard best > 0.05 else { return [] }
    let near = recall.indices.filter { recall[$0] >= best * 0.4 }
      .sorted { (-recall[$0], $0) < (-recall[$1], $1) }
    return near.prefix(400).map { at in
      (at, recall[at] * fitness(of: at, question, chosen.map { Int($0[at]) }))
    }.sorted { (-$0.score, $0.document) < (-$1.score, $1.document) }
  }

  /// For each document how much of the unit it has, 0…1, and by which side.
  private func evidence(of unit: SearchQuestion.Unit) -> (evidence: [Float], sides: [UInt8]) {
    var best = [Float](repeating: 0, count: documents.count)
    var sides = [UInt8](repeating: 0, count: documents.count)
    for (number, side) in unit.sides.enumerated() where side.mass > 0 {
      let sums = sums(of: side)
      for at in best.indices where sums[at] > 0 {
        let cover = sums[at] / side.mass
        let value = unit.sides.count == 1 ? cover : side.share * cover * cover.squareRoot()
        if value > best[at] { (best[at], sides[at]) = (value, UInt8(min(number, 255))) }
      }
    }
    return (best, sides)
  }

  func sums(of side: SearchQuestion.Side) -> [Float] {
    var sums = [Float](repeating: 0, count: documents.count)
    var stamps = [Int32](repeating: -1, count: documents.count)
    var values = [Float](repeating: 0, count: documents.count)
    for (index, term) in side.terms.enumerated() {
      let stamp = Int32(index)
      for spelling in term.spellings {
        for posting in postings(of: spelling.word) {
          let agreement = min(
            spelling.first[Int(posting.first)],
            spelling.second.count == 1 ? 1 : spelling.second[Int(posting.second)])
          let value = term.weight * spelling.share * posting.worth * agreement
          let at = Int(posting.document)
          if stamps[at] != stamp {
            (stamps[at], values[at]) = (stamp, value)
            sums[at] += value
          } else if value > values[at] {
            sums[at] += value - values[at]
            values[at] = value
          }
        }
      }
    }
    return sums
  }

  private func postings(of word: SearchQuestion.Spelling.Word) -> [Posting] {
    switch word {
    case .single(let number): single[Int(number)]
    case .pair(let both): pairs[both] ?? []
    }
  }

  /// How well the name keeps to what was asked: unasked words weigh it down, qualifying ones most.
  private func fitness(of at: Int, _ question: SearchQuestion, _ chosen: [Int]) -> Float {
    let document = documents[at]
    var asked: Set<Int32> = []
    for (unit, side) in zip(question.units, chosen) {
      asked.formUnion(unit.sides[side].numbers)
      asked.formUnion(unit.sides[0].numbers)
    }
    var said: Float = 0
    var unsaid: [NamePart: Float] = [:]
    for (at, place) in document.name.enumerated() {
      if asked.contains(place.number) {
        said += document.masses[at]
      } else {
        unsaid[document.parts[at], default: 0] += document.masses[at]
      }
    }
    let burden = unsaid.reduce(0) { $0 + min($1.value, $1.key.heaviest) }
    let precision = said / max(0.1, said + 0.35 * burden)
    var deviation: Float = 1
    for qualifier in document.qualifiers
    where !question.numbers.contains(where: { holds($0, qualifying[qualifier]) }) {
      deviation *= 1 - words.qualifying[qualifier].weight
    }
    let fitness = (0.55 + 0.45 * precision) * document.prior * max(deviation, 0.7)
    return fitness
  }
}
