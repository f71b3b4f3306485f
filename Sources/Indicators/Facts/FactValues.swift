import Ground
import Journal

/// The members of a fact's `data`, by name.
struct FactValues {
  private let members: [JSON.Member]

  init(_ fact: Fact) { members = fact.data }

  /// There are about ten: to look through them is quicker than to hash them.
  private func value(_ name: String) -> JSON? { members.first { $0.name == name }?.value }

  func text(_ name: String) -> String? { value(name)?.text }
  func int(_ name: String) -> Int? { value(name)?.int }
  func bool(_ name: String) -> Bool? { value(name)?.bool }
  func day(_ name: String) -> Day? { text(name).flatMap { Day(iso: $0) } }
  func instant(_ name: String) -> Instant? { text(name).flatMap { Instant(rfc3339: $0) } }
  func members(_ name: String) -> [JSON.Member]? { value(name)?.members }
  func texts(_ name: String) -> [String] { value(name)?.elements?.compactMap(\.text) ?? [] }
}
