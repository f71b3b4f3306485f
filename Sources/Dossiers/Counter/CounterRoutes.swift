import Catalogue
import Deadlines
import Directory
import Ground
import Web

/// Reception at the counter: choose the procedure, one page, received.
struct CounterRoutes: Sendable {
  let desk: DossierDesk
  let files: FileDesk
  let readings: ReadingLog

  var endpoints: [Endpoint] { [choose, blank, receive, received] }

  private static let path = "/ban-lam-viec/tiep-nhan/{code}"
  private let receivers = Access.roles([.receiver])
  private static let mostMatches = 50

  private var choose: Endpoint {
    Endpoint(
      .get, "/ban-lam-viec/tiep-nhan", name: "receptionPage",
      summary: "Tiếp nhận tại quầy: chọn thủ tục", tag: "pages", access: receivers, face: .desk,
      query: [QueryParameter("q", .string(max: 2000))], answers: DossierPages.answers
    ) { call in
      let text = normalised(call.query["q"] ?? "")
      let found = try await desk.counterMatches(
        at: agencies(try call.requireCaller()), text, limit: CounterRoutes.mostMatches)
      if !text.isEmpty, found.count == 1 {
        return .redirect(Paths.reception(found[0].code.rawValue))
      }
      return .page(ReceptionPage(text: text, found: found))
    }
  }

  private var blank: Endpoint {
    Endpoint(
      .get, CounterRoutes.path, name: "counterSubmissionPage",
      summary: "Tiếp nhận tại quầy: đơn", tag: "pages", access: receivers, face: .desk,
      query: [QueryParameter("co-quan", .string(max: 100))], answers: DossierPages.answers,
      refusals: [.unknown]
    ) { call in
      let values = FormValues(call.query["co-quan"].map { [("agency", $0)] } ?? [])
      return .page(try await page(try await sheet(call), FormState(values), [:]))
    }
  }

  private var receive: Endpoint {
    Endpoint(
      .post, CounterRoutes.path, name: "receiveFromPage", summary: "Tiếp nhận tại quầy",
      tag: "pages", access: receivers, face: .desk, body: .multipart(limit: Uploads.limit),
      answers: DossierPages.done, refusals: [.unknown, .content]
    ) { try await take($0) }
  }

  private var received: Endpoint {
    Endpoint(
      .get, CounterRoutes.path + "/{id}", name: "receivedPage", summary: "Đã tiếp nhận tại quầy",
      tag: "pages", access: receivers, face: .desk, answers: DossierPages.answers,
      refusals: [.unknown]
    ) { call in
      let caller = try call.requireCaller()
      let file = try await desk.read(call.path["id"], for: caller)
      try await readings.note(call.reading(of: [file.view.dossier.subject], by: caller))
      return .page(ReceivedPage(file: file))
    }
  }

  private func agencies(_ caller: Caller) -> Set<AgencyCode> {
    Set(caller.posts.filter { $0.role == .receiver }.map(\.agency))
  }

  private func sheet(_ call: Call) async throws -> SubmissionSheet {
    try await desk.sheet(
      call.path.id("code"), through: CounterTyped.channels,
      at: agencies(try call.requireCaller()))
  }

  private func page(
    _ sheet: SubmissionSheet, _ state: FormState, _ files: [String: UploadedFile]
  ) async throws -> CounterPage {
    let chosen = sheet.chosen(state.values["agency"])
    return CounterPage(
      sheet: sheet, chosen: chosen, state: state, files: files, key: desk.house.chance.token(),
      home: try await desk.counterHome(of: chosen?.code))
  }

  /// Takes the form, or shows it again with everything that was typed and every file that was
  /// taken.
  private func take(_ call: Call) async throws -> Answer {
    let caller = try call.requireCaller()
    let sheet = try await sheet(call)
    let uploads = try await call.uploads(to: files, by: caller)
    let kept = try await desk.uploads(uploads.keptIDs, of: caller)
    let typed = CounterTyped(values: uploads.values, sheet: sheet)
    do {
      guard uploads.refused.isEmpty else { throw FormRefused(uploads.refused) }
      if uploads.values["again"] == "co" {
        return .page(try await page(sheet, FormState(uploads.values), kept))
      }
      return try await submit(typed, kept, by: caller)
    } catch let refused as any Refusal where refused.keepsForm {
      let shown = refused is FormRefused ? refused : FormRefused(refused, move: typed.place)
      let state = FormState(uploads.values, refused: shown)
      return .page(try await page(sheet, state, kept), status: refused.formStatus)
    }
  }

  private func submit(
    _ typed: CounterTyped, _ kept: [String: UploadedFile], by caller: Caller
  ) async throws -> Answer {
    let form = try typed.form()
    let key = typed.values["key"]
    let once = DossierDesk.Once(
      key: key.isEmpty ? nil : key, hash: "counter \(typed.hash(kept))"
    ) { done in
      StoredAnswer(status: 303, body: Array(done.view.dossier.id.rawValue.utf8))
    }
    let stored = try await desk.submit(form, by: caller, once: once)
    let id = String(decoding: stored.body, as: UTF8.self)
    return .redirect(Paths.received(typed.sheet.procedure.code.rawValue, id))
  }
}

extension SubmissionSheet {
  /// The place that was chosen, or the only one.
  func chosen(_ typed: String) -> Place? {
    places.first { $0.code.rawValue == typed } ?? (places.count == 1 ? places[0] : nil)
  }
}

extension Paths {
  static func received(_ code: String, _ id: String) -> Path {
    Path("ban-lam-viec", "tiep-nhan", code, id)
  }
}
