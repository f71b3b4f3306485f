import Ground
import Web

/// Reads the form of one act as the body that the API takes. Its fields are named after the act,
/// since several forms stand on one page: `withdraw.reason`.
struct ActTyped {
  let kind: ActKind
  let values: FormValues
  /// Before the act; a correction says only what differs from it.
  let dossier: Dossier

  /// How many things a supplement may ask for on the page; the API takes fifty.
  static let itemRows = 6

  /// Refuses: `FormRefused` with the places.
  func act() throws -> Act {
    let json = json { $0 }
    let own = missing
    let shape = ActShape.body.check(json)
      .map { RefusedPlace(pointer: place($0.pointer), code: $0.code, detail: $0.detail) }
      .filter { found in !own.contains { $0.pointer == found.pointer } }
      .map { $0.forPeople(typed: values.text(entryName($0.pointer))) }
    guard own.isEmpty, shape.isEmpty else { throw FormRefused(own + shape) }
    return try Act(json)
  }

  /// What two presses of the button have in common; files count by their content.
  func hash(_ files: [String: UploadedFile]) -> String {
    Typed.hash(json { files[$0]?.sha256 ?? $0 })
  }

  /// A pointer into the API's body as a place on the form.
  func place(_ pointer: String) -> String {
    let parts = pointer.split(separator: "/").map(String.init)
    let moved: [String]
    switch parts.first {
    case "items":
      guard parts.count > 1, let index = Int(parts[1]), rows.indices.contains(index) else {
        return "/\(kind.rawValue)/items/0/what"
      }
      moved = ["items", String(rows[index])] + parts.dropFirst(2)
    case "papers":
      let index = parts.count > 1 ? Int(parts[1]) : nil
      let component = index.flatMap { papers.indices.contains($0) ? papers[$0].component : nil }
      moved = ["papers", String(component ?? 0)]
    case "document" where parts.count == 1: moved = ["document", "file"]
    case "change" where parts.count == 1: moved = ["reason"]
    case _: moved = parts
    }
    return "/" + ([kind.rawValue] + moved).joined(separator: "/")
  }

  private func text(_ name: String) -> String {
    let typed = values.text("\(kind.rawValue).\(name)")
    guard name == "reason" else { return typed }
    return Reasons.joined(values.text("\(kind.rawValue).usualReason"), typed)
  }
  private func present(_ name: String) -> JSON { values.present("\(kind.rawValue).\(name)") }
  private func string(_ name: String) -> JSON { .string(text(name)) }

  /// `file` tells how an uploaded file is named.
  private func json(_ file: (String) -> String) -> JSON {
    let members: [(String, JSON)] =
      switch kind {
      case .receive: []
      case .refuse: [("reason", string("reason")), ("legalBasis", string("legalBasis"))]
      case .forward: [("agency", string("agency"))]
      case .assign: [("officer", string("officer"))]
      case .requestSupplement: supplement
      case .supply: [("papers", .array(papers.map { paper($0, file) }))]
      case .requestPayment: [("amountVND", amount), ("reason", string("reason"))]
      case .pay:
        [
          ("method", string("method")), ("amountVND", amount),
          ("receiptNumber", string("receiptNumber")),
        ]
      case .extend: [("dueAt", JSON(newDue)), ("reason", string("reason"))]
      case .decide: decision(file)
      case .deliver: [("way", string("way")), ("receiver", string("receiver"))]
      case .withdraw, .stop: [("reason", string("reason")), ("legalBasis", present("legalBasis"))]
      case .correct: [("change", correction), ("reason", string("reason"))]
      case .approveCorrection: [("correction", string("correction"))]
      case .rate: [("stars", stars), ("comment", present("comment"))]
      }
    return .object(
      [JSON.Member("act", .string(kind.rawValue))] + members.map { JSON.Member($0.0, $0.1) })
  }

  private var amount: JSON {
    Typed.dong(text("amountVND")).map { .integer($0) } ?? string("amountVND")
  }

  private var stars: JSON { Int64(text("stars")).map { .integer($0) } ?? .null }

  private var newDue: Instant? { Typed.instant(day: date(text("dueAt")), time: text("time")) }

  /// A day as officers type it, `03021990` too; what is no day stays as typed.
  private func date(_ text: String) -> String { Day(typed: text)?.iso ?? Typed.date(text) }

  /// The rows in which something was typed.
  private var rows: [Int] {
    (0..<ActTyped.itemRows).filter { row in
      ["what", "how"].contains { !text("items.\(row).\($0)").isEmpty }
    }
  }

