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
    let (instant, cache, shelf) = (now(), cache, try await shelf())
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
      let taken = exists ? try self.taken(by: agency.code, on: day, shelf, tx) : .nothing
      return PublicAgency(
        agency: agency, isElsewhen: !exists,
        parent: agency.parent.flatMap { tree.lastKnown($0, on: day) },
        contact: try agencies.contact(of: agency.code, on: day),
        lineage: tree.lineage(of: agency.id),
        week: exists
          ? try OpeningWeek(at: instant, calendar: calendar, hours: hours) : nil,
        hours: hours, sectors: taken.sectors, offered: taken.count)
    }
  }

  /// Counted anew only when the catalogue or the agency's offers are others than before.
  private func taken(
    by agency: AgencyCode, on day: Day, _ shelf: PortalShelf, _ tx: any Transaction
  ) throws -> TakenProcedures {
    let key = TakenKey(
      agency: agency, changes: shelf.changes,
      offers: try ShelfStore(tx: tx).offersMark(ofAgency: agency, on: day), day: day)
    return try takenByAgency.value(key) {
      let items = try Offers(tx: tx).proceduresOffered(by: agency, on: day)
        .compactMap { shelf.byCode[$0] }
      return TakenProcedures(sectors: SectorCount.counted(items), count: items.count)
    }
  }
}

/// What an agency takes, by sector, and how much that is.
struct TakenProcedures: Sendable {
  let sectors: [SectorCount]
  let count: Int

  static let nothing = TakenProcedures(sectors: [], count: 0)
}

/// What changes when an agency takes something else.
struct TakenKey: Hashable, Sendable {
  let agency: AgencyCode
  let changes: Int
  let offers: String
  let day: Day
}
