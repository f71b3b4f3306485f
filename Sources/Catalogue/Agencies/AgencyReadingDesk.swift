import Deadlines
import Directory
import Ground
import Storage

/// What one agency's public page shows.
struct PublicAgency: Sendable {
  let agency: Agency
  /// Whether it does not exist today; it is then shown as it was, or as it will be.
  let isElsewhen: Bool
  let parent: Agency?
  let contact: AgencyContact?
  let lineage: AgencyLineage
  /// `nil` for one that does not exist today.
  let week: OpeningWeek?
  let hours: WorkingHours
  /// What it takes today, by sector.
  let sectors: [SectorCount]
  /// How many procedures it takes.
  let offered: Int
}

/// There is no agency under that code, or there never was.
struct PublicAgencyUnknown: Refusal {
  let agency: AgencyCode

  var kind: RefusalKind { .unknown }
  var code: String { "agency.unseen" }
  var explanation: Phrase {
    "Không có cơ quan mang mã \(agency.rawValue). Chọn lại trong danh sách cơ quan."
  }
}

extension PortalDesk {
  /// Refuses: `PublicAgencyUnknown`.
  func agency(_ code: AgencyCode) async throws -> PublicAgency {
    let (instant, cache) = (now(), cache)
    let shelf = try await shelf(try await marks())
    let calendar = try await due.calendar()
    let day = instant.day
    return try await database.glance { tx in
      let agencies = Agencies(tx: tx, cache: cache)
      let tree = try agencies.tree()
      guard let agency = tree.lastKnown(code, on: day) else {
        throw PublicAgencyUnknown(agency: code)
      }
      let exists = tree.agency(id: agency.id, on: day) != nil
      let hours = try agency.hours.map { try WorkingHours(code: $0) } ?? .standard
      let taken = exists ? try offered(by: agency.code, on: day, shelf, tx) : []
      return PublicAgency(
        agency: agency, isElsewhen: !exists,
        parent: agency.parent.flatMap { tree.lastKnown($0, on: day) },
        contact: try agencies.contact(of: agency.code, on: day),
        lineage: tree.lineage(of: agency.id),
        week: exists
          ? try OpeningWeek(at: instant, calendar: calendar, hours: hours) : nil,
        hours: hours, sectors: SectorCount.counted(taken), offered: taken.count)
    }
  }
}

/// The procedures that an agency takes, as far as the shelf has them.
private func offered(
  by agency: AgencyCode, on day: Day, _ shelf: PortalShelf, _ tx: any Transaction
) throws -> [ShelfItem] {
  try Offers(tx: tx).proceduresOffered(by: agency, on: day).compactMap { shelf.byCode[$0] }
}
