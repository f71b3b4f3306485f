public import Catalogue
import Deadlines
public import Directory
public import Ground
import Journal
public import Storage

/// Takes acts on dossiers: one transaction an act, in which the tables, the one fact, the timeline
/// and the notices are written together or not at all.
public struct DossierDesk: Sendable {
  let database: any Database
  let house: House

  public init(database: any Database, house: House) {
    (self.database, self.house) = (database, house)
  }

  /// What an act leaves: the dossier as it stands now, and the id of its fact.
  public struct Done: Sendable {
    public let view: DossierView
    public let fact: String
  }

  /// How an act is answered, and kept so that the same request gives the same answer again.
  public struct Once: Sendable {
    let key: String?
    let hash: String
    let answer: @Sendable (Done) -> StoredAnswer

    public init(key: String?, hash: String, answer: @escaping @Sendable (Done) -> StoredAnswer) {
      (self.key, self.hash, self.answer) = (key, hash, answer)
    }
  }

  /// Takes a submission; at the counter and by post it is received at once.
  ///
  /// Refuses: `SubmissionRefused`, `SubmissionForbidden`, `TermMissing`.
  public func submit(
    _ form: SubmissionForm, by caller: Caller, once: Once
  ) async throws -> StoredAnswer {
    let calendar = try await house.calendar()
    let now = house.now()
    let (answer, agencies) = try await database.write { tx in
      var agencies: Set<AgencyCode> = []
      let answer = try Idempotency(tx: tx).once(
        account: caller.account, key: once.key, requestHash: once.hash, at: now
      ) {
        let taken = try SubmissionDesk(
          tx: tx, house: house, calendar: calendar, now: now, caller: caller, form: form
        ).submit()
        let view = try DossierReading(tx: tx, house: house, now: now).view(
          taken.dossier, for: caller)
        agencies = taken.dossier.agencies
        return once.answer(Done(view: view, fact: taken.fact))
      }
      return (answer, agencies)
    }
    house.heapCounts.changed(agencies)
    return answer
  }

  /// Does `act` to the dossier with this id, number or reference.
  ///
  /// Refuses, in this order: `DossierUnknown`, `ActForbidden`, `DossierStale`, `ActRefused`, then
  /// what the act itself refuses.
  public func act(
    _ act: Act, on key: String, by caller: Caller, expecting version: Int?, once: Once
  ) async throws -> StoredAnswer {
    let calendar = try await house.calendar()
    let now = house.now()
    let (answer, agencies) = try await database.write { tx in
      var agencies: Set<AgencyCode> = []
      let answer = try Idempotency(tx: tx).once(
        account: caller.account, key: once.key, requestHash: once.hash, at: now
      ) {
        var proceeding = try open(act, on: key, by: caller, expecting: version, tx, calendar, now)
        agencies = proceeding.dossier.agencies
        let stage = proceeding.dossier.stage
        proceeding.dossier.stage = try stage.after(
          act.kind, numbered: proceeding.dossier.number != nil)
        try proceeding.carryOut(act, from: stage)
        let fact = try proceeding.finish(
          act.kind.factKind, act: act.kind.rawValue, from: stage)
        let view = try DossierReading(tx: tx, house: house, now: now).view(
          proceeding.dossier, for: caller)
        agencies.formUnion(proceeding.dossier.agencies)
        return once.answer(Done(view: view, fact: fact))
      }
      return (answer, agencies)
    }
    house.heapCounts.changed(agencies)
    return answer
  }

  /// Refuses unless the caller may see the dossier and may ever do `act` to it (404, 403).
  public func admit(_ act: ActKind?, on key: String, by caller: Caller) async throws {
    let now = house.now()
    try await database.glance { tx in
      let standing = try DossierReading(tx: tx, house: house, now: now).standing(key, of: caller)
      if let act { _ = try standing.actor(of: act) }
    }
  }

  private func open(
    _ act: Act, on key: String, by caller: Caller, expecting version: Int?,
    _ tx: any Transaction, _ calendar: WorkingCalendar, _ now: Instant
  ) throws -> ProceedingDesk {
    guard let dossier = try DossierStore(tx: tx).locked(key) else { throw DossierUnknown() }
    let standing = try DossierReading(tx: tx, house: house, now: now).standing(dossier, of: caller)
    let actor = try standing.actor(of: act.kind)
    if act.kind == .approveCorrection, dossier.correction?.proposedBy == caller.account {
      throw ActForbidden.ownCorrection
    }
    if let version, version != dossier.version { throw DossierStale(version: dossier.version) }
    return ProceedingDesk(
      tx: tx, house: house, calendar: calendar, now: max(now, dossier.clock?.lastAt ?? now),
      caller: caller, actor: actor, dossier: dossier)
  }
}

extension Dossier {
  /// In whose work it lies.
  var agencies: Set<AgencyCode> { [agency, competentAgency] }
}

extension ProceedingDesk {
  /// Gives the act to the folder that knows it.
  fileprivate mutating func carryOut(_ act: Act, from stage: Stage) throws {
    switch act {
    case .receive: try receive()
    case .refuse(let reason, let basis): refuse(reason: reason, legalBasis: basis)
    case .forward(let agency): try forward(to: agency)
    case .assign(let account): try assign(account)
    case .requestSupplement(let items, let reason, let basis, let approver):
      try requestSupplement(
        items, reason: reason, legalBasis: basis, approver: approver, from: stage)
    case .supply(let answers, let papers): try supply(answers: answers, papers: papers)
    case .requestPayment(let amount, let reason): try requestPayment(amount, reason: reason)
    case .pay(let method, let amount, let receipt):
      try pay(method, amount, receiptNumber: receipt)
    case .extend(let due, let reason): try extend(to: due, reason: reason)
    case .decide(let outcome, let document, let reason):
      try decide(outcome, document, reason: reason)
    case .deliver(let way, let receiver): deliver(way: way, receiver: receiver)
    case .withdraw(let reason, let basis): try withdraw(reason: reason, legalBasis: basis)
    case .stop(let reason, let basis): try self.stop(reason: reason, legalBasis: basis)
    case .correct(let change, let reason): try correct(change, reason: reason)
    case .approveCorrection(let id): try approveCorrection(id)
    case .rate(let stars, let comment): try rate(stars: stars, comment: comment)
    }
  }
}
