public import Catalogue
import Deadlines
public import Ground

/// A dossier as those who may see it are shown it.
public struct DossierView: Sendable {
  public let dossier: Dossier
  public let procedureName: String
  let papers: [FiledPaper]
  let components: [Component]
}

extension DossierView {
  /// The dossier of the contract.
  public var json: JSON {
    .object(
      head + places + moments + people + [
        JSON.Member("papers", .array(papers.map(paper))), JSON.Member("fee", fee),
        JSON.Member("lookupToken", .string(dossier.lookupToken)),
        JSON.Member("pendingCorrection", pendingCorrection),
        JSON.Member("supplements", .array(dossier.supplements.map(\.json))),
        JSON.Member("decision", dossier.decision?.json ?? .null),
        JSON.Member("delivery", dossier.delivery?.json ?? .null),
        JSON.Member("rating", dossier.rating?.json ?? .null),
      ])
  }

  private var head: [JSON.Member] {
    [
      JSON.Member("id", .string(dossier.id.rawValue)),
      JSON.Member("reference", .string(dossier.reference.text)),
      JSON.Member("number", JSON(dossier.number)),
      JSON.Member("procedure", .string(dossier.procedure.rawValue)),
      JSON.Member("procedureName", .string(procedureName)),
      JSON.Member("case", JSON(dossier.caseNumber)),
    ]
  }

  private var places: [JSON.Member] {
    [
      JSON.Member("agency", .string(dossier.agency.rawValue)),
      JSON.Member("competentAgency", .string(dossier.competentAgency.rawValue)),
      JSON.Member("returnAgency", .string(dossier.returnAgency.rawValue)),
      JSON.Member("channel", .string(dossier.channel.rawValue)),
      JSON.Member("stage", .string(dossier.stage.rawValue)),
      JSON.Member("status", .integer(Int64(dossier.stage.status))),
      JSON.Member("version", .integer(Int64(dossier.version))),
    ]
  }

  private var moments: [JSON.Member] {
    [
      JSON.Member("submittedAt", JSON(dossier.submittedAt)),
      JSON.Member("receivedAt", JSON(dossier.receivedAt)),
      JSON.Member("dueAt", JSON(dossier.clock?.dueAt)),
      JSON.Member("indexDueAt", JSON(dossier.clock?.indexDueAt)),
    ]
  }

  private var people: [JSON.Member] {
    [
      JSON.Member("applicant", dossier.contents.applicant.json),
      JSON.Member("owner", dossier.contents.owner?.json ?? .null),
      JSON.Member("mandate", dossier.contents.mandate?.json ?? .null),
      JSON.Member("answers", dossier.contents.answers),
      JSON.Member("deliveryWay", .string(dossier.contents.delivery)),
      JSON.Member("officer", JSON(dossier.officer?.rawValue)),
    ]
  }

  private func paper(_ paper: FiledPaper) -> JSON {
    let name = paper.component.flatMap { number in components.first { $0.number == number }?.name }
    return [
      "component": JSON(paper.component), "name": JSON(name), "file": .string(paper.file.id),
      "fileName": .string(paper.file.name), "mediaType": .string(paper.file.mediaType),
      "size": .integer(paper.file.size), "copies": .integer(Int64(paper.copies)),
      "round": .integer(Int64(paper.round)),
    ]
  }

  private var fee: JSON {
    let paid = dossier.fee.payments.reduce(0) { $0 + $1.amount.amount }
    return [
      "listedVND": dossier.fee.listed.map { .integer($0.amount) } ?? .null,
      "askedVND": dossier.fee.asked.map { .integer($0.amount) } ?? .null,
      "paidVND": .integer(paid), "payments": .array(dossier.fee.payments.map(\.json)),
    ]
  }

  private var pendingCorrection: JSON {
    guard let correction = dossier.correction else { return .null }
    return [
      "id": .string(correction.id), "change": correction.change,
      "reason": .string(correction.reason), "at": JSON(correction.at),
    ]
  }
}
