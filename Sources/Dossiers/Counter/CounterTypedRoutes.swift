import Catalogue
import Ground
import Web

/// Reads the form of the counter as the body that the API takes, so that one shape and one desk
/// judge both. What is counted of each paper goes along as answers.
struct CounterTyped {
  let values: FormValues
  let sheet: SubmissionSheet

  /// Counter first: that is where one sits.
  static let channels: [Channel] = [.counter, .post]

  var channel: Channel {
    Channel(rawValue: values["channel"]).flatMap { CounterTyped.channels.contains($0) ? $0 : nil }
      ?? .counter
  }

  /// What is handed in.
  ///
  /// Refuses: `FormRefused` with the places.
  func form() throws -> SubmissionForm {
    let json = json { $0 }
    let own = missing + unreadable
    let shape = SubmissionShape.body.check(json)
      .map { RefusedPlace(pointer: place($0.pointer), code: $0.code, detail: $0.detail) }
      .filter { found in !own.contains { $0.pointer == found.pointer } }
      .map { $0.forPeople(typed: values.text(entryName($0.pointer))) }
    guard own.isEmpty, shape.isEmpty else { throw FormRefused(own + shape) }
    return try SubmissionForm(json)
  }

  /// What two presses of the button have in common; files count by their content.
  func hash(_ files: [String: UploadedFile]) -> String {
    Typed.hash(json { files[$0]?.sha256 ?? $0 })
  }

  /// A pointer into the API's body as a place on the form.
  func place(_ pointer: String) -> String {
    let parts = pointer.split(separator: "/")
    switch parts.first {
    case "papers":
      guard parts.count > 1, let index = Int(parts[1]), papers.indices.contains(index) else {
        return "/paper/0"
      }
      return "/paper/\(papers[index].component ?? 0)"
    case "mandate" where parts.last != "until": return "/mandate"
    case "case": return "/case/\(channel.rawValue)"
    case "procedure": return "/agency"
    case "delivery": return "/delivery"
    case _: return pointer
    }
  }

  private var papers: [(component: Int?, file: String)] {
    values.names.filter { $0.hasPrefix("kept.paper.") }.flatMap { name in
      let number = Int(name.dropFirst("kept.paper.".count)).flatMap { $0 > 0 ? $0 : nil }
      return values.all(name).map { (number, $0) }
    }
  }

  /// `file` tells how an uploaded file is named.
  private func json(_ file: (String) -> String) -> JSON {
    .present([
      "procedure": .string(sheet.procedure.code.rawValue), "case": caseNumber,
      "agency": .string(values.text("agency")), "returnAgency": values.present("returnAgency"),
      "channel": .string(channel.rawValue), "applicant": person("applicant"),
      "owner": hasOwner ? person("owner") : .null, "mandate": mandate(file),
      "answers": answers,
      "papers": .array(
        papers.map {
          ["component": JSON($0.component), "file": .string(file($0.file)), "copies": 1]
        }),
      "delivery": ["way": .string(values.text("delivery"))],
      "exemption": values.present("exemption"),
    ])
  }

  /// How many sets, and of each paper how many originals, copies and photocopies lie on the desk.
  private var answers: JSON {
    let counted = sheet.procedure.components.compactMap { component -> JSON.Member? in
      let counts = PaperCount.allCases.compactMap { kind -> JSON.Member? in
        Int64(values.text(kind.field(component.number))).flatMap {
          $0 > 0 ? JSON.Member(kind.rawValue, .integer($0)) : nil
        }
      }
      return counts.isEmpty ? nil : JSON.Member(String(component.number), .object(counts))
    }
    var members: [JSON.Member] = []
    if let sets = Int64(values.text("sets")) { members.append(JSON.Member("sets", .integer(sets))) }
    if !counted.isEmpty { members.append(JSON.Member("handedIn", .object(counted))) }
    return .object(members)
  }

  private var caseNumber: JSON {
    let text = values.text("case.\(channel.rawValue)")
    return text.isEmpty ? .null : Int64(text).map { .integer($0) } ?? .string(text)
  }

