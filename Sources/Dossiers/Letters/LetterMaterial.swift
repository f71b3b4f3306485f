import Catalogue
import Directory
import Ground

/// Everything that the letters of one dossier are made of, read in one transaction. What was done
/// is told from the act's own rows; agencies and people as they were on the day of the act.
/// Source: MRG-4.
struct LetterMaterial: Sendable {
  let dossier: Dossier
  /// Oldest first.
  let events: [DossierEvent]
  let papers: [FiledPaper]
  let components: [Component]
  let procedureName: String
  let sectorName: String
  let people: [AccountID: String]
  let holders: [PostID: PostHolder]
  let agencies: [AgencyOnDay: LetterAgency]
  /// The public address of the house, without a slash at its end.
  let publicURL: String

  struct AgencyOnDay: Hashable, Sendable {
    let code: AgencyCode
    let day: Day
  }

  /// The agency with that code as it was on `day`.
  func agency(_ code: AgencyCode, on day: Day) -> LetterAgency {
    agencies[AgencyOnDay(code: code, day: day)] ?? LetterAgency(name: code.rawValue)
  }

  /// The n-th time that `act` was done, from 1.
  func event(_ act: ActKind, _ round: Int = 1) -> DossierEvent? {
    events.filter { $0.act == act.rawValue }.dropFirst(round - 1).first
  }

  /// Who did it, by name.
  func person(_ event: DossierEvent) -> String? { people[event.account] }

  func holder(_ event: DossierEvent) -> PostHolder? { event.post.flatMap { holders[$0] } }

  /// How the dossier was called when `instant` had come: its number from reception on.
  func code(at instant: Instant) -> (label: String, text: String) {
    guard let number = dossier.number, let receivedAt = dossier.receivedAt, receivedAt <= instant
    else { return ("Mã tham chiếu", dossier.reference.text) }
    return ("Mã hồ sơ", number)
  }

  /// The lookup page's address for this dossier: what the QR code says. No name, no personal
  /// number; the token can be replaced. Source: domain 1.1, "QR content".
  func lookupAddress(at instant: Instant) -> String {
    "\(publicURL)/tra-cuu?ma=\(code(at: instant).text)&xac-thuc=\(dossier.lookupToken)"
  }

  /// What was put right after `instant`, one line each: the letter shows the words as they are now.
  func corrections(after instant: Instant) -> [String] {
    events.filter { $0.act == ActKind.approveCorrection.rawValue && $0.at > instant }.map {
      "Ngày \($0.at.day.vietnamese): \($0.text)"
    }
  }
}

/// An agency on a letter.
struct LetterAgency: Sendable, Equatable {
  let name: String
  var level: AgencyLevel?
  var parent: String?
  /// The names of the agencies above, nearest first.
  var above: [String] = []
  var contact = AgencyContact()

  init(name: String) { self.name = name }

  /// Where letters are dated: the name of the unit whose People's Committee it is, else of the one
  /// above; `nil` when no name tells. Source: ND 30/2020 Annex I (DOC-6).
  var town: String? {
    for name in [name] + above {
      if let found = LetterAgency.unit(in: name) { return found }
    }
    return nil
  }

  private static let kinds = [
    "xã", "phường", "đặc khu", "thị trấn", "thị xã", "thành phố", "quận", "huyện", "tỉnh",
  ]

  private static func unit(in name: String) -> String? {
    let words = name.split(separator: " ").map(String.init)
    let start = ["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd"].first {
      name.lowercased().hasPrefix($0 + " ")
    }
    guard let start else { return nil }
    let rest = words.dropFirst(start.split(separator: " ").count)
    let text = rest.joined(separator: " ")
    guard let kind = kinds.first(where: { text.lowercased().hasPrefix($0 + " ") }) else {
      return text.isEmpty ? nil : text
    }
    let proper = String(text.dropFirst(kind.count + 1))
    // "Phường 7" is no name without its kind.
    return proper.allSatisfy(\.isNumber) ? text : proper
  }
}
