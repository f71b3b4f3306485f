/// The everyday phrases of the pack, ready to be found in a question.
struct SpokenPhrases: Sendable {
  struct Saying: Sendable {
    let parts: [[Part]]
    /// What it may mean, as search looks for it.
    let sides: [SearchQuestion.Side]
    let weight: Float
  }

  /// A syllable of a phrase with its number.
  struct Part: Sendable {
    let number: Int32
    let syllable: Syllable
  }

  private(set) var sayings: [Saying] = []
  /// By the number of their first syllable.
  private var starting: [Int32: [Int]] = [:]

  init() {}

  /// Takes what `index` has the means for: a saying that means nothing in this catalogue would only
  /// stand before a shorter one that does.
  init(_ spoken: [EverydayWords.Saying], in index: SearchIndex) {
    var meanings: [[[Syllable]]: [SearchQuestion.Side]] = [:]
    for saying in spoken {
      let sides = meanings[saying.means] ?? index.sides(meaning: saying.means)
      meanings[saying.means] = sides
      let parts = saying.parts.map { part in
        part.compactMap { syllable in
          index.lexicon.number(of: syllable.key).map { Part(number: $0, syllable: syllable) }
        }
      }
      guard let first = parts.first?.first, !sides.isEmpty else { continue }
      starting[first.number, default: []].append(sayings.count)
      sayings.append(Saying(parts: parts, sides: sides, weight: saying.weight))
    }
  }

  /// A phrase that stands in a question, and the places of the question that it takes.
  struct Match {
    let saying: Int
    let places: [Int]
    /// 0…1.
    let agreement: Float
    /// 0…1: how much of it no longer phrase takes.
    var freedom: Float = 1
  }

  /// The phrases that stand in the question, longest first. One that lies partly within longer ones
  /// counts less; one of which they take more than two thirds does not count.
  func matches(in question: [AskedWord], isMarked: Bool) -> [Match] {
    var found: [Match] = []
    for start in question.indices {
      for reading in question[start].readings {
        for candidate in starting[reading.number] ?? [] {
          if let match = match(candidate, at: start, in: question, isMarked: isMarked) {
            found.append(match)
          }
        }
      }
    }
    found.sort {
      ($0.places.count, $0.agreement, -$0.saying) > ($1.places.count, $1.agreement, -$1.saying)
    }
    var taken = Set<Int>()
    return found.compactMap { match in
      var match = match
      let free = match.places.filter { !taken.contains($0) }
      guard free.count * 3 >= match.places.count else { return nil }
      match.freedom = (Float(free.count) / Float(match.places.count)).squareRoot()
      taken.formUnion(free)
      return match
    }
  }

  private func match(
    _ candidate: Int, at start: Int, in question: [AskedWord], isMarked: Bool
  ) -> Match? {
    let saying = sayings[candidate]
    var (places, sum, least): ([Int], Float, Float) = ([], 0, 1)
    for (index, part) in saying.parts.enumerated() {
      let starts = index == 0 ? start...start : 0...max(0, question.count - 1)
      let run = starts.lazy.compactMap { at in
        places.contains(at) ? nil : self.run(part, at: at, in: question, isMarked)
      }.first
      guard let run else { return nil }
      places += run.places
      sum += run.sum
      least = min(least, run.least)
    }
    let agreement = sum / Float(max(1, places.count))
    guard least >= 0.5, agreement >= (places.count == 1 ? 0.9 : 0.7) else { return nil }
    return Match(saying: candidate, places: places, agreement: agreement)
  }

  /// Where a part stands: its syllables one after another, or with one word between two of them,
  /// as `nhận đứa con` for `nhận con`; without marks only a framing word may stand between.
  private func run(
    _ part: [Part], at start: Int, in question: [AskedWord], _ isMarked: Bool
  ) -> (places: [Int], sum: Float, least: Float)? {
    var (places, sum, least): ([Int], Float, Float) = ([], 0, 1)
    var (at, hasGap) = (start, false)
    for wanted in part {
      var agreement =
        at < question.count
        ? question[at].agreement(with: wanted, isMarked: isMarked) : nil
      if agreement == nil, !places.isEmpty, !hasGap, at + 1 < question.count,
        isMarked || question[at].isFraming
      {
        hasGap = true
        at += 1
        agreement = question[at].agreement(with: wanted, isMarked: isMarked).map { $0 * 0.9 }
      }
      guard let agreement else { return nil }
      places.append(at)
      sum += agreement
      least = min(least, agreement)
      at += 1
    }
    return (places, hasGap ? sum * 0.85 : sum, least)
  }
}
