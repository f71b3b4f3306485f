import Catalogue
import Deadlines
import Directory
import Ground

extension ProceedingDesk {
  /// Tiếp nhận: from here the clock runs; the number is given under a lock. Source: DOS-1 … DOS-6,
  /// DOS-23, MRG-11.
  ///
  /// Refuses: `TermMissing` when nobody has set the term; it is never "on time" without one.
  mutating func receive() throws {
    let clock = try startedClock()
    let offered = try offered()
    let sequence = try DossierStore(tx: tx).nextSequence(at: dossier.agency, on: today)
    let number = DossierNumber(agency: dossier.agency, receivedOn: today, sequence: sequence)
    dossier.number = number.text
    dossier.receivedAt = now
    dossier.clock = clock
    details = .handedIn(dossier.contents.answers)
    dossier.attributes = Dossier.Attributes(offered)
    data += try receptionData(clock, components: offered.procedure.components.count)
    text = "Tiếp nhận hồ sơ, mã \(number.text), hẹn trả kết quả \(clock.dueAt.vietnamese)."
    notice = (
      "dossier.received",
      """
      Hồ sơ đã được tiếp nhận với mã \(number.text). Hẹn trả kết quả: \(clock.dueAt.vietnamese). \
      Xem tiến độ tại trang Tra cứu.
      """
    )
  }

  /// The clock that runs from now, at the agency that receives today; nothing is stored yet.
  ///
  /// Refuses: `TermMissing`, `SubmissionRefused`.
  mutating func startedClock() throws -> LegalClock {
    try moveToSuccessor()
    let offered = try offered()
    let term = try self.term(in: offered)
    let hours = try offered.offer.conditions.hours ?? agencyHours()
    return try LegalClock(
      startedAt: now, term: term, policy: offered.offer.conditions.policy, hours: hours,
      supplementsBefore: dossier.supplements.count, calendar: calendar)
  }

  /// Từ chối tiếp nhận, with the reason and its legal basis. Source: DOS-22.
  mutating func refuse(reason: String, legalBasis: String) {
    details = .reasons(reason, legalBasis)
    text = "Từ chối tiếp nhận: \(reason) Căn cứ: \(legalBasis)"
    notice = (
      "dossier.refused", "Hồ sơ không được tiếp nhận. Lý do: \(reason) Căn cứ: \(legalBasis)"
    )
  }

  /// A dossier handed in to an agency that has ended since is received by the one that takes its
  /// place, under that one's code. Source: MRG-11.
  private mutating func moveToSuccessor() throws {
    let agencies = Agencies(tx: tx, cache: house.agencies)
    guard try !agencies.existed(dossier.agency, on: today),
      let successor = try agencies.successor(of: dossier.agency, for: dossier.sector, on: today)
    else { return }
    if dossier.competentAgency == dossier.agency { dossier.competentAgency = successor.code }
    if dossier.returnAgency == dossier.agency { dossier.returnAgency = successor.code }
    dossier.agency = successor.code
  }

  func term(in offered: OfferedProcedure) throws -> Term {
    switch offered.term(dossier.channel, case: dossier.caseNumber) {
    case .set(_, let term, _): return term
    case .missing(let why): throw TermMissing(explanation: Phrase(key: why))
    case .noSuchCase(let count): throw SubmissionRefused.caseUnknown(count: count)
    case .channelClosed:
      throw SubmissionRefused.procedureClosed(
        "Thủ tục không có hình thức “\(dossier.channel.vietnamese)”. Chọn hình thức khác.")
    }
  }

  private func agencyHours() throws -> WorkingHours {
    let agency = try Agencies(tx: tx, cache: house.agencies).agency(dossier.agency, on: today)
    return try agency?.hours.map { try WorkingHours(code: $0) } ?? .standard
  }

  private func receptionData(_ clock: LegalClock, components: Int) throws -> [JSON.Member] {
    let filed = try DossierPaperStore(tx: tx).papers(of: dossier.id).count + newPapers
    var members = [
      JSON.Member("indexDue", JSON(clock.indexDueAt)),
      JSON.Member("paperResult", .bool(dossier.attributes.paperResult)),
      JSON.Member("components", .integer(Int64(components))),
      JSON.Member("digitised", .integer(Int64(filed))),
      JSON.Member("reused", 0), JSON.Member("fromStore", 0),
    ]
    if clock.hours != .standard {
      // A fact holds codes only, and a comma stands in none.
      let hours = clock.hours.code.replacing(",", with: "/")
      members.append(JSON.Member("hours", .string(hours)))
    }
    if let listed = dossier.fee.listed {
      members.append(JSON.Member("feeVND", .integer(listed.amount)))
    }
    return members
  }
}

extension Dossier.Attributes {
  init(_ offered: OfferedProcedure) {
    let conditions = offered.offer.conditions
    self.init(
      level: conditions.legacyLevel, mode: offered.mode, eligible: conditions.eligible,
      integrated: conditions.integrated, paperResult: conditions.paperResult)
  }
}
