import Directory
import Ground
import Web

/// Screens on which one procedure at one agency is prepared, opened, changed and ended.
struct OfferRoutes: Sendable {
  let offers: OffersDesk

  var endpoints: [Endpoint] {
    [
      sheet,
      asking("nhap", "offerDraftPage", "Bản nháp") { bench, state, _ in
        OfferDraftFields(bench: bench, state: state).page
      }, draft,
      asking("giay-to", "offerComponentsPage", "Đối chiếu thành phần hồ sơ") { bench, state, _ in
        OfferForms.components(bench, state)
      }, components,
      asking("gio", "offerHoursPage", "Giờ tiếp nhận") { bench, state, _ in
        OfferForms.hours(bench, state)
      }, hours,
      asking("xem-lai", "reviewOfferPage", "Xem lại và áp dụng", OfferForms.review), publish,
      asking("bo-nhap", "discardOfferDraftPage", "Bỏ bản nháp") { bench, state, _ in
        OfferForms.discarding(bench, state)
      }, discard,
      asking("ngung", "endOfferPage", "Ngừng tiếp nhận") { bench, state, _ in
        OfferForms.ending(bench, state)
      }, end,
      asking("huy", "withdrawOfferPage", "Hủy việc đã hẹn") { bench, state, _ in
        OfferForms.withdrawing(bench, state)
      }, withdraw,
    ]
  }

  private typealias Form = @Sendable (OfferBench, FormState, Day) -> AdministrationActPage

  private static let root = "/quan-tri/thu-tuc/{agency}/{code}"
  private var admin: Access { AdministrationRoutes.admin }

  /// The offer in the path with the post by which the asker administers its agency.
  private func bench(_ call: Call) async throws -> (OfferBench, PostID) {
    let (agency, code): (AgencyCode, ProcedureCode) = (call.path.id("agency"), call.path.id("code"))
    let post = try await offers.administration(of: agency, by: try call.requireCaller())
    return (try await offers.bench(agency, code), post)
  }

  private var sheet: Endpoint {
    Endpoint(
      .get, Self.root, name: "offerPage", summary: "Một thủ tục tại cơ quan", tag: "pages",
      access: admin, face: .desk, answers: AdministrationRoutes.page,
      refusals: [.unknown, .forbidden]
    ) { call in .page(OfferPage(bench: try await bench(call).0, today: call.now.day)) }
  }

  private func asking(
    _ act: String, _ name: String, _ summary: String, _ form: @escaping Form
  ) -> Endpoint {
    Endpoint(
      .get, Self.root + "/" + act, name: name, summary: summary, tag: "pages", access: admin,
      face: .desk, answers: AdministrationRoutes.page, refusals: [.unknown, .forbidden]
    ) { call in .page(form(try await bench(call).0, FormState(), call.now.day)) }
  }

