import Ground
import Web

/// The shapes of findings as the API publishes them.
enum FindingShape {
  static let rule = Shape.named(
    "IntegrityRule",
    .object([
      Field("code", code), Field("version", .day), Field("title", FigureShape.word),
      Field("titleEn", FigureShape.word, .optional),
      Field("explanation", .string(max: 4000)),
      Field("explanationEn", .string(max: 4000), .optional),
      Field("thresholds", .anyObject(), "Packs/integrity.yaml"),
      Field("officerDays", FigureShape.count, "số ngày làm việc chỉ cán bộ xem"),
      Field("legalBasis", .string(max: 1000)), Field("source", .string(max: 1000)),
      Field("validFrom", .day), Field("validTo", .nullable(.day)),
    ]))

  static let code = Shape.enumeration(IntegrityRule.Code.allCases.map(\.rawValue))
  static let state = Shape.enumeration(FindingState.allCases.map(\.rawValue))

  static let finding = Shape.named(
    "Finding",
    .object([
      Field("id", .ulid), Field("rule", code), Field("version", .day),
      Field("agency", FigureShape.word), Field("post", .nullable(FigureShape.word)),
      Field("day", .day), Field("position", FigureShape.count, "sự kiện bắt đầu dấu hiệu"),
      Field("measured", FigureShape.count), Field("threshold", FigureShape.count),
      Field("against", FigureShape.count), Field("state", state),
      Field(
        "gone", .nullable(.enumeration(KeptFinding.Gone.allCases.map(\.rawValue))),
        "vì sao không còn"),
      Field("foundAt", .instant), Field("headOn", .day, "lãnh đạo xem từ ngày này"),
    ]))

  static let counts = Shape.named(
    "FindingCounts",
    .object([
      Field("rules", .array(of: rule, max: 100)),
      Field(
        "rows",
        .array(
          of: .object([
            Field("agency", FigureShape.word), Field("rule", code), Field("state", state),
            Field("count", FigureShape.count),
          ]), max: 100_000)),
    ]))

  static let lateness = Shape.named(
    "LateSplit",
    .object([
      Field("from", .day), Field("to", .day), Field("agency", FigureShape.word),
      Field("by", .enumeration(LateBreakdown.allCases.map(\.rawValue))),
      Field("asOf", FigureShape.asOf),
      Field(
        "rows",
        .array(
          of: .object([
            Field("key", .string(max: 4000), "- khi không sự kiện nào cho biết"),
            Field("finished", FigureShape.count), Field("open", FigureShape.count),
          ]), max: 100_000)),
    ]))
}
