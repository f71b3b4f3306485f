public import Ground
public import Rules

/// Something that happens in a life or a business (sự kiện), with the procedures that it takes.
///
/// Data of a pack: which event leads to which procedure is edited without a programmer. Source:
/// TT 32/2017/TT-BTTTT Điều 18 (any service within three steps of the home page).
public struct LifeEvent: Sendable, Equatable {
  /// How addresses name it, as `sinh-con`.
  public let slug: String
  public let title: BilingualText
  /// One sentence that says what is found here.
  public let lead: BilingualText
  public let legalBasis: String
  public let validFrom: Day
  /// The last day on which it is shown; `nil` while no end is known.
  public let validTo: Day?
  /// At least one, in the order in which one needs them.
  public let groups: [Group]

  /// A step of the event: some procedures under one heading.
  public struct Group: Sendable, Equatable {
    public let title: BilingualText
    /// In the order in which one needs them.
    public let codes: [ProcedureCode]
    public let conditions: [Condition]
  }

  /// Procedures by what the catalogue calls them; for codes that differ from list to list.
  public struct Condition: Sendable, Equatable {
    /// Folded; stands in the folded name as whole words.
    public let name: String
    /// Folded; does not stand there.
    public let without: String?
    /// A sector's code.
    public let sector: String?
    public let level: Level?
  }

  func isInForce(on day: Day) -> Bool {
    validFrom <= day && (validTo.map { day <= $0 } ?? true)
  }
}

/// A life event as this catalogue can serve it.
struct ResolvedEvent: Sendable {
  struct Group: Sendable {
    let title: BilingualText
    let procedures: [ShelfItem]
  }

  let event: LifeEvent
  /// Without those that nothing was found for; empty when the catalogue knows nothing of it.
  let groups: [Group]
}

extension LifeEvent {
  /// How many procedures one condition may add to a group.
  static let mostFound = 8

  /// The event with the procedures that `items` (by code) has; a procedure stands once in an event.
  func resolved(_ items: [ShelfItem], _ byCode: [ProcedureCode: ShelfItem]) -> ResolvedEvent {
    var seen: Set<ProcedureCode> = []
    let groups = groups.map { group -> ResolvedEvent.Group in
      let named = group.codes.compactMap { byCode[$0] }
      let found = group.conditions.flatMap { condition in
        items.lazy.filter(condition.fits).prefix(LifeEvent.mostFound)
      }
      let fresh = (named + found).filter { seen.insert($0.code).inserted }
      return ResolvedEvent.Group(title: group.title, procedures: fresh)
    }
    return ResolvedEvent(event: self, groups: groups.filter { !$0.procedures.isEmpty })
  }

  /// The codes it names that `known` lacks.
  func missing(_ known: Set<ProcedureCode>) -> [ProcedureCode] {
    groups.flatMap(\.codes).filter { !known.contains($0) }
  }
}

extension LifeEvent.Condition {
  func fits(_ item: ShelfItem) -> Bool {
    func holds(_ phrase: String) -> Bool { " \(item.foldedName) ".contains(" \(phrase) ") }
    return holds(name) && !(without.map(holds) ?? false)
      && (sector.map { $0 == item.sector.code } ?? true)
      && (level.map(item.levels.contains) ?? true)
  }
}
