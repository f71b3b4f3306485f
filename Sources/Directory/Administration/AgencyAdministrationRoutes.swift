import Ground
import Web

/// Screens on which administrators keep agencies. Whether they may is asked by the desk.
struct AgencyAdministrationRoutes: Sendable {
  let desk: DirectoryDesk
  let agencies: AgencyDesk

  var endpoints: [Endpoint] {
    [
      list, blank, add, sheet,
      asking("thay-doi", "changeAgencyPage", "Thay đổi cơ quan") {
        .page(AgencyForms.changing($0, $1))
      },
      change,
      asking("lien-he", "agencyContactPage", "Địa chỉ, liên hệ") {
        .page(AgencyForms.contact($0, $1))
      },
      contact,
      asking("ket-thuc", "endAgencyPage", "Kết thúc hoạt động") {
        .page(AgencyForms.ending($0, $1))
      },
      end,
      asking("tiep-tuc", "resumeAgencyPage", "Hủy việc kết thúc") {
        .page(AgencyForms.resuming($0, $1))
      },
      resume,
    ]
  }

  static let access = Access.roles([.administrator])
  static let shown = [AnswerShape(200, type: "text/html")]
  static let done = [AnswerShape(303)]
  static let root = "/quan-tri/co-quan"
  static let refusals: Set<RefusalKind> = [.unknown, .forbidden, .content, .outOfOrder]

  private var list: Endpoint {
    Endpoint(
      .get, Self.root, name: "administerAgenciesPage", summary: "Danh mục cơ quan", tag: "pages",
      access: Self.access, face: .desk,
      query: ["q", "tinh-trang", "cap", "thuoc", "xep", "trang"].map {
        QueryParameter($0, .string(max: 200))
      }, answers: Self.shown
    ) { call in
      var query = AgencyQuery()
      query.text = call.query["q"] ?? ""
      query.state = call.query["tinh-trang"].flatMap(AgencyQuery.State.init) ?? .standing
      query.level = call.query["cap"].flatMap(AgencyLevel.init)
      let under = normalised(call.query["thuoc"] ?? "")
      query.under = under.isEmpty ? nil : AgencyCode(under.uppercased())
      query.order = call.query["xep"].flatMap(AgencyQuery.Order.init) ?? .code
      query.page = pageNumber(call.query["trang"])
      let found = try await desk.administered(query, by: try call.requireCaller())
      return .page(AdministeredAgenciesPage(query: query, found: found))
    }
  }

  private var blank: Endpoint {
    Endpoint(
      .get, Self.root + "/them", name: "newAgencyPage", summary: "Thêm cơ quan", tag: "pages",
      access: Self.access, face: .desk, answers: Self.shown
    ) { call in .page(AgencyForms.adding(FormState(), today: call.now.day)) }
  }

  private var add: Endpoint {
    Endpoint(
      .post, Self.root + "/them", name: "establishAgency", summary: "Thêm cơ quan", tag: "pages",
      access: Self.access, face: .desk, body: .form, answers: Self.done, refusals: Self.refusals
    ) { call in
      do {
        var form = AdministrationForm(call.form.dateText)
        let (new, reason) = try form.newAgency()
        let agency = try await agencies.establish(
          new, reason: reason, by: try call.requireCaller())
        return .redirect(AdministrationPaths.agency(agency.code), notice: "Đã thêm cơ quan.")
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let page = AgencyForms.adding(FormState(call.form, refused: refused), today: call.now.day)
        return .page(page, status: formStatus(refused))
      }
    }
  }

  private var sheet: Endpoint {
    Endpoint(
      .get, Self.root + "/{code}", name: "administerAgencyPage", summary: "Một cơ quan",
      tag: "pages", access: Self.access, face: .desk, answers: Self.shown,
      refusals: [.unknown, .forbidden]
    ) { call in .page(AgencySheetPage(sheet: try await sheet(call))) }
  }

  private func sheet(_ call: Call) async throws -> AgencySheet {
    try await desk.sheet(of: call.path.id("code"), for: try call.requireCaller())
  }

