import Catalogue
import Directory
import Ground
import Web

extension DossierRoutes {
  var list: Endpoint {
    Endpoint(
      .get, "/api/v1/dossiers", name: "listDossiers", summary: "Danh sách hồ sơ", tag: "dossiers",
      access: .signedIn,
      query: [
        QueryParameter("agency", .string(min: 1, max: 35, format: .line)),
        QueryParameter("stage", .enumeration(Stage.allCases.map(\.rawValue))),
        QueryParameter("overdue", .boolean), QueryParameter("dueBefore", .instant),
        QueryParameter("q", .string(max: 200, format: .line)),
        QueryParameter(
          "channel", .enumeration(Channel.allCases.map(\.rawValue)),
          "chỉ hồ sơ nộp theo hình thức này"),
        QueryParameter(
          "officer", .enumeration(["me", "none"]),
          "me: giao cho người hỏi; none: chưa phân công"),
        QueryParameter(
          "order", .enumeration(WorklistQuestion.Order.allCases.map(\.rawValue)),
          "due (mặc định): đến hạn trước xếp trước; newest: mới nộp xếp trước"),
        .limit, .after,
      ],
      headers: [.purpose],
      answers: [AnswerShape(200, .list(of: DossierShape.item))]
    ) { call in
      let caller = try call.requireCaller()
      let question = try WorklistQuestion(call.query, for: caller.account)
      let found = try await desk.lines(question, for: caller)
      try await readings.note(call.reading(of: found.subjects, by: caller))
      return .list(
        written: found.items, next: found.next.map { Cursor.text([.integer($0), .string($1)]) })
    }
  }
}

extension WorklistQuestion {
  /// Reads the query of the list; its parameters have been checked.
  init(_ query: QueryValues, for account: AccountID) throws {
    self.init(limit: query.limit)
    agency = query["agency"].map { AgencyCode($0) }
    stage = query["stage"].flatMap({ Stage(rawValue: $0) })
    overdue = query.bool("overdue")
    dueBefore = query.instant("dueBefore")
    text = query["q"]
    channel = query["channel"].flatMap({ Channel(rawValue: $0) })
    order = query["order"].flatMap({ Order(rawValue: $0) }) ?? .due
    switch query["officer"] {
    case "me": assignment = .to(account)
    case "none": assignment = .nobody
    case _: break
    }
    if let parts = try query.after() {
      guard parts.count == 2, let order = parts[0].integer, let id = parts[1].text else {
        throw EdgeRefused.shape([
          RefusedPlace(
            pointer: "after", code: "shape.cursor",
            detail: "Con trỏ trang không hợp lệ; hãy mở lại danh sách từ đầu.")
        ])
      }
      after = (order, id)
    }
  }
}