  private var supplement: [(String, JSON)] {
    let items = rows.map { row -> JSON in
      [
        "component": Int64(text("items.\(row).component")).map { .integer($0) } ?? .null,
        "what": string("items.\(row).what"), "how": string("items.\(row).how"),
      ]
    }
    return [
      ("items", .array(items)), ("reason", string("reason")), ("legalBasis", present("legalBasis")),
      ("approver", present("approver")),
    ]
  }

  private var papers: [(component: Int?, file: String)] {
    let prefix = "kept.supply.papers."
    return values.names.filter { $0.hasPrefix(prefix) }.flatMap { name in
      let number = Int(name.dropFirst(prefix.count)).flatMap { $0 > 0 ? $0 : nil }
      return values.all(name).map { (number, $0) }
    }
  }

  private func paper(
    _ paper: (component: Int?, file: String), _ file: (String) -> String
  ) -> JSON {
    ["component": JSON(paper.component), "file": .string(file(paper.file)), "copies": 1]
  }

  private func decision(_ file: (String) -> String) -> [(String, JSON)] {
    let id = values.kept("decide.document.file").last
    let document: JSON = [
      "number": string("document.number"),
      "issuedOn": .string(date(text("document.issuedOn"))),
      "signer": string("document.signer"), "file": .string(id.map(file) ?? ""),
    ]
    return [
      ("outcome", string("outcome")), ("document", document), ("reason", present("reason")),
    ]
  }

  /// Only what differs from what stands: an empty field takes away, a name cannot be taken away.
  private var correction: JSON {
    let standing = dossier.contents.applicant
    let fields: [(String, String?)] = [
      ("name", standing.name), ("personalNumber", standing.personalNumber),
      ("taxNumber", standing.taxNumber), ("representativeName", standing.representativeName),
      ("birthDate", standing.birthDate), ("phone", standing.phone), ("email", standing.email),
    ]
    var applicant = fields.compactMap { name, old -> JSON.Member? in
      guard values.has("correct.change.applicant.\(name)") else { return nil }
      let typed = text("change.applicant.\(name)")
      let new = name == "birthDate" ? Typed.date(typed) : typed
      return new == (old ?? "") ? nil : JSON.Member(name, new.isEmpty ? .null : .string(new))
    }
    if let address = correctedAddress { applicant.append(JSON.Member("address", address)) }
    var members: [JSON.Member] = []
    if !applicant.isEmpty { members.append(JSON.Member("applicant", .object(applicant))) }
    let way = text("change.delivery")
    if !way.isEmpty, way != dossier.contents.delivery {
      members.append(JSON.Member("delivery", ["way": .string(way)]))
    }
    return .object(members)
  }

  private var correctedAddress: JSON? {
    let parts = ["line", "commune", "province"]
    guard values.has("correct.change.applicant.address.line") else { return nil }
    let typed = parts.map { text("change.applicant.address.\($0)") }
    let old = dossier.contents.applicant.address
    guard typed != [old?.line ?? "", old?.commune ?? "", old?.province ?? ""] else { return nil }
    return .object(zip(parts, typed).map { JSON.Member($0, .string($1)) })
  }

  /// What a person left out, in words for a person.
  private var missing: [RefusedPlace] {
    func place(_ name: String, _ says: Phrase) -> [RefusedPlace] {
      [RefusedPlace(pointer: "/\(kind.rawValue)/\(name)", code: "form.missing", detail: says)]
    }
    switch kind {
    case .forward: return text("agency").isEmpty ? place("agency", "Chọn cơ quan nhận hồ sơ.") : []
    case .assign: return text("officer").isEmpty ? place("officer", "Chọn cán bộ xử lý.") : []
    case .requestSupplement:
      return rows.isEmpty
        ? place("items/0/what", "Nêu ít nhất một nội dung cần bổ sung và cách thực hiện.") : []
    case .supply:
      return papers.isEmpty ? place("papers/0", "Chọn ít nhất một tệp để nộp bổ sung.") : []
    case .requestPayment, .pay:
      return Typed.dong(text("amountVND")) == nil
        ? place("amountVND", "Ghi số tiền bằng chữ số, ví dụ 50.000.") : []
    case .extend:
      return newDue == nil
        ? place("dueAt", "Ghi ngày hẹn mới, ví dụ 31/12/2026, và giờ, ví dụ 16:30.") : []
    case .decide:
      return values.kept("decide.document.file").isEmpty
        ? place("document/file", "Chọn tệp văn bản kết quả.") : []
    case .withdraw:
      return text("confirmed") != "co"
        ? place("confirmed", "Đánh dấu để xác nhận rút hồ sơ; việc này không hoàn lại được.") : []
    case .rate:
      return (1...5).contains(Int(text("stars")) ?? 0) ? [] : place("stars", "Chọn từ 1 đến 5 sao.")
    case .receive, .refuse, .deliver, .stop, .correct, .approveCorrection: return []
    }
  }
}
