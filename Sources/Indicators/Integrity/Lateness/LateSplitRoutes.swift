import Ground
import Web

/// Who held what is late: as JSON, as a page and as a table.
struct LateSplitRoutes: Sendable {
  let desk: LateSplitDesk

  var endpoints: [Endpoint] { [report, page, table] }

  private var report: Endpoint {
    Endpoint(
      .get, "/api/v1/reports/lateness", name: "readLateSplit",
      summary: "Hồ sơ quá hạn theo người giữ khi quá hạn", tag: "reports",
      access: .roles(FindingDesk.watchers),
      query: FigureShape.period + [
        FigureShape.agency,
        QueryParameter(
          "by", .enumeration(LateBreakdown.allCases.map(\.rawValue)), "mặc định: step"),
        .afterFact,
      ],
      answers: [AnswerShape(200, FindingShape.lateness)],
      refusals: [.unknown, .forbidden, .content]
    ) { call in
      try await desk.figures.wait(forFact: call.query["after-fact"])
      let split = try await desk.split(
        try call.query.period(), agency: call.query["agency"],
        by: call.query["by"].flatMap { LateBreakdown(rawValue: $0) } ?? .step,
        for: try call.requireCaller())
      return Answer(split.json)
    }
  }

  private static let query = ["tu", "den", "co-quan", "theo"].map {
    QueryParameter($0, .string(max: 100, format: .line))
  }

  private var page: Endpoint {
    Endpoint(
      .get, "/kiem-soat/qua-han", name: "lateSplitPage",
      summary: "Trang ai giữ hồ sơ khi quá hạn", tag: "pages",
      access: .roles(FindingDesk.watchers), face: .desk, query: LateSplitRoutes.query,
      answers: [AnswerShape(200, type: "text/html"), AnswerShape(422, type: "text/html")],
      refusals: [.forbidden]
    ) { call in
      let caller = try call.requireCaller()
      let asked = LateSplitAsked(call.query, today: desk.figures.now().day)
      let agencies = try await desk.figures.agencies(for: caller)
      let names = try await desk.figures.labels(of: Set(agencies), by: .agency)
      let choices = agencies.map { ($0, names[$0] ?? $0) }
      let rule = desk.watch.rules.rule(.lateHeld, on: desk.figures.now().day)
      do {
        let split = try await desk.split(
          try asked.period(), agency: asked.agency, by: asked.breakdown, for: caller)
        return .page(
          LateSplitPage(
            asked: asked, agencies: choices, split: split,
            labels: try await desk.labels(of: split), rule: rule, refusal: nil))
      } catch let refusal as FigureRefused {
        return .page(
          LateSplitPage(
            asked: asked, agencies: choices, split: nil, labels: [:], rule: rule,
            refusal: refusal),
          status: refusal.kind == .forbidden ? 403 : 422)
      }
    }
  }

  private var table: Endpoint {
    Endpoint(
      .get, "/kiem-soat/qua-han.csv", name: "lateSplitTable",
      summary: "Bảng ai giữ hồ sơ khi quá hạn, dạng CSV", tag: "pages",
      access: .roles(FindingDesk.watchers), face: .desk, query: LateSplitRoutes.query,
      answers: [AnswerShape(200, type: "text/csv")], refusals: [.forbidden, .content]
    ) { call in
      let asked = LateSplitAsked(call.query, today: desk.figures.now().day)
      let split = try await desk.split(
        try asked.period(), agency: asked.agency, by: asked.breakdown,
        for: try call.requireCaller())
      return .bytes(
        "text/csv; charset=utf-8", split.csv(try await desk.labels(of: split)),
        fileName: "qua-han-\(asked.from)-\(asked.to).csv")
    }
  }
}

extension LateSplitAsked {
  /// What was typed; this month by step when nothing was.
  fileprivate init(_ query: QueryValues, today: Day) {
    let month = ReportingPeriod.monthUntil(today)
    self.init(
      from: query["tu"] ?? month.from.iso, to: query["den"] ?? month.to.iso,
      agency: query["co-quan"].flatMap { $0.isEmpty ? nil : $0 },
      breakdown: query["theo"].flatMap { LateBreakdown(rawValue: $0) } ?? .step)
  }
}
