import Ground
import Web

/// The shapes of figures as the API publishes them. Source: contract.
enum FigureShape {
  static let asOf = Shape.named(
    "AsOf",
    .object([
      Field("position", .integer(), "số sự kiện đã niêm phong"),
      Field("root", .string(min: 64, max: 64), "gốc cây Merkle, thập lục phân"),
      Field("at", .instant, "thời điểm xét hồ sơ đang giải quyết"),
    ]))

  static let count = Shape.integer(
    min: -9_007_199_254_740_991, max: 9_007_199_254_740_991)
  static let word = Shape.string(max: 400)

  static func counts(_ names: String...) -> Shape { .object(names.map { Field($0, count) }) }

  static let settlement = Shape.named(
    "SettlementReport",
    .object([
      Field("from", .day), Field("to", .day), Field("agency", word),
      Field("by", .enumeration([Breakdown.agency, .sector].map(\.rawValue))),
      Field("asOf", asOf), Field("rows", .array(of: row, max: 100_000)),
      Field(
        "beforeReception",
        counts(
          "carriedOver", "submitted", "received", "notAccepted", "withdrawn", "waiting",
          "waitingLong")),
    ]))

  private static let row = Shape.object([
    Field("key", word), Field("carriedOver", count),
    Field("received", counts("online", "counter", "post")),
    Field("settled", counts("early", "onTime", "late", "refused")),
    Field("inProcess", counts("notDue", "overdue")),
    Field("paused", counts("supplement", "payment")),
    Field("stopped", count), Field("withdrawn", count),
  ])

  static let definition = Shape.named(
    "Indicator",
    .object([
      Field("code", word), Field("group", word), Field("title", word),
      Field("definition", .string(max: 4000)),
      Field("unit", word), Field("decimals", .integer(min: 0, max: 6)),
      Field("rounding", .enumeration(Indicator.Rounding.allCases.map(\.rawValue))),
      Field("zero", .enumeration(Indicator.ZeroRule.allCases.map(\.rawValue))),
      Field("direction", .enumeration(Indicator.Direction.allCases.map(\.rawValue))),
      Field("legalBasis", .string(max: 1000)), Field("source", .string(max: 1000)),
      Field("validFrom", .day), Field("validTo", .nullable(.day)),
      Field("titleEn", word, .optional),
      Field("definitionEn", .string(max: 4000), .optional),
      Field("formula", .anyObject(), "docs/figures.md"),
    ]))

  static let figure = Shape.named(
    "IndicatorFigure",
    .object([
      Field("definition", definition), Field("from", .day), Field("to", .day),
      Field("agency", word),
      Field("by", .nullable(.enumeration(Breakdown.allCases.map(\.rawValue)))),
      Field("tree", .enumeration(AgencyMap.allCases.map(\.rawValue))),
      Field("asOf", asOf),
      Field(
        "rows",
        .array(
          of: .object([
            Field("key", word), Field("numerator", count), Field("denominator", count),
            Field("value", .nullable(.decimalText)), Field("published", .nullable(.decimalText)),
          ]), max: 100_000)),
    ]))

  static let evidence = Shape.named(
    "Evidence",
    .object([
      Field("counts", count, "1, hoặc -1 khi một đính chính đã chuyển hồ sơ đi"),
      Field("day", .nullable(.day)), Field("agency", .nullable(word)),
      Field("sector", .nullable(word)), Field("procedure", word),
      Field("channel", .nullable(word)), Field("dossiers", count),
      Field("id", .nullable(word), "null khi người đọc không có quyền xem hồ sơ"),
      Field("reference", .nullable(word)), Field("number", .nullable(word)),
      Field("stage", .nullable(word)),
    ]))

  static let period = [
    QueryParameter("from", .day, required: true, "ngày đầu kỳ, tính cả ngày đó"),
    QueryParameter("to", .day, required: true, "ngày cuối kỳ, tính cả ngày đó"),
  ]
  static let asOfPosition = QueryParameter(
    "asOf", .integer(min: 1, max: 9_007_199_254_740_991),
    "như khi nhật ký có chừng ấy sự kiện; mặc định: đến nay")
  static let map = QueryParameter(
    "tree", .enumeration(AgencyMap.allCases.map(\.rawValue)),
    "cây tổ chức của ngày cuối kỳ (reported, mặc định) hay của hôm nay")
  static let agency = QueryParameter(
    "agency", .string(min: 1, max: 35, format: .agencyCode),
    "gồm cả cơ quan trực thuộc; mặc định là cơ quan của người hỏi")
}

extension QueryValues {
  /// The period asked for; both days have been checked to be there.
  ///
  /// Refuses: `FigureRefused.periodReversed`, `.periodOutside`.
  func period() throws -> ReportingPeriod {
    guard let from = day("from"), let to = day("to") else {
      preconditionFailure("the endpoint asks for from and to")
    }
    return try ReportingPeriod(from: from, to: to)
  }
}
