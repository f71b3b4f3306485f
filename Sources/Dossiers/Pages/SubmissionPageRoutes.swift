import Catalogue
import Deadlines
import Directory
import Ground
import Web

/// Handing in: at the portal for oneself, at the counter for whoever stands there.
struct SubmissionPageRoutes: Sendable {
  let desk: DossierDesk
  let files: FileDesk

  var endpoints: [Endpoint] { [form, submit, choose, counterForm, receive] }

  private static let portalPath = "/thu-tuc/{code}/nop-ho-so"
  private static let counterPath = "/ban-lam-viec/tiep-nhan/{code}"
  private let mine = Access.roles([.citizen, .helper, .receiver])
  private let receivers = Access.roles([.receiver])

  private var form: Endpoint {
    Endpoint(
      .get, SubmissionPageRoutes.portalPath, name: "submissionPage", summary: "Đơn nộp hồ sơ",
      tag: "pages", access: mine, query: [QueryParameter("co-quan", .string(max: 100))],
      answers: DossierPages.answers, refusals: [.unknown]
    ) { call in
      guard try !call.requireCaller().ownRoles.isEmpty else {
        return .redirect(Paths.reception(call.path["code"]))
      }
      return try await blank(call, .portal)
    }
  }

  private var submit: Endpoint {
    Endpoint(
      .post, SubmissionPageRoutes.portalPath, name: "submitFromPage", summary: "Nộp hồ sơ",
      tag: "pages", access: .roles([.citizen, .helper]), body: .multipart(limit: Uploads.limit),
      answers: DossierPages.done, refusals: [.unknown, .content]
    ) { try await file($0, .portal) }
  }

  private var choose: Endpoint {
    Endpoint(
      .get, "/ban-lam-viec/tiep-nhan", name: "receptionPage",
      summary: "Tiếp nhận tại quầy: chọn thủ tục", tag: "pages", access: receivers, face: .desk,
      query: [QueryParameter("q", .string(max: 2000))], answers: DossierPages.answers
    ) { call in
      let text = normalised(call.query["q"] ?? "")
      let found = try await desk.counterProcedures(
        at: agencies(try call.requireCaller()), named: text, limit: 50)
      return .page(ReceptionPage(text: text, found: found))
    }
  }

  private var counterForm: Endpoint {
    Endpoint(
      .get, SubmissionPageRoutes.counterPath, name: "counterSubmissionPage",
      summary: "Tiếp nhận tại quầy: đơn", tag: "pages", access: receivers, face: .desk,
      query: [QueryParameter("co-quan", .string(max: 100))], answers: DossierPages.answers,
      refusals: [.unknown]
    ) { try await blank($0, .counter) }
  }

  private var receive: Endpoint {
    Endpoint(
      .post, SubmissionPageRoutes.counterPath, name: "receiveFromPage",
      summary: "Tiếp nhận tại quầy",
      tag: "pages", access: receivers, face: .desk, body: .multipart(limit: Uploads.limit),
      answers: DossierPages.done, refusals: [.unknown, .content]
    ) { try await file($0, .counter) }
  }

  private func agencies(_ caller: Caller) -> Set<AgencyCode> {
    Set(caller.posts.filter { $0.role == .receiver }.map(\.agency))
  }

  private func sheet(_ call: Call, _ door: Door) async throws -> SubmissionSheet {
    let own = door == .counter ? agencies(try call.requireCaller()) : nil
    return try await desk.sheet(call.path.id("code"), through: door.channels, at: own)
  }

  private func blank(_ call: Call, _ door: Door) async throws -> Answer {
    let state = FormState(
      FormValues(call.query["co-quan"].map { [("agency", $0)] } ?? []))
    return .page(
      page(try await sheet(call, door), door, state, files: [:], for: try call.requireCaller()))
  }

  private func page(
    _ sheet: SubmissionSheet, _ door: Door, _ state: FormState, files: [String: UploadedFile],
    for caller: Caller
  ) -> SubmissionPage {
    let isOwn = door == .portal && caller.ownRoles.contains(.citizen)
    return SubmissionPage(
      sheet: sheet, door: door, state: state, files: files, key: desk.house.chance.token(),
      name: isOwn ? caller.name : "")
  }

  /// Takes the form, or shows it again with everything that was typed and every file that was
  /// taken.
  private func file(_ call: Call, _ door: Door) async throws -> Answer {
    let caller = try call.requireCaller()
    let sheet = try await sheet(call, door)
    let uploads = try await call.uploads(to: files, by: caller)
    let values = uploads.values
    let kept = try await desk.uploads(uploads.keptIDs, of: caller)
    let chosen = Channel(rawValue: values["channel"])
    let typed = SubmissionTyped(
      values: values, procedure: sheet.procedure.code,
      channel: chosen.flatMap { door.channels.contains($0) ? $0 : nil } ?? door.channels[0],
      helper: caller.ownRoles.contains(.helper) ? caller.name : nil)
    do {
      guard uploads.refused.isEmpty else { throw FormRefused(uploads.refused) }
      if values["again"] == "co" {
        return .page(page(sheet, door, FormState(values), files: kept, for: caller))
      }
      return try await submit(typed, kept, door, by: caller)
    } catch let refused as any Refusal where refused.keepsForm {
      let shown = refused is FormRefused ? refused : FormRefused(refused, move: typed.place)
      return .page(
        page(sheet, door, FormState(values, refused: shown), files: kept, for: caller),
        status: refused.formStatus)
    }
  }

  private func submit(
    _ typed: SubmissionTyped, _ kept: [String: UploadedFile], _ door: Door, by caller: Caller
  ) async throws -> Answer {
    let form = try typed.form()
    let key = typed.values["key"]
    let once = DossierDesk.Once(
      key: key.isEmpty ? nil : key, hash: "page \(typed.hash(kept))"
    ) { done in
      let dossier = done.view.dossier
      return StoredAnswer(
        status: 303,
        body: JSON.present([
          "id": .string(dossier.id.rawValue),
          "notice": .string(Acknowledgement.text(dossier)),
        ]).bytes)
    }
    let stored = try JSON(reading: try await desk.submit(form, by: caller, once: once).body)
    let id = stored["id"]?.text ?? ""
    let path =
      switch door {
      case .portal: Paths.dossier(id)
      case .counter: Paths.deskDossier(id)
      }
    return .redirect(path, notice: stored["notice"]?.text)
  }
}

/// Thông báo đã nhận: said once after handing in. Source: DOS-24.
enum Acknowledgement {
  static func text(_ dossier: Dossier) -> String {
    guard let number = dossier.number, let due = dossier.clock?.dueAt else {
      return """
        Đã nhận hồ sơ, mã tra cứu \(dossier.reference.text). Cơ quan sẽ trả lời trong 8 giờ làm việc; \
        theo dõi tại trang này.
        """
    }
    return "Đã tiếp nhận hồ sơ, mã \(number). Hẹn trả kết quả: \(due.vietnamese)."
  }
}
