import Ground

/// A fact that waits to be sealed, and how it stands to the fact before it of the same subject.
struct UnsealedFact: Sendable, Equatable {
  let id: String
  let subject: String
  let seq: Int
  let recordedAt: Instant
  let line: [UInt8]
  /// Whether it is the subject's first, or the one before it is sealed.
  let isReady: Bool
}

/// Puts waiting facts in the order in which they are sealed: by (recordedAt, id), but within a
/// subject by `seq`. A fact follows at once when the last one it waited for is placed.
///
/// Shape: facts whose predecessor is neither sealed nor among `waiting` are left out.
/// Source: architecture, "The one idea".
func sealingOrder(_ waiting: [UnsealedFact]) -> [UnsealedFact] {
  struct Step: Hashable {
    let subject: String
    let seq: Int
  }
  let sorted = waiting.sorted { ($0.recordedAt, $0.id) < ($1.recordedAt, $1.id) }
  var placed: [UnsealedFact] = []
  var reached: Set<Step> = []
  var held: [Step: UnsealedFact] = [:]
  for fact in sorted {
    guard fact.isReady || reached.contains(Step(subject: fact.subject, seq: fact.seq - 1)) else {
      held[Step(subject: fact.subject, seq: fact.seq)] = fact
      continue
    }
    var next: UnsealedFact? = fact
    while let fact = next {
      placed.append(fact)
      reached.insert(Step(subject: fact.subject, seq: fact.seq))
      next = held.removeValue(forKey: Step(subject: fact.subject, seq: fact.seq + 1))
    }
  }
  return placed
}
