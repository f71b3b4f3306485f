import Catalogue
import Deadlines
import Directory
import Ground
import Storage

extension DossierDesk {
  /// What must be known to say before an act what it would do, and the names it is said with.
  func outlook(on file: DossierFile, for caller: Caller) async throws -> Outlook {
    let calendar = try await house.calendar()
    let now = house.now()
    let dossier = file.view.dossier
    return try await database.glance { tx in
      let proceeding = ProceedingDesk(
        tx: tx, house: house, calendar: calendar, now: max(now, dossier.clock?.lastAt ?? now),
        caller: caller, actor: .applicant, dossier: dossier)
      return Outlook(
        now: proceeding.now, calendar: calendar,
        reception: file.possibleActs.contains(.receive) ? try proceeding.receptionAhead() : nil,
        supplementRestarts: try proceeding.supplementRestarts(),
        correctedDue: try proceeding.dueAfterCorrection())
    }
  }
}

extension ProceedingDesk {
  /// The clock that `receive` would start now.
  fileprivate func receptionAhead() throws -> Outlook.Reception {
    var tried = self
    do {
      return .clock(try tried.startedClock())
    } catch let refused as any Refusal {
      return .impossible(refused.explanation)
    }
  }

  /// Source: TIM-1. An offer that has ended since says nothing any more: then as the law says.
  fileprivate func supplementRestarts() throws -> Bool {
    let offered = try Offers(tx: tx, cache: house.agencies).offered(
      dossier.agency, dossier.procedure, version: dossier.procedureVersion, on: today)
    return offered?.offer.conditions.supplementRule != .pause
  }

  /// The due date that the pending correction would lead to; `nil` without one, or when it could
  /// not be approved as it stands.
  fileprivate func dueAfterCorrection() throws -> Instant? {
    guard let correction = dossier.correction else { return nil }
    var tried = self
    do {
      try tried.apply(correction.change)
    } catch is any Refusal {
      return nil
    }
    return tried.dossier.clock?.dueAt
  }
}

extension DossierDesk {
  /// Who handles dossiers at one of these agencies today, by name. Shape: at most 500 an agency.
  func handlers(of agencies: Set<AgencyCode>) async throws -> [(account: AccountID, name: String)] {
    let now = house.now()
    let found = try await database.glance { tx in
      let officers = Officers(tx: tx, cache: house.agencies)
      return try agencies.sorted().flatMap { agency in
        try officers.at(agency, at: now, limit: 500).filter { officer in
          officer.posts.contains { $0.role == .handler && $0.agency == agency }
        }
      }
    }
    var seen: Set<AccountID> = []
    return found.filter { seen.insert($0.account).inserted }
      .map { (account: $0.account, name: $0.name) }
      .sorted { (folded($0.name), $0.account) < (folded($1.name), $1.account) }
  }
}
