public import Ground

/// Words of a pack in Vietnamese and, where the pack has them, in English.
public struct BilingualText: Sendable, Hashable {
  public let vietnamese: String
  /// `nil`: the pack says it in Vietnamese only.
  public let english: String?

  public init(_ vietnamese: String, english: String? = nil) {
    (self.vietnamese, self.english) = (vietnamese, english)
  }

  /// The text called `name` of a record, and beside it `name_en`; `nil` when the record lacks it.
  public init?(_ content: JSON, _ name: String) {
    guard let text = content[name]?.text, !text.isEmpty else { return nil }
    let english = content[name + "_en"]?.text
    self.init(text, english: english.flatMap { $0.isEmpty ? nil : $0 })
  }

  /// In the language of the current task, else in Vietnamese.
  public var said: String {
    switch Language.current {
    case .vietnamese: vietnamese
    case .english: english ?? vietnamese
    }
  }
}
