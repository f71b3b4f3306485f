import Catalogue
import Ground
import Web

/// The shapes of what is answered.
enum DossierShape {
  private static let text = Shape.string(max: 10_000)
  private static let moment = Shape.nullable(.instant)
  private static let stages = Shape.enumeration(Stage.allCases.map(\.rawValue))
  private static let channels = Shape.enumeration(Channel.allCases.map(\.rawValue))
  private static let open = Shape.anyObject(maxMembers: 200, maxBytes: 1 << 20)

  private static let head = [
    Field("id", .ulid), Field("reference", text), Field("number", .nullable(text)),
    Field("procedure", text), Field("procedureName", text),
  ]

  private static let standing = [
    Field("agency", text), Field("competentAgency", text), Field("channel", channels),
    Field("stage", stages), Field("status", .integer(min: 1, max: 10)),
    Field("version", .integer(min: 1)), Field("submittedAt", .instant),
    Field("receivedAt", moment), Field("dueAt", moment), Field("indexDueAt", moment),
  ]

  static let dossier = Shape.named(
    "Dossier",
    .object(
      head + standing + [
        Field("case", .nullable(.integer(min: 1))), Field("returnAgency", text),
        Field("applicant", open), Field("owner", .nullable(open)),
        Field("mandate", .nullable(open)), Field("answers", open), Field("deliveryWay", text),
        Field("officer", .nullable(text)), Field("papers", .array(of: open, max: 500)),
        Field("fee", open), Field("lookupToken", text), Field("pendingCorrection", .nullable(open)),
        Field("supplements", .array(of: open, max: 500)), Field("decision", .nullable(open)),
        Field("delivery", .nullable(open)), Field("rating", .nullable(open)),
      ]))

  static let item = Shape.named(
    "DossierItem",
    .object(
      head + standing + [
        Field("overdue", .boolean), Field("applicant", open), Field("officer", .nullable(text)),
      ]))

  static let timeline = Shape.object([
    Field(
      "items",
      .array(
        of: .object([
          Field("at", .instant), Field("act", text), Field("stage", stages),
          Field(
            "by", .object([Field("post", .nullable(text)), Field("agency", .nullable(text))])),
          Field("text", text),
        ]), max: 500))
  ])

  static let lookup = Shape.object([
    Field("number", text), Field("procedureName", text), Field("stage", stages),
    Field("status", .integer(min: 1, max: 10)), Field("stageName", text),
    Field("submittedAt", .instant, .optional), Field("receivedAt", moment, .optional),
    Field("dueAt", moment, .optional), Field("endedAt", moment, .optional),
  ])

  static let file = Shape.object([
    Field("id", .ulid), Field("sha256", .sha256), Field("size", .integer()),
    Field("mediaType", text), Field("scan", .enumeration(["clean", "unchecked"])),
  ])
}
