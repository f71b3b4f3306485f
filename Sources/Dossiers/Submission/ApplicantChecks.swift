import Directory
import Ground

extension Applicant {
  /// What is wrong with this person or organisation, each with a pointer below `root`.
  func misfits(at root: String, on day: Day) -> [RefusedPlace] {
    var places: [RefusedPlace] = []
    func check(_ field: String, _ text: String?, _ read: (String) throws -> Void) {
      guard let text else { return }
      do {
        try read(text)
      } catch let refused as any Refusal {
        places.append(
          RefusedPlace(
            pointer: root + "/" + field, code: refused.code, detail: refused.explanation))
      } catch {
        preconditionFailure("a check of a field throws refusals only: \(error)")
      }
    }
    check("name", name) { _ = try PersonName($0) }
    check("representativeName", representativeName) { _ = try PersonName($0) }
    check("personalNumber", personalNumber) { _ = try PersonalNumber($0) }
    check("taxNumber", taxNumber) { _ = try TaxNumber($0) }
    check("phone", phone) { _ = try Phone($0) }
    check("email", email) { _ = try EmailAddress($0) }
    check("birthDate", birthDate) { _ = try PartialDay($0) }
    if let birthDate, let birth = try? PartialDay(birthDate),  // an unfit one is named above
      birth.begins > day
    {
      places.append(
        RefusedPlace(
          pointer: root + "/birthDate", code: "field.birth-date-future",
          detail: "Ngày sinh không thể ở tương lai."))
    }
    return places
  }

  /// Two people, as far as their numbers tell; names alone never tell. Source: domain 7.3.
  func isAnother(than other: Applicant) -> Bool {
    if let mine = personalNumber ?? taxNumber, let theirs = other.personalNumber ?? other.taxNumber
    {
      return mine != theirs
    }
    return folded(name) != folded(other.name) || kind != other.kind
  }
}

extension PartialDay {
  /// The first day it may mean.
  var begins: Day { Day(year, month ?? 1, day ?? 1) }
}
