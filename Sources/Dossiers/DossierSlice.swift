public import Directory
public import Ground
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

  public static let migrations = DossierMigrations.all

  public var endpoints: [Endpoint] {
    DossierRoutes(desk: desk, files: files, readings: readings).endpoints
      + DossierPages(desk: desk, files: files, readings: readings).endpoints
  }
}
