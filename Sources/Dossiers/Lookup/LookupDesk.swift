import Catalogue
import Crypto
import Deadlines
import Directory
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
  /// Whom to ask.
  let agency: AgencyDoor

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

/// Where the agency that has a dossier can be reached.
struct AgencyDoor: Sendable {
  let code: AgencyCode
  let name: String
  /// As its administrators wrote it, as `07:00-11:30,13:30-17:00`; `nil` for the usual hours.
  let hours: String?
  /// `nil` where nothing is known.
  let contact: AgencyContact?
}

/// No dossier has this number, or the token is not its own.
public struct LookupUnknown: Refusal, Equatable {
  public init() {}
  public var code: String { "lookup.unknown" }
  public var explanation: Phrase {
    "Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ (hoặc mã tra cứu) và mã xác thực trên giấy hẹn."
  }
  public var kind: RefusalKind { .unknown }
}

extension DossierDesk {
  /// Tra cứu, without signing in. Ids are no numbers and are not answered here.
  public func lookUp(number: String, token: String?) async throws -> LookupAnswer {
    let key = normalised(number).uppercased()
    guard key.contains("-") || DossierReference(key) != nil else { throw LookupUnknown() }
    let now = house.now()
    return try await database.glance { tx in
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
        },
        agency: try AgencyDoor(of: dossier, house, now.day, tx))
    }
  }
}

extension AgencyDoor {
  /// The receiving agency's, as it is today; by its code alone where it has ended.
  init(of dossier: Dossier, _ house: House, _ day: Day, _ tx: any Transaction) throws {
    let agencies = Agencies(tx: tx, cache: house.agencies)
    let known = try agencies.agency(dossier.agency, on: day)
    self.init(
      code: dossier.agency, name: known?.name ?? dossier.agency.rawValue, hours: known?.hours,
      contact: try agencies.contact(of: dossier.agency, on: day))
  }
}

extension DossierDesk {
  /// Where to ask about `dossier`.
  func door(of dossier: Dossier) async throws -> AgencyDoor {
    let day = house.now().day
    return try await database.glance { try AgencyDoor(of: dossier, house, day, $0) }
  }
}

/// Compares digests, so that the time taken tells nothing of where two tokens differ.
private func sameToken(_ a: String, _ b: String) -> Bool {
  SHA256.hash(data: Array(a.utf8)) == SHA256.hash(data: Array(b.utf8))
}
