public import Directory
import Ground
public import Storage
public import Web

/// The front door of `Dossiers`: what `Server` wires.
public struct DossierSlice: Sendable {
  public let desk: DossierDesk
  public let files: FileDesk
  private let readings: ReadingLog

  public init(database: any Database, blobs: any Blobs, house: House, readings: ReadingLog) {
    desk = DossierDesk(database: database, house: house)
    files = FileDesk(database: database, blobs: blobs, house: house)
    self.readings = readings
  }

  public static let migrations =
    DossierMigrations.all + WorklistMigrations.all + FilingMigrations.all
    + LetterMigrations.all

  /// Removes drafts that have had their time, with their files; bytes that `isHeld` elsewhere stay.
  /// For a job, now and then.
  public func purgeDrafts(
    _ isHeld: @escaping @Sendable (_ sha256: String) async throws -> Bool
  ) async throws {
    try await DraftDesk(dossiers: desk, files: files).purge(isHeld)
  }

  /// Letters and registers as PDF and the code of a tracking page, apart from the others: they need
  /// fonts and the public address.
  public func letters(_ printing: LetterPrinting) -> [Endpoint] {
    LetterRoutes(desk: desk, readings: readings, printing: printing).endpoints
      + RegisterRoutes(desk: desk, readings: readings, printing: printing).endpoints
      + TrackingCodeRoutes(desk: desk, origin: printing.publicURL).endpoints
  }

  public var endpoints: [Endpoint] {
    // One count of misses: whoever tries by page tries by program too.
    let pace = LookupPace()
    return DossierRoutes(desk: desk, files: files, readings: readings, pace: pace).endpoints
      + DossierPages(desk: desk, files: files, readings: readings, pace: pace).endpoints
  }
}
