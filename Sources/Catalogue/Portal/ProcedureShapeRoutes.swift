import Deadlines
import Ground
import Web

/// The shapes of what the API says about procedures.
enum ProcedureShape {
  private static let text = Shape.nullable(.string(max: 400_000))
  private static let code = Shape.string(min: 1, max: 16)
  private static let levels = Shape.array(of: .enumeration(Level.allCases.map(\.rawValue)))
  private static let scope = Shape.enumeration(OnlineScope.allCases.map(\.rawValue))
  static let channel = Shape.enumeration(Channel.allCases.map(\.rawValue))

  private static let termFields: [Field] = [
    Field("channel", channel), Field("case", .integer(min: 1), "đếm từ 1 trong từng kênh"),
    Field("amount", .nullable(.integer()), "null: chưa quy định thời hạn"),
    Field("unit", .nullable(.enumeration(Term.Unit.allCases.map(\.rawValue)))),
    Field("feeVND", .nullable(.money), "null: chưa quy định mức phí"),
  ]

  private static let fullTerm = Shape.named(
    "ProcedureCase",
    .object(
      termFields + [
        Field("feeNote", text), Field("note", text),
        Field("doubt", text, "vì sao số liệu của cổng quốc gia đáng ngờ"),
      ]))

  static let summary = Shape.named(
    "ProcedureSummary",
    .object([
      Field("code", code), Field("name", .string(max: 4000)), Field("sector", .string(max: 400)),
      Field("sectorCode", .string(max: 64)), Field("version", .integer(min: 1)),
      Field("levels", levels), Field("onlineScope", scope),
      Field("channels", .array(of: .object(termFields), max: 1000)),
    ]))

  static let whole = Shape.named(
    "Procedure",
    .object(
      [
        Field("code", code), Field("nationalCode", .nullable(code)),
        Field("localCode", .nullable(code)), Field("version", .integer(min: 1)),
        Field("validFrom", .instant), Field("validTo", .nullable(.instant)),
        Field("name", .string(max: 4000)), Field("decision", text), Field("kind", text),
        Field("sector", .string(max: 400)), Field("sectorCode", .string(max: 64)),
        Field("ministry", text), Field("levels", levels),
        Field("applicants", .array(of: .string(max: 1600), max: 1000)), Field("authority", text),
        Field("agency", text), Field("steps", text), Field("onlineScope", scope),
      ] + contents))

  private static let contents: [Field] = [
    Field("channels", .array(of: fullTerm, max: 1000)),
    Field("components", .array(of: component, max: 1000)), Field("requirements", text),
    Field(
      "results",
      .array(
        of: .object([Field("name", .string(max: 160_000)), Field("code", text)]), max: 1000)),
    Field("legalBases", .array(of: .string(max: 1600), max: 1000)),
  ]

  private static let component = Shape.object([
    Field("number", .integer(min: 1), "số thứ tự dùng trong papers[].component"),
    Field("group", text, "trường hợp"), Field("name", .string(max: 160_000)), Field("form", text),
    Field("originals", .integer()), Field("copies", .integer()),
  ])

  static let due = Shape.named(
    "ProcedureDue",
    .object([
      Field("dueAt", .nullable(.instant), "null: không có thời hạn, xem explanation"),
      Field(
        "explanation",
        .array(
          of: .object([
            Field("day", .day), Field("kind", .string(max: 40)), Field("text", .string(max: 4000)),
          ]), max: 100_000)),
      Field("chosen", .nullable(fullTerm)), Field("others", .array(of: fullTerm, max: 1000)),
      Field("policy", .enumeration(CountingPolicy.allCases.map(\.rawValue))),
      Field("projected", .boolean, "lịch nghỉ của năm đó còn là dự kiến"),
    ]))
}
