public import Ground

/// From whom an agency took its work, and who took over from it. Source: MRG-1, MRG-2.
public struct AgencyLineage: Sendable, Equatable {
  /// One agency before or after, by the name and code of the days it had them.
  public struct Kin: Sendable, Equatable {
    public let code: AgencyCode
    public let name: String
    /// The first day on which the later one does the work.
    public let effective: Day
    public let kind: Succession.Kind
    /// Whether only some sectors went over.
    public let isPartial: Bool
    public let legalBasis: String
  }

  /// In order of days.
  public let predecessors: [Kin]
  /// In order of days.
  public let successors: [Kin]
}

extension AgencyTree {
  /// The kin of the agency with that identity.
  public func lineage(of id: AgencyID) -> AgencyLineage {
    func kin(_ other: AgencyID?, _ link: Succession, on day: Day) -> AgencyLineage.Kin? {
      guard let other, other != id, let identity = identities[other] else { return nil }
      return AgencyLineage.Kin(
        code: identity.code(on: day), name: identity.period(on: day).name,
        effective: link.effective, kind: link.kind, isPartial: !link.sectors.isEmpty,
        legalBasis: link.legalBasis)
    }
    let links = successions.sorted { $0.effective < $1.effective }
    return AgencyLineage(
      predecessors: links.filter { $0.successor == id }.compactMap {
        kin($0.predecessor, $0, on: $0.effective.adding(days: -1))
      },
      successors: links.filter { $0.predecessor == id }.compactMap {
        kin($0.successor, $0, on: $0.effective)
      })
  }

  /// The agency above all others on `day`: the province's own. `nil` when there is none; of several
  /// the first by code.
  public func topmost(on day: Day) -> Agency? {
    let tops = identities.values.filter {
      $0.exists(on: day) && $0.period(on: day).parent == nil
    }.compactMap { agency(id: $0.id, on: day) }.sorted { $0.code < $1.code }
    return tops.first { $0.level == .province } ?? tops.first
  }

  /// The agency that `code` names on `day`; one that has ended, as it was on its last day, one that
  /// has not begun, as it will begin. `nil` when nobody ever had the code.
  public func lastKnown(_ code: AgencyCode, on day: Day) -> Agency? {
    guard let identity = identity(of: code, on: day) else { return nil }
    let shown = identity.to.map { min($0, max(identity.from, day)) } ?? max(identity.from, day)
    return agency(id: identity.id, on: shown)
  }
}
