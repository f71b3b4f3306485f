import Catalogue
import Deadlines
import Directory
import Ground
import Storage

/// Who plays in the sample, and with which procedures.
struct DemoCast: Sendable {
  /// The officers of one commune.
  struct Office: Sendable {
    let agency: AgencyCode
    let receiver: Caller
    let handler: Caller
    let approver: Caller
  }

  let offices: [Office]
  let citizens: [Caller]
  /// Procedures of the commune that have a term for every channel they list.
  let procedures: [ProcedureSummary]
  let calendar: WorkingCalendar

  init(province: Province, communes: [String]) async throws {
    offices = try await DemoCast.offices(communes, of: DemoAccount.all, in: province)
    citizens = try await DemoCast.citizens(in: province)
    calendar = try await province.holidays.calendar()
    procedures = try await DemoBirth(province: province, tell: { _ in }).procedures(at: .commune)
      .filter { !$0.terms.isEmpty && $0.terms.allSatisfy { $0.term != nil } }
    guard !procedures.isEmpty else {
      throw CommandRefused("no procedure of the commune has a term; --sample needs some")
    }
  }

  /// The offices of agencies, in their order.
  static func offices(
    _ agencies: [String], of accounts: [DemoAccount], in province: Province
  ) async throws -> [Office] {
    var offices: [Office] = []
    for code in agencies {
      let here = accounts.filter { $0.agency?.rawValue == code }
      func one(_ role: Role) async throws -> Caller {
        try await caller(here.first { $0.role == role }?.username ?? "", in: province)
      }
      offices.append(
        Office(
          agency: AgencyCode(code), receiver: try await one(.receiver),
          handler: try await one(.handler), approver: try await one(.approver)))
    }
    return offices
  }

  static func citizens(in province: Province) async throws -> [Caller] {
    [try await caller("congdan", in: province), try await caller("congdan2", in: province)]
  }

  static func caller(_ username: String, in province: Province) async throws -> Caller {
    guard let account = try await province.directory.accounts.account(named: username),
      let caller = try await province.instance.database.read({ tx in
        try Officers(tx: tx).caller(account.id, at: province.now())
      })
    else { throw CommandRefused("the demonstration has no account \(username)") }
    return caller
  }

  /// A moment in office hours of a working day, on or after `instant`.
  func workingMoment(after instant: Instant, _ dice: inout Dice) -> Instant {
    let minutes = dice.roll(400) + 1
    // Outside the calendar's years there is no demonstration; the moment itself will do.
    return (try? calendar.adding(workingMinutes: minutes, to: instant)) ?? instant
  }
}
