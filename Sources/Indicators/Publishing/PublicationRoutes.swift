import Directory
import Ground
import Journal
import Rules
import Web

/// Publications as JSON. Source: issue "figures"; docs/figures.md, "Publications".
struct PublicationRoutes: Sendable {
  let desk: PublicationDesk

  var endpoints: [Endpoint] { [list, publish, read, figure, changes] }

  private static let root = "/api/v1/publications"

  private var list: Endpoint {
    Endpoint(
      .get, Self.root, name: "listPublications", summary: "Các kỳ số liệu đã công bố",
      tag: "publications", access: .roles(FigureDesk.readers), query: [.limit, .after],
      answers: [AnswerShape(200, .list(of: PublicationShape.publication))],
      refusals: [.content]
    ) { call in
      let limit = call.query.limit
      let after = try call.query.after()?.first?.text
      let found = try await desk.list(for: try call.requireCaller(), after: after, limit: limit)
      let shown = found.prefix(limit)
      let next = found.count > limit ? shown.last.map { Cursor.text([.string($0.id)]) } : nil
      return Answer(.list(shown.map(\.json), next: next))
    }
  }

  private var publish: Endpoint {
    Endpoint(
      .post, Self.root, name: "publishFigures",
      summary: "Công bố số liệu một kỳ: chốt giá trị, định nghĩa và vị trí nhật ký",
      tag: "publications", access: .roles(PublicationDesk.publishers),
      body: .json(PublicationShape.asked),
      answers: [
        AnswerShape(201, PublicationShape.publication, headers: ["Location", "Motcua-Fact"])
      ],
      refusals: [.forbidden, .outOfOrder, .content]
    ) { call in
      func day(_ name: String) -> Day {
        // Its shape has been checked.
        call.body[name]?.text.flatMap { Day(iso: $0) } ?? Day(2000, 1, 1)
      }
      let asked = PublicationDesk.Asked(
        period: try ReportingPeriod(from: day("from"), to: day("to")),
        agency: call.body["agency"]?.text, reason: call.body["reason"]?.text,
        key: call.idempotencyKey, hash: "\(call.endpoint.name) \(call.bodyHash)")
      let stored = try await desk.publish(asked, by: try call.requireCaller())
      return stored.headers.reduce(
        Answer.bytes("application/json", stored.body, status: stored.status)
      ) { $0.header($1.name, $1.value) }
    }
  }

  private var read: Endpoint {
    Endpoint(
      .get, Self.root + "/{id}", name: "readPublication",
      summary: "Một kỳ đã công bố: đã công bố, hiện nay, chênh lệch", tag: "publications",
      access: .roles(FigureDesk.readers),
      answers: [AnswerShape(200, PublicationShape.whole)], refusals: [.unknown]
    ) { call in
      let (publication, figures) = try await desk.figures(
        of: call.path["id"], for: try call.requireCaller())
      return Answer(
        .object(
          (publication.json.members ?? []) + [
            JSON.Member(
              "totals",
              .array(
                figures.map { figure in
                  [
                    "code": .string(figure.indicator.code),
                    "title": .string(figure.indicator.title.vietnamese),
                    "rows": .array(figure.rows.map { $0.json(figure.indicator) }),
                  ]
                }))
          ]))
    }
  }

  private var figure: Endpoint {
    Endpoint(
      .get, Self.root + "/{id}/figures/{code}", name: "readPublishedFigure",
      summary: "Một chỉ số đã công bố theo cơ quan, cạnh giá trị hiện nay", tag: "publications",
      access: .roles(FigureDesk.readers),
      answers: [AnswerShape(200, PublicationShape.figure)], refusals: [.unknown]
    ) { call in
      let figure = try await desk.figure(
        call.path["code"], of: call.path["id"], for: try call.requireCaller())
      return Answer([
        "publication": figure.publication.json, "definition": figure.indicator.json,
        "now": figure.now.json, "rows": .array(figure.rows.map { $0.json(figure.indicator) }),
      ])
    }
  }

