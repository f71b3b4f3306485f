import Ground
import Web

/// The watch: what concerns the officer, what a head oversees, one finding; and the same as JSON.
struct FindingRoutes: Sendable {
  let desk: FindingDesk

  var endpoints: [Endpoint] { [control, list, show] + acts + [apiList, apiCounts] }

  private var rules: [IntegrityRule] { desk.watch.rules }
  private static let page = [AnswerShape(200, type: "text/html")]
  private static let limit = 50

  private var control: Endpoint {
    Endpoint(
      .get, "/kiem-soat", name: "integrityPage", summary: "Trang kiểm soát", tag: "pages",
      access: .roles(FigureDesk.readers), face: .desk, answers: FindingRoutes.page
    ) { call in
      let caller = try call.requireCaller()
      let own = try await desk.own(caller, limit: 200)
      let oversees = !caller.roles.isDisjoint(with: FindingDesk.watchers)
      let counts = oversees ? try await desk.counts(.init(), for: caller) : nil
      return .page(
        ControlPage(
          own: own, counts: counts,
          agencies: try await desk.figures.labels(
            of: Set((counts ?? []).map(\.agency)), by: .agency),
          rules: rules, today: desk.figures.now().day))
    }
  }

  private var list: Endpoint {
    Endpoint(
      .get, "/kiem-soat/danh-sach", name: "findingsPage", summary: "Danh sách dấu hiệu",
      tag: "pages", access: .roles(FindingDesk.watchers), face: .desk,
      query: ["quy-tac", "co-quan", "tinh-trang", "tu", "den", "sau"].map {
        QueryParameter($0, .string(max: 100, format: .line))
      },
      answers: FindingRoutes.page + [AnswerShape(403, type: "text/html")]
    ) { call in
      let caller = try call.requireCaller()
      let asked = FindingDesk.Question(pageQuery: call.query)
      let place = call.query["sau"].flatMap { FindingReadingStore.Place(text: $0) }
      do {
        let found = try await desk.list(
          asked, limit: FindingRoutes.limit + 1, after: place, for: caller)
        return .page(try await page(asked, found, isFirst: place == nil, caller))
      } catch let refusal as FigureRefused {
        return .page(
          try await page(asked, [], isFirst: true, caller, refusal),
          status: refusal.kind == .forbidden ? 403 : 422)
      }
    }
  }

  private func page(
    _ asked: FindingDesk.Question, _ found: [KeptFinding], isFirst: Bool, _ caller: Caller,
    _ refusal: FigureRefused? = nil
  ) async throws -> FindingListPage {
    let shown = Array(found.prefix(FindingRoutes.limit))
    let choices = try await desk.figures.agencies(for: caller)
    let codes = Set(choices).union(shown.map(\.finding.agency))
    let agencies = try await desk.figures.labels(of: codes, by: .agency)
    return FindingListPage(
      asked: asked, found: shown,
      next: found.count > shown.count
        ? shown.last.map { FindingReadingStore.Place(day: $0.finding.day, id: $0.id).text } : nil,
      isFirst: isFirst, choices: choices.map { ($0, agencies[$0] ?? $0) }, agencies: agencies,
      names: try await desk.names(of: Set(shown.compactMap(\.finding.post))), rules: rules,
      refusal: refusal, today: desk.figures.now().day)
  }

  private var show: Endpoint {
    Endpoint(
      .get, "/kiem-soat/dau-hieu/{id}", name: "findingPage", summary: "Một dấu hiệu",
      tag: "pages", access: .roles(FigureDesk.readers), face: .desk,
      answers: FindingRoutes.page, refusals: [.unknown]
    ) { call in
      let sheet = try await desk.sheet(call.path["id"], for: try call.requireCaller())
      return .page(FindingPage(sheet: sheet, rules: rules, state: FormState(), tried: nil))
    }
  }

  private var acts: [Endpoint] {
    [
      taking(.explain, "explainFinding", FigureDesk.readers),
      taking(.acknowledge, "acknowledgeFinding", [.approver]),
      taking(.refer, "referFinding", [.approver]),
    ]
  }

  private func taking(_ act: FindingAct, _ name: String, _ roles: Set<Role>) -> Endpoint {
    Endpoint(
      .post, "/kiem-soat/dau-hieu/{id}/" + act.address, name: name,
      summary: act.words.vietnamese, tag: "pages", access: .roles(roles), face: .desk,
      body: .form, answers: [AnswerShape(303), AnswerShape(422, type: "text/html")],
      refusals: [.unknown, .forbidden, .outOfOrder]
    ) { call in
      let (id, caller) = (call.path["id"], try call.requireCaller())
      do {
        let state = try await desk.say(act, call.form["noi-dung"], to: id, by: caller)
        return .redirect(FindingPaths.finding(id), notice: state.words)
      } catch let refused as FindingRefused where refused == .textMissing {
        return .page(
          FindingPage(
            sheet: try await desk.sheet(id, for: caller), rules: rules,
            state: FormState(call.form, refused: refused), tried: act), status: 422)
      }
    }
  }

