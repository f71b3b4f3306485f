import Catalogue
import Ground
import Indicators
import Web

/// `/dien-lai`: what of a replay was printed, what is counted, and what is invented.
struct ReplayRoutes: Sendable {
  let replay: Replay
  let figures: FigureDesk

  var endpoints: [Endpoint] { [show] }

  private var show: Endpoint {
    Endpoint(
      .get, "/dien-lai", name: "replayPage", summary: "Số đã in, số đếm được và phần dựng",
      tag: "pages", access: .everyone, answers: [AnswerShape(200, type: "text/html")]
    ) { _ in
      var rows: [ReplayPage.Row] = []
      for check in replay.checks {
        let period = try ReportingPeriod(
          from: check.period.lowerBound, to: check.period.upperBound)
        let counted = try await figures.total(of: check.indicator, in: period)
        rows.append(ReplayPage.Row(check: check, counted: counted))
      }
      return .page(ReplayPage(replay: replay, rows: rows))
    }
  }
}
