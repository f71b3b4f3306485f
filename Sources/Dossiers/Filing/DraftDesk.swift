import Catalogue
import Deadlines
import Directory
import Ground
import Storage

/// Keeps drafts: every step is one transaction, and everything may be done again without harm.
/// Nothing here is an act on a dossier, so no fact is written.
struct DraftDesk: Sendable {
  let dossiers: DossierDesk
  let files: FileDesk

  var house: House { dossiers.house }
  var database: any Database { dossiers.database }

  /// How many drafts an account may have open.
  static let limit = 100
  /// How many files a draft may hold. Source: contract, `papers` of a submission.
  static let fileLimit = 100

  /// Begins a draft; the same key gives the same draft again.
  ///
  /// Refuses: `CatalogueRefused.procedureUnknown`, `DraftRefused.closed`, `.tooManyDrafts`.
  func start(
    _ procedure: ProcedureCode, at agency: AgencyCode, by caller: Caller, key: String?
  ) async throws -> Draft.ID {
    let now = house.now()
    let stored = try await database.write { tx in
      try Idempotency(tx: tx).once(
        account: caller.account, key: key,
        requestHash: "draft \(procedure.rawValue) \(agency.rawValue)", at: now
      ) {
        let offered = try FilingOffer(tx: tx, house: house).offered(procedure, agency, on: now.day)
        let store = DraftStore(tx: tx)
        let oldest = Draft.oldest(house.practice.draftDays, at: now)
        let open = try store.open(
          of: caller.account, changedAfter: oldest, limit: DraftDesk.limit)
        guard open.count < DraftDesk.limit else {
          throw DraftRefused.tooManyDrafts(limit: DraftDesk.limit)
        }
        let draft = Draft(
          id: ID(house.chance.ulid(at: now)), account: caller.account, procedure: procedure,
          agency: offered.offer.agency, startedAt: now, changedAt: now,
          terms: Draft.Terms(offered), screens: [:], files: [], sent: nil)
        try store.insert(draft)
        return StoredAnswer(status: 303, body: Array(draft.id.rawValue.utf8))
      }
    }
    return ID(String(decoding: stored.body, as: UTF8.self))
  }

  /// Keeps one step as it was typed, whether it is right or not. `expected` is the version that the
  /// screen was made from, 0 for the first time. The same again changes nothing.
  ///
  /// Refuses: `DraftRefused.unknown`, `.sent`, `.changedElsewhere`.
  func save(
    _ step: FilingStep, _ values: DraftValues, of id: Draft.ID, by caller: Caller,
    expecting expected: Int
  ) async throws {
    let now = house.now()
    try await database.write { tx in
      let draft = try open(id, of: caller, at: now, tx)
      let known = draft.screens[step]
      guard known?.values != values else { return }
      guard (known?.version ?? 0) == expected else { throw DraftRefused.changedElsewhere }
      try DraftStore(tx: tx).put(
        Draft.Screen(values: values, version: expected + 1, at: now), step, of: id)
    }
  }

  /// Takes a file for a place of the form. The same bytes for the same place are one paper.
  ///
  /// Refuses: `DraftRefused.unknown`, `.sent`, `.tooManyFiles`; `FileRefused`, `BlobTooLarge`,
  /// `FileDamaged`.
  func add<Chunks: AsyncSequence & Sendable>(
    _ chunks: Chunks, type: MediaType, name: String, at place: PaperPlace, of id: Draft.ID,
    by caller: Caller
  ) async throws -> DraftFile where Chunks.Element == [UInt8] {
    let file = try await files.keep(chunks, type: type, name: name, by: caller)
    guard FileSoundness.isWhole(type, tail: try await tail(of: file)) else { throw FileDamaged() }
    let now = house.now()
    return try await database.write { tx in
      let draft = try open(id, of: caller, at: now, tx)
      let store = DraftFileStore(tx: tx)
      if let same = draft.files(at: place).first(where: { $0.file.sha256 == file.sha256 }) {
        return same
      }
      guard draft.files.count < DraftDesk.fileLimit else {
        throw DraftRefused.tooManyFiles(limit: DraftDesk.fileLimit)
      }
      let added = DraftFile(place: place, file: file)
      try store.add(added, to: id)
      try DraftStore(tx: tx).touch(id, at: now)
      return added
    }
  }

