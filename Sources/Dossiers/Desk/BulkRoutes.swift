import Directory
import Ground
import Web

/// Several dossiers at once: each one is an act of its own, so that what is refused for one undoes
/// nothing of the others.
struct BulkRoutes: Sendable {
  let desk: DossierDesk
  let readings: ReadingLog

  var endpoints: [Endpoint] { [choose, assign] }

  /// At most a page of a list, twice.
  static let most = 100

  private let officers = Access.roles(Role.desk)

  /// What is to be done with the chosen ones: shown before anything is done.
  private var choose: Endpoint {
    Endpoint(
      .post, "/ban-lam-viec/hang-loat", name: "bulkPage", summary: "Nhiều hồ sơ cùng lúc",
      tag: "pages", access: officers, face: .desk, body: .form,
      answers: [AnswerShape(200, type: "text/html"), AnswerShape(303)]
    ) { call in
      let caller = try call.requireCaller().atWork
      let filter = WorkFilter(carried: call.form["ds"]) ?? WorkFilter()
      let chosen = try await chosen(call, caller)
      guard !chosen.isEmpty else {
        return .redirect(
          Paths.desk(filter), notice: "Chưa chọn hồ sơ nào: đánh dấu ở đầu dòng rồi bấm lại.")
      }
      if call.form["viec"] == "ban-giao" {
        return .page(
          HandOverPage(chosen: chosen, by: caller.name, at: desk.house.now(), filter: filter))
      }
      return .page(try await assignment(chosen, call, filter, caller, FormState()))
    }
  }

  private func assignment(
    _ chosen: [DossierFile], _ call: Call, _ filter: WorkFilter, _ caller: Caller,
    _ state: FormState
  ) async throws -> BulkAssignmentPage {
    let officers = try await desk.handlers(
      of: Set(chosen.map(\.view.dossier.competentAgency)))
    return BulkAssignmentPage(
      chosen: chosen, officers: officers, filter: filter, state: state,
      key: desk.house.chance.token())
  }

  private var assign: Endpoint {
    Endpoint(
      .post, "/ban-lam-viec/hang-loat/phan-cong", name: "bulkAssign",
      summary: "Phân công nhiều hồ sơ", tag: "pages", access: .roles([.handler, .approver]),
      face: .desk, body: .form, answers: [AnswerShape(200, type: "text/html")] + DossierPages.done,
      refusals: [.content]
    ) { call in
      let caller = try call.requireCaller().atWork
      let filter = WorkFilter(carried: call.form["ds"]) ?? WorkFilter()
      let chosen = try await chosen(call, caller)
      let officer = call.form.text("officer")
      guard !officer.isEmpty else {
        let place = RefusedPlace(
          pointer: "/officer", code: "form.missing", detail: "Chọn cán bộ xử lý.")
        let state = FormState(call.form, refused: FormRefused([place]))
        return .page(try await assignment(chosen, call, filter, caller, state), status: 422)
      }
      var results: [BulkResultPage.Line] = []
      for file in chosen {
        results.append(
          try await assign(file.view.dossier, to: AccountID(officer), call.form["key"], caller))
      }
      return .page(BulkResultPage(lines: results, filter: filter))
    }
  }

  /// One of them; what is refused is told and undoes nothing else.
  private func assign(
    _ dossier: Dossier, to officer: AccountID, _ key: String, _ caller: Caller
  ) async throws -> BulkResultPage.Line {
    let once = DossierDesk.Once(
      key: key.isEmpty ? nil : "\(key)-\(dossier.id.rawValue)",
      hash: "bulk \(dossier.id.rawValue) \(officer.rawValue)"
    ) { done in
      StoredAnswer(status: 303, body: Array(ActKind.assign.said(of: done.view.dossier).text.utf8))
    }
    do {
      let stored = try await desk.act(
        .assign(officer), on: dossier.id.rawValue, by: caller, expecting: nil, once: once)
      return BulkResultPage.Line(
        dossier: dossier, isDone: true,
        says: Phrase(verbatim: String(decoding: stored.body, as: UTF8.self)))
    } catch let refused as any Refusal {
      return BulkResultPage.Line(dossier: dossier, isDone: false, says: refused.explanation)
    }
  }

  /// The chosen dossiers that the caller may see, in the order of the form; others are as if they
  /// had not been named.
  private func chosen(_ call: Call, _ caller: Caller) async throws -> [DossierFile] {
    var files: [DossierFile] = []
    for id in call.form.all("chon").prefix(BulkRoutes.most) {
      do {
        files.append(try await desk.read(id, for: caller))
      } catch is DossierUnknown {}
    }
    try await readings.note(call.reading(of: files.map(\.view.dossier.subject), by: caller))
    return files
  }
}
