import Catalogue
import Directory
import Ground
import Web

extension FilingRoutes {
  var review: Endpoint {
    Endpoint(
      .get, "\(FilingPaths.draft)/\(FilingPaths.review)", name: "filingReviewPage",
      summary: "Kiểm tra trước khi gửi", tag: "pages", access: FilingRoutes.filers,
      answers: DossierPages.answers, refusals: [.unknown, .outOfOrder]
    ) { call in
      try await opened(call) { opened in
        guard opened.isWholeSaved else { return .redirect(opened.next) }
        return .page(reviewPage(opened, FormState()))
      }
    }
  }

  private func reviewPage(_ opened: OpenedDraft, _ state: FormState) -> FilingReviewPage {
    FilingReviewPage(
      opened: opened, state: state, troubles: opened.form.troubles(on: desk.house.now().day))
  }

  /// However often it is asked, from however many windows, it ends on the same confirmation.
  var send: Endpoint {
    Endpoint(
      .post, "\(FilingPaths.draft)/\(FilingPaths.review)", name: "sendFiling",
      summary: "Gửi hồ sơ", tag: "pages", access: FilingRoutes.filers, body: .form,
      answers: DossierPages.done, refusals: [.unknown, .stale, .outOfOrder, .content]
    ) { call in
      let caller = try call.requireCaller()
      return try await opened(call) { opened in
        do {
          _ = try await desk.send(
            opened.draft.id, by: caller,
            declaring: .init(
              terms: Draft.Terms(text: call.form["terms"]),
              isTrue: call.form["declaration"] == "co", browser: call.browser))
          return .redirect(Paths.draftSent(opened.draft.procedure, opened.draft.id))
            .keepingBrowser(call.browser)
        } catch let refused as any Refusal where refused.keepsForm {
          return try await refusedReview(call, refused)
        }
      }
    }
  }

  /// What was not right is shown on the review as it stands now.
  private func refusedReview(_ call: Call, _ refused: any Refusal) async throws -> Answer {
    try await opened(call) { opened in
      let own = refused.places.filter { $0.pointer == "/declaration" }
      let hasOthers = refused.places.count > own.count
      let shown: (any Refusal)? =
        hasOthers ? nil : own.isEmpty ? refused : DraftRefused.unfit(own)
      return .page(
        reviewPage(opened, FormState(call.form, refused: shown)), status: refused.formStatus)
    }
  }

  var sent: Endpoint {
    Endpoint(
      .get, "\(FilingPaths.draft)/\(FilingPaths.sent)", name: "filingSentPage",
      summary: "Đã gửi hồ sơ", tag: "pages", access: FilingRoutes.filers,
      answers: DossierPages.answers, refusals: [.unknown]
    ) { call in
      let caller = try call.requireCaller()
      let id = Draft.ID(call.path["draft"])
      guard let sent = try await desk.confirmed(id, of: caller) else {
        return .redirect(Paths.draft(call.path.id("code"), id))
      }
      guard sent.dossier.procedure.rawValue == call.path["code"] else {
        throw DraftRefused.unknown
      }
      try await readings.note(call.reading(of: [sent.dossier.subject], by: caller))
      return .page(FilingSentPage(sent: sent))
    }
  }

  var askDeletion: Endpoint {
    Endpoint(
      .get, "\(FilingPaths.draft)/\(FilingPaths.deletion)", name: "draftDeletionPage",
      summary: "Hỏi trước khi xóa bản nháp", tag: "pages", access: FilingRoutes.filers,
      answers: DossierPages.answers, refusals: [.unknown]
    ) { call in
      switch try await opening(call) {
      case .open(let opened):
        .page(
          DraftDeletionPage(
            draft: opened.draft, procedureName: opened.offered.procedure.name))
      case .closed(let draft, _):
        .page(DraftDeletionPage(draft: draft, procedureName: draft.procedure.rawValue))
      case .sent(let draft): .redirect(Paths.draftSent(draft.procedure, draft.id))
      }
    }
  }

  var delete: Endpoint {
    Endpoint(
      .post, "\(FilingPaths.draft)/\(FilingPaths.deletion)", name: "deleteDraft",
      summary: "Xóa bản nháp", tag: "pages", access: FilingRoutes.filers, body: .form,
      answers: [AnswerShape(303)], refusals: [.unknown, .outOfOrder]
    ) { call in
      try await desk.delete(ID(call.path["draft"]), by: try call.requireCaller())
      return .redirect(Paths.mine, notice: "Đã xóa bản nháp.")
    }
  }

  /// A file of one's own draft, to look at again; always as a download.
  var file: Endpoint {
    Endpoint(
      .get, "\(FilingPaths.draft)/tep/{file}", name: "draftFile", summary: "Xem lại tệp đã tải lên",
      tag: "pages", access: FilingRoutes.filers,
      answers: [AnswerShape(200, nil, type: "application/octet-stream")], refusals: [.unknown]
    ) { call in
      let found = try await desk.file(
        call.path["file"], of: ID(call.path["draft"]), by: try call.requireCaller())
      return .stream(found.file.mediaType, fileName: found.file.name) { writer in
        for try await chunk in found.chunks { try await writer.write(chunk) }
      }
    }
  }
}
