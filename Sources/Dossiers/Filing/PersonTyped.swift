import Directory
import Ground

/// A person or an organisation as it was typed under `applicant.…`, `owner.…`. Fields that belong
/// to the other kind are not read.
struct PersonTyped {
  let who: String
  let values: DraftValues

  init(_ who: String, _ values: DraftValues) { (self.who, self.values) = (who, values) }

  private func filled(_ field: String) -> String? { values.filled("\(who).\(field)") }

  var kind: Applicant.Kind { Applicant.Kind(rawValue: values["\(who).kind"]) ?? .person }

  /// As far as it can be read.
  var person: Applicant {
    let isOrganisation = kind == .organisation
    return Applicant(
      kind: kind, name: values.text("\(who).name").split(separator: " ").joined(separator: " "),
      personalNumber: isOrganisation ? nil : filled("personalNumber").map(bare),
      taxNumber: isOrganisation ? filled("taxNumber") : nil,
      representativeName: isOrganisation ? filled("representativeName") : nil,
      birthDate: isOrganisation ? nil : values.date("\(who).birthDate"),
      phone: filled("phone"), email: filled("email"), address: address)
  }

  var address: Applicant.Address? {
    let parts = ["line", "commune", "province"].map { values.text("\(who).address.\($0)") }
    guard parts.contains(where: { !$0.isEmpty }) else { return nil }
    return Applicant.Address(
      line: parts[0], commune: parts[1], province: parts[2], communeCode: nil)
  }

  /// What is missing or wrong; spaces and dots in numbers are no fault.
  func troubles(on day: Day) -> [RefusedPlace] {
    let person = person
    var found: [RefusedPlace] = []
    if person.name.isEmpty {
      found.append(
        missing(
          "/\(who)/name",
          kind == .person
            ? "Ghi họ, chữ đệm và tên như trên thẻ căn cước." : "Ghi tên đầy đủ của tổ chức."))
    }
    if kind == .organisation, person.representativeName == nil {
      found.append(
        missing("/\(who)/representativeName", "Ghi họ và tên người đại diện của tổ chức."))
    }
    // The check's own words are for programs; these come first and stand for them.
    if let birth = person.birthDate, (try? PartialDay(birth)) == nil {
      found.append(
        missing("/\(who)/birthDate", "Ghi ngày sinh có thật, ví dụ 3 2 1990, hoặc chỉ năm sinh."))
    }
    return found + person.misfits(at: "/\(who)", on: day) + lengths
  }

  private var lengths: [RefusedPlace] {
    let limits = [
      ("phone", 40), ("email", 254), ("address.line", 300), ("address.commune", 100),
      ("address.province", 100),
    ]
    return limits.compactMap { field, max in
      let pointer = "/\(who)/" + field.split(separator: ".").joined(separator: "/")
      return isLine(values.text("\(who).\(field)"), max: max) ? nil : tooLong(pointer, max)
    }
  }

  /// An address to which something is sent has all its parts.
  var wholeAddressTroubles: [RefusedPlace] {
    let parts: [(String, Phrase)] = [
      ("line", "Ghi số nhà, đường, thôn hoặc tổ để bưu chính tìm được."),
      ("commune", "Ghi xã, phường hoặc đặc khu."), ("province", "Ghi tỉnh hoặc thành phố."),
    ]
    return parts.filter { values.text("\(who).address.\($0.0)").isEmpty }
      .map { missing("/\(who)/address/\($0.0)", $0.1) } + lengths
  }

  /// A number as people write it, in groups.
  private func bare(_ text: String) -> String {
    text.filter { !" .-\u{a0}".contains($0) }
  }
}
