public import Ground

/// Every organisation through time, with the questions that one can ask of them. Pure.
public struct AgencyTree: Sendable {
  /// One organisation with all its dated attributes.
  public struct Identity: Sendable, Equatable {
    public let id: AgencyID
    public var from: Day
    /// The last day; `nil` while no end is known.
    public var to: Day?
    /// In order of `from`; the first begins with the identity. Each lasts until the next.
    public var periods: [Period]
    /// Codes of its own and aliases, in order of `from`.
    public var codes: [Code]
    /// How many facts tell of it.
    public var facts: Int

    /// Whether it exists on `day`.
    public func exists(on day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }

    func period(on day: Day) -> Period { periods.last { $0.from <= day } ?? periods[0] }

    /// The code of its own on `day`, or the nearest one.
    func code(on day: Day) -> AgencyCode {
      let own = codes.filter(\.isOwn)
      return (own.last { $0.from <= day } ?? own[0]).code
    }
  }

  /// What an organisation is from `from` on.
  public struct Period: Sendable, Equatable {
    public var from: Day
    public var name: String
    public var level: AgencyLevel
    public var parent: AgencyID?
    public var hours: String?
  }

  /// A code under which an organisation is or was known. Source: ORG-5.
  public struct Code: Sendable, Equatable {
    public var code: AgencyCode
    public var scheme: AgencyCodeScheme
    /// Whether it is the code it is called by; an alias is only understood.
    public var isOwn: Bool
    public var from: Day
    public var to: Day?

    func isValid(on day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }
  }

  let identities: [AgencyID: Identity]
  let successions: [Succession]
  private let holders: [AgencyCode: [AgencyID]]

  public init(_ identities: [Identity], _ successions: [Succession]) {
    self.identities = Dictionary(uniqueKeysWithValues: identities.map { ($0.id, $0) })
    self.successions = successions
    var holders: [AgencyCode: [AgencyID]] = [:]
    for identity in identities.sorted(by: { ($0.from, $0.id) < ($1.from, $1.id) }) {
      for code in Set(identity.codes.map(\.code)) {
        holders[code, default: []].append(identity.id)
      }
    }
    self.holders = holders
  }

  /// The organisation that `code` names on `day`, or named last before it.
  ///
  /// A code may have had several holders: the one to whom it belongs on that day comes first, then
  /// one that exists on that day and once had it, then whoever had it last.
  func identity(of code: AgencyCode, on day: Day) -> Identity? {
    let known = holders[code, default: []].compactMap { identities[$0] }
    func rank(_ identity: Identity) -> Int {
      let valid = identity.codes.contains { $0.code == code && $0.isValid(on: day) }
      if valid && identity.exists(on: day) { return 3 }
      if identity.exists(on: day) { return 2 }
      return identity.from <= day ? 1 : 0
    }
    // Among equals the later one: `holders` is in order of beginning.
    return known.reduce(nil) { best, next in
      best.map { rank($0) <= rank(next) ? next : $0 } ?? next
    }
  }

  /// Everyone who ever had `code` as its own, in order of beginning.
  func holders(of code: AgencyCode) -> [Identity] {
    holders[code, default: []].compactMap { identities[$0] }.filter {
      $0.codes.contains { $0.code == code && $0.isOwn }
    }
  }

  /// The agency that `code` names on `day`; `nil` when it does not exist on that day.
  public func agency(_ code: AgencyCode, on day: Day) -> Agency? {
    identity(of: code, on: day).flatMap { agency($0, on: day) }
  }

  /// The agency with that identity on `day`; `nil` when it does not exist on that day.
  public func agency(id: AgencyID, on day: Day) -> Agency? {
    identities[id].flatMap { agency($0, on: day) }
  }

  private func agency(_ identity: Identity, on day: Day) -> Agency? {
    guard identity.exists(on: day) else { return nil }
    let period = identity.period(on: day)
    return Agency(
      id: identity.id, code: identity.code(on: day), name: period.name, level: period.level,
      parent: period.parent.flatMap { identities[$0]?.code(on: day) }, hours: period.hours,
      validFrom: identity.from, validTo: identity.to)
  }

  /// The codes of `code` and of everything under it on `day`; empty when it does not exist then.
  public func below(_ code: AgencyCode, on day: Day) -> Set<AgencyCode> {
    guard let top = identity(of: code, on: day), top.exists(on: day) else { return [] }
    var children: [AgencyID: [AgencyID]] = [:]
    for identity in identities.values where identity.exists(on: day) {
      if let parent = identity.period(on: day).parent {
        children[parent, default: []].append(identity.id)
      }
    }
    var found: Set<AgencyID> = [top.id]
    var waiting = [top.id]
    while let next = waiting.popLast() {
      for child in children[next, default: []] where found.insert(child).inserted {
        waiting.append(child)
      }
    }
    return Set(found.compactMap { identities[$0]?.code(on: day) })
  }

  /// The codes above `code` on `day`, nearest first, without itself.
  public func ancestors(of code: AgencyCode, on day: Day) -> [AgencyCode] {
    var above: [AgencyID] = []
    var next = identity(of: code, on: day)?.period(on: day).parent
    while let id = next, !above.contains(id), let identity = identities[id] {
      above.append(id)
      next = identity.period(on: day).parent
    }
    return above.compactMap { identities[$0]?.code(on: day) }
  }

  /// Every agency that exists on `day`, by code.
  public func agencies(on day: Day) -> [Agency] {
    identities.values.compactMap { agency($0, on: day) }.sorted { $0.code < $1.code }
  }

  /// Who does the work of `code` in `sector` on `day`: itself while it exists, else whoever
  /// followed it, through as many links as there are. `nil` when nobody did. Source: MRG-2, MRG-8.
  public func successor(of code: AgencyCode, for sector: String?, on day: Day) -> Agency? {
    guard var current = identity(of: code, on: day) else { return nil }
    var seen: Set<AgencyID> = []
    while seen.insert(current.id).inserted {
      let links = successions.filter {
        $0.predecessor == current.id && $0.effective <= day && $0.successor != nil
      }
      let own = sector.flatMap { wanted in links.last { $0.sectors.contains(wanted) } }
      if current.exists(on: day), own == nil { return agency(current, on: day) }
      guard let link = own ?? only(links.filter { $0.kind != .transfer && $0.sectors.isEmpty }),
        let next = link.successor.flatMap({ identities[$0] })
      else { return nil }
      current = next
    }
    return nil
  }

  /// The link, when all lead to one place. Of a split without sectors nobody can say which.
  private func only(_ links: [Succession]) -> Succession? {
    Set(links.map(\.successor)).count == 1 ? links.last : nil
  }

  /// The name that `code` had on `day`, or the last one it had when `day` is `nil`.
  public func name(of code: AgencyCode, on day: Day?) -> String? {
    if let day {
      return identity(of: code, on: day).map { $0.period(on: day).name }
    }
    return holders[code]?.last.flatMap { identities[$0]?.periods.last?.name }
  }
}
