import Ground

/// Họ và tên in one field, as the person writes it: NFC, one to a hundred characters.
///
/// Single words, apostrophes, hyphens and foreign names are legal; hòa and hoà stay as typed.
/// Source: domain 7.7.
public struct PersonName: Sendable, Hashable {
  public let text: String

  /// Refuses: `FieldUnfit.personName`.
  public init(_ typed: String) throws(FieldUnfit) {
    let text = normalised(typed).split(separator: " ").joined(separator: " ")
    guard (1...100).contains(text.count), text.utf8.count <= 400,
      text.unicodeScalars.contains(where: { $0.properties.isAlphabetic }),
      text.unicodeScalars.allSatisfy(isVisible)
    else { throw .personName }
    self.text = text
  }
}

/// Whether a scalar shows: controls, line ends and marks that turn the direction of text do not.
func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned,
    .privateUse:
    false
  default: true
  }
}
