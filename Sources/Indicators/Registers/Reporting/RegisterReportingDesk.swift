import Directory
import Ground
import Journal
import Storage

extension RegisterDesk {
  /// What somebody sends for one period: one or more agencies' values with one document.
  struct Sent: Sendable {
    let register: String
    let period: String
    let drafts: [RegisterDraft]
    let basis: String
    /// Empty where none was given.
    let reason: String
    /// The file that shows it; `nil` where none was sent.
    let file: String?
    /// How many reports of the period there were when the sender looked.
    let mark: Int
  }

  /// Báo cáo vào sổ: takes all or nothing. What stands already in the same way is left as it is.
  ///
  /// Shape: how many agencies' values are new, and how many put something right.
  ///
  /// Refuses: `RegisterRefused`.
  func report(_ sent: Sent, by caller: Caller) async throws -> (fresh: Int, corrected: Int) {
    let (instant, chance) = (now(), chance)
    return try await database.write { tx in
      try tx.lock("indicators register \(sent.register)")
      let sheet = try sheet(sent.register, sent.period, for: caller, tx, instant.day)
      guard sheet.mark == sent.mark else { throw RegisterRefused.movedOn }
      let file = try sent.file.map { id in
        guard let file = try RegisterFileStore(tx: tx).file(id, of: caller.account) else {
          throw RegisterRefused.unknown
        }
        return file
      }
      var (fresh, corrected) = (0, 0)
      for draft in sent.drafts {
        guard let line = sheet.line(of: draft.agency) else {
          throw RegisterRefused.agencyNotAsked(draft.agency.rawValue)
        }
        guard let post = line.reporter else { throw RegisterRefused.notYours }
        if line.last?.values == draft.values { continue }
        let report = RegisterReport(
          agency: draft.agency, identity: line.agency.id, seq: line.reports.count + 1,
          version: sheet.register.version, values: draft.values, basis: sent.basis,
          reason: try sheet.reason(sent.reason, for: line),
          isLate: instant.day > sheet.register.due(sheet.period), file: file, at: instant,
          post: post.id, account: caller.account)
        try RegisterDesk.keep(report, sheet, tx, chance)
        if report.seq == 1 { fresh += 1 } else { corrected += 1 }
      }
      guard fresh + corrected > 0 else { throw RegisterRefused.nothingReported }
      return (fresh, corrected)
    }
  }

  private static func keep(
    _ report: RegisterReport, _ sheet: RegisterSheet, _ tx: any Transaction, _ chance: Chance
  ) throws {
    let store = RegisterStore(tx: tx)
    let register = sheet.register
    let subject =
      try store.subject(of: register.code, sheet.period, report.identity.rawValue)
      ?? chance.ulid(at: report.at)
    let commitment = Commitment(to: report.contents(register), chance: chance)
    let fact = report.fact(
      chance.ulid(at: report.at), subject, sheet, promising: commitment.digest)
    try store.insert(
      report, to: register, sheet.period, salt: commitment.salt, fact: fact.id, subject: subject)
    try JournalStore(tx: tx).add(fact)
  }
}

extension RegisterReport {
  /// Everything that was reported, as the fact promises it.
  fileprivate func contents(_ register: ReportedRegister) -> JSON {
    [
      "values": register.json(values), "basis": .string(basis), "reason": JSON(reason),
      "file": JSON(file?.sha256),
    ]
  }

  fileprivate func fact(
    _ id: String, _ subject: String, _ sheet: RegisterSheet, promising digest: String
  ) -> Fact {
    let kind =
      seq == 1
      ? Fact.Kind(rawValue: "register.reported") : Fact.Kind(rawValue: "register.corrected")
    var fact = Fact(id: id, kind: kind, at: at, recordedAt: at, subject: subject, seq: seq)
    (fact.agency, fact.post, fact.commitment) = (agency, post, digest)
    fact.data = [
      JSON.Member("register", .string(sheet.register.code)),
      JSON.Member("version", JSON(version)), JSON.Member("from", JSON(sheet.period.first)),
      JSON.Member("to", JSON(sheet.period.last)), JSON.Member("late", .bool(isLate)),
      JSON.Member("values", .object(sheet.register.counted(values))),
    ]
    return fact
  }
}
