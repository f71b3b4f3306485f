import Ground
public import Web

extension IssuedLetter {
  /// Where the letter is fetched.
  public func path(of reference: String, for reader: LetterReader) -> Path {
    switch reader {
    case .applicant: Paths.letter(reference, kind, round: round)
    case .officer: Paths.deskLetter(reference, kind, round: round)
    }
  }
}

extension Paths {
  /// A letter for the applicant; the first of its kind unless `round` says otherwise.
  public static func letter(_ reference: String, _ kind: LetterKind, round: Int? = nil) -> Path {
    Path("ho-so", reference, "phieu", kind.slug + ".pdf").asking("lan", round.map { String($0) })
  }

  /// The same for an officer.
  public static func deskLetter(
    _ reference: String, _ kind: LetterKind, round: Int? = nil
  ) -> Path {
    Path("ban-lam-viec", "ho-so", reference, "phieu", kind.slug + ".pdf")
      .asking("lan", round.map { String($0) })
  }

  /// The register of an agency for a year.
  public static func dossierRegister(_ agency: String, year: Int) -> Path {
    Path("ban-lam-viec", "so-theo-doi.pdf").asking("agency", agency).asking("year", String(year))
  }
}
