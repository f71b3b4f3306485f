import Directory
public import Ground
import Storage

/// What one procedure's page shows.
public struct ProcedureView: Sendable {
  /// An agency that takes it, with its name today.
  public struct Place: Sendable {
    public let code: AgencyCode
    public let name: String
  }

  public let procedure: Procedure
  /// The first hundred, by code.
  public let agencies: [Place]
  /// How many there are in all.
  public let agencyCount: Int
}

/// Reading only: one snapshot a question.
extension ProceduresDesk {
  /// A version of a procedure, the one in force when none is named.
  ///
  /// Refuses: `CatalogueRefused.procedureUnknown`, `.versionUnknown`.
  public func procedure(_ code: ProcedureCode, version: Int? = nil) async throws -> Procedure {
    let found = try await database.read { tx in
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
    let known = try await database.read { try ProcedureStore(tx: $0).known(code) != nil }
    if !known { throw CatalogueRefused.procedureUnknown(code) }
  }

  /// Every sector, by name without regard to marks.
  public func sectors() async throws -> [Sector] {
    try await database.read { try Procedures(tx: $0).sectors() }.sorted { $0.code < $1.code }
  }

  /// Refuses: `CatalogueRefused.procedureUnknown`.
  public func view(_ code: ProcedureCode) async throws -> ProcedureView {
    let today = now().day
    let view = try await database.read { tx -> ProcedureView? in
      guard let procedure = try Procedures(tx: tx).current(code) else { return nil }
      let codes = try Offers(tx: tx).agenciesOffering(code, on: today)
      let first = Array(codes.prefix(100))
      let names = try Agencies(tx: tx).names(of: Set(first), on: today)
      return ProcedureView(
        procedure: procedure,
        agencies: first.map { .init(code: $0, name: names[$0] ?? $0.rawValue) },
        agencyCount: codes.count)
    }
    guard let view else { throw CatalogueRefused.procedureUnknown(code) }
    return view
  }
}
