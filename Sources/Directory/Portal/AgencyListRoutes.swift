import Ground
import Web

/// The public list of agencies.
struct AgencyListRoutes: Sendable {
  let desk: DirectoryDesk
  private let pages = SharedPages<Question>(limit: 100)

  /// What the list depends on as long as no procedure is asked for.
  private struct Question: Hashable {
    let asked: AgencyListAsked
    let after: AgencyCode?
    let mark: String
    let day: Day
  }

  init(desk: DirectoryDesk) { self.desk = desk }

  var endpoints: [Endpoint] { [list] }

  private var list: Endpoint {
    Endpoint(
      .get, "/co-quan", name: "agenciesPage", summary: "Trang danh sách cơ quan", tag: "pages",
      access: .everyone,
      query: ["q", "cap", "thu-tuc", "sau"].map { QueryParameter($0, .string(max: 200)) },
      answers: [AnswerShape(200, type: "text/html")]
    ) { call in
      let asked = AgencyListAsked(
        text: normalised(call.query["q"] ?? ""), level: call.query["cap"] ?? "",
        procedure: call.query["thu-tuc"] ?? "")
      var query = DirectoryDesk.Query()
      query.text = asked.text
      query.level = AgencyLevel(rawValue: asked.level)
      query.procedure = asked.procedure.isEmpty ? nil : ProcedureCode(asked.procedure)
      query.after = call.query["sau"].flatMap { $0.isEmpty ? nil : AgencyCode($0) }
      query.limit = 30
      return try await answer(asked, query)
    }
  }

  private func answer(
    _ asked: AgencyListAsked, _ query: DirectoryDesk.Query
  ) async throws -> Answer {
    @Sendable func made() async throws -> AgencyListPage {
      AgencyListPage(
        asked: asked, found: try await desk.publicList(query), isFirst: query.after == nil)
    }
    guard query.procedure == nil else { return .page(try await made()) }
    let (mark, day) = try await desk.mark()
    let question = Question(asked: asked, after: query.after, mark: mark, day: day)
    return .page(try await pages.page(question, made))
  }
}

/// What the list of agencies was asked, as typed.
struct AgencyListAsked: Sendable, Hashable {
  var text: String
  var level: String
  var procedure: String

  /// The same question, going on after a code.
  func path(after code: AgencyCode?) -> Path {
    func filled(_ text: String) -> String? { text.isEmpty ? nil : text }
    return Paths.agencies.asking("q", filled(text)).asking("cap", filled(level))
      .asking("thu-tuc", filled(procedure)).asking("sau", code?.rawValue)
  }
}
