import Catalogue
import Deadlines
import Directory
public import Ground
import Storage

extension DossierDesk {
  /// What the caller may see of what is asked, soonest due first. Source: contract, `GET
  /// /dossiers`.
  public func list(_ question: WorklistQuestion, for caller: Caller) async throws -> Worklist {
    let now = house.now()
    return try await database.read { tx in
      let found = try WorklistStore(tx: tx).dossiers(
        of: caller.ownRoles.isEmpty ? nil : caller.account,
        at: try agencies(of: caller, on: now.day, tx), question, now: now)
      let page = found.prefix(question.limit)
      let names = try Procedures(tx: tx).names(Array(Set(page.map(\.procedure))))
      let items = page.map { dossier in
        WorklistItem(
          dossier: dossier,
          procedureName: names[dossier.procedure] ?? dossier.procedure.rawValue,
          isOverdue: dossier.isOverdue(at: now))
      }
      let last = found.count > question.limit ? page.last : nil
      return Worklist(items: items, next: last.map { ($0.dueOrder, $0.id.rawValue) })
    }
  }

  /// The agencies whose dossiers the caller's posts open: its own, and for a supervisor everything
  /// below.
  private func agencies(
    of caller: Caller, on day: Day, _ tx: any Transaction
  ) throws -> Set<AgencyCode> {
    let tree = Agencies(tx: tx, cache: house.agencies)
    return try caller.posts.reduce(into: []) { open, post in
      switch post.role {
      case .receiver, .handler, .approver, .clerk: open.insert(post.agency)
      case .supervisor: open.formUnion(try tree.below(post.agency, on: day))
      case .citizen, .helper, .reporter, .administrator: break
      }
    }
  }
}

extension Dossier {
  /// Running, and past its legal due date. Overdue is a property of time. Source: domain 1.4.
  public func isOverdue(at instant: Instant) -> Bool {
    switch stage {
    case .received, .processing: clock?.isOverdue(at: instant) ?? false
    case .submitted, .refused, .awaitingSupplement, .awaitingPayment, .withdrawn, .stopped,
      .decided, .delivered:
      false
    }
  }
}
