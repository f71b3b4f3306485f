public import Ground
import Journal
public import Storage

/// Takes the files of areas.
public struct AreaDesk: Sendable {
  let database: any Database
  let now: @Sendable () -> Instant
  let chance: Chance

  public init(database: any Database, now: @escaping @Sendable () -> Instant, chance: Chance) {
    (self.database, self.now, self.chance) = (database, now, chance)
  }

  /// Takes all three files or nothing; a second time it changes nothing. One fact when it does.
  ///
  /// Counted in stretches of time in which a unit has one name, code and parent.
  public func take(_ files: AreaFiles) async throws -> ImportCount {
    let instant = now()
    return try await database.write { tx in
      try tx.lock("directory areas")
      let store = AreaStore(tx: tx)
      let known = try store.periods()
      let byStart = Dictionary(uniqueKeysWithValues: known.map { ($0.start, $0) })
      let plan = AreaPlan(
        files, known: { byStart[AreaPlan.Start(level: $0, code: $1, from: $2)]?.area },
        newID: { AreaID(chance.ulid(at: instant)) })
      let links = try store.links()
      var count = ImportCount(added: 0, changed: 0, unchanged: 0)
      for period in plan.periods {
        guard let before = byStart[period.start] else {
          try store.put(period)
          count.added += 1
          continue
        }
        if before == period {
          count.unchanged += 1
        } else {
          try store.put(period)
          count.changed += 1
        }
      }
      let fresh = plan.links.filter { !links.contains($0) }
      for link in fresh { try store.put(link, effective: areaReform) }
      if count.added + count.changed + fresh.count > 0 {
        try JournalStore(tx: tx).add(fact(count, links: fresh.count, at: instant))
      }
      return count
    }
  }

  private func fact(_ count: ImportCount, links: Int, at instant: Instant) -> Fact {
    var fact = Fact(
      id: chance.ulid(at: instant), kind: .areasTaken, at: instant, recordedAt: instant,
      subject: chance.ulid(at: instant), seq: 1)
    fact.data = [
      JSON.Member("added", .integer(Int64(count.added))),
      JSON.Member("changed", .integer(Int64(count.changed))),
      JSON.Member("links", .integer(Int64(links))),
    ]
    return fact
  }
}

extension AreaPlan {
  /// What names one period among those that are known.
  struct Start: Hashable {
    let level: Area.Level
    let code: String
    let from: Day
  }
}

extension AreaPlan.Period {
  fileprivate var start: AreaPlan.Start { AreaPlan.Start(level: level, code: code, from: from) }
}

extension Fact.Kind {
  /// Files of areas were taken. `data`: added, changed, links.
  static let areasTaken = Fact.Kind(rawValue: "areas.taken")
}
