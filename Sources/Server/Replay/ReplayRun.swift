import Catalogue
import Deadlines
import Directory
import Dossiers
import Ground
import Indicators
import Journal
import Storage

/// Lives a replay through the real acts, in the order of time, under the time of each act.
struct ReplayRun: Sendable {
  let province: Province
  let replay: Replay
  let tell: @Sendable (String) -> Void

  /// How many acts are under way at once.
  private static let together = 48

  init(province: Province, replay: Replay, tell: @escaping @Sendable (String) -> Void) {
    precondition(province.key.isDemonstration, "the past is written in demonstrations only")
    (self.province, self.replay, self.tell) = (province, replay, tell)
  }

  /// Makes the province as it was, and everything that happened to it.
  ///
  /// Refuses: `CommandRefused` when a counted figure is not the printed one.
  func make(procedures source: ProcedureSource) async throws {
    let birth = Instant(replay.period.lowerBound.adding(days: -30), minute: 8 * 60)
    let services = try await PastTime.$instant.withValue(birth) {
      let house = DemoBirth(province: province, setting: .threeLevels, tell: tell)
      try await house.makeHouse(procedures: source)
      let dealt = try await deal(house.procedures())
      let drafts = dealt.flatMap { service in service.offices.map { draft($0, service) } }
      let count = try await province.catalogue.offers.openOffers(drafts, at: birth, by: nil)
      tell("services: \(dealt.count), offers: \(count)")
      try await province.indicators.prepare()
      return dealt
    }
    try await play(try await stories(services))
    try await judge()
  }

  private func draft(_ office: DemoCast.Office, _ service: ReplayOffer) -> OfferDraft {
    OfferDraft(
      agency: office.agency, procedure: service.procedure.code, from: DemoProvince.since,
      citation: Citation(decision: DemoProvince.decision, decidedOn: DemoProvince.since),
      conditions: service.conditions)
  }

  private func deal(_ all: [ProcedureSummary]) async throws -> [ReplayOffer] {
    let accounts = DemoSetting.threeLevels.accounts
    func offices(_ codes: [String]) async throws -> [DemoCast.Office] {
      try await DemoCast.offices(codes, of: accounts, in: province)
    }
    let departments = try await offices(DemoProvince.departments.map { $0.code })
    let ministries = try await ministries(of: all)
    let offers = ReplayOffers(
      replay: replay,
      offices: [
        .commune: try await offices(DemoProvince.communes.map { $0.code }),
        .district: try await offices(DemoProvince.districts.map { $0.code }),
      ]
    ) { procedure in
      let code = DemoProvince.department(of: ministries[procedure.code] ?? "")
      return departments.first { $0.agency == code } ?? departments[0]
    }
    return try offers.deal(all)
  }

  private func ministries(of all: [ProcedureSummary]) async throws -> [ProcedureCode: String] {
    try await province.instance.database.read { tx in
      try all.reduce(into: [:]) {
        $0[$1.code] = try Procedures(tx: tx).current($1.code)?.record.ministry
      }
    }
  }

  private func stories(_ services: [ReplayOffer]) async throws -> [ReplayStory] {
    let plot = ReplayPlot(
      replay: replay, services: services, calendar: try await province.holidays.calendar(),
      citizens: try await DemoCast.citizens(in: province))
    return try plot.stories()
  }

  /// Day by day; what comes next on the same day waits for the next round.
  private func play(_ stories: [ReplayStory]) async throws {
    let calendar = try await province.holidays.calendar()
    var waiting = Dictionary(grouping: stories) { $0.at.day }
    var month = replay.period.lowerBound.month
    while let day = waiting.keys.min() {
      if day.month != month {
        month = day.month
        try await close(day)
      }
      for publication in replay.publications where publication.on == day {
        try await publish(publication)
      }
      var today = waiting.removeValue(forKey: day) ?? []
      while !today.isEmpty {
        today.sort { ($0.at, $0.fate.number) < ($1.at, $1.fate.number) }
        let going = try await round(today, calendar).filter { !$0.isOver }
        today = going.filter { $0.at.day == day }
        for story in going where story.at.day != day {
          waiting[story.at.day, default: []].append(story)
        }
      }
    }
  }

  /// One step of each, in the order given, some at the same time.
  private func round(
    _ stories: [ReplayStory], _ calendar: WorkingCalendar
  ) async throws -> [ReplayStory] {
    try await withThrowingTaskGroup(of: ReplayStory.self) { group in
      var (done, next) = ([ReplayStory](), stories.startIndex)
      func start() {
        guard next < stories.endIndex else { return }
        let story = stories[next]
        next += 1
        group.addTask {
          var story = story
          try await story.play(in: province.dossiers, calendar)
          return story
        }
      }
      for _ in 0..<ReplayRun.together { start() }
      for try await story in group {
        done.append(story)
        start()
      }
      return done
    }
  }

  /// Seals what a month has brought, as of the first of the next.
  private func close(_ day: Day) async throws {
    let sealed = try await PastTime.$instant.withValue(Instant(day, minute: 0)) {
      try await province.sealer().seal()
    }
    tell("until \(day.iso): \(sealed?.size ?? 0) facts")
  }

  /// Publishes a period on the morning of its day, from what was sealed by then.
  private func publish(_ publication: Replay.Publishing) async throws {
    let (reporter, days) = (
      try await DemoCast.caller("tonghop", in: province), publication.period
    )
    try await close(publication.on)
    try await PastTime.$instant.withValue(Instant(publication.on, minute: 8 * 60)) {
      try await province.indicators.publish(
        try ReportingPeriod(from: days.lowerBound, to: days.upperBound), by: reporter)
    }
    tell("published: \(days.lowerBound.iso) to \(days.upperBound.iso)")
  }

  /// Counts every printed figure.
  private func judge() async throws {
    _ = try await province.sealer().seal()
    try await province.indicators.prepare()
    var wrong: [String] = []
    for check in replay.checks {
      let found = try await province.indicators.desk.total(
        of: check.indicator,
        in: try ReportingPeriod(from: check.period.lowerBound, to: check.period.upperBound))
      let line =
        "\(check.indicator): printed \(check.printed), counted \(found.share ?? "nothing"), "
        + "\(found.numerator)/\(found.denominator)"
      tell(line)
      if found.numerator != check.numerator || found.denominator != check.denominator {
        wrong.append("\(line), expected \(check.numerator)/\(check.denominator)")
      }
    }
    guard wrong.isEmpty else {
      throw CommandRefused("the replay does not match:\n  " + wrong.joined(separator: "\n  "))
    }
  }
}
