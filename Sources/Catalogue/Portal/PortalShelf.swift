import Ground

/// What the portal's overviews show of one procedure.
struct ShelfItem: Sendable, Equatable {
  let code: ProcedureCode
  let name: String
  let foldedName: String
  let sector: Sector
  let levels: [Level]
  let onlineScope: OnlineScope

  init(_ summary: ProcedureSummary) {
    (code, name, sector) = (summary.code, summary.name, summary.sector)
    (levels, onlineScope) = (summary.levels, summary.onlineScope)
    foldedName = folded(summary.name)
  }

  /// Whether the province or a commune carries it out: what people hand in here.
  var isLocal: Bool { levels.contains(.province) || levels.contains(.commune) }
}

/// A sector with how many of its procedures there are.
struct SectorCount: Sendable, Equatable {
  let sector: Sector
  let procedures: Int
  /// Carried out by the province or the communes.
  let local: Int
  /// Carried out by communes: nearest to people.
  let communal: Int
}

extension SectorCount {
  /// The sectors of `items`, by name without regard to marks.
  static func counted(_ items: [ShelfItem]) -> [SectorCount] {
    Dictionary(grouping: items) { $0.sector.code }.values.map { items in
      SectorCount(
        sector: items[0].sector, procedures: items.count, local: items.count(where: \.isLocal),
        communal: items.count { $0.levels.contains(.commune) })
    }.sorted { $0.sector.code < $1.sector.code }
  }
}

/// The catalogue as the portal's overviews show it: a value made again when the catalogue changes.
struct PortalShelf: Sendable {
  /// By code.
  let items: [ShelfItem]
  let byCode: [ProcedureCode: ShelfItem]
  /// By name without regard to marks.
  let sectors: [SectorCount]
  /// Those with something to show, in the pack's order.
  let events: [ResolvedEvent]

  /// `events` are those of the day.
  init(summaries: [ProcedureSummary], events: [LifeEvent]) {
    let items = summaries.map(ShelfItem.init).sorted { $0.code < $1.code }
    let byCode = Dictionary(items.map { ($0.code, $0) }) { first, _ in first }
    (self.items, self.byCode) = (items, byCode)
    sectors = SectorCount.counted(items)
    self.events = events.map { $0.resolved(items, byCode) }.filter { !$0.groups.isEmpty }
  }

  /// The sectors that most people come for: with the most procedures of the communes, then of the
  /// province. Shape: at most `count`, by name.
  func nearest(_ count: Int) -> [SectorCount] {
    let ranked = sectors.sorted {
      ($0.communal, $0.local, $0.procedures, $1.sector.code)
        > ($1.communal, $1.local, $1.procedures, $0.sector.code)
    }
    return ranked.prefix(count).sorted { $0.sector.code < $1.sector.code }
  }
}
