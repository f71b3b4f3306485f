import Ground
import Web

/// The page of rankings.
struct RankingPageRoutes: Sendable {
  let desk: RankingDesk

  var endpoints: [Endpoint] { [page] }

  private var page: Endpoint {
    Endpoint(
      .get, "/bao-cao/xep-hang", name: "rankingPage", summary: "Bảng xếp hạng", tag: "pages",
      access: .roles(FigureDesk.readers), face: .desk,
      query: ["bang", "ky"].map { QueryParameter($0, .string(max: 100, format: .line)) },
      answers: [AnswerShape(200, type: "text/html")], refusals: [.unknown, .content]
    ) { call in
      let today = desk.figures.now().day
      let rules = desk.rules(on: today)
      let month = ReportingPeriod.monthUntil(today)
      let ended = [month] + ReportingPeriod.ended(before: today)
      let published = try await desk.published().filter { !ended.contains($0) }
      let older = Set(published).sorted { ($1.to, $1.from) < ($0.to, $0.from) }
      let period = call.query["ky"].flatMap { ReportingPeriod(code: $0) } ?? month
      let code = call.query["bang"] ?? rules.first?.code ?? ""
      return .page(
        RankingPage(
          rules: rules, offered: ended + older,
          ranked: rules.isEmpty ? nil : try await desk.ranking(code, period)))
    }
  }
}
