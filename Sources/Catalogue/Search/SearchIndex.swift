import Foundation
import Ground

/// Every procedure in force, held for search: the same answers on both engines.
///
/// Words are folded syllables; two neighbouring syllables count as a word of their own, since most
/// Vietnamese words have two. Source: domain 7.7.
struct SearchIndex: Sendable {
  /// In the order of codes.
  private(set) var documents: [Document] = []
  private var postings: [String: [Posting]] = [:]
  /// Single words in byte order, to find those that begin alike.
  private var vocabulary: [String] = []
  private var averageLength = 1.0

  struct Document: Sendable {
    let summary: ProcedureSummary
    /// The name in lower case with its marks.
    let markedName: String
    let foldedName: String
    let nameWords: Set<String>
    let length: Double
  }

  private struct Posting: Sendable {
    let document: Int
    let weight: Double
  }

  init(_ entries: [(summary: ProcedureSummary, folded: String)]) {
    for entry in entries {
      let fields = entry.folded.split(separator: "\n", omittingEmptySubsequences: false)
      add(entry.summary, fields: fields.map(String.init))
    }
    vocabulary = postings.keys.filter { !$0.contains(" ") }.sorted()
    let total = documents.reduce(0) { $0 + $1.length }
    averageLength = documents.isEmpty ? 1 : max(1, total / Double(documents.count))
  }

  private mutating func add(_ summary: ProcedureSummary, fields: [String]) {
    var weights: [String: Double] = [:]
    for (index, field) in fields.prefix(3).enumerated() {
      for word in terms(of: field) { weights[word, default: 0] += SearchIndex.weights[index] }
    }
    let words = (fields.first ?? "").split(separator: " ").map(String.init)
    let document = documents.count
    documents.append(
      Document(
        summary: summary, markedName: marked(summary.name), foldedName: fields.first ?? "",
        nameWords: Set(words), length: Double(words.count)))
    for (word, weight) in weights {
      postings[word, default: []].append(Posting(document: document, weight: weight))
    }
  }

  /// Name, sector, results.
  private static let weights = [3.0, 1.0, 0.7]

  /// What fits `text`, best first, as places in `documents`; everything by code when it asks
  /// nothing.
  func ranked(_ text: String) -> [Int] {
    let question = Question(text)
    guard !question.words.isEmpty else {
      return text.allSatisfy(\.isWhitespace) ? Array(documents.indices) : []
    }
    let byCode = coded(question)
    if !byCode.isEmpty { return byCode }
    let scores = scores(question)
    return scores.map { document, score in
      (
        document: document, class: rank(documents[document], question, score),
        score: score.relevance
      )
    }
    .filter { $0.class < .unfit }
    .sorted { ($0.class, -$0.score, $0.document) < ($1.class, -$1.score, $1.document) }
    .map(\.document)
  }
}

/// How well a name answers, before any score. Source: domain 7.7 (an exact match stands first).
private enum RankClass: Int, Comparable {
  case exactName, markedPhrase, phrase, allInName, allWords, someWords, unfit

  static func < (a: RankClass, b: RankClass) -> Bool { a.rawValue < b.rawValue }
}

private struct Question {
  let code: String
  let marked: String
  let folded: String
  let words: [String]
  /// Syllables and pairs.
  let terms: [String]

  init(_ text: String) {
    code = normalised(text).uppercased()
    marked = Catalogue.marked(text)
    folded = Ground.folded(text)
    words = Array(folded.split(separator: " ").prefix(24)).map(String.init)
    terms = Catalogue.terms(of: words.joined(separator: " "))
  }
}

private struct Score {
  var relevance = 0.0
  /// How much of the question's weight was found, and how many of its words.
  var mass = 0.0
  var words: Set<String> = []
}

extension SearchIndex {
  /// Those whose code begins with what was typed, when that looks like a code.
  private func coded(_ question: Question) -> [Int] {
    let code = question.code
    guard code.utf8.count >= 4, code.contains("."), code.contains(where: \.isNumber) else {
      return []
    }
    return documents.indices.filter { documents[$0].summary.code.rawValue.hasPrefix(code) }
  }

  private func scores(_ question: Question) -> [Int: Score] {
    var scores: [Int: Score] = [:]
    for term in Set(question.terms) {
      for (word, share) in spellings(of: term, isLast: term == question.words.last) {
        let rarity = rarity(of: word)
        for posting in postings[word] ?? [] {
          let document = documents[posting.document]
          let damping = 1.2 * (0.25 + 0.75 * document.length / averageLength)
          let value = share * rarity * posting.weight * 2.2 / (posting.weight + damping)
          scores[posting.document, default: Score()].relevance += value
          if !term.contains(" ") {
            let isNew = scores[posting.document, default: Score()].words.insert(term).inserted
            if isNew { scores[posting.document, default: Score()].mass += rarity }
          }
        }
      }
    }
    return scores
  }

  /// The word itself, and for the word still being typed those that begin with it.
  private func spellings(of term: String, isLast: Bool) -> [(String, Double)] {
    var found = postings[term] == nil ? [] : [(term, 1.0)]
    guard isLast, !term.contains(" "), term.utf8.count >= 2, found.isEmpty else { return found }
    var at = vocabulary.partitioningIndex { $0 >= term }
    while at < vocabulary.count, vocabulary[at].hasPrefix(term), found.count < 20 {
      found.append((vocabulary[at], 0.5))
      at += 1
    }
    return found
  }

  private func rarity(of word: String) -> Double {
    let count = Double(postings[word]?.count ?? 0)
    return log(1 + (Double(documents.count) - count + 0.5) / (count + 0.5))
  }

  private func rank(_ document: Document, _ question: Question, _ score: Score) -> RankClass {
    if document.markedName == question.marked { return .exactName }
    if holds(document.markedName, question.marked) { return .markedPhrase }
    if holds(document.foldedName, question.folded) { return .phrase }
    if question.words.allSatisfy({ document.nameWords.contains($0) }) { return .allInName }
    if score.words.count == Set(question.words).count { return .allWords }
    let whole = Set(question.words).reduce(0) { $0 + rarity(of: $1) }
    return score.mass >= whole * 0.4 ? .someWords : .unfit
  }
}

/// Lower case with marks, words by one space.
private func marked(_ text: String) -> String {
  normalised(text).lowercased().split { $0.isWhitespace || $0.isPunctuation }.joined(separator: " ")
}

/// Whether whole words of `text` spell `phrase`.
private func holds(_ text: String, _ phrase: String) -> Bool { " \(text) ".contains(" \(phrase) ") }

/// The syllables of folded text, and each two that stand side by side.
private func terms(of text: String) -> [String] {
  let words = text.split(separator: " ").map(String.init)
  return words + zip(words, words.dropFirst()).map { "\($0) \($1)" }
}

extension [String] {
  fileprivate func partitioningIndex(_ isAtOrAfter: (String) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isAtOrAfter(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
