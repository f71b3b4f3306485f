import Catalogue
import Deadlines
import Directory
import Ground
import Journal
import Storage

/// Why this account may not hand in at that agency.
struct SubmissionForbidden: Refusal, Equatable {
  var code: String { "submission.agency-not-yours" }
  var explanation: Phrase {
    "Tài khoản này không giữ vị trí tiếp nhận tại cơ quan đã chọn. Chọn cơ quan của mình."
  }
  var kind: RefusalKind { .forbidden }
}

/// One submission while its transaction is open.
struct SubmissionDesk {
  let tx: any Transaction
  let house: House
  let calendar: WorkingCalendar
  let now: Instant
  let caller: Caller
  let form: SubmissionForm
  /// As `ProceedingDesk.browser`.
  var browser: String?

  /// Takes the form; at the counter and by post the dossier is received in the same act.
  ///
  /// Refuses: `SubmissionRefused`, `SubmissionForbidden`, `TermMissing`. Source: DOS-1, DOS-6,
  /// DOS-20.
  func submit() throws -> (dossier: Dossier, fact: String) {
    let actor = try self.actor()
    let offered = try self.offered()
    try checkAcceptance(offered)
    let misfits = form.misfits(on: now.day)
    guard misfits.isEmpty else { throw SubmissionRefused.unfit(misfits) }
    let dossier = try draft(offered)
    var proceeding = ProceedingDesk(
      tx: tx, house: house, calendar: calendar, now: now, caller: caller, actor: actor,
      dossier: dossier)
    proceeding.browser = browser
    proceeding.newPapers = form.papers.count
    try checkPapers(offered, proceeding)
    let fact = try enter(&proceeding)
    try DossierPaperStore(tx: tx).insert(form.papers, of: dossier.id, from: 1, round: 0)
    return (proceeding.dossier, fact)
  }

  private func enter(_ proceeding: inout ProceedingDesk) throws -> String {
    guard form.channel != .online else {
      proceeding.text = "Nộp hồ sơ trực tuyến, mã tra cứu \(proceeding.dossier.reference.text)."
      proceeding.notice = (
        "dossier.submitted",
        """
        Đã nhận hồ sơ gửi trực tuyến, mã tra cứu \(proceeding.dossier.reference.text). Cơ quan sẽ \
        trả lời trong 8 giờ làm việc.
        """
      )
      proceeding.data = [JSON.Member("digitised", .integer(Int64(form.papers.count)))]
      return try proceeding.finish(.dossier("submitted"), act: "submit", from: nil)
    }
    try proceeding.receive()
    proceeding.dossier.stage = .received
    return try proceeding.finish(.dossier("received"), act: "receive", from: nil)
  }

  /// The channel is evidence of who sits there. Source: contract, "channel".
  private func actor() throws -> Standing.Actor {
    switch form.channel {
    case .online:
      guard !caller.ownRoles.isEmpty else {
        throw SubmissionRefused.channelNotYours(form.channel)
      }
      return .applicant
    case .counter, .post:
      guard caller.roles.contains(.receiver) else {
        throw SubmissionRefused.channelNotYours(form.channel)
      }
      guard let post = caller.post([.receiver], at: [form.agency]) else {
        throw SubmissionForbidden()
      }
      return .officer(post)
    }
  }

  private func offered() throws -> OfferedProcedure {
    let agencies = Agencies(tx: tx, cache: house.agencies)
    guard try Procedures(tx: tx).summary(form.procedure) != nil else {
      throw SubmissionRefused.procedureUnknown
    }
    guard let agency = try agencies.agency(form.agency, on: now.day),
      let offered = try Offers(tx: tx, cache: house.agencies).offered(
        agency.code, form.procedure, on: now.day)
    else { throw SubmissionRefused.agencyUnknown }
    if let place = form.returnAgency, place != agency.code,
      !offered.offer.conditions.returnAgencies.contains(place)
    {
      throw SubmissionRefused.returnAgencyUnfit
    }
    return offered
  }

  private func checkAcceptance(_ offered: OfferedProcedure) throws {
    let channel = form.channel.vietnamese
    switch offered.accepts(form.channel) {
    case .everyone: break
    case .exempted(let whom):
      guard let exemption = form.contents.exemption, !exemption.isEmpty else {
        throw SubmissionRefused.procedureClosed(
          "Hình thức “\(channel)” chỉ dành cho: \(whom). Nêu lý do được nhận theo hình thức này.")
      }
    case .closed:
      throw SubmissionRefused.procedureClosed(
        "Thủ tục này không nhận hồ sơ theo hình thức “\(channel)”. Chọn hình thức khác.")
    }
    switch offered.term(form.channel, case: form.caseNumber) {
    case .noSuchCase(let count): throw SubmissionRefused.caseUnknown(count: count)
    case .channelClosed:
      throw SubmissionRefused.procedureClosed(
        "Thủ tục này không nhận hồ sơ theo hình thức “\(channel)”. Chọn hình thức khác.")
    case .set, .missing: break
    }
  }

  private func checkPapers(_ offered: OfferedProcedure, _ proceeding: ProceedingDesk) throws {
    let count = offered.procedure.components.count
    for (index, paper) in form.papers.enumerated() {
      guard let component = paper.component else { continue }
      guard (1...max(count, 1)).contains(component), count > 0 else {
        throw SubmissionRefused.componentUnknown(
          pointer: "/papers/\(index)/component", count: count)
      }
    }
    try proceeding.checkFiles(of: form.papers, at: "/papers")
    if let mandate = form.contents.mandate {
      guard let file = try DossierPaperStore(tx: tx).file(mandate.file),
        file.account == caller.account
      else { throw SubmissionRefused.fileUnknown(pointer: "/mandate/file") }
    }
  }

  private func draft(_ offered: OfferedProcedure) throws -> Dossier {
    Dossier(
      id: ID(house.chance.ulid(at: now)), reference: try freeReference(), number: nil, version: 1,
      stage: .submitted, procedure: form.procedure, procedureVersion: offered.procedure.version,
      caseNumber: form.caseNumber, sector: offered.procedure.sector.code,
      agency: offered.offer.agency, competentAgency: offered.offer.competentAgency,
      returnAgency: form.returnAgency ?? offered.offer.agency, channel: form.channel,
      typedBy: typedBy, submittedAt: now, receivedAt: nil, account: caller.account, officer: nil,
      contents: form.contents, clock: nil,
      fee: FeeObligation(
        listed: offered.fee(form.channel, case: form.caseNumber).amount, asked: nil, payments: []),
      supplements: [], decision: nil, delivery: nil, correction: nil, rating: nil,
      attributes: Dossier.Attributes(offered), subject: house.chance.ulid(at: now),
      lookupToken: house.chance.token(), salt: house.chance.bytes(32))
  }

  private func freeReference() throws -> DossierReference {
    let store = DossierStore(tx: tx)
    while true {
      let reference = DossierReference(chance: house.chance)
      if try !store.isTaken(reference) { return reference }
    }
  }

  private var typedBy: TypedBy {
    if form.channel != .online { return .officer }
    if caller.ownRoles.contains(.helper) { return .assisted }
    return folded(form.contents.applicant.name) == folded(caller.name) ? .`self` : .proxy
  }
}
