import Ground
import Storage

/// One page of the public list of agencies.
struct AgencyList: Sendable {
  struct Line: Sendable, Equatable {
    let agency: Agency
    let parentName: String?
  }

  let lines: [Line]
  /// How many fit in all.
  let total: Int
  /// The last code of this page when more follow.
  let next: AgencyCode?
}

extension DirectoryDesk {
  /// What the directory's last change left, and the day.
  func mark() async throws -> (mark: String, day: Day) {
    let today = now().day
    return try await database.glance { (try Agencies(tx: $0).mark(), today) }
  }

  /// Agencies of today by code, as the public list asks for them.
  func publicList(_ query: Query) async throws -> AgencyList {
    let today = now().day
    return try await database.glance { tx in
      let agencies = Agencies(tx: tx, cache: cache)
      let tree = try agencies.tree()
      let among = try query.procedure.map { try offering($0, tx) }
      let all = try agencies.list(
        level: query.level, q: query.text, among: among, on: today, limit: 100_000)
      let rest = all.drop { agency in query.after.map { agency.code <= $0 } ?? false }
      let shown = rest.prefix(query.limit)
      return AgencyList(
        lines: shown.map { agency in
          AgencyList.Line(
            agency: agency, parentName: agency.parent.flatMap { tree.name(of: $0, on: today) })
        }, total: all.count, next: rest.count > shown.count ? shown.last?.code : nil)
    }
  }
}

extension DirectoryDesk {
  /// The province's own agency today with its contact; `nil` before there is one.
  func province() async throws -> (agency: Agency?, contact: AgencyContact?) {
    let today = now().day
    return try await database.glance { tx in
      let agencies = Agencies(tx: tx, cache: cache)
      let top = try agencies.tree().topmost(on: today)
      return (top, try top.flatMap { try agencies.contact(id: $0.id, on: today) })
    }
  }
}
