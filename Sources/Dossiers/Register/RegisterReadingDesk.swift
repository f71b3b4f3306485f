import Catalogue
import Directory
import Ground
import Storage

extension DossierDesk {
  /// The register of an agency for a year, without its lines yet.
  ///
  /// Refuses: `RegisterUnknown` when there is no such agency in that year, no form for it, the year
  /// has not begun, or the caller keeps no register there.
  func register(
    of code: AgencyCode, year: Int, for caller: Caller
  ) async throws -> DossierRegister {
    let now = house.now()
    guard let form = house.forms.registerForm(of: year), year <= now.day.year else {
      throw RegisterUnknown()
    }
    return try await database.read { tx in
      let agencies = Agencies(tx: tx, cache: house.agencies)
      let days = [min(Day(year, 12, 31), now.day), Day(year, 1, 1)]
      var found: (agency: Agency, day: Day)?
      for day in days where found == nil {
        found = try agencies.agency(code, on: day).map { ($0, day) }
      }
      guard let (agency, day) = found else { throw RegisterUnknown() }
      let above = try agencies.ancestors(of: agency.code, on: day)
      let keeps = caller.post([.receiver, .clerk, .approver], at: [code, agency.code]) != nil
      let watches = caller.post([.supervisor], at: Set(above + [agency.code])) != nil
      guard keeps || watches else { throw RegisterUnknown() }
      let reading = LetterReading(tx: tx, house: house, publicURL: "")
      return DossierRegister(
        form: form, agency: try reading.agency(code, on: day), code: code, year: year, now: now)
    }
  }

  /// The next lines of a register, oldest first; empty at its end. A transaction a page, so that a
  /// year of ten thousand dossiers is read in constant memory.
  func lines(
    of register: DossierRegister, after last: RegisterLine?, limit: Int
  ) async throws -> [RegisterLine] {
    try await database.read { tx in
      let store = RegisterStore(tx: tx)
      let dossiers = try store.dossiers(
        of: register.code, from: Instant(Day(register.year, 1, 1), minute: 0),
        to: min(Instant(Day(register.year + 1, 1, 1), minute: 0), register.now),
        after: last.flatMap { line in
          line.dossier.receivedAt.map {
            RegisterStore.Place(receivedAt: $0, id: line.dossier.id)
          }
        }, limit: limit)
      let ids = dossiers.map(\.id)
      let filed = try store.filedPapers(of: ids)
      let received = try store.details(of: .receive, ids)
      let apologies = try store.details(of: .extend, ids)
      var names: [String: String] = [:]
      return try dossiers.enumerated().map { index, dossier in
        let key = "\(dossier.procedure.rawValue)@\(dossier.procedureVersion)"
        let name =
          try names[key]
          ?? Procedures(tx: tx).version(dossier.procedure, dossier.procedureVersion)?.name
          ?? dossier.procedure.rawValue
        names[key] = name
        return RegisterLine(
          order: (last?.order ?? 0) + index + 1, dossier: dossier, procedureName: name,
          papers: (filed[dossier.id] ?? 0) + (received[dossier.id]?.handedInCount ?? 0),
          receivedAt: register.agency, apology: apologies[dossier.id]?["reason"]?.text,
          now: register.now)
      }
    }
  }
}

extension JSON {
  /// How many papers were counted at the counter, all kinds and all of them.
  fileprivate var handedInCount: Int {
    (self["handedIn"]?.members ?? []).reduce(0) { total, member in
      ["originals", "copies", "photocopies"].reduce(total) {
        $0 + (member.value[$1]?.int ?? 0)
      }
    }
  }
}

/// There is no such register, or the caller keeps none there: the answer is the same.
struct RegisterUnknown: Refusal, Equatable {
  var code: String { "register.unknown" }
  var explanation: Phrase {
    "Không có sổ theo dõi này, hoặc tài khoản không giữ sổ của cơ quan này."
  }
  var kind: RefusalKind { .unknown }
}
