import Catalogue
import Directory
import Ground
import Storage

/// Reading dossiers within a transaction, for one caller.
struct DossierReading {
  let tx: any Transaction
  let house: House
  let now: Instant

  /// How the caller stands to the dossier with this id, number or reference. For snapshots only.
  ///
  /// Refuses: `DossierUnknown` when there is none, or the caller may not see it.
  func standing(_ key: String, of caller: Caller) throws -> Standing {
    guard let dossier = try house.knownDossiers.dossier(key, tx) else { throw DossierUnknown() }
    return try standing(dossier, of: caller)
  }

  func standing(_ dossier: Dossier, of caller: Caller) throws -> Standing {
    let agencies = Agencies(tx: tx, cache: house.agencies)
    let needsTree = caller.roles.contains(.supervisor)
    let above = needsTree ? try agencies.ancestors(of: dossier.agency, on: now.day) : []
    let lives = try agencies.existed(dossier.agency, on: now.day)
    let successor =
      lives ? nil : try agencies.successor(of: dossier.agency, for: dossier.sector, on: now.day)
    let standing = Standing(
      dossier: dossier, caller: caller, above: Set(above), successor: successor?.code)
    guard standing.mayView else { throw DossierUnknown() }
    return standing
  }

  func view(_ dossier: Dossier, for caller: Caller) throws -> DossierView {
    let procedure = try Procedures(tx: tx).version(dossier.procedure, dossier.procedureVersion)
    return DossierView(
      dossier: dossier, procedureName: procedure?.name ?? dossier.procedure.rawValue,
      papers: try DossierPaperStore(tx: tx).papers(of: dossier.id),
      components: procedure?.components ?? [])
  }
}
