import Ground
import Journal
import Rules
import Web

/// Rankings as JSON.
struct RankingRoutes: Sendable {
  let desk: RankingDesk

  var endpoints: [Endpoint] { [list, read] }

  private var list: Endpoint {
    Endpoint(
      .get, "/api/v1/rankings", name: "listRankings", summary: "Các bảng xếp hạng",
      tag: "rankings", access: .everyone, answers: [AnswerShape(200, .list(of: Self.rule))]
    ) { call in
      let today = desk.figures.now().day
      return Answer(.list(desk.rules(on: today).map(\.json), next: nil))
    }
  }

  private var read: Endpoint {
    Endpoint(
      .get, "/api/v1/rankings/{code}", name: "readRanking",
      summary: "Một bảng xếp hạng theo số liệu đã công bố, nếu chưa công bố thì tạm tính",
      tag: "rankings", access: .roles(FigureDesk.readers), query: FigureShape.period,
      answers: [AnswerShape(200, Self.ranking)], refusals: [.unknown, .content]
    ) { call in
      Answer(try await desk.ranking(call.path["code"], try call.query.period()).json)
    }
  }

  private static let rule = Shape.named(
    "RankingRule",
    .object([
      Field("code", FigureShape.word), Field("title", FigureShape.word),
      Field("about", .string(max: 1000)), Field("indicator", FigureShape.word),
      Field("level", .nullable(FigureShape.word)),
      Field("units", .nullable(.array(of: FigureShape.word, max: 10_000))),
      Field("minimum", .integer()),
      Field(
        "excluded",
        .array(
          of: .object([Field("code", FigureShape.word), Field("reason", .string(max: 500))]),
          max: 10_000)),
      Field("direction", .enumeration(Indicator.Direction.allCases.map(\.rawValue))),
      Field("legalBasis", .string(max: 1000)), Field("source", .string(max: 1000)),
    ]))

  private static let ranking = Shape.named(
    "Ranking",
    .object([
      Field("rule", rule), Field("from", .day), Field("to", .day),
      Field("publication", .nullable(.ulid), "null: tạm tính"), Field("asOf", FigureShape.asOf),
      Field("population", .integer(), "số đơn vị thuộc bảng"),
      Field(
        "rows",
        .array(
          of: .object([
            Field("rank", .integer(min: 1)), Field("unit", FigureShape.word),
            Field("name", FigureShape.word), Field("published", .decimalText),
            Field("tied", .boolean),
            Field("denominator", .nullable(FigureShape.count)),
            Field(
              "toNext", .nullable(FigureShape.count),
              "còn thiếu bao nhiêu để đạt giá trị của đơn vị xếp ngay trên"),
          ]), max: 10_000)),
      Field(
        "excluded",
        .array(
          of: .object([
            Field("unit", FigureShape.word), Field("name", FigureShape.word),
            Field("why", .enumeration(["named", "noValue", "tooFew"])),
            Field("reason", .string(max: 500)),
          ]), max: 10_000)),
    ]))
}

extension RankingRule {
  var json: JSON {
    let (level, units): (JSON, JSON) =
      switch population {
      case .level(let level): (.string(level), .null)
      case .named(let codes): (.null, .array(codes.map { .string($0) }))
      }
    return [
      "code": .string(code), "title": .string(title.vietnamese),
      "about": .string(about.vietnamese), "indicator": .string(indicator), "level": level,
      "units": units, "minimum": JSON(minimum),
      "excluded": .array(
        excluded.sorted { $0.key < $1.key }.map {
          ["code": .string($0.key), "reason": .string($0.value)]
        }), "direction": .string(direction.rawValue), "legalBasis": .string(legalBasis),
      "source": .string(source),
    ]
  }
}

extension RankingDesk.Ranked {
  var json: JSON {
    [
      "rule": rule.json, "from": JSON(period.from), "to": JSON(period.to),
      "publication": JSON(publication?.id), "asOf": asOf.json, "population": JSON(population),
      "rows": .array(
        ranking.rows.map { row in
          [
            "rank": JSON(row.rank), "unit": .string(row.unit.code),
            "name": .string(name(row.unit)), "published": JSON(row.unit.published),
            "tied": .bool(row.isTied), "denominator": JSON(row.unit.ratio?.denominator),
            "toNext": JSON(row.toNext),
          ]
        }),
      "excluded": .array(
        ranking.excluded.map { unit, why in
          [
            "unit": .string(unit.code), "name": .string(name(unit)), "why": .string(why.code),
            "reason": .string(why.words(rule.minimum).vietnamese),
          ]
        }),
    ]
  }

  func name(_ unit: Ranking.Unit) -> String { names[unit.code] ?? unit.code }
}

extension Ranking.Exclusion {
  fileprivate var code: String {
    switch self {
    case .named: "named"
    case .noValue: "noValue"
    case .tooFew: "tooFew"
    }
  }

  /// Why, for people.
  func words(_ minimum: Int) -> Phrase {
    switch self {
    case .named(let reason): Phrase(verbatim: reason)
    case .noValue: "Không có gì để tính trong kỳ."
    case .tooFew(let volume): "Chỉ có \(volume) hồ sơ, ít hơn mức tối thiểu \(minimum)."
    }
  }
}
