import Catalogue
import Deadlines
import Directory
import Exchange
import Ground
import Journal
import Storage

/// One act on one dossier while its transaction is open: what it reads, changes and leaves behind.
///
/// The folders beside this file hold one act each, as an extension. Each changes `dossier`, adds to
/// `data` and `notices`, and says in `text` what the timeline shows; `finish` writes all of it.
struct ProceedingDesk {
  let tx: any Transaction
  let house: House
  let calendar: WorkingCalendar
  let now: Instant
  let caller: Caller
  let actor: Standing.Actor
  var dossier: Dossier
  /// The dossier before the act.
  private let was: Dossier
  /// The browser that it came from, by the mark that chance gave it; `nil` where none is told.
  var browser: String?
  /// Papers that are handed in with this very act and have no row yet.
  var newPapers = 0
  /// The codes and numbers of the fact.
  var data: [JSON.Member] = []
  /// What people are told: code and text.
  var notice: (code: String, text: String)?
  /// What the timeline says happened.
  var text = ""
  /// What letters say of the act and the dossier does not keep.
  var details: [JSON.Member] = []

  init(
    tx: any Transaction, house: House, calendar: WorkingCalendar, now: Instant, caller: Caller,
    actor: Standing.Actor, dossier: Dossier
  ) {
    (self.tx, self.house, self.calendar, self.now) = (tx, house, calendar, now)
    (self.caller, self.actor, self.dossier, was) = (caller, actor, dossier, dossier)
  }

  var today: Day { now.day }
  var post: Caller.Post? { actor.post }

  /// The offer under which the dossier runs: its own version of the procedure, today's conditions.
  func offered() throws -> OfferedProcedure {
    guard
      let offered = try Offers(tx: tx, cache: house.agencies).offered(
        dossier.agency, dossier.procedure, version: dossier.procedureVersion, on: today)
    else {
      throw TermMissing(
        explanation: """
          Cơ quan này không còn quyết định tiếp nhận thủ tục. Quản trị viên cần công bố lại thủ tục \
          tại “Quản trị › Thủ tục” trước khi xử lý tiếp.
          """)
    }
    return offered
  }

  /// Writes the dossier, its event, its one fact and the notices; answers with the fact's id.
  mutating func finish(_ kind: Fact.Kind, act: String, from stage: Stage?) throws -> String {
    let store = DossierStore(tx: tx)
    if stage != nil {
      dossier.version += 1
      try store.update(dossier, was: was, at: now)
    } else {
      try store.insert(dossier)
    }
    let id = house.chance.ulid(at: now)
    let statuses: [JSON.Member] = [
      JSON.Member("from", .integer(Int64(stage?.status ?? 0))),
      JSON.Member("to", .integer(Int64(dossier.stage.status))),
      JSON.Member("numbered", .bool(dossier.number != nil)),
    ]
    var fact = try dossier.fact(
      kind, id: id, at: now, post: post?.id,
      actorTag: try house.actorTags.actor(caller.account, at: now), rules: house.rules,
      calendar: calendar, data: statuses + data)
    fact.deviceTag = try browser.map { try house.actorTags.device($0, at: now) }
    try JournalStore(tx: tx).add(fact)
    try EventStore(tx: tx).insert(
      DossierEvent(
        seq: dossier.version, at: now, act: act, stage: dossier.stage, post: post?.id,
        agency: post?.agency, account: caller.account, fact: id, text: text,
        details: .object(details)),
      of: dossier.id)
    try tell()
    return id
  }

  private func tell() throws {
    guard let notice else { return }
    let account = dossier.typedBy == .officer ? nil : dossier.account
    try Outbox(tx: tx).put(
      Notice(
        id: house.chance.ulid(at: now), at: now, subject: dossier.id.rawValue,
        label: dossier.number ?? dossier.reference.text, account: account,
        code: notice.code, text: notice.text))
  }
}
