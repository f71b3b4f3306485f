import Catalogue
import Ground
import Web

/// The shapes of what is handed in. Source: contract, the JSON of a submission.
enum SubmissionShape {
  static let address = Shape.object([
    Field("line", .string(max: 300, format: .line)),
    Field("commune", .string(max: 100, format: .line)),
    Field("province", .string(max: 100, format: .line)),
    Field("communeCode", .nullable(.string(max: 10, format: .line)), .optional),
  ])

  private static let contact = [
    Field("phone", .nullable(.string(max: 40, format: .line)), .optional),
    Field("email", .nullable(.string(max: 254, format: .line)), .optional),
    Field("address", .nullable(address), .optional),
  ]

  private static let name = Field("name", .string(min: 1, max: 200, format: .filled))
  private static let birthDate = Field("birthDate", .nullable(.partialDate), .optional)
  private static func number(_ presence: Field.Presence) -> Field {
    Field("personalNumber", .nullable(.string(max: 20, format: .line)), presence)
  }

  static let applicant = Shape.named(
    "Applicant",
    .tagged(
      by: "kind",
      [
        Variant("person", [name, number(.required), birthDate] + contact),
        Variant(
          "organisation",
          [
            name, Field("taxNumber", .nullable(.string(max: 20, format: .line))),
            Field("representativeName", .string(min: 1, max: 200, format: .filled)),
            number(.optional), birthDate,
          ] + contact),
      ]))

  static let papers = Shape.array(
    of: .object([
      Field("component", .nullable(.integer(min: 1, max: 500)), .optional),
      Field("file", .ulid), Field("copies", .integer(min: 1, max: 99)),
    ]), max: 100)

  static let mandate = Shape.object([
    Field("file", .ulid), Field("until", .nullable(.day), .optional),
  ])

  static let deliveryWays = ["counter", "post", "online"]

  static let body = Shape.named(
    "Submission",
    .object([
      Field("procedure", .string(min: 1, max: 40, format: .filled)),
      Field("case", .nullable(.integer(min: 1, max: 500)), .optional),
      Field("agency", .string(min: 1, max: 35, format: .filled)),
      Field("returnAgency", .nullable(.string(min: 1, max: 35, format: .filled)), .optional),
      Field("channel", .enumeration(["online", "counter", "post"])),
      Field("applicant", applicant), Field("owner", .nullable(applicant), .optional),
      Field("mandate", .nullable(mandate), .optional),
      Field(
        "helper", .nullable(.object([Field("name", .string(min: 1, max: 200, format: .filled))])),
        .optional),
      Field("answers", .anyObject()), Field("papers", papers),
      Field("delivery", .object([Field("way", .enumeration(deliveryWays))])),
      Field("exemption", .nullable(.string(max: 500, format: .line)), .optional),
    ]))
}
