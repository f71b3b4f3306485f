import Ground
import Web

/// The settlement report, as JSON and as the officers' page.
struct SettlementRoutes: Sendable {
  let desk: FigureDesk

  var endpoints: [Endpoint] { [report, page, table] }

  private var report: Endpoint {
    Endpoint(
      .get, "/api/v1/reports/settlement", name: "readSettlementReport",
      summary: "Báo cáo tình hình giải quyết hồ sơ", tag: "reports",
      access: .roles(FigureDesk.readers),
      query: FigureShape.period + [
        FigureShape.agency,
        QueryParameter(
          "by", .enumeration([Breakdown.agency, .sector].map(\.rawValue)), "mặc định: agency"),
        FigureShape.asOfPosition, .afterFact,
      ],
      answers: [AnswerShape(200, FigureShape.settlement)],
      refusals: [.unknown, .forbidden, .content]
    ) { call in
      try await desk.wait(forFact: call.query["after-fact"])
      let report = try await desk.settlement(
        try call.query.period(), agency: call.query["agency"],
        by: call.query["by"].flatMap { Breakdown(rawValue: $0) } ?? .agency,
        size: call.query.size, for: try call.requireCaller())
      return Answer(report.json)
    }
  }

  private var page: Endpoint {
    Endpoint(
      .get, "/bao-cao/tinh-hinh", name: "settlementPage",
      summary: "Trang tình hình giải quyết hồ sơ", tag: "pages",
      access: .roles(FigureDesk.readers), face: .desk,
      query: ["tu", "den", "co-quan", "theo"].map { QueryParameter($0, .string(max: 100)) },
      answers: [AnswerShape(200, type: "text/html"), AnswerShape(422, type: "text/html")],
      refusals: [.forbidden]
    ) { call in
      let caller = try call.requireCaller()
      let today = desk.now().day
      let asked = SettlementAsked(call.query, today: today)
      let agencies = try await desk.agencies(for: caller)
      let names = try await desk.labels(of: Set(agencies), by: .agency)
      let choices = agencies.map { ($0, names[$0] ?? $0) }
      do {
        let report = try await desk.settlement(
          try asked.period(), agency: asked.agency, by: asked.breakdown, for: caller)
        let labels = try await desk.labels(of: Set(report.rows.map(\.key)), by: asked.breakdown)
        return .page(
          SettlementPage(
            asked: asked, agencies: choices, report: report, labels: labels, refusal: nil,
            today: today))
      } catch let refusal as FigureRefused {
        return .page(
          SettlementPage(
            asked: asked, agencies: choices, report: nil, labels: [:], refusal: refusal,
            today: today),
          status: refusal.kind == .forbidden ? 403 : 422)
      }
    }
  }

  private var table: Endpoint {
    Endpoint(
      .get, "/bao-cao/tinh-hinh.csv", name: "settlementTable",
      summary: "Bảng tình hình giải quyết hồ sơ, dạng CSV", tag: "pages",
      access: .roles(FigureDesk.readers), face: .desk,
      query: ["tu", "den", "co-quan", "theo"].map { QueryParameter($0, .string(max: 100)) },
      answers: [AnswerShape(200, type: "text/csv")], refusals: [.forbidden, .content]
    ) { call in
      let caller = try call.requireCaller()
      let asked = SettlementAsked(call.query, today: desk.now().day)
      let report = try await desk.settlement(
        try asked.period(), agency: asked.agency, by: asked.breakdown, for: caller)
      let labels = try await desk.labels(of: Set(report.rows.map(\.key)), by: asked.breakdown)
      return .bytes(
        "text/csv; charset=utf-8", report.csv(labels),
        fileName: "tinh-hinh-\(asked.from)-\(asked.to).csv")
    }
  }
}

extension SettlementAsked {
  /// What was typed; this month when nothing was.
  init(_ query: QueryValues, today: Day) {
    let month = ReportingPeriod.monthUntil(today)
    self.init(
      from: query["tu"] ?? month.from.iso, to: query["den"] ?? month.to.iso,
      agency: query["co-quan"].flatMap { $0.isEmpty ? nil : $0 },
      breakdown: query["theo"].flatMap { Breakdown(rawValue: $0) } == .sector ? .sector : .agency)
  }
}
