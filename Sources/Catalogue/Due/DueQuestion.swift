public import Deadlines
public import Ground

/// When would a dossier of a procedure fall due? Source: contract, `…/due`.
public struct DueQuestion: Sendable, Equatable {
  public var procedure: ProcedureCode
  public var channel: Channel
  /// `nil`: by the national record alone.
  public var agency: AgencyCode?
  /// `nil`: the case with the longest term.
  public var caseNumber: Int?
  public var at: Instant

  public init(
    procedure: ProcedureCode, channel: Channel, agency: AgencyCode? = nil, caseNumber: Int? = nil,
    at: Instant
  ) {
    (self.procedure, self.channel, self.agency) = (procedure, channel, agency)
    (self.caseNumber, self.at) = (caseNumber, at)
  }
}

/// A date with its reasons, or the reason why there is none.
public struct DueAnswer: Sendable, Equatable {
  public enum Outcome: Sendable, Equatable {
    case due(DueDate)
    /// In Vietnamese.
    case none(why: String)
  }

  public let outcome: Outcome
  /// The case that was counted; `nil` when there is none.
  public let chosen: CaseTerm?
  public let others: [CaseTerm]
  public let policy: CountingPolicy

  public var dueAt: Instant? {
    switch outcome {
    case .due(let date): date.at
    case .none: nil
    }
  }
}

/// What bears on one question.
struct DueGround: Sendable {
  let procedure: Procedure
  /// As the asked agency offers it; `nil` when none was asked, or it does not.
  let offered: OfferedProcedure?
  let hours: WorkingHours
}

extension DueQuestion {
  /// Pure: everything it needs is given.
  ///
  /// Refuses: `CatalogueRefused.noSuchCase`; `DueRefused` when the count leaves the known years.
  func answer(_ ground: DueGround, calendar: WorkingCalendar) throws -> DueAnswer {
    guard WorkingCalendar.years.contains(at.day.year) else {
      throw DueRefused.outsideCalendar(year: at.day.year)
    }
    let policy = ground.offered?.offer.conditions.policy ?? .hourly
    if let agency, ground.offered == nil {
      let why =
        "Cơ quan \(agency.rawValue) không tiếp nhận thủ tục này vào ngày \(at.day.vietnamese)."
      return DueAnswer(outcome: .none(why: why), chosen: nil, others: [], policy: policy)
    }
    if let offered = ground.offered, offered.accepts(channel) == .closed {
      let why =
        "\(offered.agencyName) không nhận thủ tục này qua kênh \(channel.vietnamese.lowercased())."
      return DueAnswer(outcome: .none(why: why), chosen: nil, others: [], policy: policy)
    }
    switch choice(ground) {
    case .set(let chosen, let term, let others):
      let date = try due(
        from: at, term: term, policy: policy, calendar: calendar, hours: ground.hours)
      return DueAnswer(outcome: .due(date), chosen: chosen, others: others, policy: policy)
    case .missing(let why):
      let cases = terms(ground)
      let chosen = cases.chosen(case: caseNumber)
      return DueAnswer(
        outcome: .none(why: why), chosen: chosen, others: cases.filter { $0 != chosen },
        policy: policy)
    case .noSuchCase(let count): throw CatalogueRefused.noSuchCase(channel, count: count)
    case .channelClosed:
      let why = "Thủ tục này không quy định kênh \(channel.vietnamese.lowercased())."
      return DueAnswer(outcome: .none(why: why), chosen: nil, others: [], policy: policy)
    }
  }

  private func terms(_ ground: DueGround) -> [CaseTerm] {
    ground.offered?.terms(channel) ?? ground.procedure.terms(channel)
  }

  private func choice(_ ground: DueGround) -> TermChoice {
    if let offered = ground.offered { return offered.term(channel, case: caseNumber) }
    return ground.procedure.terms(channel).choice(
      case: caseNumber,
      missing: """
        Danh mục quốc gia chưa ghi thời hạn của thủ tục \(procedure.rawValue) qua kênh này. Người quản \
        trị danh mục thủ tục của cơ quan tiếp nhận phải đặt thời hạn theo quyết định công bố, tại màn \
        hình Quản trị › Thủ tục.
        """)
  }
}