  private var changes: Endpoint {
    Endpoint(
      .get, Self.root + "/{id}/figures/{code}/changes", name: "listPublishedChanges",
      summary: "Các sự kiện làm nên chênh lệch sau khi công bố", tag: "publications",
      access: .roles(FigureDesk.readers),
      query: [
        QueryParameter(
          "part", .enumeration(FigurePart.allCases.map(\.rawValue)), required: true),
        QueryParameter("key", .string(min: 1, max: 100, format: .line), "một cơ quan"),
        .limit, .after,
      ],
      answers: [AnswerShape(200, .list(of: PublicationShape.change))],
      refusals: [.unknown, .content]
    ) { call in
      let limit = call.query.limit
      let found = try await desk.changes(
        call.path["code"], of: call.path["id"], key: call.query["key"],
        part: call.query["part"].flatMap { FigurePart(rawValue: $0) } ?? .numerator,
        for: try call.requireCaller(), after: try call.query.after()?.first?.int, limit: limit)
      let shown = found.changes.prefix(limit)
      let next =
        found.changes.count > limit
        ? shown.last.map { Cursor.text([JSON($0.position)]) } : nil
      return Answer(.list(shown.map(\.json), next: next))
    }
  }
}

extension PublishedRow {
  func json(_ indicator: Indicator) -> JSON {
    func side(_ ratio: Ratio?) -> JSON {
      guard let ratio else { return .null }
      return [
        "numerator": JSON(ratio.numerator), "denominator": JSON(ratio.denominator),
        "published": JSON(indicator.worth(ratio).published),
      ]
    }
    let (old, new) = (published ?? .nothing, now ?? .nothing)
    return [
      "key": .string(key), "published": side(published), "now": side(now),
      "difference": [
        "numerator": JSON(new.numerator - old.numerator),
        "denominator": JSON(new.denominator - old.denominator),
      ],
    ]
  }
}

extension LaterChange {
  var json: JSON {
    [
      "position": JSON(position), "fact": .string(fact), "kind": .string(kind), "at": JSON(at),
      "recordedAt": JSON(recordedAt), "amount": JSON(amount),
      "reason": .string(reason.rawValue),
    ]
  }
}

/// The shapes of publications as the API publishes them.
enum PublicationShape {
  static let publication = Shape.named("Publication", .object(fields))

  private static let fields = [
    Field("id", .ulid), Field("agency", FigureShape.word), Field("from", .day), Field("to", .day),
    Field("asOf", FigureShape.asOf), Field("publishedAt", .instant),
    Field("post", FigureShape.word, "chức danh đã công bố"),
    Field("sha256", .sha256, "tóm tắt của mọi chỉ số trong kỳ, cũng nằm trong nhật ký"),
    Field("figures", .integer()), Field("supersedes", .nullable(.ulid)),
    Field("reason", .nullable(.string(max: 500))),
  ]

  static let asked = Shape.named(
    "PublicationAsked",
    .object([
      Field("from", .day), Field("to", .day),
      Field("agency", .string(min: 1, max: 35, format: .agencyCode), .optional),
      Field("reason", .string(min: 5, max: 500, format: .filled), .optional, "khi công bố lại"),
    ]))

  private static let side = Shape.nullable(
    .object([
      Field("numerator", FigureShape.count), Field("denominator", FigureShape.count),
      Field("published", .nullable(.decimalText)),
    ]))

  private static let row = Shape.object([
    Field("key", FigureShape.word), Field("published", side), Field("now", side),
    Field("difference", FigureShape.counts("numerator", "denominator")),
  ])

  static let whole = Shape.named(
    "PublicationWhole",
    .object(
      fields + [
        Field(
          "totals",
          .array(
            of: .object([
              Field("code", FigureShape.word), Field("title", FigureShape.word),
              Field("rows", .array(of: row, max: 10)),
            ]), max: 1000))
      ]))

  static let figure = Shape.named(
    "PublishedFigure",
    .object([
      Field("publication", publication), Field("definition", FigureShape.definition),
      Field("now", FigureShape.asOf), Field("rows", .array(of: row, max: 100_000)),
    ]))

  static let change = Shape.named(
    "PublishedChange",
    .object([
      Field("position", .integer()), Field("fact", FigureShape.word),
      Field("kind", FigureShape.word), Field("at", .instant), Field("recordedAt", .instant),
      Field("amount", FigureShape.count),
      Field("reason", .enumeration(LaterChange.Reason.allCases.map(\.rawValue))),
    ]))
}
