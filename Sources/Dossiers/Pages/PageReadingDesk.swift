import Catalogue
import Directory
import Ground
import Storage

/// What the submission form is made from: the procedure and the agencies that take it.
struct SubmissionSheet: Sendable {
  struct Place: Sendable {
    let offered: OfferedProcedure

    var code: AgencyCode { offered.offer.agency }
    var name: String { offered.agencyName }
  }

  let procedure: Procedure
  /// Those that take it through one of the asked channels, by code; the first five hundred.
  let places: [Place]
  /// The names of the agencies at which results may be collected.
  let names: [AgencyCode: String]
}

/// What stands around one dossier on its page, besides the dossier itself.
struct Surroundings: Sendable {
  /// Of every agency that the dossier and its history name.
  let names: [AgencyCode: String]
  /// The handlers of the agency that decides; empty unless the dossier can be assigned.
  let handlers: [Officer]
  /// Where the dossier may be forwarded; empty unless it can be.
  let agencies: [Agency]
  /// Who works on it.
  let officer: String?
}

/// A procedure that a receiver may choose at the counter.
struct CounterProcedure: Sendable {
  let code: ProcedureCode
  let name: String
}

/// Reading for the pages: one snapshot a question.
extension DossierDesk {
  /// Refuses: `CatalogueRefused.procedureUnknown`.
  func sheet(
    _ code: ProcedureCode, through channels: [Channel], at agencies: Set<AgencyCode>? = nil
  ) async throws -> SubmissionSheet {
    let today = house.now().day
    return try await database.glance { tx in
      guard let procedure = try Procedures(tx: tx).current(code) else {
        throw CatalogueRefused.procedureUnknown(code)
      }
      let directory = Agencies(tx: tx, cache: house.agencies)
      let codes = try Offers(tx: tx, cache: house.agencies).agenciesOffering(code, on: today)
      let wanted = codes.filter { agencies?.contains($0) ?? true }.prefix(500)
      let places = try wanted.compactMap { agency -> SubmissionSheet.Place? in
        guard let known = try directory.agency(agency, on: today),
          let offer = try Offers(tx: tx).offer(agency, code, on: today)
        else { return nil }
        let offered = OfferedProcedure(
          procedure: procedure, offer: offer, agencyName: known.name)
        return channels.allSatisfy { offered.accepts($0) == .closed }
          ? nil : SubmissionSheet.Place(offered: offered)
      }
      let returns = Set(places.flatMap(\.offered.offer.returnAgencies))
      return SubmissionSheet(
        procedure: procedure, places: places, names: try directory.names(of: returns, on: today))
    }
  }

  /// Those of `ids` that `caller` uploaded, by id; others are absent.
  func uploads(_ ids: [String], of caller: Caller) async throws -> [String: UploadedFile] {
    guard !ids.isEmpty else { return [:] }
    return try await database.glance { tx in
      let store = DossierPaperStore(tx: tx)
      let files = try Set(ids).prefix(200).compactMap { try store.file($0) }
      return Dictionary(
        files.filter { $0.account == caller.account }.map { ($0.id, $0) },
        uniquingKeysWith: { first, _ in first })
    }
  }

  func surroundings(of file: DossierFile) async throws -> Surroundings {
    let now = house.now()
    let dossier = file.view.dossier
    let named =
      [dossier.agency, dossier.competentAgency, dossier.returnAgency]
      + file.timeline.compactMap(\.agency)
    return try await database.glance { tx in
      let directory = Agencies(tx: tx, cache: house.agencies)
      let officers = Officers(tx: tx, cache: house.agencies)
      let handlers =
        file.possibleActs.contains(.assign)
        ? try officers.at(dossier.competentAgency, at: now, limit: 500) : []
      let places =
        file.possibleActs.contains(.forward) ? try directory.list(on: now.day, limit: 500) : []
      let officer = try dossier.officer.flatMap { account in
        try officers.names(of: [account])[account]
      }
      return Surroundings(
        names: try directory.names(of: Set(named)),
        handlers: handlers.filter { officer in
          officer.posts.contains {
            $0.role == .handler && $0.agency == dossier.competentAgency
          }
        },
        agencies: places, officer: officer)
    }
  }

  /// What the agencies take at the counter or by post and whose name or code holds every word of
  /// `text`, by name. Shape: at most `limit`.
  func counterProcedures(
    at agencies: Set<AgencyCode>, named text: String, limit: Int
  ) async throws -> [CounterProcedure] {
    let today = house.now().day
    let words = folded(text).split(separator: " ")
    return try await database.glance { tx in
      let offers = Offers(tx: tx)
      let codes = try Set(agencies.flatMap { try offers.proceduresOffered(by: $0, on: today) })
      let names = try Procedures(tx: tx).names(codes.sorted())
      let found = names.filter { code, name in
        let text = folded("\(name) \(code.rawValue)")
        return words.allSatisfy { text.contains($0) }
      }
      return found.map { CounterProcedure(code: $0, name: $1) }
        .sorted { (folded($0.name), $0.code) < (folded($1.name), $1.code) }
        .prefix(limit).map { $0 }
    }
  }
}
