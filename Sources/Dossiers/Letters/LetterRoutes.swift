import Directory
import Ground
public import Printing
import Web

/// What printing needs of the installation.
public struct LetterPrinting: Sendable {
  let typefaces: Typefaces
  /// Where people reach the house; what QR codes begin with. Never a slash at its end.
  let publicURL: String

  public init(typefaces: Typefaces, publicURL: String) {
    self.typefaces = typefaces
    self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
  }
}

/// Letters of a dossier as PDF: for the API with a token, for pages with a session.
struct LetterRoutes: Sendable {
  let desk: DossierDesk
  let readings: ReadingLog
  let printing: LetterPrinting

  var endpoints: [Endpoint] { LetterKind.allCases.map(api) + [mine, atTheDesk] }

  static let pdf = AnswerShape(200, nil, type: "application/pdf", "Tệp PDF")

  /// One address a kind: the kinds that may have rounds take `round`.
  private func api(_ kind: LetterKind) -> Endpoint {
    Endpoint(
      .get, "/api/v1/dossiers/{id}/letters/\(kind.rawValue).pdf",
      name: kind.operation, summary: "In phiếu: \(kind.rawValue)", tag: "letters",
      access: .signedIn,
      query: kind.hasRounds
        ? [QueryParameter("round", .integer(min: 1, max: 500), "lần thứ mấy, mặc định lần đầu")]
        : [],
      headers: [.purpose], answers: [LetterRoutes.pdf], refusals: [.unknown]
    ) { call in
      try await answer(kind, round: call.query.int("round") ?? 1, as: nil, call)
    }
  }

  private var mine: Endpoint {
    page("/ho-so/{id}/phieu/{phieu}.pdf", name: "letterOfMine", .portal, .signedIn, .applicant)
  }

  private var atTheDesk: Endpoint {
    page(
      "/ban-lam-viec/ho-so/{id}/phieu/{phieu}.pdf", name: "letterAtDesk", .desk,
      .roles([.receiver, .handler, .approver, .clerk, .supervisor]), .officer)
  }

  private func page(
    _ path: String, name: String, _ face: Face, _ access: Access, _ reader: LetterReader
  ) -> Endpoint {
    Endpoint(
      .get, path, name: name, summary: "In phiếu của hồ sơ", tag: "pages", access: access,
      face: face, query: [QueryParameter("lan", .integer(min: 1, max: 500))],
      answers: [LetterRoutes.pdf], refusals: [.unknown]
    ) { call in
      guard let kind = LetterKind(slug: call.path["phieu"]) else { throw LetterUnknown() }
      return try await answer(kind, round: call.query.int("lan") ?? 1, as: reader, call)
    }
  }

  /// Composes, writes the reading down, then sets the pages. Source: domain 7.2.
  private func answer(
    _ kind: LetterKind, round: Int, as reader: LetterReader?, _ call: Call
  ) async throws -> Answer {
    let caller = try call.requireCaller()
    let composed = try await desk.letter(
      kind, round: round, of: call.path["id"], for: caller, as: reader,
      publicURL: printing.publicURL)
    try await readings.note(
      Reading(
        at: call.now, account: caller.account, post: caller.posts.first?.id,
        subjects: [composed.subject], purpose: call.purpose ?? "letter.\(kind.rawValue)",
        requestID: call.requestID))
    return .bytes(
      "application/pdf", composed.letter.pdf(printing.typefaces), fileName: composed.fileName)
  }
}

extension LetterKind {
  /// The name of its operation in the API.
  fileprivate var operation: String {
    switch self {
    case .receipt: "printReceipt"
    case .supplement: "printSupplementRequest"
    case .refusal: "printRefusal"
    case .apology: "printApology"
    case .stop: "printStopNotice"
    case .controlSlip: "printControlSlip"
    }
  }
}