  /// The page that asks for an act.
  private func asking(
    _ act: String, _ name: String, _ summary: String,
    _ page: @escaping @Sendable (AgencySheet, FormState) -> Answer
  ) -> Endpoint {
    Endpoint(
      .get, Self.root + "/{code}/" + act, name: name, summary: summary, tag: "pages",
      access: Self.access, face: .desk, answers: Self.shown, refusals: [.unknown, .forbidden]
    ) { call in page(try await sheet(call), FormState()) }
  }

  /// Does one act on the agency in the path; what is refused comes back on its form.
  private func taking(
    _ act: String, _ name: String, _ summary: String,
    _ page: @escaping @Sendable (AgencySheet, FormState) -> AdministrationActPage,
    _ body: @escaping @Sendable (Call, AgencySheet, Caller) async throws -> Answer
  ) -> Endpoint {
    Endpoint(
      .post, Self.root + "/{code}/" + act, name: name, summary: summary, tag: "pages",
      access: Self.access, face: .desk, body: .form, answers: Self.done, refusals: Self.refusals
    ) { call in
      let sheet = try await sheet(call)
      do {
        if case .mending = AdministrationStep(call.form) {
          return .page(page(sheet, FormState(call.form)))
        }
        return try await body(call, sheet, try call.requireCaller())
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let state = FormState(call.form, refused: refused)
        return .page(page(sheet, state), status: formStatus(refused))
      }
    }
  }

  private var change: Endpoint {
    taking("thay-doi", "changeAgency", "Thay đổi cơ quan", AgencyForms.changing) {
      call, sheet, caller in
      var form = AdministrationForm(call.form.dateText)
      let (change, from, reason) = try form.change(of: sheet.agency)
      let agency = try await agencies.change(
        sheet.agency.code, change, from: from, reason: reason, by: caller)
      let code = from <= call.now.day ? agency.code : sheet.agency.code
      return .redirect(
        AdministrationPaths.agency(code), notice: "Đã ghi thay đổi, áp dụng từ \(from.vietnamese).")
    }
  }

  private var contact: Endpoint {
    taking("lien-he", "setAgencyContact", "Địa chỉ, liên hệ", AgencyForms.contact) {
      call, sheet, caller in
      var form = AdministrationForm(call.form.dateText)
      let (contact, from, reason) = try form.contact()
      try await agencies.setContact(
        contact, of: sheet.agency.code, from: from, reason: reason, by: caller)
      return .redirect(
        AdministrationPaths.agency(sheet.agency.code), notice: "Đã lưu địa chỉ và liên hệ.")
    }
  }

  private var end: Endpoint {
    taking("ket-thuc", "endAgency", "Kết thúc hoạt động", AgencyForms.ending) {
      call, sheet, caller in
      var form = AdministrationForm(call.form.dateText)
      let (lastDay, successors, reason) = try form.ending()
      let code = sheet.agency.code
      guard case .confirmed = AdministrationStep(call.form) else {
        let next = try await agencies.checkEnd(
          code, lastDay: lastDay, successors: successors, by: caller)
        return .page(
          AgencyForms.endingReview(
            sheet, lastDay: lastDay, successor: next.first?.name, call.form))
      }
      _ = try await agencies.end(
        code, lastDay: lastDay, successors: successors, legalBasis: reason, by: caller)
      return .redirect(
        AdministrationPaths.agency(code), notice: "Đã ghi ngày kết thúc \(lastDay.vietnamese).")
    }
  }

  private var resume: Endpoint {
    taking("tiep-tuc", "resumeAgency", "Hủy việc kết thúc", AgencyForms.resuming) {
      call, sheet, caller in
      var form = AdministrationForm(call.form.dateText)
      let reason = form.reason()
      guard form.faults.isEmpty else { throw FormUnfit(places: form.faults) }
      _ = try await agencies.resume(sheet.agency.code, reason: reason, by: caller)
      return .redirect(
        AdministrationPaths.agency(sheet.agency.code), notice: "Đã hủy việc kết thúc.")
    }
  }
}

/// The number of a page in an address: 1 for nothing and for nonsense.
func pageNumber(_ text: String?) -> Int {
  guard let number = text.flatMap({ Int($0) }), (1...100_000).contains(number) else { return 1 }
  return number
}
