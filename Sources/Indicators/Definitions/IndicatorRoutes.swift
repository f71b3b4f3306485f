import Ground
import Web

/// Indicators and what stands behind them, as JSON; and the page of public figures.
struct IndicatorRoutes: Sendable {
  let desk: FigureDesk
  private let pages = SharedPages<PublicQuestion>(limit: 100)

  /// What the page of public figures depends on.
  private struct PublicQuestion: Hashable {
    let figures: PublicFiguresKey
    let today: Day
    let canOpen: Bool
  }

  init(desk: FigureDesk) { self.desk = desk }

  var endpoints: [Endpoint] { [list, figure, evidence, page] }

  private var list: Endpoint {
    Endpoint(
      .get, "/api/v1/indicators", name: "listIndicators",
      summary: "Các chỉ số và định nghĩa đang áp dụng", tag: "indicators", access: .everyone,
      answers: [AnswerShape(200, .list(of: FigureShape.definition))]
    ) { call in
      Answer(.list(desk.definitions(on: desk.now().day).map(\.json), next: nil))
    }
  }

  private static let breakdown = QueryParameter(
    "by", .enumeration(Breakdown.allCases.map(\.rawValue)), "không nêu: một dòng cho cả cơ quan")

  private var figure: Endpoint {
    Endpoint(
      .get, "/api/v1/indicators/{code}", name: "readIndicator", summary: "Giá trị một chỉ số",
      tag: "indicators", access: .roles(FigureDesk.readers),
      query: FigureShape.period + [
        IndicatorRoutes.breakdown, FigureShape.agency, FigureShape.asOfPosition,
        FigureShape.map, .afterFact,
      ],
      answers: [AnswerShape(200, FigureShape.figure)],
      refusals: [.unknown, .forbidden, .content],
      admit: isKnown
    ) { call in
      try await desk.wait(forFact: call.query["after-fact"])
      let figure = try await desk.figure(
        call.path["code"], try call.query.period(), agency: call.query["agency"],
        by: call.query["by"].flatMap { Breakdown(rawValue: $0) }, size: call.query.size,
        map: call.query["tree"].flatMap { AgencyMap(rawValue: $0) } ?? .reported,
        for: try call.requireCaller())
      return Answer(figure.json)
    }
  }

  private var evidence: Endpoint {
    Endpoint(
      .get, "/api/v1/indicators/{code}/evidence", name: "listIndicatorEvidence",
      summary: "Các hồ sơ làm nên con số", tag: "indicators",
      access: .roles(FigureDesk.readers),
      query: FigureShape.period + [
        QueryParameter(
          "part", .enumeration(FigurePart.allCases.map(\.rawValue)), required: true),
        IndicatorRoutes.breakdown,
        QueryParameter("key", .string(min: 1, max: 100, format: .line), "một dòng của by"),
        FigureShape.agency, FigureShape.asOfPosition, .limit, .after, .afterFact,
      ],
      headers: [.purpose],
      answers: [AnswerShape(200, .list(of: FigureShape.evidence))],
      refusals: [.unknown, .forbidden, .content],
      admit: isKnown
    ) { call in
      try await desk.wait(forFact: call.query["after-fact"])
      let page = try await desk.evidence(
        try EvidenceQuestion(call), for: try call.requireCaller())
      let next = page.next.map { Cursor.text([.string($0)]) }
      return Answer(.list(page.items, next: next))
    }
  }

  private func isKnown(_ call: Call) throws { try desk.require(call.path["code"]) }

  private var page: Endpoint {
    Endpoint(
      .get, "/so-lieu", name: "figuresPage", summary: "Trang số liệu công khai", tag: "pages",
      access: .everyone,
      query: ["thang", "chi-so"].map { QueryParameter($0, .string(max: 100)) },
      answers: [AnswerShape(200, type: "text/html")]
    ) { call in
      let today = desk.now().day
      let asked = call.query["thang"].flatMap { PublicPeriod($0, until: today) }
      let period = asked ?? PublicPeriod(of: today)
      let question = PublicQuestion(
        figures: PublicFiguresKey(
          period: period, indicator: call.query["chi-so"] ?? "",
          position: try await desk.sealedPosition()),
        today: today,
        canOpen: call.caller?.posts.contains { FigureDesk.readers.contains($0.role) } ?? false)
      return .page(
        try await pages.page(question) {
          FiguresPage(
            period: period, offered: PublicPeriod.offered(today),
            view: try await desk.publicFigures(period, detail: question.figures.indicator),
            canOpen: question.canOpen)
        })
    }
  }
}

extension EvidenceQuestion {
  /// Reads the query; its parameters have been checked.
  ///
  /// Refuses: `FigureRefused`, `EdgeRefused.shape` for a cursor that is none of ours.
  init(_ call: Call) throws {
    var after: String?
    if let parts = try call.query.after() {
      guard parts.count == 1, let last = parts[0].text, EvidenceQuestion.isCode(last) else {
        throw EdgeRefused.shape([
          RefusedPlace(
            pointer: "after", code: "shape.cursor",
            detail: "Con trỏ không đọc được; hãy lấy lại từ next của trang trước.")
        ])
      }
      after = last
    }
    self.init(
      code: call.path["code"], period: try call.query.period(), agency: call.query["agency"],
      breakdown: call.query["by"].flatMap { Breakdown(rawValue: $0) }, key: call.query["key"],
      part: call.query["part"].flatMap { FigurePart(rawValue: $0) } ?? .numerator,
      limit: call.query.limit, after: after, size: call.query.size)
  }

  /// Subjects and procedures are codes. Trap: a cursor is made of whatever its sender likes, NUL
  /// included, which PostgreSQL takes in no text.
  private static func isCode(_ text: String) -> Bool {
    text.utf8.count <= 64 && text.utf8.allSatisfy { $0 > 32 && $0 < 127 }
  }
}

extension QueryValues {
  /// The position asked for with `asOf`.
  var size: Int? { self["asOf"].flatMap { Int($0) } }
}

extension FigureDesk {
  /// Refuses: `FigureRefused.indicatorUnknown`.
  func require(_ code: String) throws(FigureRefused) {
    guard indicators.contains(where: { $0.code == code }) else { throw .indicatorUnknown(code) }
  }
}
