import Catalogue
import Directory
import Ground
import Storage

/// Where most people at a counter live: what is filled in until something else is typed.
struct CounterHome: Sendable, Equatable {
  var commune = ""
  var province = ""
}

extension DossierDesk {
  /// The procedures that the agencies take and that `text` means: a fragment of the code, or words
  /// of the name. Those whose code is meant stand first, then by name. Shape: at most `limit`.
  func counterMatches(
    at agencies: Set<AgencyCode>, _ text: String, limit: Int
  ) async throws -> [CounterProcedure] {
    let found = try await counterProcedures(at: agencies, named: text, limit: 5000)
    let bare = folded(text)
    func rank(_ procedure: CounterProcedure) -> Int {
      let code = procedure.code.rawValue
      if code == bare { return 0 }
      if !bare.isEmpty, code.hasSuffix(bare) { return 1 }
      return folded(procedure.name).contains(bare) ? 2 : 3
    }
    let ranked = found.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    return ranked.prefix(limit).map(\.element)
  }

  /// The commune and the province of an agency, by its own name and that of the province above it;
  /// empty where the tree does not say.
  func counterHome(of code: AgencyCode?) async throws -> CounterHome {
    guard let code else { return CounterHome() }
    let today = house.now().day
    return try await database.glance { tx in
      let directory = Agencies(tx: tx, cache: house.agencies)
      var home = CounterHome()
      let above = try directory.ancestors(of: code, on: today)
      for each in [code] + above {
        guard let agency = try directory.agency(each, on: today) else { continue }
        switch agency.level {
        case .commune: home.commune = placeName(agency.name)
        case .province: home.province = placeName(agency.name)
        case .ministry, .department, .district, .centre, .unit, .other: break
        }
      }
      return home
    }
  }
}

/// `Ủy ban nhân dân phường Hoa Ban` as `Phường Hoa Ban`.
private func placeName(_ agency: String) -> String {
  let words = normalised(agency).split(separator: " ").map(String.init)
  let prefix = "uy ban nhan dan"
  guard words.count > 4, folded(words.prefix(4).joined(separator: " ")) == prefix else {
    return agency
  }
  let rest = words.dropFirst(4).joined(separator: " ")
  return rest.prefix(1).uppercased() + rest.dropFirst()
}
