import Ground
import Web

/// What anybody may ask about procedures: list, one version, due date; as JSON and as pages.
struct ProcedureRoutes: Sendable {
  let procedures: ProceduresDesk
  let search: ProcedureSearch
  let due: DueDesk
  private let searchPages = SharedPages<Searched>(limit: 300)

  /// What an answer of the search depends on.
  private struct Searched: Hashable {
    let asked: SearchAsked
    let marks: PortalMarks
  }

  init(procedures: ProceduresDesk, search: ProcedureSearch, due: DueDesk) {
    (self.procedures, self.search, self.due) = (procedures, search, due)
  }

  var endpoints: [Endpoint] { [list, read, dueDate, searchPage, suggestions] }

  private var list: Endpoint {
    Endpoint(
      .get, "/api/v1/procedures", name: "listProcedures", summary: "Tìm thủ tục hành chính",
      tag: "procedures", access: .everyone,
      query: [
        QueryParameter("q", .string(max: 200, format: .line), "không phân biệt dấu, chữ hoa và đ"),
        QueryParameter("sector", .string(min: 1, max: 400, format: .line), "mã hoặc tên lĩnh vực"),
        QueryParameter("level", .enumeration(Level.allCases.map(\.rawValue)), "cấp thực hiện"),
        QueryParameter(
          "agency", .string(min: 1, max: 35, format: .agencyCode), "cơ quan tiếp nhận"),
        .limit, .after,
      ],
      answers: [AnswerShape(200, .list(of: ProcedureShape.summary))]
    ) { call in
      let after = try call.query.after().map { parts throws(EdgeRefused) -> ProcedureCode in
        guard parts.count == 1, let code = parts[0].text else {
          throw .shape([
            RefusedPlace(
              pointer: "after", code: "shape.cursor",
              detail: "Con trỏ không đọc được; hãy lấy lại từ next của trang trước.")
          ])
        }
        return ProcedureCode(code)
      }
      let found = try await search.find(
        ProcedureQuery(
          text: call.query["q"] ?? "", sector: call.query["sector"],
          level: call.query["level"].flatMap { Level(rawValue: $0) },
          agency: call.query["agency"].map { AgencyCode($0) }, limit: call.query.limit,
          after: after))
      let next = found.next.map { Cursor.text([.string($0.rawValue)]) }
      return Answer(.list(found.items.map(\.json), next: next))
    }
  }

  private var read: Endpoint {
    Endpoint(
      .get, "/api/v1/procedures/{code}", name: "readProcedure",
      summary: "Toàn bộ một phiên bản thủ tục", tag: "procedures", access: .everyone,
      query: [
        QueryParameter("version", .integer(min: 1, max: 1_000_000), "mặc định là bản đang áp dụng")
      ],
      answers: [AnswerShape(200, ProcedureShape.whole, headers: ["ETag"])], refusals: [.unknown],
      admit: { try await procedures.require($0.path.id("code")) },
      run: { call in
        let procedure = try await procedures.procedure(
          call.path.id("code"), version: call.query.int("version"))
        return Answer(procedure.json).version(procedure.version)
      })
  }

  private var dueDate: Endpoint {
    Endpoint(
      .get, "/api/v1/procedures/{code}/due", name: "readProcedureDue",
      summary: "Ngày hẹn trả nếu được tiếp nhận vào thời điểm đó, và vì sao", tag: "procedures",
      access: .everyone,
      query: [
        QueryParameter("channel", ProcedureShape.channel, required: true),
        QueryParameter("agency", .string(min: 1, max: 35, format: .agencyCode)),
        QueryParameter("case", .integer(min: 1, max: 1000), "mặc định: trường hợp dài nhất"),
        QueryParameter("at", .instant, "mặc định: bây giờ"),
      ],
      answers: [AnswerShape(200, ProcedureShape.due)], refusals: [.unknown, .content],
      admit: { try await procedures.require($0.path.id("code")) },
      run: { call in
        let at = call.query.instant("at") ?? call.now
        let answer = try await due.answer(
          DueQuestion(
            procedure: call.path.id("code"),
            channel: call.query["channel"].flatMap { Channel(rawValue: $0) } ?? .counter,
            agency: call.query["agency"].map { AgencyCode($0) }, caseNumber: call.query.int("case"),
            at: at))
        return Answer(answer.json(asked: at))
      })
  }

  private var searchPage: Endpoint {
    Endpoint(
      .get, "/thu-tuc", name: "searchProceduresPage", summary: "Trang tra cứu thủ tục",
      tag: "pages", access: .everyone,
      query: ["q", "linh-vuc", "cap", "co-quan", "sau"].map {
        QueryParameter($0, .string(max: 400))
      }, answers: [AnswerShape(200, type: "text/html")]
    ) { call in
      let asked = SearchAsked(
        text: call.query["q"] ?? "", sector: call.query["linh-vuc"] ?? "",
        level: call.query["cap"] ?? "", agency: call.query["co-quan"] ?? "",
        after: call.query["sau"] ?? "")
      let searched = Searched(asked: asked, marks: try await procedures.marks())
      return .page(
        try await searchPages.page(searched) {
          ProcedureSearchPage(
            asked: asked, found: try await search.find(asked.query),
            sectors: try await procedures.sectors())
        })
    }
  }

  /// What somebody may be about to type, as options for a `datalist`; the page works without it.
  private var suggestions: Endpoint {
    Endpoint(
      .get, "/thu-tuc/goi-y", name: "suggestProcedures", summary: "Gợi ý tên thủ tục khi đang gõ",
      tag: "pages", access: .everyone, query: [QueryParameter("q", .string(max: 400))],
      answers: [AnswerShape(200, type: "text/html")]
    ) { call in
      let names = try await search.suggestions(call.query["q"] ?? "")
      let options = names.map { "<option value=\"\($0)\"></option>" as HTML }
      let fragment: HTML = "\(options)"
      return .bytes("text/html; charset=utf-8", Array(fragment.text.utf8))
        .header("Cache-Control", "public, max-age=60")
    }
  }
}