  /// Takes files out; those that are not there any more are no trouble.
  ///
  /// Refuses: `DraftRefused.unknown`, `.sent`.
  func remove(_ handles: Set<String>, of id: Draft.ID, by caller: Caller) async throws {
    guard !handles.isEmpty else { return }
    let now = house.now()
    try await database.write { tx in
      let draft = try open(id, of: caller, at: now, tx)
      for file in draft.files where handles.contains(file.handle) {
        try DraftFileStore(tx: tx).remove(file, from: id, at: now)
      }
      try DraftStore(tx: tx).touch(id, at: now)
    }
  }

  /// Deletes a draft with its files. One that is gone already is no trouble.
  ///
  /// Refuses: `DraftRefused.sent`.
  func delete(_ id: Draft.ID, by caller: Caller) async throws {
    let now = house.now()
    try await database.write { tx in
      guard let draft = try DraftStore(tx: tx).locked(id, of: caller.account) else { return }
      guard draft.sent == nil else { throw DraftRefused.sent }
      try draft.erase(tx, at: now)
    }
  }

  /// The draft, held for this transaction, while it can still be changed.
  private func open(
    _ id: Draft.ID, of caller: Caller, at now: Instant, _ tx: any Transaction
  ) throws -> Draft {
    guard let draft = try DraftStore(tx: tx).locked(id, of: caller.account) else {
      throw DraftRefused.unknown
    }
    guard draft.sent == nil else { throw DraftRefused.sent }
    guard draft.changedAt > Draft.oldest(house.practice.draftDays, at: now) else {
      throw DraftRefused.unknown
    }
    return draft
  }

  private func tail(of file: UploadedFile) async throws -> [UInt8] {
    var tail: [UInt8] = []
    for try await chunk in try await files.blobs.chunks(of: file.sha256) {
      tail += chunk
      if tail.count > 2 * FileSoundness.tailLength {
        tail.removeFirst(tail.count - FileSoundness.tailLength)
      }
    }
    return tail
  }
}

extension Draft {
  /// Takes everything of it out of the tables.
  func erase(_ tx: any Transaction, at now: Instant) throws {
    let store = DraftFileStore(tx: tx)
    for file in files { try store.remove(file, from: id, at: now) }
    try DraftStore(tx: tx).delete(id)
  }
}

/// How a procedure is taken online at one agency, read in one transaction.
struct FilingOffer {
  let tx: any Transaction
  let house: House

  /// Refuses: `CatalogueRefused.procedureUnknown`; `DraftRefused.closed`, and why.
  func offered(
    _ procedure: ProcedureCode, _ agency: AgencyCode, on day: Day
  ) throws -> OfferedProcedure {
    guard let current = try Procedures(tx: tx).current(procedure) else {
      throw CatalogueRefused.procedureUnknown(procedure)
    }
    let known = try Agencies(tx: tx, cache: house.agencies).agency(agency, on: day)
    guard let known else {
      throw DraftRefused.closed(
        "Cơ quan \(agency.rawValue) không còn hoạt động. Chọn cơ quan khác ở trang bắt đầu nộp hồ sơ."
      )
    }
    guard let offer = try Offers(tx: tx).offer(known.code, procedure, on: day) else {
      throw DraftRefused.closed(
        "\(known.name) hiện không tiếp nhận thủ tục này. Chọn cơ quan khác ở trang bắt đầu nộp hồ sơ."
      )
    }
    let offered = OfferedProcedure(procedure: current, offer: offer, agencyName: known.name)
    guard offered.accepts(.online) != .closed, !offered.terms(.online).isEmpty else {
      throw DraftRefused.closed(
        """
        \(known.name) hiện không nhận thủ tục này theo hình thức trực tuyến. Nộp tại bộ phận một cửa, \
        qua bưu chính, hoặc trên Cổng Dịch vụ công quốc gia.
        """)
    }
    return offered
  }
}
