import Directory
public import Ground
import Storage

/// What one procedure's page shows of it, whoever asks.
public struct ProcedureView: Sendable {
  /// An agency with its name today.
  public struct Place: Sendable {
    public let code: AgencyCode
    public let name: String
  }

  /// An agency that takes it, under its conditions of today.
  public struct Taking: Sendable {
    public let place: Place
    /// Who decides; the same agency when nothing else is decided.
    public let competent: Place
    public let offered: OfferedProcedure
  }

  public let procedure: Procedure
  /// By code, the first five hundred.
  public let takings: [Taking]
}

/// Reading only: one snapshot a question.
extension ProceduresDesk {
  /// A version of a procedure, the one in force when none is named.
  ///
  /// Refuses: `CatalogueRefused.procedureUnknown`, `.versionUnknown`.
  public func procedure(_ code: ProcedureCode, version: Int? = nil) async throws -> Procedure {
    let found = try await database.glance { tx in
      let procedures = Procedures(tx: tx)
      return try version.map { try procedures.version(code, $0) } ?? procedures.current(code)
    }
    guard let found else {
      throw version.map { CatalogueRefused.versionUnknown(code, $0) } ?? .procedureUnknown(code)
    }
    return found
  }

  /// Refuses: `CatalogueRefused.procedureUnknown` when nobody bears the code.
  public func require(_ code: ProcedureCode) async throws {
    let known = try await database.glance { try ProcedureStore(tx: $0).known(code) != nil }
    if !known { throw CatalogueRefused.procedureUnknown(code) }
  }

  /// What has changed up to now in catalogue, offers and directory.
  func marks() async throws -> PortalMarks {
    let today = now().day
    return try await database.glance { try ShelfStore(tx: $0).marks(on: today) }
  }

  /// Every sector, by name without regard to marks.
  public func sectors() async throws -> [Sector] {
    try await database.glance { try Procedures(tx: $0).sectors() }.sorted { $0.code < $1.code }
  }

  /// Refuses: `CatalogueRefused.procedureUnknown`.
  func view(_ code: ProcedureCode, _ cache: DirectoryCache) async throws -> ProcedureView {
    let today = now().day
    let view = try await database.glance { tx -> ProcedureView? in
      guard let procedure = try Procedures(tx: tx).current(code) else { return nil }
      let offers = try ShelfStore(tx: tx).offers(code, on: today)
      let codes = Set(offers.flatMap { [$0.agency, $0.competentAgency] })
      let names = try Agencies(tx: tx, cache: cache).names(of: codes, on: today)
      return ProcedureView(procedure: procedure, offers: offers, names: names)
    }
    guard let view else { throw CatalogueRefused.procedureUnknown(code) }
    return view
  }
}

extension ProcedureView {
  /// Of two offers of one agency the first holds; an agency without a name goes by its code.
  init(procedure: Procedure, offers: [Offer], names: [AgencyCode: String]) {
    func place(_ code: AgencyCode) -> Place {
      Place(code: code, name: names[code] ?? code.rawValue)
    }
    var seen: Set<AgencyCode> = []
    self.init(
      procedure: procedure,
      takings: offers.filter { seen.insert($0.agency).inserted }.map { offer in
        let here = place(offer.agency)
        return Taking(
          place: here, competent: place(offer.competentAgency),
          offered: OfferedProcedure(procedure: procedure, offer: offer, agencyName: here.name))
      })
  }

  /// The channels by which some agency takes it, in the order online, counter, post; those of the
  /// record while no agency does.
  var channels: [Channel] {
    guard !takings.isEmpty else { return procedure.channels }
    return Channel.allCases.filter { channel in
      takings.contains { $0.offered.accepts(channel) != .closed }
    }
  }

  /// Who takes it online from anyone or from some.
  var online: [Taking] { takings.filter { $0.offered.accepts(.online) != .closed } }
}
