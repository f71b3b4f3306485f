import Catalogue
import Directory
import Ground

/// A draft read against what the agency asks today: what is still wrong, step by step, and the
/// submission that it makes. Pure.
struct FilingForm {
  let draft: Draft
  let offered: OfferedProcedure
  /// The name of the helper who types; `nil` when none does.
  let helper: String?

  var plan: FilingPlan { FilingPlan(offered) }

  /// Whether the owner is somebody else than the applicant.
  var hasOwner: Bool { values["owner.who"] == FilingForm.other }

  /// The answers to "who is the owner?".
  static let same = "self"
  static let other = "other"
  /// The answer to "which case?" of those who do not know.
  static let unsure = "0"

  private var values: DraftValues { draft.values }

  /// What is missing or wrong, in the order of the steps; empty when it can be sent.
  func troubles(on day: Day) -> [RefusedPlace] {
    plan.steps.flatMap { troubles(of: $0, on: day) }
  }

  /// The same of one step; each place is an entry of its form.
  func troubles(of step: FilingStep, on day: Day) -> [RefusedPlace] {
    let found =
      switch step {
      case .applicant: PersonTyped("applicant", values).troubles(on: day)
      case .owner: ownerTroubles(on: day)
      case .circumstances: caseTroubles
      case .papers: paperTroubles
      case .delivery: deliveryTroubles
      }
    return found.reduce(into: []) { kept, place in
      if !kept.contains(where: { $0.pointer == place.pointer }) { kept.append(place) }
    }
  }

  /// What is handed in. Ask for `troubles` first: what cannot be read is left out.
  var submission: SubmissionForm {
    SubmissionForm(
      procedure: draft.procedure, caseNumber: caseNumber, agency: draft.agency,
      returnAgency: values.filled("returnAgency").map { AgencyCode($0) }, channel: .online,
      contents: Dossier.Contents(
        applicant: PersonTyped("applicant", values).person,
        owner: hasOwner ? PersonTyped("owner", values).person : nil,
        mandate: hasOwner ? mandate : nil, helper: helper, answers: answers,
        delivery: values.text("delivery"),
        exemption: offered.exemption(.online) == nil ? nil : values.filled("exemption")),
      papers: papers.map {
        SubmittedPaper(component: $0.place.component, file: $0.file.id, copies: 1)
      })
  }

  /// The files that become papers, in the order of the procedure's own list.
  private var papers: [DraftFile] {
    draft.files.filter { $0.place != .mandate }
      .sorted {
        ($0.place.order, $0.file.at, $0.file.id) < ($1.place.order, $1.file.at, $1.file.id)
      }
  }

  private var mandate: Dossier.Mandate? {
    draft.files(at: .mandate).last.map { file in
      Dossier.Mandate(
        file: file.file.id, until: values.date("mandate.until").flatMap { Day(iso: $0) })
    }
  }

  private var answers: JSON {
    let address =
      values["delivery"] == "post" ? PersonTyped("delivery", values).address?.text : nil
    return .present([
      Dossier.Contents.deliveryAddressName: address.map { .string($0) },
      Dossier.Contents.noteName: values.filled("note").map { .string($0) },
    ])
  }

  private var caseNumber: Int? {
    plan.steps.contains(.circumstances) && offered.terms(.online).count > 1
      ? values.filled("case").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil } : nil
  }
}

extension FilingForm {
  private func ownerTroubles(on day: Day) -> [RefusedPlace] {
    guard [FilingForm.same, FilingForm.other].contains(values["owner.who"]) else {
      return [missing("/owner/who", "Chọn người nộp có phải là chủ hồ sơ hay không.")]
    }
    guard hasOwner else { return [] }
    let owner = PersonTyped("owner", values)
    var found = owner.troubles(on: day)
    if mandate == nil, owner.person.isAnother(than: PersonTyped("applicant", values).person) {
      found.append(
        missing("/mandate", "Tải lên giấy ủy quyền, vì người nộp không phải chủ hồ sơ."))
    }
    guard let until = values.date("mandate.until") else { return found }
    if Day(iso: until) != nil {
      found += submission.misfits(on: day).filter { $0.pointer == "/mandate/until" }
    } else {
      found.append(
        missing("/mandate/until", "Ghi đủ ngày, tháng, năm giấy ủy quyền hết hạn, hoặc để trống."))
    }
    return found
  }

  private var caseTroubles: [RefusedPlace] {
    var found: [RefusedPlace] = []
    let count = offered.terms(.online).count
    if count > 1, !(0...count).contains(values.filled("case").flatMap { Int($0) } ?? -1) {
      found.append(missing("/case", "Chọn trường hợp của bạn, hoặc chọn “Tôi chưa rõ”."))
    }
    if offered.exemption(.online) != nil {
      let text = values.text("exemption")
      if text.isEmpty {
        found.append(missing("/exemption", "Ghi lý do bạn được nộp theo hình thức này."))
      } else if !isLine(text, max: 500) {
        found.append(tooLong("/exemption", 500))
      }
    }
    return found
  }

  private var paperTroubles: [RefusedPlace] {
    let known = offered.procedure.components.filter { !$0.isNote }.map(\.number)
    return draft.files.compactMap { file in
      guard let number = file.place.component, !known.contains(number) else { return nil }
      return missing(
        "/paper/0",
        """
        Danh sách giấy tờ của thủ tục đã thay đổi: gỡ tệp “\(file.file.name)” rồi tải lên lại ở đúng \
        loại giấy tờ.
        """)
    }
  }

  private var deliveryTroubles: [RefusedPlace] {
    var found: [RefusedPlace] = []
    let way = values.text("delivery")
    if !offered.deliveryWays.contains(way) {
      found.append(missing("/delivery", "Chọn cách nhận kết quả."))
    }
    if way == "post" { found += PersonTyped("delivery", values).wholeAddressTroubles }
    if let place = values.filled("returnAgency"),
      !offered.offer.returnAgencies.contains(AgencyCode(place)), place != draft.agency.rawValue
    {
      found.append(missing("/returnAgency", "Chọn nơi trả kết quả trong danh sách."))
    }
    if !isText(values.text("note"), max: 1000) { found.append(tooLong("/note", 1000)) }
    return found
  }
}

extension OfferedProcedure {
  /// How the result may be asked for. A result that the law puts on paper is not sent by wire.
  /// Source: DOS-10.
  var deliveryWays: [String] {
    offer.conditions.paperResult ? ["counter", "post"] : ["counter", "post", "online"]
  }
}

extension Dossier.Contents {
  static var deliveryAddressName: String { "deliveryAddress" }
  static var noteName: String { "note" }

  /// Where the post brings the result, when the applicant asked for that on the portal.
  public var deliveryAddress: String? { answers[Dossier.Contents.deliveryAddressName]?.text }

  /// What the applicant wrote to the agency besides.
  public var note: String? { answers[Dossier.Contents.noteName]?.text }
}

func missing(_ pointer: String, _ says: Phrase) -> RefusedPlace {
  RefusedPlace(pointer: pointer, code: "form.missing", detail: says)
}

func tooLong(_ pointer: String, _ max: Int) -> RefusedPlace {
  RefusedPlace(
    pointer: pointer, code: "form.too-long",
    detail: "Ghi ngắn hơn, nhiều nhất \(max) ký tự, không dùng ký tự điều khiển.")
}

/// One line of at most `max` characters.
func isLine(_ text: String, max: Int) -> Bool { isText(text, max: max) && !text.contains("\n") }

/// At most `max` characters, without controls besides line ends.
func isText(_ text: String, max: Int) -> Bool {
  text.unicodeScalars.count <= max
    && text.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
}
