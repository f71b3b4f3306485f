import Catalogue
import Ground
import Web

/// Reads the form of the portal and of the counter as the body that the API takes, so that one
/// shape and one desk judge both.
struct SubmissionTyped {
  let values: FormValues
  let procedure: ProcedureCode
  let channel: Channel
  /// The name of the helper who types; `nil` when none does.
  let helper: String?

  /// What is handed in.
  ///
  /// Refuses: `FormRefused` with the places.
  func form() throws -> SubmissionForm {
    let json = json { $0 }
    let own = missing
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
    case "channel": return channel == .online ? "/agency" : "/channel"
    case "procedure": return "/agency"
    case "delivery": return "/delivery"
    case _: return pointer
    }
  }

  /// The files of the form in its order: `kept.paper.3`, and `kept.paper.0` for what answers none.
  private var papers: [(component: Int?, file: String)] {
    values.names.filter { $0.hasPrefix("kept.paper.") }.flatMap { name in
      let number = Int(name.dropFirst("kept.paper.".count)).flatMap { $0 > 0 ? $0 : nil }
      return values.all(name).map { (number, $0) }
    }
  }

  /// `file` tells how an uploaded file is named.
  private func json(_ file: (String) -> String) -> JSON {
    .present([
      "procedure": .string(procedure.rawValue), "case": caseNumber,
      "agency": .string(values.text("agency")), "returnAgency": values.present("returnAgency"),
      "channel": .string(channel.rawValue), "applicant": person("applicant"),
      "owner": hasOwner ? person("owner") : .null, "mandate": mandate(file),
      "helper": helper.map { ["name": .string($0)] }, "answers": .object([]),
      "papers": .array(
        papers.map {
          ["component": JSON($0.component), "file": .string(file($0.file)), "copies": 1]
        }),
      "delivery": ["way": .string(values.text("delivery"))],
      "exemption": values.present("exemption"),
    ])
  }

  private var caseNumber: JSON {
    let text = values.text("case.\(channel.rawValue)")
    return text.isEmpty ? .null : Int64(text).map { .integer($0) } ?? .string(text)
  }

  private func mandate(_ file: (String) -> String) -> JSON {
    guard hasOwner, let id = values.kept("mandate").last else { return .null }
    let until = values.text("mandate.until")
    return [
      "file": .string(file(id)), "until": until.isEmpty ? .null : .string(Typed.date(until)),
    ]
  }

  /// The owner's part stands closed on the form; anything typed in it opens it.
  private var hasOwner: Bool {
    ["name", "personalNumber", "taxNumber", "representativeName", "phone", "email"].contains {
      !values.text("owner.\($0)").isEmpty
    }
  }

  private func person(_ who: String) -> JSON {
    let kind = values.text("\(who).kind")
    let birth = values.text("\(who).birthDate")
    var members: [(String, JSON)] = [
      ("kind", .string(kind.isEmpty ? "person" : kind)),
      ("name", .string(values.text("\(who).name"))),
      ("personalNumber", values.present("\(who).personalNumber")),
      ("birthDate", birth.isEmpty ? .null : .string(Typed.date(birth))),
      ("phone", values.present("\(who).phone")), ("email", values.present("\(who).email")),
      ("address", address("\(who).address")),
    ]
    if kind == "organisation" {
      members.append(("taxNumber", values.present("\(who).taxNumber")))
      let representative = values.text("\(who).representativeName")
      members.append(("representativeName", .string(representative)))
    }
    return .object(members.map { JSON.Member($0.0, $0.1) })
  }

  private func address(_ place: String) -> JSON {
    let parts = ["line", "commune", "province"].map { ($0, values.text("\(place).\($0)")) }
    guard parts.contains(where: { !$0.1.isEmpty }) else { return .null }
    return .object(parts.map { JSON.Member($0.0, .string($0.1)) })
  }

  /// What a person left out, in words for a person.
  private var missing: [RefusedPlace] {
    var places: [RefusedPlace] = []
    func require(_ pointer: String, _ says: String) {
      places.append(RefusedPlace(pointer: pointer, code: "form.missing", detail: says))
    }
    if values.text("agency").isEmpty { require("/agency", "Chọn cơ quan tiếp nhận.") }
    if values.text("applicant.name").isEmpty {
      require("/applicant/name", "Ghi họ và tên người nộp, hoặc tên tổ chức.")
    }
    if hasOwner, values.text("owner.name").isEmpty {
      require("/owner/name", "Ghi họ và tên chủ hồ sơ, hoặc tên tổ chức.")
    }
    for who in hasOwner ? ["applicant", "owner"] : ["applicant"] {
      let isOrganisation = values.text("\(who).kind") == "organisation"
      let representative = values.text("\(who).representativeName")
      if isOrganisation, representative.isEmpty {
        require("/\(who)/representativeName", "Ghi họ và tên người đại diện của tổ chức.")
      }
      if !isOrganisation, !representative.isEmpty || !values.text("\(who).taxNumber").isEmpty {
        require("/\(who)/kind", "Chọn “Tổ chức”, hoặc để trống mã số thuế và người đại diện.")
      }
    }
    if values.text("delivery").isEmpty { require("/delivery", "Chọn cách nhận kết quả.") }
    return places
  }
}

/// `/applicant/name` as the field `applicant.name`.
func entryName(_ pointer: String) -> String {
  pointer.split(separator: "/").joined(separator: ".")
}