  private func mandate(_ file: (String) -> String) -> JSON {
    guard hasOwner, let id = values.kept("mandate").last else { return .null }
    let until = values.text("mandate.until")
    return [
      "file": .string(file(id)), "until": until.isEmpty ? .null : .string(date(until)),
    ]
  }

  private var hasOwner: Bool {
    ["name", "personalNumber", "phone"].contains { !values.text("owner.\($0)").isEmpty }
  }

  private func person(_ who: String) -> JSON {
    let tax = values.text("\(who).taxNumber")
    let isOrganisation = isOrganisation(who)
    let birth = values.text("\(who).birthDate")
    var members: [(String, JSON)] = [
      ("kind", .string(isOrganisation ? "organisation" : "person")),
      ("name", .string(values.text("\(who).name"))),
      ("personalNumber", values.present("\(who).personalNumber")),
      ("birthDate", birth.isEmpty ? .null : .string(date(birth))),
      ("phone", values.present("\(who).phone")), ("email", values.present("\(who).email")),
      ("address", address("\(who).address")),
    ]
    if isOrganisation {
      members.append(("taxNumber", tax.isEmpty ? .null : .string(tax)))
      members.append(
        ("representativeName", .string(values.text("\(who).representativeName"))))
    }
    return .object(members.map { JSON.Member($0.0, $0.1) })
  }

  /// Whoever types a tax number or a representative speaks of an organisation.
  private func isOrganisation(_ who: String) -> Bool {
    values.text("\(who).kind") == "organisation"
      || ["taxNumber", "representativeName"].contains { !values.text("\(who).\($0)").isEmpty }
  }

  private func address(_ place: String) -> JSON {
    let parts = ["line", "commune", "province"].map { ($0, values.text("\(place).\($0)")) }
    guard parts.contains(where: { !$0.1.isEmpty }) else { return .null }
    return .object(parts.map { JSON.Member($0.0, .string($0.1)) })
  }

  /// `03021990` and `3/2/1990` as days; a year, or month and year, as the API writes them.
  private func date(_ text: String) -> String { Day(typed: text)?.iso ?? Typed.date(text) }

  /// What was left out, in words for an officer.
  private var missing: [RefusedPlace] {
    var places: [RefusedPlace] = []
    func require(_ name: String, _ says: Phrase) {
      guard values.text(name).isEmpty else { return }
      let pointer = "/" + name.split(separator: ".").joined(separator: "/")
      places.append(RefusedPlace(pointer: pointer, code: "form.missing", detail: says))
    }
    require("agency", "Chọn cơ quan tiếp nhận.")
    require("applicant.name", "Ghi họ và tên người nộp, hoặc tên tổ chức.")
    if hasOwner { require("owner.name", "Ghi họ và tên chủ hồ sơ, hoặc tên tổ chức.") }
    for who in hasOwner ? ["applicant", "owner"] : ["applicant"] where isOrganisation(who) {
      require("\(who).representativeName", "Ghi họ và tên người đại diện của tổ chức.")
    }
    require("delivery", "Chọn cách nhận kết quả.")
    return places
  }

  /// Counts that are no numbers.
  private var unreadable: [RefusedPlace] {
    let fields =
      ["sets"]
      + sheet.procedure.components.flatMap { component in
        PaperCount.allCases.map { $0.field(component.number) }
      }
    return fields.compactMap { field in
      let text = values.text(field)
      guard !text.isEmpty, Int(text).map({ (0...999).contains($0) }) != true else { return nil }
      return RefusedPlace(
        pointer: "/" + field.split(separator: ".").joined(separator: "/"), code: "form.count",
        detail: "Ghi số bản bằng chữ số, từ 0 đến 999.")
    }
  }
}

/// In which form a paper lies on the desk.
enum PaperCount: String, Sendable, CaseIterable {
  case originals, copies, photocopies

  var name: Phrase {
    switch self {
    case .originals: "Bản chính"
    case .copies: "Bản sao"
    case .photocopies: "Bản chụp"
    }
  }

  /// Within a sentence.
  var lowercase: Phrase {
    switch self {
    case .originals: "bản chính"
    case .copies: "bản sao"
    case .photocopies: "bản chụp"
    }
  }

  func field(_ component: Int) -> String { "count.\(component).\(rawValue)" }
}