  /// Does one act; what is refused comes back on its form.
  private func taking(
    _ act: String, _ name: String, _ summary: String, _ form: @escaping Form,
    _ body: @escaping @Sendable (Call, OfferBench, PostID) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      .post, Self.root + "/" + act, name: name, summary: summary, tag: "pages", access: admin,
      face: .desk, body: .form, answers: [AnswerShape(303)],
      refusals: [.unknown, .forbidden, .content, .outOfOrder]
    ) { call in
      let (bench, post) = try await bench(call)
      do {
        if case .mending = AdministrationStep(call.form) {
          return .page(form(bench, FormState(call.form), call.now.day))
        }
        return try await body(call, bench, post)
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let state = FormState(call.form, refused: refused)
        return .page(form(bench, state, call.now.day), status: formStatus(refused))
      }
    }
  }

  private func there(_ bench: OfferBench) -> Path {
    OfferPaths.offer(bench.sheet.agency.code, bench.sheet.procedure.code)
  }

  private var draft: Endpoint {
    taking("nhap", "saveOfferDraft", "Lưu bản nháp") { bench, state, _ in
      OfferDraftFields(bench: bench, state: state).page
    } _: { call, bench, _ in
      let sheet = bench.sheet
      let conditions = try OfferForm { call.form[$0] }.filled(cases: sheet.cases)
      try await offers.saveDraft(
        conditions, sheet.agency.code, sheet.procedure.code, by: try call.requireCaller())
      return .redirect(there(bench), notice: "Đã lưu bản nháp.")
    }
  }

  private var components: Endpoint {
    taking("giay-to", "checkOfferComponents", "Đối chiếu thành phần hồ sơ") { bench, state, _ in
      OfferForms.components(bench, state)
    } _: { call, bench, _ in
      let sheet = bench.sheet
      let version = Int(call.form["version"]) ?? 0
      guard version == sheet.procedure.version else { throw CatalogueRefused.componentsMoved }
      try await offers.checkComponents(
        version, sheet.agency.code, sheet.procedure.code, by: try call.requireCaller())
      return .redirect(there(bench), notice: "Đã ghi việc đối chiếu.")
    }
  }

  private var hours: Endpoint {
    taking("gio", "takeCommonHours", "Giờ tiếp nhận") { bench, state, _ in
      OfferForms.hours(bench, state)
    } _: { call, bench, _ in
      let sheet = bench.sheet
      try await offers.takeCommonHours(
        sheet.agency.code, sheet.procedure.code, by: try call.requireCaller())
      return .redirect(there(bench), notice: "Đã xác nhận giờ tiếp nhận.")
    }
  }

  private var publish: Endpoint {
    taking("xem-lai", "publishOffer", "Mở hoặc sửa việc tiếp nhận", OfferForms.review) {
      call, bench, post in
      let sheet = bench.sheet
      let form = try CitedForm(typed: call.form.dateText).publishing()
      try await offers.publish(
        sheet.agency.code, sheet.procedure.code, citing: form.citation, from: form.from, by: post)
      return .redirect(
        there(bench),
        notice: sheet.offer == nil
          ? "Đã mở tiếp nhận từ \(form.from.vietnamese)."
          : "Đã áp dụng quy định mới từ \(form.from.vietnamese).")
    }
  }

  private var discard: Endpoint {
    taking("bo-nhap", "discardOfferDraft", "Bỏ bản nháp") { bench, state, _ in
      OfferForms.discarding(bench, state)
    } _: { _, bench, _ in
      try await offers.discardDraft(bench.sheet.agency.code, bench.sheet.procedure.code)
      return .redirect(there(bench), notice: "Đã bỏ bản nháp.")
    }
  }

  private var end: Endpoint {
    taking("ngung", "endOffer", "Ngừng tiếp nhận thủ tục") { bench, state, _ in
      OfferForms.ending(bench, state)
    } _: { call, bench, post in
      let sheet = bench.sheet
      let (agency, code) = (sheet.agency.code, sheet.procedure.code)
      let ending = try CitedForm(typed: call.form.dateText).ending()
      guard let offer = sheet.offer else { throw CatalogueRefused.notOffered(agency, code) }
      guard ending.lastDay >= offer.validFrom else {
        throw CatalogueRefused.unfit([
          fault("end.lastDay", "Ngày cuối phải từ \(offer.validFrom.vietnamese) trở đi.")
        ])
      }
      guard case .confirmed = AdministrationStep(call.form) else {
        return .page(
          OfferForms.endingReview(
            bench, lastDay: ending.lastDay, citation: ending.citation, call.form))
      }
      try await offers.endOffer(
        agency, code, on: ending.lastDay, citing: ending.citation, by: post)
      return .redirect(
        there(bench), notice: "Đã ghi việc ngừng tiếp nhận sau ngày \(ending.lastDay.vietnamese).")
    }
  }

  private var withdraw: Endpoint {
    taking("huy", "withdrawOffer", "Hủy việc đã hẹn") { bench, state, _ in
      OfferForms.withdrawing(bench, state)
    } _: { call, bench, post in
      let citation = try CitedForm(typed: call.form.dateText).withdrawing()
      try await offers.withdraw(
        bench.sheet.agency.code, bench.sheet.procedure.code, citing: citation, by: post)
      return .redirect(there(bench), notice: "Đã hủy việc đã hẹn.")
    }
  }
}