  private var apiList: Endpoint {
    Endpoint(
      .get, "/api/v1/findings", name: "listFindings",
      summary: "Các dấu hiệu cần giải trình trong phạm vi của người hỏi", tag: "integrity",
      access: .roles(FindingDesk.watchers),
      query: FindingRoutes.query + [.limit, .after, .afterFact],
      answers: [AnswerShape(200, .list(of: FindingShape.finding))],
      refusals: [.unknown, .forbidden, .content]
    ) { call in
      try await desk.figures.wait(forFact: call.query["after-fact"])
      var place: FindingReadingStore.Place?
      if let parts = try call.query.after() { place = try FindingReadingStore.Place(parts) }
      let found = try await desk.list(
        FindingDesk.Question(call.query), limit: call.query.limit + 1, after: place,
        for: try call.requireCaller())
      let shown = found.prefix(call.query.limit)
      let next = found.count > shown.count ? shown.last : nil
      return Answer(
        .list(
          shown.map(\.json),
          next: next.map { Cursor.text([JSON($0.finding.day), .string($0.id)]) }))
    }
  }

  private var apiCounts: Endpoint {
    Endpoint(
      .get, "/api/v1/findings/counts", name: "countFindings",
      summary: "Số dấu hiệu theo cơ quan, quy tắc, tình trạng", tag: "integrity",
      access: .roles(FindingDesk.watchers), query: FindingRoutes.query + [.afterFact],
      answers: [AnswerShape(200, FindingShape.counts)],
      refusals: [.unknown, .forbidden, .content]
    ) { call in
      try await desk.figures.wait(forFact: call.query["after-fact"])
      let counts = try await desk.counts(
        FindingDesk.Question(call.query), for: try call.requireCaller())
      return Answer([
        "rules": .array(rules.map(\.json)), "rows": .array(counts.map(\.json)),
      ])
    }
  }

  private static let query = [
    QueryParameter("rule", FindingShape.code), FigureShape.agency,
    QueryParameter("state", FindingShape.state), QueryParameter("from", .day),
    QueryParameter("to", .day),
  ]
}

extension FindingCount {
  fileprivate var json: JSON {
    [
      "agency": .string(agency), "rule": .string(rule.rawValue),
      "state": .string(state.rawValue), "count": JSON(count),
    ]
  }
}

extension FindingDesk.Question {
  fileprivate init(_ query: QueryValues) {
    self.init(
      rule: query["rule"].flatMap { IntegrityRule.Code(rawValue: $0) }, agency: query["agency"],
      state: query["state"].flatMap { FindingState(rawValue: $0) }, from: query.day("from"),
      to: query.day("to"))
  }

  /// What was chosen on the page; an empty choice is none.
  fileprivate init(pageQuery query: QueryValues) {
    self.init(
      rule: query["quy-tac"].flatMap { IntegrityRule.Code(rawValue: $0) },
      agency: query["co-quan"].flatMap { $0.isEmpty ? nil : $0 },
      state: query["tinh-trang"].flatMap { FindingState(rawValue: $0) },
      from: query.day("tu"), to: query.day("den"))
  }
}

extension FindingReadingStore.Place {
  /// As addresses carry it.
  fileprivate var text: String { "\(day.iso)_\(id)" }

  fileprivate init?(text: String) {
    let parts = text.split(separator: "_")
    guard parts.count == 2, let day = Day(iso: String(parts[0])), parts[1].utf8.count <= 64 else {
      return nil
    }
    self.init(day: day, id: String(parts[1]))
  }

  /// Refuses: `EdgeRefused.shape` for a cursor that is none of ours.
  fileprivate init(_ parts: [JSON]) throws(EdgeRefused) {
    guard parts.count == 2, let day = parts[0].text.flatMap({ Day(iso: $0) }),
      let id = parts[1].text, id.utf8.allSatisfy({ $0 > 32 && $0 < 127 }), id.utf8.count <= 64
    else {
      throw .shape([
        RefusedPlace(
          pointer: "after", code: "shape.cursor",
          detail: "Con trỏ không đọc được; hãy lấy lại từ next của trang trước.")
      ])
    }
    self.init(day: day, id: id)
  }
}
