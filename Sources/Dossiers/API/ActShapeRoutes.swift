import Ground
import Web

/// The shapes of the acts. Source: contract, "Act".
enum ActShape {
  private static let reason = Field("reason", .string(min: 1, max: 2000, format: .any))
  private static let legalBasis = Field(
    "legalBasis", .nullable(.string(max: 500, format: .any)), .optional)
  private static let amount = Field("amountVND", .money)

  static let body = Shape.named("Act", .tagged(by: "act", first + second + third))

  private static let first = [
    Variant("receive", []),
    Variant("refuse", [reason, Field("legalBasis", .string(min: 1, max: 500, format: .any))]),
    Variant("forward", [Field("agency", .string(min: 1, max: 35, format: .filled))]),
    Variant("assign", [Field("officer", .ulid)]),
    Variant(
      "requestSupplement",
      [
        Field("items", .array(of: item, min: 1, max: 50)), reason, legalBasis,
        Field("approver", .nullable(.string(max: 200, format: .line)), .optional),
      ]),
    Variant(
      "supply",
      [Field("answers", .anyObject(), .optional), Field("papers", SubmissionShape.papers)]),
    Variant("requestPayment", [amount, reason]),
  ]

  private static let second = [
    Variant(
      "pay",
      [
        Field("method", .enumeration(["cash", "transfer"])), amount,
        Field("receiptNumber", .string(min: 1, max: 60, format: .filled)),
      ]),
    Variant("extend", [Field("dueAt", .instant), reason]),
    Variant(
      "decide",
      [
        Field("outcome", .enumeration(["granted", "refused"])), Field("document", document),
        Field("reason", .nullable(.string(max: 2000, format: .any)), .optional),
      ]),
    Variant(
      "deliver",
      [
        Field("way", .enumeration(SubmissionShape.deliveryWays)),
        Field("receiver", .string(min: 1, max: 200, format: .filled)),
      ]),
  ]

  private static let third = [
    Variant("withdraw", [reason, legalBasis]), Variant("stop", [reason, legalBasis]),
    Variant("correct", [Field("change", change), reason]),
    Variant("approveCorrection", [Field("correction", .ulid)]),
    Variant(
      "rate",
      [
        Field("stars", .integer(min: 1, max: 5)),
        Field("comment", .nullable(.string(max: 2000, format: .any)), .optional),
      ]),
  ]

  private static let item = Shape.object([
    Field("component", .nullable(.integer(min: 1, max: 500)), .optional),
    Field("what", .string(min: 1, max: 500, format: .any)),
    Field("how", .string(min: 1, max: 1000, format: .any)),
  ])

  private static let document = Shape.either([
    .object([
      Field("number", .string(min: 1, max: 60, format: .filled)), Field("issuedOn", .day),
      Field("signer", .string(min: 1, max: 200, format: .filled)), Field("file", .ulid),
    ]),
    .object([Field("draft", .ulid)]),
  ])

  private static func changed(_ name: String, _ max: Int) -> Field {
    Field(name, .nullable(.string(min: 1, max: max, format: .line)), .optional)
  }

  private static let change = Shape.object([
    Field(
      "applicant",
      .object([
        Field("name", .string(min: 1, max: 200, format: .filled), .optional),
        changed("personalNumber", 20), changed("taxNumber", 20),
        changed("representativeName", 200), Field("birthDate", .nullable(.partialDate), .optional),
        changed("phone", 40), changed("email", 254),
        Field("address", .nullable(SubmissionShape.address), .optional),
      ]), .optional),
    Field("owner", .nullable(SubmissionShape.applicant), .optional),
    Field(
      "delivery", .object([Field("way", .enumeration(SubmissionShape.deliveryWays))]), .optional),
    Field("answers", .anyObject(), .optional),
    Field("channel", .enumeration(["online", "counter", "post"]), .optional),
    Field("case", .integer(min: 1, max: 500), .optional),
  ])
}
