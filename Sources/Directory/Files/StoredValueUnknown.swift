/// A column holds a word that this program does not know: a fault, never a refusal.
struct StoredValueUnknown: Error {
  let column: String
  let value: String
}

/// The case of `Value` that `text` names, out of `column`.
func stored<Value: RawRepresentable<String>>(_ text: String, _ column: String) throws -> Value {
  guard let value = Value(rawValue: text) else {
    throw StoredValueUnknown(column: column, value: text)
  }
  return value
}
