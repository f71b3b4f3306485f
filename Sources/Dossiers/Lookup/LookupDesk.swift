import Catalogue
import Crypto
import Deadlines
public import Ground
import Storage

/// What anyone learns of a dossier by its number: the stage; with the receipt's token the dates
/// too; never a name or a personal number. Source: DOS-28, contract `GET /lookup`.
public struct LookupAnswer: Sendable {
  public let number: String
  public let procedureName: String
  public let stage: Stage
  /// `nil` without the token.
  public let dates: Dates?

  public struct Dates: Sendable {
    public let submittedAt: Instant
    public let receivedAt: Instant?
    public let dueAt: Instant?
    public let endedAt: Instant?
  }

  public var json: JSON {
    var members = [
      JSON.Member("number", .string(number)), JSON.Member("procedureName", .string(procedureName)),
      JSON.Member("stage", .string(stage.rawValue)),
      JSON.Member("status", .integer(Int64(stage.status))),
      JSON.Member("stageName", .string(stage.vietnamese)),
    ]
    if let dates {
      members += [
        JSON.Member("submittedAt", JSON(dates.submittedAt)),
        JSON.Member("receivedAt", JSON(dates.receivedAt)),
        JSON.Member("dueAt", JSON(dates.dueAt)), JSON.Member("endedAt", JSON(dates.endedAt)),
      ]
    }
    return .object(members)
  }
}

/// No dossier has this number, or the token is not its own.
public struct LookupUnknown: Refusal, Equatable {
  public init() {}
  public var code: String { "lookup.unknown" }
  public var explanation: String {
    "Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ (hoặc mã tra cứu) và mã xác thực trên giấy hẹn."
  }
  public var kind: RefusalKind { .unknown }
}

extension DossierDesk {
  /// Tra cứu, without signing in. Ids are no numbers and are not answered here.
  public func lookUp(number: String, token: String?) async throws -> LookupAnswer {
    let key = normalised(number).uppercased()
    guard key.contains("-") || DossierReference(key) != nil else { throw LookupUnknown() }
    return try await database.read { tx in
      guard let dossier = try DossierStore(tx: tx).dossier(key) else { throw LookupUnknown() }
      if let token, !sameToken(token, dossier.lookupToken) { throw LookupUnknown() }
      let names = try Procedures(tx: tx).names([dossier.procedure])
      return LookupAnswer(
        number: dossier.number ?? dossier.reference.text,
        procedureName: names[dossier.procedure] ?? "", stage: dossier.stage,
        dates: token.map { _ in
          LookupAnswer.Dates(
            submittedAt: dossier.submittedAt, receivedAt: dossier.receivedAt,
            dueAt: dossier.clock?.dueAt, endedAt: dossier.clock?.endedAt)
        })
    }
  }
}

/// Compares digests, so that the time taken tells nothing of where two tokens differ.
private func sameToken(_ a: String, _ b: String) -> Bool {
  SHA256.hash(data: Array(a.utf8)) == SHA256.hash(data: Array(b.utf8))
}
