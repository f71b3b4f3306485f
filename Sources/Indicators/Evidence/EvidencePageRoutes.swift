import Ground
import Rules
import Web

/// The dossiers behind numbers, as pages: of an indicator and of the settlement report.
struct EvidencePageRoutes: Sendable {
  let desk: FigureDesk

  var endpoints: [Endpoint] { [indicator, settlement] }

  private static let query = ["tu", "den", "co-quan", "theo", "dong", "phan", "sau"].map {
    QueryParameter($0, .string(max: 100, format: .line))
  }
  private static let limit = 50

  private func endpoint(
    _ path: String, _ name: String, _ summary: String,
    _ run: @escaping @Sendable (Call, Caller) async throws -> EvidenceListPage
  ) -> Endpoint {
    Endpoint(
      .get, path, name: name, summary: summary, tag: "pages",
      access: .roles(FigureDesk.readers), face: .desk, query: EvidencePageRoutes.query,
      answers: [AnswerShape(200, type: "text/html")], refusals: [.unknown, .forbidden, .content]
    ) { call in .page(try await run(call, try call.requireCaller())) }
  }

  private var indicator: Endpoint {
    endpoint("/so-lieu/{code}/ho-so", "indicatorEvidencePage", "Hồ sơ đứng sau một chỉ số") {
      call, caller in
      let code = call.path["code"]
      try desk.require(code)
      let period = try call.query.pagePeriod(desk.now().day)
      let breakdown = call.query["theo"].flatMap { Breakdown(rawValue: $0) }
      let part = call.query["phan"].flatMap { FigurePart(rawValue: $0) } ?? .denominator
      let key = call.query["dong"]
      let page = try await desk.evidence(
        EvidenceQuestion(
          code: code, period: period, agency: nil, breakdown: breakdown,
          key: breakdown == nil ? nil : key, part: part, limit: EvidencePageRoutes.limit,
          after: call.query.subject("sau")), for: caller)
      let definition = try desk.indicators.definition(of: code, on: period.to)
      func path(_ after: String?) -> Path {
        Paths.evidence(code, period, by: breakdown, key: key, part, after: after)
      }
      return EvidenceListPage(
        heading: part.words(definition.title.said), lead: period.words,
        rows: try await rows(page.items), back: Paths.figures.asking("chi-so", code),
        first: call.query["sau"] == nil ? nil : path(nil), next: page.next.map(path))
    }
  }

  private var settlement: Endpoint {
    endpoint("/bao-cao/tinh-hinh/ho-so", "settlementEvidencePage", "Hồ sơ đứng sau báo cáo") {
      call, caller in
      let period = try call.query.pagePeriod(desk.now().day)
      let part = call.query["phan"].flatMap { SettlementPart(rawValue: $0) } ?? .carriedOver
      let asked = SettlementAsked(call.query, today: desk.now().day)
      let found = try await desk.settlementEvidence(
        SettlementEvidenceQuestion(
          part: part, period: period, agency: asked.agency, breakdown: asked.breakdown,
          key: call.query["dong"], limit: EvidencePageRoutes.limit,
          after: call.query.subject("sau")), for: caller)
      func path(_ after: String?) -> Path {
        Paths.settlementEvidence(asked, part, key: call.query["dong"], after: after)
      }
      return EvidenceListPage(
        heading: part.words, lead: period.words, rows: found.rows,
        back: Paths.settlement(asked), first: call.query["sau"] == nil ? nil : path(nil),
        next: found.next.map(path))
    }
  }

  /// Items of the API's evidence as lines of a page.
  private func rows(_ items: [JSON]) async throws -> [EvidenceRow] {
    func texts(_ name: String) -> Set<String> { Set(items.compactMap { $0[name]?.text }) }
    let agencies = try await desk.labels(of: texts("agency"), by: .agency)
    let procedures = try await desk.labels(of: texts("procedure"), by: .procedure)
    return items.map { item in
      func said(_ name: String, _ labels: [String: String]) -> String {
        item[name]?.text.map { labels[$0] ?? $0 } ?? ""
      }
      return EvidenceRow(
        name: item["number"]?.text ?? item["reference"]?.text, id: item["id"]?.text,
        procedure: said("procedure", procedures), agency: said("agency", agencies),
        day: item["day"]?.text.flatMap { Day(iso: $0) },
        counts: (item["counts"]?.int ?? 1) * max(1, item["dossiers"]?.int ?? 1))
    }
  }
}

extension SettlementEvidence {
  var rows: [EvidenceRow] {
    lines.map { line in
      let place = line.entry.place
      return EvidenceRow(
        name: line.number ?? line.reference, id: line.id,
        procedure: procedures[place.procedure] ?? place.procedure,
        agency: agencies[place.agency] ?? place.agency, day: line.entry.day,
        counts: line.entry.amount)
    }
  }
}

extension FigurePart {
  func words(_ title: String) -> Phrase {
    switch self {
    case .numerator: "Tử số: \(title)"
    case .denominator: "Mẫu số: \(title)"
    }
  }
}

extension ReportingPeriod {
  var words: Phrase { "Từ \(from.vietnamese) đến hết \(to.vietnamese)." }
}

extension QueryValues {
  /// The period that a page's address names; this month when it names none.
  ///
  /// Refuses: `FigureRefused.periodReversed`, `.periodOutside`.
  func pagePeriod(_ today: Day) throws(FigureRefused) -> ReportingPeriod {
    let month = ReportingPeriod.monthUntil(today)
    return try ReportingPeriod(
      from: day("tu") ?? month.from, to: day("den") ?? month.to)
  }

  /// A subject or a procedure; anything else names none.
  func subject(_ name: String) -> String? {
    self[name].flatMap { text in
      text.utf8.count <= 64 && text.utf8.allSatisfy { $0 > 32 && $0 < 127 } ? text : nil
    }
  }
}

extension Paths {
  static func settlement(_ asked: SettlementAsked) -> Path {
    settlement.asked(asked)
  }

  static func settlementEvidence(
    _ asked: SettlementAsked, _ part: SettlementPart, key: String?, after: String? = nil
  ) -> Path {
    Path("bao-cao", "tinh-hinh", "ho-so").asked(asked).asking("phan", part.rawValue)
      .asking("dong", key).asking("sau", after)
  }

  static func settlementTable(_ asked: SettlementAsked) -> Path {
    Path("bao-cao", "tinh-hinh.csv").asked(asked)
  }
}

extension Path {
  fileprivate func asked(_ asked: SettlementAsked) -> Path {
    asking("tu", asked.from).asking("den", asked.to).asking("co-quan", asked.agency)
      .asking("theo", asked.breakdown.rawValue)
  }
}
