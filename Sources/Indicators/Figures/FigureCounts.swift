import Ground

/// How a figure is broken down. The raw value is what the API says.
public enum Breakdown: String, Sendable, CaseIterable {
  case agency, sector, procedure, channel, month

  var vietnamese: String {
    switch self {
    case .agency: "Cơ quan"
    case .sector: "Lĩnh vực"
    case .procedure: "Thủ tục"
    case .channel: "Hình thức nộp"
    case .month: "Tháng"
    }
  }
}

/// How often something happened under one heading.
struct EventCount: Sendable, Equatable {
  /// The heading that the breakdown asks for; empty without one. An agency stands here by the code
  /// that facts name.
  let key: String
  let channel: String
  /// Empty unless it was asked for.
  let procedure: String
  let counted: Counted
  let amount: Int
}

/// How many dossiers stood where at the end of a day, under one heading.
struct StandingCount: Sendable, Equatable {
  let key: String
  let phase: Phase
  /// Of running ones: past their due date. Of waiting ones: longer than they should.
  let isLate: Bool
  let amount: Int
}

/// The end of a day, and how those who stood open then are judged.
struct Judgement: Sendable, Equatable {
  let end: Day
  /// A running dossier is late when its due date is before this.
  let at: Instant
  /// A waiting one waits too long when it came in before this.
  let waitingSince: Instant
}

/// Where figures are read from: the summary tables, or a fold of facts in memory.
///
/// `codes` are the agencies counted, by every code they ever had; `nil` is all of them.
protocol FigureCounts {
  func history() throws -> AgencyHistory
  func events(
    in period: ReportingPeriod, of codes: Set<String>?, by breakdown: Breakdown?,
    splitByProcedure: Bool
  ) throws -> [EventCount]
  func standing(
    _ judgement: Judgement, of codes: Set<String>?, by breakdown: Breakdown
  ) throws -> [StandingCount]
  /// The stretches of days in `period` in which something could be handed in online.
  func onlineOffers(in period: ReportingPeriod, of codes: Set<String>?) throws -> [OfferPeriod]
}

extension Breakdown {
  func key(of place: Heading, on day: Day) -> String {
    switch self {
    case .agency: place.agency
    case .sector: place.sector
    case .procedure: place.procedure
    case .channel: place.channel
    case .month: String(day.iso.prefix(7))
    }
  }
}

extension Tally: FigureCounts {
  func history() -> AgencyHistory { AgencyHistory(agencies) }

  func events(
    in period: ReportingPeriod, of codes: Set<String>?, by breakdown: Breakdown?,
    splitByProcedure: Bool
  ) -> [EventCount] {
    events.compactMap { key, amount in
      guard amount != 0, period.from <= key.day, key.day <= period.to,
        codes?.contains(key.place.agency) ?? true
      else { return nil }
      return EventCount(
        key: breakdown?.key(of: key.place, on: key.day) ?? "", channel: key.place.channel,
        procedure: splitByProcedure ? key.place.procedure : "", counted: key.counted,
        amount: amount)
    }
  }

  func standing(
    _ judgement: Judgement, of codes: Set<String>?, by breakdown: Breakdown
  ) -> [StandingCount] {
    let now = dossiers.values.compactMap { state -> StandingCount? in
      guard let key = state.openKey, codes?.contains(key.agency) ?? true else { return nil }
      let isLate =
        switch key.phase {
        case .running: state.due.map { $0 < judgement.at } ?? false
        case .waiting: state.submittedAt.map { $0 < judgement.waitingSince } ?? false
        case .supplement, .payment, .over: false
        }
      return StandingCount(
        key: breakdown == .agency ? key.agency : key.sector, phase: key.phase, isLate: isLate,
        amount: 1)
    }
    let since = openings.compactMap { opening, amount -> StandingCount? in
      let key = opening.key
      guard opening.day > judgement.end, codes?.contains(key.agency) ?? true else { return nil }
      return StandingCount(
        key: breakdown == .agency ? key.agency : key.sector, phase: key.phase,
        isLate: key.isLate(judgement), amount: -amount)
    }
    return now + since
  }

  func onlineOffers(in period: ReportingPeriod, of codes: Set<String>?) -> [OfferPeriod] {
    offers.values.joined().filter {
      $0.isOnline && $0.touches(period) && codes?.contains($0.agency) ?? true
    }
  }
}

extension OpenKey {
  /// By the day, which is exact for the end of any day.
  func isLate(_ judgement: Judgement) -> Bool {
    switch phase {
    case .running: dueOn.map { $0 <= judgement.end } ?? false
    case .waiting: submittedAt.map { $0 < judgement.waitingSince } ?? false
    case .supplement, .payment, .over: false
    }
  }
}
