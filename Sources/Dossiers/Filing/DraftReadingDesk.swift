import Catalogue
import Deadlines
import Directory
import Ground
import Storage

/// What the page shows before a draft is begun.
struct FilingStart: Sendable {
  /// The procedure and the agencies that take it online.
  let sheet: SubmissionSheet
  /// The agency that the account chose last, when it is one of them.
  let usual: AgencyCode?
  /// The account's own drafts of this procedure, latest first.
  let drafts: [DraftSummary]
  /// What it handed in for this procedure a short while ago, latest first.
  let earlier: [EarlierDossier]
  /// When a dossier received now would be due at the only or the usual agency.
  let promise: FilingPromise?
  /// Makes two presses of "begin" one draft.
  let key: String
}

/// A draft as its owner opens it, with what the agency asks today.
struct OpenedDraft: Sendable {
  let draft: Draft
  let form: FilingForm
  /// The names of the agencies at which results may be collected.
  let names: [AgencyCode: String]
  /// When a dossier received now would be due, by case; 0 without one.
  let promises: [Int: FilingPromise]
  let earlier: [EarlierDossier]

  var offered: OfferedProcedure { form.offered }
  var plan: FilingPlan { form.plan }
  /// What the agency or the law lays down is not what it was when the draft was begun.
  var isChanged: Bool { draft.terms != Draft.Terms(offered) }
}

/// "Nộp bây giờ thì hẹn trả …": the day that a reception at this moment would promise.
enum FilingPromise: Sendable, Equatable {
  case due(Instant, term: Term)
  /// Nobody has laid a term down, and who must.
  case unset(Phrase)
}

extension DossierDesk {
  /// What `caller` has begun and not sent, latest first. Shape: at most a hundred. For the list of
  /// one's own dossiers.
  func drafts(of caller: Caller) async throws -> [DraftSummary] {
    let now = house.now()
    return try await database.glance { tx in
      try DraftReading(tx: tx, house: house, now: now).summaries(of: caller)
    }
  }
}

extension DraftDesk {
  /// Refuses: `CatalogueRefused.procedureUnknown`.
  func starting(_ code: ProcedureCode, by caller: Caller) async throws -> FilingStart {
    let sheet = try await dossiers.sheet(code, through: [.online])
    let (now, calendar) = (house.now(), try await house.calendar())
    return try await database.glance { tx in
      let reading = DraftReading(tx: tx, house: house, now: now)
      let last = try DraftStore(tx: tx).latest(of: caller.account)?.agency
      let usual = sheet.places.first { $0.code == last }
      let place = sheet.places.count == 1 ? sheet.places[0] : usual
      return FilingStart(
        sheet: sheet, usual: usual?.code,
        drafts: try reading.summaries(of: caller).filter { $0.procedure == code },
        earlier: try reading.earlier(code, of: caller),
        promise: try place.flatMap { try reading.promise($0.offered, case: nil, calendar) },
        key: house.chance.token())
    }
  }

  /// The caller's own draft. A sent one gives the dossier that it became.
  ///
  /// Refuses: `DraftRefused.unknown`, `.closed`.
  func opened(_ id: Draft.ID, of caller: Caller) async throws -> Opening {
    let (now, calendar) = (house.now(), try await house.calendar())
    return try await database.glance { tx in
      guard let draft = try DraftStore(tx: tx).draft(id, of: caller.account) else {
        throw DraftRefused.unknown
      }
      if draft.sent != nil { return .sent(draft) }
      guard draft.changedAt > Draft.oldest(house.practice.draftDays, at: now) else {
        throw DraftRefused.unknown
      }
      let offered: OfferedProcedure
      do {
        offered = try FilingOffer(tx: tx, house: house)
          .offered(draft.procedure, draft.agency, on: now.day)
      } catch DraftRefused.closed(let why) {
        return .closed(draft, why)
      }
      let reading = DraftReading(tx: tx, house: house, now: now)
      let cases = offered.terms(.online).map(\.caseNumber)
      let promises = try ([0] + cases).reduce(into: [Int: FilingPromise]()) {
        $0[$1] = try reading.promise(offered, case: $1 == 0 ? nil : $1, calendar)
      }
      let places = Set(offered.offer.returnAgencies + [draft.agency])
      return .open(
        OpenedDraft(
          draft: draft,
          form: FilingForm(draft: draft, offered: offered, helper: caller.helperName),
          names: try Agencies(tx: tx, cache: house.agencies).names(of: places, on: now.day),
          promises: promises, earlier: try reading.earlier(draft.procedure, of: caller)))
    }
  }

  /// What a draft is found to be.
  enum Opening: Sendable {
    case open(OpenedDraft)
    case sent(Draft)
    /// It cannot be handed in there any more, and why.
    case closed(Draft, Phrase)
  }

