public import Ground
public import Journal
public import Storage

/// Publishes procedures: one transaction per method, one fact per version.
public struct ProceduresDesk: Sendable {
  let database: any Database
  let chance: Chance
  let now: @Sendable () -> Instant

  public init(
    database: any Database, chance: Chance, now: @escaping @Sendable () -> Instant
  ) {
    (self.database, self.chance, self.now) = (database, chance, now)
  }

  /// What an import did.
  public struct ImportCount: Sendable, Equatable {
    public let added: Int
    public let changed: Int
    public let unchanged: Int

    /// `3 added, 0 changed, 2639 unchanged`.
    public var text: String { "\(added) added, \(changed) changed, \(unchanged) unchanged" }
  }

  /// Takes every record of a file, or none. A record that is there already is left alone; a changed
  /// one becomes a new version, and the old version stays.
  ///
  /// Refuses: `ImportRefused`, naming each line that is at fault. Source: contract, `import
  /// procedures`.
  public func importProcedures(_ source: ProcedureSource) async throws -> ImportCount {
    let file = try ProcedureFile(reading: source)
    let instant = now()
    let chance = chance
    return try await database.write { tx in
      try ProcedureStore(tx: tx).lockCatalogue()
      let known = try ProcedureStore(tx: tx).known()
      var publication = Publication(tx: tx, chance: chance, at: instant, post: nil)
      for entry in file.entries { try publication.publish(entry, known: known[entry.record.code]) }
      return try publication.finish()
    }
  }

  /// Adds a procedure of the province's own list. `nationalCode` names what it extends. Source:
  /// CAT-4.
  ///
  /// Refuses: `CatalogueRefused.codeTaken`, `.procedureUnknown` for the national code, `.unfit`.
  public func addProcedure(
    _ record: ProcedureRecord, nationalCode: ProcedureCode? = nil, by post: PostID?
  ) async throws -> Procedure {
    try await publishLocal(record, by: post) { store, known in
      if known != nil { throw CatalogueRefused.codeTaken(record.code) }
      if let nationalCode, try store.known(nationalCode) == nil {
        throw CatalogueRefused.procedureUnknown(nationalCode)
      }
      return nationalCode
    }
  }

  /// Publishes a new version of a procedure of the province's own list; the same record changes
  /// nothing.
  ///
  /// Refuses: `CatalogueRefused.procedureUnknown`, `.notLocal`, `.unfit`.
  public func reviseProcedure(_ record: ProcedureRecord, by post: PostID?) async throws -> Procedure
  {
    try await publishLocal(record, by: post) { _, known in
      if known == nil { throw CatalogueRefused.procedureUnknown(record.code) }
      return nil
    }
  }

  private func publishLocal(
    _ record: ProcedureRecord, by post: PostID?,
    _ admit: @escaping @Sendable (ProcedureStore, ProcedureStore.Known?) throws -> ProcedureCode?
  ) async throws -> Procedure {
    let entry = try ProcedureFile.Entry(checking: record)
    let instant = now()
    let chance = chance
    return try await database.write { tx in
      let store = ProcedureStore(tx: tx)
      try store.lockCatalogue()
      let known = try store.known(record.code)
      guard record.code.isLocal else { throw CatalogueRefused.notLocal(record.code) }
      let national = try admit(store, known)
      var publication = Publication(tx: tx, chance: chance, at: instant, post: post)
      try publication.publish(entry, known: known, extending: national)
      _ = try publication.finish()
      guard let procedure = try Procedures(tx: tx).current(entry.record.code) else {
        throw StoredUnfit(what: "a procedure just published")
      }
      return procedure
    }
  }
}

extension ProcedureFile.Entry {
  /// Refuses: `CatalogueRefused.unfit` for what no import would take either.
  init(checking record: ProcedureRecord) throws(CatalogueRefused) {
    let checked: ProcedureRecord
    do {
      checked = try ProcedureRecord(json: record.json)
    } catch {
      throw .unfit(
        error.problems.map { problem in
          let field = problem.prefix { $0 != ":" }
          return fault(
            String(field), "Trường \(field) chưa đúng: hãy kiểm tra lại nội dung và độ dài.")
        })
    }
    let bytes = checked.json.bytes
    self.init(record: checked, bytes: bytes, digest: ProcedureRecord.digest(of: bytes))
  }
}

/// One transaction's worth of published versions.
private struct Publication {
  let tx: any Transaction
  let chance: Chance
  let at: Instant
  let post: PostID?
  private var sectors: Set<String> = []
  private var (added, changed, unchanged) = (0, 0, 0)

  init(tx: any Transaction, chance: Chance, at: Instant, post: PostID?) {
    (self.tx, self.chance, self.at, self.post) = (tx, chance, at, post)
  }

  mutating func publish(
    _ entry: ProcedureFile.Entry, known: ProcedureStore.Known?,
    extending national: ProcedureCode? = nil
  ) throws {
    let store = ProcedureStore(tx: tx)
    let record = entry.record
    if known?.digest == entry.digest {
      unchanged += 1
      return
    }
    let sector = Sector(named: record.sector)
    if sectors.insert(sector.code).inserted { try store.addSector(sector) }
    let version = (known?.version ?? 0) + 1
    let id = known?.id ?? chance.ulid(at: at)
    if known == nil {
      added += 1
      try store.add(
        record.code, national: record.code.isNational ? record.code : national, id: id,
        digest: entry.digest)
    } else {
      changed += 1
      try store.supersede(record.code, by: version, digest: entry.digest, at: at)
    }
    try store.addVersion(entry, version, at: at)
    try JournalStore(tx: tx).add(fact(record, sector, subject: id, version: version))
  }

  func finish() throws -> ProceduresDesk.ImportCount {
    if added + changed > 0 { try ProcedureStore(tx: tx).noteChange() }
    return .init(added: added, changed: changed, unchanged: unchanged)
  }

  private func fact(
    _ record: ProcedureRecord, _ sector: Sector, subject: String, version: Int
  ) -> Fact {
    var fact = Fact(
      id: chance.ulid(at: at), kind: .procedurePublished, at: at, recordedAt: at,
      subject: subject, seq: version)
    fact.post = post
    fact.procedure = record.code
    fact.version = version
    fact.sector = sector.code
    fact.data = [
      JSON.Member("levels", .array(record.levels.map { .string($0.rawValue) })),
      JSON.Member("channels", .array(record.listedChannels.map { .string($0.rawValue) })),
      JSON.Member("online", .string(record.onlineScope.rawValue)),
    ]
    return fact
  }
}

extension Fact.Kind {
  /// A version of a procedure came into force.
  public static let procedurePublished = Fact.Kind(rawValue: "procedure.published")
  /// An agency began to take dossiers of a procedure.
  public static let offerOpened = Fact.Kind(rawValue: "offer.opened")
  /// The conditions under which it takes them changed.
  public static let offerChanged = Fact.Kind(rawValue: "offer.changed")
  /// It takes them no longer.
  public static let offerEnded = Fact.Kind(rawValue: "offer.ended")
}
