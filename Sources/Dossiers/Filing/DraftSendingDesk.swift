import Catalogue
import Deadlines
import Directory
import Ground
import Storage

extension DraftDesk {
  /// What the one who sends has seen and said.
  struct Declaration: Sendable {
    /// The terms that stood on the page; others mean that it must be looked at again.
    let terms: Draft.Terms
    /// That what was typed is true.
    let isTrue: Bool
    /// The mark of the browser; `nil` where none is told.
    var browser: String?
  }

  /// Makes the draft a dossier: exactly once, however often and from however many windows it is
  /// asked. The draft is marked in the transaction of the act itself. Source: DOS-20, DOS-24.
  ///
  /// Refuses: `DraftRefused.unknown`, `.closed`, `.termsChanged`, `.unfit`; what `SubmissionDesk`
  /// refuses.
  func send(
    _ id: Draft.ID, by caller: Caller, declaring declaration: Declaration
  ) async throws -> Dossier.ID {
    let calendar = try await house.calendar()
    let now = house.now()
    let (sent, agencies) = try await database.write { tx -> (Dossier.ID, Set<AgencyCode>) in
      let store = DraftStore(tx: tx)
      guard let draft = try store.locked(id, of: caller.account) else {
        throw DraftRefused.unknown
      }
      if let sent = draft.sent { return (sent.dossier, []) }
      guard draft.changedAt > Draft.oldest(house.practice.draftDays, at: now) else {
        throw DraftRefused.unknown
      }
      let form = try checked(draft, caller, declaration, at: now, tx)
      let taken = try SubmissionDesk(
        tx: tx, house: house, calendar: calendar, now: now, caller: caller, form: form,
        browser: declaration.browser
      ).submit()
      try release(draft, into: form, at: now, tx)
      try store.markSent(id, as: taken.dossier.id, at: now)
      return (taken.dossier.id, taken.dossier.agencies)
    }
    house.heapCounts.changed(agencies)
    return sent
  }

  private func checked(
    _ draft: Draft, _ caller: Caller, _ declaration: Declaration, at now: Instant,
    _ tx: any Transaction
  ) throws -> SubmissionForm {
    let offered = try FilingOffer(tx: tx, house: house)
      .offered(draft.procedure, draft.agency, on: now.day)
    guard Draft.Terms(offered) == declaration.terms else { throw DraftRefused.termsChanged }
    let form = FilingForm(draft: draft, offered: offered, helper: caller.helperName)
    var troubles = form.troubles(on: now.day)
    if !declaration.isTrue {
      troubles.append(missing("/declaration", "Đánh dấu vào ô cam đoan trước khi gửi hồ sơ."))
    }
    guard troubles.isEmpty else { throw DraftRefused.unfit(troubles) }
    return form.submission
  }

  /// The dossier's files stay; a file that did not become part of it goes with the draft.
  private func release(
    _ draft: Draft, into form: SubmissionForm, at now: Instant, _ tx: any Transaction
  ) throws {
    let store = DraftFileStore(tx: tx)
    let kept = Set(form.papers.map(\.file) + [form.contents.mandate?.file].compactMap { $0 })
    for file in draft.files {
      if kept.contains(file.file.id) {
        try store.release(file, from: draft.id)
      } else {
        try store.remove(file, from: draft.id, at: now)
      }
    }
  }
}

extension Caller {
  /// The name under which a helper types for somebody else; `nil` for everybody else. Source:
  /// contract, "Who typed".
  var helperName: String? { ownRoles.contains(.helper) ? name : nil }
}
