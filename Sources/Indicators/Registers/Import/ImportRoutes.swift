import Directory
import Ground
import Web
import Workbooks

/// The spreadsheet of one period: taken away empty, brought back filled.
struct ImportRoutes: Sendable {
  let desk: RegisterDesk

  var endpoints: [Endpoint] { [template, page, take] }

  private static let root = "/bao-cao/so/{code}/{period}"
  private static let access = Access.roles(RegisterReach.roles)

  private func sheet(_ call: Call, _ caller: Caller) async throws -> RegisterSheet {
    let sheet = try await desk.sheet(call.path["code"], call.path["period"], for: caller)
    guard sheet.lines.contains(where: \.mayReport) else { throw RegisterRefused.notYours }
    return sheet
  }

  private var template: Endpoint {
    Endpoint(
      .get, Self.root + "/" + RegisterPage.template, name: "registerTemplate",
      summary: "Tệp mẫu của sổ", tag: "pages", access: Self.access, face: .desk,
      answers: [AnswerShape(200, type: EvidenceKind.xlsx.mediaType)],
      refusals: [.unknown, .forbidden, .content]
    ) { call in
      let sheet = try await sheet(call, try call.requireCaller())
      return .bytes(
        EvidenceKind.xlsx.mediaType, try sheet.template.written(),
        fileName: "\(sheet.register.code)-\(sheet.period.code).xlsx")
    }
  }

  private var page: Endpoint {
    Endpoint(
      .get, Self.root + "/" + RegisterPage.importing, name: "importReportsPage",
      summary: "Nhập số liệu từ tệp Excel", tag: "pages", access: Self.access, face: .desk,
      answers: [AnswerShape(200, type: "text/html")], refusals: [.unknown, .forbidden, .content]
    ) { call in
      let sheet = try await sheet(call, try call.requireCaller())
      return .page(ImportPage(sheet: sheet, faults: [], state: FormState()))
    }
  }

  private var take: Endpoint {
    Endpoint(
      .post, Self.root + "/" + RegisterPage.importing, name: "importReports",
      summary: "Nhập số liệu từ tệp Excel", tag: "pages", access: Self.access, face: .desk,
      body: .multipart(limit: RegisterDesk.fileLimit + 1 << 20),
      answers: [AnswerShape(303), AnswerShape(422, type: "text/html")],
      refusals: [.unknown, .forbidden, .content, .outOfOrder, .tooLarge]
    ) { call in
      let caller = try call.requireCaller()
      let sheet = try await sheet(call, caller)
      let form = try await call.reportForm(desk, caller)
      do {
        return try await step(sheet, form, caller)
      } catch let unfit as SheetUnfit {
        let page = ImportPage(sheet: sheet, faults: unfit.faults, state: FormState(form.values))
        return .page(page, status: 422)
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let state = FormState(form.values, refused: FileNamed(refused))
        let now = try await self.sheet(call, caller)
        return .page(
          ImportPage(sheet: now, faults: [], state: state), status: formStatus(refused))
      }
    }
  }

  /// Judges the file, and shows what it would do or does it.
  private func step(
    _ sheet: RegisterSheet, _ form: ReportForm, _ caller: Caller
  ) async throws -> Answer {
    if let refused = form.refused { throw refused }
    let basis = try form.basis()
    guard let id = form.file else { throw ImportUnfit.noFile }
    let (file, bytes) = try await desk.own(id, of: caller)
    guard file.mediaType == EvidenceKind.xlsx.mediaType else { throw ImportUnfit.noSheet }
    let known = Set(try await desk.agencies().map(\.code))
    let reading = SheetReading(
      try Workbook(reading: bytes), for: sheet, known: known)
    guard reading.faults.isEmpty else { throw SheetUnfit(faults: reading.faults) }
    let preview = SheetPreview(reading.drafts, on: sheet)
    guard !(preview.fresh + preview.corrected).isEmpty else {
      throw RegisterRefused.nothingReported
    }
    guard form.values[ImportPreviewPage.step] == ImportPreviewPage.confirmed else {
      for change in preview.fresh + preview.corrected {
        _ = try sheet.reason(form.reason, for: change.line)
      }
      return .page(
        ImportPreviewPage(sheet: sheet, preview: preview, file: file, values: form.values))
    }
    let done = try await desk.report(
      RegisterDesk.Sent(
        register: sheet.register.code, period: sheet.period.code, drafts: reading.drafts,
        basis: basis, reason: form.reason, file: id, mark: form.mark), by: caller)
    return .redirect(
      Paths.register(sheet.register.code, sheet.period),
      notice: "Đã ghi \(done.fresh) báo cáo mới, sửa \(done.corrected) báo cáo.")
  }
}

/// A spreadsheet of which nothing is taken.
private struct SheetUnfit: Error { let faults: [SheetFault] }

/// Why a file is no spreadsheet of a register.
enum ImportUnfit: Refusal {
  case noFile, noSheet

  var kind: RefusalKind { .content }

  var code: String {
    switch self {
    case .noFile: "register.no-file"
    case .noSheet: "register.no-sheet"
    }
  }

  var explanation: Phrase {
    switch self {
    case .noFile: "Chọn tệp Excel (.xlsx) đã điền số liệu."
    case .noSheet: "Tệp không phải bảng tính Excel. Lưu ở dạng .xlsx rồi chọn lại."
    }
  }

  var places: [RefusedPlace] {
    [RefusedPlace(pointer: ReportFields.upload, code: code, detail: explanation)]
  }
}

/// A refusal of a file, at the file's field.
struct FileNamed: Refusal {
  let refusal: any Refusal

  init(_ refusal: any Refusal) { self.refusal = refusal }

  var kind: RefusalKind { refusal.kind }
  var code: String { refusal.code }
  var explanation: Phrase { refusal.explanation }
  var places: [RefusedPlace] {
    let isOfFile =
      refusal is WorkbookRefused || refusal is EvidenceUnfit || refusal.kind == .tooLarge
    guard isOfFile else { return refusal.places }
    return [
      RefusedPlace(pointer: ReportFields.upload, code: code, detail: explanation)
    ]
  }
}
