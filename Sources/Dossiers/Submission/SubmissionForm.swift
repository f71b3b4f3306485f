public import Catalogue
public import Ground

/// What is handed in, from whatever edge: the portal's form, the counter, the API.
public struct SubmissionForm: Sendable, Equatable {
  public var procedure: ProcedureCode
  public var caseNumber: Int?
  public var agency: AgencyCode
  public var returnAgency: AgencyCode?
  public var channel: Channel
  public var contents: Dossier.Contents
  public var papers: [SubmittedPaper]
}

extension SubmissionForm {
  /// Reads the body of `POST /dossiers`; its shape has been checked.
  public init(_ json: JSON) throws {
    func present(_ name: String) -> JSON? { json[name].flatMap { $0.isNull ? nil : $0 } }
    guard let procedure = json["procedure"]?.text, let agency = json["agency"]?.text,
      let channel = json["channel"]?.text.flatMap({ Channel(rawValue: $0) }),
      let applicant = json["applicant"]
    else { throw ContentsUnreadable(what: "submission") }
    self.init(
      procedure: ProcedureCode(procedure), caseNumber: present("case")?.int,
      agency: AgencyCode(agency),
      returnAgency: present("returnAgency")?.text.map { AgencyCode($0) },
      channel: channel,
      contents: Dossier.Contents(
        applicant: try Applicant(applicant), owner: try present("owner").map(Applicant.init),
        mandate: present("mandate").map(Dossier.Mandate.init),
        helper: present("helper")?["name"]?.text.map(normalised),
        answers: json["answers"] ?? .object([]),
        delivery: json["delivery"]?["way"]?.text ?? "",
        exemption: present("exemption")?.text.map(normalised)),
      papers: SubmittedPaper.list(json["papers"]))
  }

  /// What is wrong with what was typed, as of `day`; empty when nothing is.
  ///
  /// Whether files, procedure and agency exist is the desk's question, not asked here.
  func misfits(on day: Day) -> [RefusedPlace] {
    var places = contents.applicant.misfits(at: "/applicant", on: day)
    if let owner = contents.owner {
      places += owner.misfits(at: "/owner", on: day)
      if contents.mandate == nil, owner.isAnother(than: contents.applicant) {
        places.append(
          RefusedPlace(
            pointer: "/mandate", code: "submission.mandate-missing",
            detail: "Người nộp không phải chủ hồ sơ: đính kèm giấy ủy quyền."))
      }
    }
    if let until = contents.mandate?.until, until < day {
      places.append(
        RefusedPlace(
          pointer: "/mandate/until", code: "submission.mandate-ended",
          detail: "Giấy ủy quyền đã hết hạn ngày \(until.vietnamese); nộp giấy còn hiệu lực."))
    }
    for (index, paper) in papers.enumerated() where paper.copies < 1 {
      places.append(
        RefusedPlace(
          pointer: "/papers/\(index)/copies", code: "submission.copies",
          detail: "Số bản phải từ 1 trở lên."))
    }
    return places
  }
}

extension Dossier.Mandate {
  init(_ json: JSON) {
    self.init(
      file: json["file"]?.text ?? "", until: json["until"]?.text.flatMap { Day(iso: $0) })
  }

  var json: JSON { .present(["file": .string(file), "until": until.map { .string($0.iso) }]) }
}
