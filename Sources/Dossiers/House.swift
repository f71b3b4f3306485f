import Catalogue
public import Deadlines
public import Directory
public import Ground
public import Journal

/// What the acts of this slice need from the house around them: time, chance and the law in force.
public struct House: Sendable {
  public let now: @Sendable () -> Instant
  public let chance: Chance
  /// The working calendar as it is known now, with what administrators have added.
  public let calendar: @Sendable () async throws -> WorkingCalendar
  public let agencies: DirectoryCache
  /// Names an account in facts without telling who it is.
  public let actorTags: ActorTags
  /// The rule packs in force, as facts cite them.
  public let rules: [String]
  let practices: HousePractices
  /// What lists would read or count anew for every page; shared by all copies of this value.
  let procedureNames = ProcedureNames()
  let heapCounts = HeapCounts()
  let knownDossiers = KnownDossiers()
  let writtenLines = WrittenLines()

  /// The printed forms, dated. Empty: no letter can be printed.
  public var forms = FormSets()

  public init(
    now: @escaping @Sendable () -> Instant, chance: Chance,
    calendar: @escaping @Sendable () async throws -> WorkingCalendar, agencies: DirectoryCache,
    actorTags: ActorTags, rules: [String],
    practices: HousePractices
  ) {
    (self.now, self.chance, self.calendar) = (now, chance, calendar)
    (self.agencies, self.actorTags, self.rules) = (agencies, actorTags, rules)
    self.practices = practices
  }

  /// The spans that the house has set itself, as they hold today.
  var practice: HousePractice { practices.practice(on: now().day) }
}
