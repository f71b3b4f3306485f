import Ground
import Journal

/// The members of a fact's `data`, by name.
struct FactValues {
  private let members: [String: JSON]

  init(_ fact: Fact) {
    members = Dictionary(fact.data.map { ($0.name, $0.value) }) { first, _ in first }
  }

  func text(_ name: String) -> String? { members[name]?.text }
  func int(_ name: String) -> Int? { members[name]?.int }
  func bool(_ name: String) -> Bool? { members[name]?.bool }
  func day(_ name: String) -> Day? { text(name).flatMap { Day(iso: $0) } }
  func instant(_ name: String) -> Instant? { text(name).flatMap { Instant(rfc3339: $0) } }
  func members(_ name: String) -> [JSON.Member]? { members[name]?.members }
  func texts(_ name: String) -> [String] { members[name]?.elements?.compactMap(\.text) ?? [] }
}
