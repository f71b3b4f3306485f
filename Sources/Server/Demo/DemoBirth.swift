import Catalogue
import Directory
import Foundation
import Ground
import Storage

/// Makes the demonstration province through the real acts.
struct DemoBirth: Sendable {
  let province: Province
  var setting = DemoSetting.twoLevels
  let tell: @Sendable (String) -> Void

  /// Agencies, accounts, procedures, offers. Already made: nothing changes.
  func make(procedures source: ProcedureSource) async throws {
    try await makeHouse(procedures: source)
    tell("offers: \(try await makeOffers())")
  }

  /// All but the offers.
  func makeHouse(procedures source: ProcedureSource) async throws {
    let bytes = Array(setting.agencies.utf8)
    _ = try await province.directory.agencies.take(try AgencyFile(parsing: bytes))
    tell("agencies: \(setting.codes.count + 1)")
    try await makeContacts()
    try await makeAccounts()
    let count = try await province.catalogue.procedures.importProcedures(source)
    tell("procedures: \(count.text)")
  }

  private func makeContacts() async throws {
    let directory = province.directory
    for (code, contact) in DemoProvince.contacts(setting) {
      guard try await directory.desk.contact(of: code) == nil else { continue }
      try await directory.agencies.setContact(
        contact, of: code, from: DemoProvince.since, reason: DemoProvince.decision, by: nil)
    }
  }

  private func makeAccounts() async throws {
    let accounts = province.directory.accounts
    let hash = try await province.directory.hasher.hash(try Password(DemoProvince.password))
    for (index, account) in setting.accounts.enumerated() {
      let known = try await accounts.account(named: account.username)
      let id =
        if let known {
          known.id
        } else {
          try await accounts.add(
            username: account.username, name: account.name, kind: account.kind, hash: hash)
        }
      try await makeOwner(of: account, id)
      try await grantPost(of: account, to: id, phone: DemoAccount.phone(index))
    }
    tell("accounts: \(setting.accounts.count)")
  }

  /// Gives the account its post, unless it holds it: an interrupted birth goes on where it ended.
  private func grantPost(
    of account: DemoAccount, to id: AccountID, phone: String
  ) async throws {
    guard let agency = account.agency else { return }
    let now = province.now()
    let caller = try await province.instance.database.read { tx in
      try Officers(tx: tx).caller(id, at: now)
    }
    guard caller?.post([account.role], at: [agency]) == nil else { return }
    _ = try await province.directory.accounts.grant(
      account.role, at: agency, to: id, title: account.title, phone: phone,
      from: Instant(DemoProvince.since, minute: 0),
      reason: DemoProvince.decision, by: nil)
  }

  /// Every commune offers what names its level; a department what its ministry names for the
  /// province.
  private func makeOffers() async throws -> Int {
    let desk = province.catalogue.offers
    let communes = DemoProvince.communes.map { AgencyCode($0.code) }
    var drafts: [OfferDraft] = []
    for procedure in try await procedures(at: .commune) {
      drafts += communes.map { draft($0, procedure) }
    }
    let provincial = try await procedures(at: .province)
    let ministries = try await province.instance.database.read { tx in
      try provincial.reduce(into: [ProcedureCode: String]()) {
        $0[$1.code] = try Procedures(tx: tx).current($1.code)?.record.ministry
      }
    }
    drafts += provincial.map {
      draft(DemoProvince.department(of: ministries[$0.code] ?? ""), $0)
    }
    return try await desk.openOffers(drafts, at: province.now(), by: nil)
  }

  private func draft(_ agency: AgencyCode, _ procedure: ProcedureSummary) -> OfferDraft {
    var conditions = OfferConditions()
    let isOnline = procedure.onlineScope != .none
    (conditions.eligible, conditions.integrated) = (isOnline, isOnline)
    return OfferDraft(
      agency: agency, procedure: procedure.code, from: DemoProvince.since,
      citation: Citation(decision: DemoProvince.decision, decidedOn: DemoProvince.since),
      conditions: conditions)
  }

  /// Every procedure, or those of a level, page by page and by code.
  func procedures(at level: Level? = nil) async throws -> [ProcedureSummary] {
    var all: [ProcedureSummary] = []
    var after: ProcedureCode?
    repeat {
      let found = try await province.catalogue.search.find(
        ProcedureQuery(
          text: "", sector: nil, level: level, agency: nil, limit: 500, after: after))
      all += found.items
      after = found.next
    } while after != nil
    return all
  }
}
