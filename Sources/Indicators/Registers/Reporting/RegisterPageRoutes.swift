import Directory
import Ground
import Web

/// The officers' pages of registers.
struct RegisterPageRoutes: Sendable {
  let desk: RegisterDesk

  var endpoints: [Endpoint] { [list, missing, show, report, take, file] }

  private func page(
    _ path: String, _ name: String, _ summary: String, _ query: [String] = [],
    _ run: @escaping @Sendable (Call, Caller) async throws -> any Page
  ) -> Endpoint {
    Endpoint(
      .get, path, name: name, summary: summary, tag: "pages",
      access: .roles(FigureDesk.readers), face: .desk,
      query: query.map { QueryParameter($0, .string(max: 100, format: .line)) },
      answers: [AnswerShape(200, type: "text/html")], refusals: [.unknown, .forbidden, .content]
    ) { call in .page(try await run(call, try call.requireCaller())) }
  }

  private var list: Endpoint {
    page("/bao-cao/so", "registersPage", "Sổ số liệu báo cáo") { _, caller in
      let registers = try await desk.registers(for: caller)
      let known = Set(registers.map(\.sheet.register.code))
      return RegistersPage(
        registers: registers,
        blueprints: desk.blueprints.filter { !known.contains($0.register.code) },
        mayDefine: try await desk.mayDefine(caller))
    }
  }

  private var missing: Endpoint {
    page("/bao-cao/chua-bao-cao", "missingReportsPage", "Đơn vị chưa báo cáo") { _, caller in
      MissingReportsPage(registers: try await desk.registers(for: caller))
    }
  }

  private var show: Endpoint {
    page("/bao-cao/so/{code}", "registerPage", "Một sổ số liệu", ["ky"]) { call, caller in
      RegisterPage(
        sheet: try await desk.sheet(call.path["code"], call.query["ky"], for: caller),
        mayDefine: try await desk.mayDefine(caller))
    }
  }

  private var report: Endpoint {
    page("/bao-cao/so/{code}/{period}/{agency}", "reportPage", "Báo cáo của một đơn vị") {
      call, caller in try await page(call, caller, FormState())
    }
  }

  private func page(_ call: Call, _ caller: Caller, _ state: FormState) async throws -> ReportPage {
    let sheet = try await desk.sheet(call.path["code"], call.path["period"], for: caller)
    guard let line = sheet.line(of: AgencyCode(call.path["agency"])) else {
      throw RegisterRefused.unknown
    }
    return ReportPage(
      sheet: sheet, line: line,
      names: try await desk.names(of: Set(line.reports.map(\.account))), state: state)
  }

  private var take: Endpoint {
    Endpoint(
      .post, "/bao-cao/so/{code}/{period}/{agency}", name: "reportToRegister",
      summary: "Báo cáo, sửa số liệu của một đơn vị", tag: "pages",
      access: .roles(RegisterReach.roles), face: .desk,
      body: .multipart(limit: RegisterDesk.fileLimit + 1 << 20),
      answers: [AnswerShape(303), AnswerShape(422, type: "text/html")],
      refusals: [.unknown, .forbidden, .content, .outOfOrder, .tooLarge]
    ) { call in
      let caller = try call.requireCaller()
      let sheet = try await desk.sheet(call.path["code"], call.path["period"], for: caller)
      let form = try await call.reportForm(desk, caller)
      do {
        if let refused = form.refused { throw refused }
        let draft = RegisterDraft(
          agency: AgencyCode(call.path["agency"]), values: try form.reported(sheet.register))
        _ = try await desk.report(
          RegisterDesk.Sent(
            register: sheet.register.code, period: sheet.period.code, drafts: [draft],
            basis: try form.basis(), reason: form.reason, file: form.file, mark: form.mark),
          by: caller)
        return .redirect(
          Paths.register(sheet.register.code, sheet.period), notice: "Đã ghi báo cáo.")
      } catch let refused as any Refusal {
        try rethrowUnlessContent(refused)
        let state = FormState(form.values, refused: FileNamed(refused))
        return .page(try await page(call, caller, state), status: formStatus(refused))
      }
    }
  }

  private var file: Endpoint {
    Endpoint(
      .get, "/bao-cao/minh-chung/{id}", name: "registerEvidence", summary: "Tệp minh chứng",
      tag: "pages", access: .roles(FigureDesk.readers), face: .desk,
      answers: [AnswerShape(200, type: "application/octet-stream")], refusals: [.unknown]
    ) { call in
      let (file, chunks) = try await desk.open(call.path["id"], for: try call.requireCaller())
      return .stream(file.mediaType, fileName: file.name) { writer in
        for try await chunk in chunks { try await writer.write(chunk) }
      }
    }
  }
}
