import Directory
import Ground
import Printing
import Web

/// The register of dossiers of an agency and a year as PDF. Kept by the receivers, the clerks and
/// the leaders of that agency, seen by the supervisors above it.
struct RegisterRoutes: Sendable {
  let desk: DossierDesk
  let readings: ReadingLog
  let printing: LetterPrinting

  var endpoints: [Endpoint] {
    [
      endpoint("/api/v1/registers/dossiers.pdf", "printDossierRegister", "letters", .api),
      endpoint("/ban-lam-viec/so-theo-doi.pdf", "dossierRegisterPage", "pages", .desk),
    ]
  }

  /// Lines that are read, set and sent at a time.
  private static let batch = 100

  private func endpoint(
    _ path: String, _ name: String, _ tag: String, _ face: Face
  ) -> Endpoint {
    Endpoint(
      .get, path, name: name, summary: "In sổ theo dõi hồ sơ", tag: tag,
      access: .roles([.receiver, .clerk, .approver, .supervisor]), face: face,
      query: [
        QueryParameter(
          "agency", .string(min: 1, max: 35, format: .line), required: true, "mã cơ quan"),
        QueryParameter("year", .integer(min: 2000, max: 2999), required: true, "năm"),
      ],
      headers: face == .api ? [.purpose] : [], answers: [LetterRoutes.pdf], refusals: [.unknown],
      run: answer)
  }

  @Sendable private func answer(_ call: Call) async throws -> Answer {
    let caller = try call.requireCaller()
    let register = try await desk.register(
      of: AgencyCode(call.query["agency"] ?? ""), year: call.query.int("year") ?? 0, for: caller)
    let name = "so-theo-doi-\(register.code.rawValue)-\(register.year).pdf"
    return .stream("application/pdf", fileName: name) { writer in
      try await set(register, for: caller, call) { try await writer.write($0) }
    }
  }

  /// Sets the register batch by batch: what is set is sent before the next one is read, and whose
  /// dossiers stand in it is written down before they are sent.
  private func set(
    _ register: DossierRegister, for caller: Caller, _ call: Call,
    send: ([UInt8]) async throws -> Void
  ) async throws {
    let press = Press(
      printing.typefaces, sheet: DossierRegister.sheet, size: DossierRegister.size,
      title: register.title, madeAt: register.madeAt)
    for block in register.opening { press.add(block) }
    let table = press.begin(register.table)
    var last: RegisterLine?
    while case let lines = try await desk.lines(
      of: register, after: last, limit: RegisterRoutes.batch), let end = lines.last
    {
      try await readings.note(reading(of: lines, by: caller, call))
      for line in lines { press.add(register.row(line), to: table) }
      try await send(press.take())
      last = end
    }
    press.end(table)
    for block in register.closing(last?.order ?? 0, pages: press.page) { press.add(block) }
    try await send(press.finish())
  }

  private func reading(
    of lines: [RegisterLine], by caller: Caller, _ call: Call
  ) -> Reading? {
    Reading(
      at: call.now, account: caller.account, post: caller.posts.first?.id,
      subjects: lines.map(\.dossier.subject), purpose: call.purpose ?? "register.dossiers",
      requestID: call.requestID)
  }
}
