/// Recounts something, as a published report, from facts alone. `motcua verify --report` feeds it
/// the facts of the checkpoint in order and then asks where the report differs.
public protocol FactRecount {
  mutating func take(_ sealed: Sealed)
  /// The differences in words; empty when the report is what the facts give.
  mutating func differences() throws -> [String]
}
