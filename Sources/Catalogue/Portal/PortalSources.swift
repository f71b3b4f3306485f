public import Ground
public import Rules

/// What the portal shows that stands above the catalogue: closures that `Server` fills.
public struct PortalSources: Sendable {
  /// The province's figures of this month; empty when there are none to show.
  public var figures: @Sendable () async throws -> [PublicFigure]
  /// What people hand in most, most first; empty when nobody handed in anything yet.
  public var popular: @Sendable () async throws -> [ProcedureCode]
  /// How long it usually takes; `nil` when too few dossiers stand behind it.
  public var usual: @Sendable (ProcedureCode) async throws -> UsualTime?

  public init(
    figures: @escaping @Sendable () async throws -> [PublicFigure],
    popular: @escaping @Sendable () async throws -> [ProcedureCode],
    usual: @escaping @Sendable (ProcedureCode) async throws -> UsualTime?
  ) {
    (self.figures, self.popular, self.usual) = (figures, popular, usual)
  }

  /// A house that counts nothing.
  public static let none = PortalSources(
    figures: { [] }, popular: { [] }, usual: { _ in nil })
}

/// One published share, as the home page shows it.
public struct PublicFigure: Sendable, Hashable {
  public let title: BilingualText
  /// As published, `96,5 %`; `nil` when there was nothing to count.
  public let share: String?
  public let numerator: Int
  public let denominator: Int
  /// The moment for which it was counted.
  public let asOf: Instant

  public init(
    title: BilingualText, share: String?, numerator: Int, denominator: Int, asOf: Instant
  ) {
    (self.title, self.share, self.asOf) = (title, share, asOf)
    (self.numerator, self.denominator) = (numerator, denominator)
  }
}

/// How long nine out of ten dossiers took at most, of those settled in the last half year.
public struct UsualTime: Sendable, Equatable {
  /// Whole working days between the day of reception and the day of the result, waiting for papers
  /// and payments included; 0 is the same day.
  public let workingDays: Int
  /// How many dossiers stand behind it.
  public let dossiers: Int

  /// Below this nothing is said: a few dossiers are no habit.
  public static let fewest = 20

  public init(workingDays: Int, dossiers: Int) {
    (self.workingDays, self.dossiers) = (workingDays, dossiers)
  }

  /// The ninth of ten, by nearest rank, of days that need not be in order; `nil` for fewer than
  /// `fewest`.
  public init?(daysOfEach days: [Int]) {
    guard days.count >= UsualTime.fewest else { return nil }
    let rank = (days.count * 9 + 9) / 10
    self.init(workingDays: days.sorted()[rank - 1], dossiers: days.count)
  }
}