  /// The dossier that a sent draft became, for its confirmation.
  ///
  /// Refuses: `DraftRefused.unknown`.
  func confirmed(_ id: Draft.ID, of caller: Caller) async throws -> FilingConfirmation? {
    let now = house.now()
    return try await database.glance { tx in
      guard let draft = try DraftStore(tx: tx).draft(id, of: caller.account) else {
        throw DraftRefused.unknown
      }
      guard let sent = draft.sent else { return nil }
      guard let dossier = try DossierStore(tx: tx).dossier(sent.dossier.rawValue) else {
        throw ContentsUnreadable(what: "sent draft")
      }
      let names = try Procedures(tx: tx).names([dossier.procedure])
      let agencies = Agencies(tx: tx, cache: house.agencies)
      let agency = try agencies.agency(dossier.agency, on: now.day)
      return FilingConfirmation(
        dossier: dossier, procedureName: names[dossier.procedure] ?? dossier.procedure.rawValue,
        agencyName: agency?.name ?? dossier.agency.rawValue,
        contact: try agencies.contact(of: dossier.agency, on: now.day),
        email: try AccountOwners(tx: tx).email(of: caller.account),
        paperCount: try DossierPaperStore(tx: tx).papers(of: dossier.id).count)
    }
  }

  /// What the account told of itself.
  func contact(of caller: Caller) async throws -> ContactDefaults {
    try await database.glance { tx in
      try AccountOwners(tx: tx).contact(of: caller.account, name: caller.name)
    }
  }

  /// A file of the caller's own draft.
  ///
  /// Refuses: `DraftRefused.unknown`, `FileRefused.unknown`.
  func file(
    _ handle: String, of id: Draft.ID, by caller: Caller
  ) async throws -> (file: UploadedFile, chunks: BlobChunks) {
    let found = try await database.glance { tx in
      guard let draft = try DraftStore(tx: tx).draft(id, of: caller.account) else {
        throw DraftRefused.unknown
      }
      return draft.files.first { $0.handle == handle }?.file
    }
    guard let found else { throw FileRefused.unknown }
    return (found, try await files.blobs.chunks(of: found.sha256))
  }
}

/// What the confirmation shows; it stays true when it is opened again.
struct FilingConfirmation: Sendable {
  let dossier: Dossier
  let procedureName: String
  let agencyName: String
  /// `nil` where the directory knows nothing.
  let contact: AgencyContact?
  /// Where the account reads letters; `nil` when it has told no address.
  let email: String?
  let paperCount: Int
}

/// Questions about drafts in one snapshot.
private struct DraftReading {
  let tx: any Transaction
  let house: House
  let now: Instant

  func summaries(of caller: Caller) throws -> [DraftSummary] {
    let drafts = try DraftStore(tx: tx).open(
      of: caller.account, changedAfter: Draft.oldest(house.practice.draftDays, at: now),
      limit: DraftDesk.limit)
    let procedures = try Procedures(tx: tx).names(Array(Set(drafts.map(\.procedure))))
    let agencies = try Agencies(tx: tx, cache: house.agencies)
      .names(of: Set(drafts.map(\.agency)), on: now.day)
    return drafts.map { draft in
      DraftSummary(
        id: draft.id, procedure: draft.procedure,
        procedureName: procedures[draft.procedure] ?? draft.procedure.rawValue,
        agency: draft.agency, agencyName: agencies[draft.agency] ?? draft.agency.rawValue,
        startedAt: draft.startedAt, changedAt: draft.changedAt,
        expiresOn: draft.changedAt.adding(seconds: Int64(house.practice.draftDays) * 86_400).day)
    }
  }

  /// How far back a second dossier of the same kind is worth a word.
  private static let memory: Int64 = 90 * 86_400

  func earlier(_ code: ProcedureCode, of caller: Caller) throws -> [EarlierDossier] {
    try EarlierDossiersStore(tx: tx).dossiers(
      code, of: caller.account, after: now.adding(seconds: -DraftReading.memory), limit: 3)
  }

  /// The same count that a reception at this moment makes. Source: contract, `…/due`.
  func promise(
    _ offered: OfferedProcedure, case number: Int?, _ calendar: WorkingCalendar
  ) throws -> FilingPromise? {
    switch offered.term(.online, case: number) {
    case .missing(let why): return .unset(Phrase(verbatim: why))
    case .noSuchCase, .channelClosed: return nil
    case .set(_, let term, _):
      let agency = try Agencies(tx: tx, cache: house.agencies)
        .agency(offered.offer.agency, on: now.day)
      let hours =
        try offered.offer.conditions.hours ?? agency?.hours.map { try WorkingHours(code: $0) }
      let date = try due(
        from: now, term: term, policy: offered.offer.conditions.policy, calendar: calendar,
        hours: hours ?? .standard)
      return .due(date.at, term: term)
    }
  }
}
