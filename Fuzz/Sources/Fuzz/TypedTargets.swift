import Ground

@testable import Catalogue
@testable import Deadlines
@testable import Directory
@testable import Dossiers

/// What people type: names, numbers, days, terms, searches.
let typedTargets = [
  FuzzTarget(name: "typed") { bytes in
    guard let text = text(bytes) else { return }
    _ = try? PersonName(text)
    _ = try? PersonalNumber(text)
    _ = try? TaxNumber(text)
    _ = try? Phone(text)
    _ = try? EmailAddress(text)
    _ = try? HoursText(text)
    _ = try? PartialDay(text)
    _ = try? Username(text)
    _ = try? Password(text)
    _ = try? AccountEmail(text)
    _ = AgencyCodeScheme.of(text)
    _ = PasswordHash(text: text)
    _ = DossierReference(text)
    _ = Day(typed: text)
    if let term = Term(code: text) {
      promise(Term(code: term.code) == term, "a term changes when written")
    }
  },
  FuzzTarget(name: "search") { bytes in
    guard let text = text(bytes) else { return }
    promise(folded(folded(text)) == folded(text), "folding twice is not folding once")
    _ = Syllable.reading(text)
    _ = NamePart.reading(text)
    for word in text.split(separator: " ") { _ = Spelling.soundingLike(String(word)) }
  },
]
