import Catalogue
import Deadlines
import Directory
public import Ground
import Storage

extension DossierDesk {
  /// What the caller may see of what is asked, soonest due first unless asked otherwise. Source:
  /// contract, `GET /dossiers`.
  public func list(_ question: WorklistQuestion, for caller: Caller) async throws -> Worklist {
    let now = house.now()
    let calendar = try await house.calendar()
    return try await reading(question) { tx in
      let seen = try seen(by: caller, on: now.day, tx)
      let found = try WorklistStore(tx: tx).page(question, seen, now: now)
      let page = found.prefix(question.limit)
      let dossiers = try house.knownDossiers.dossiers(page.map(\.mark), tx)
      let last = found.count > question.limit ? page.last : nil
      return Worklist(
        items: try items(dossiers, at: now, calendar, tx),
        next: last.map { ($0.dueOrder, $0.mark.id.rawValue) })
    }
  }

  /// The same list as programs are sent it, each line as JSON, with the subjects of what was shown.
  func lines(
    _ question: WorklistQuestion, for caller: Caller
  ) async throws -> (items: [[UInt8]], next: (order: Int64, id: String)?, subjects: [String]) {
    let now = house.now()
    return try await reading(question) { tx in
      let seen = try seen(by: caller, on: now.day, tx)
      let found = try WorklistStore(tx: tx).page(question, seen, now: now)
      let page = found.prefix(question.limit)
      let lines = try house.writtenLines.lines(
        page.map(\.mark), at: now, house.procedureNames, tx)
      let last = found.count > question.limit ? page.last : nil
      return (
        lines.map(\.json), last.map { ($0.dueOrder, $0.mark.id.rawValue) }, lines.map(\.subject)
      )
    }
  }

  /// Words that are looked for may lead through every dossier there is; nothing else does.
  private func reading<T: Sendable>(
    _ question: WorklistQuestion, _ body: @escaping @Sendable (any Transaction) throws -> T
  ) async throws -> T {
    guard question.text == nil else { return try await database.read(body) }
    return try await database.glance(body)
  }

  private func items(
    _ page: [Dossier], at now: Instant, _ calendar: WorkingCalendar, _ tx: any Transaction
  ) throws -> [WorklistItem] {
    let names = try house.procedureNames.names(Set(page.map(\.procedure)), tx)
    let officers = try Officers(tx: tx).names(of: Set(page.compactMap(\.officer)))
    return try page.map { dossier in
      var item = WorklistItem(
        dossier: dossier,
        procedureName: names[dossier.procedure] ?? dossier.procedure.rawValue,
        isOverdue: dossier.isOverdue(at: now))
      item.officerName = dossier.officer.flatMap { officers[$0] }
      item.remaining = try Remaining.of(dossier, at: now, calendar: calendar)
      return item
    }
  }

  /// The moments of the desk of `caller`, by the hours of its agency.
  func moments(for caller: Caller) async throws -> DeskMoments {
    let now = house.now()
    let calendar = try await house.calendar()
    let hours = try await database.glance { tx in
      try caller.agency.flatMap { code in
        try Agencies(tx: tx, cache: house.agencies).agency(code, on: now.day)?.hours
      }
    }
    return try DeskMoments(
      now: now, calendar: calendar, practice: house.practice,
      hours: try hours.map { try WorkingHours(code: $0) } ?? .standard)
  }

  /// How many dossiers lie in each heap, of those that the caller may see.
  func counts(
    _ heaps: [Heap], _ moments: DeskMoments, for caller: Caller
  ) async throws -> [Heap: Int] {
    let questions = heaps.map { heap in
      var question = WorklistQuestion(limit: 1)
      heap.narrow(&question, moments, for: caller.account)
      return question
    }
    let stamp = house.heapCounts.stamp
    return try await database.glance { tx in
      let (seen, now) = (try seen(by: caller, on: moments.now.day, tx), moments.now)
      return try house.heapCounts.counts(heaps, seen, of: caller.account, at: now, stamp) {
        let counts = try WorklistStore(tx: tx).counts(questions, seen, now: now)
        return Dictionary(zip(heaps, counts), uniquingKeysWith: { first, _ in first })
      }
    }
  }

  /// How many fit in all, counted no further than one above `WorklistStore.mostCounted`.
  func count(_ question: WorklistQuestion, for caller: Caller) async throws -> Int {
    let now = house.now()
    return try await reading(question) { tx in
      try WorklistStore(tx: tx).count(question, try seen(by: caller, on: now.day, tx), now: now)
    }
  }

  /// The dossiers right before and right after `dossier` in a list.
  func neighbours(
    of dossier: Dossier, in question: WorklistQuestion, for caller: Caller
  ) async throws -> (previous: Dossier.ID?, next: Dossier.ID?) {
    let now = house.now()
    var question = question
    (question.limit, question.after) = (1, (dossier.dueOrder, dossier.id.rawValue))
    return try await reading(question) { [question] tx in
      let store = WorklistStore(tx: tx)
      let seen = try seen(by: caller, on: now.day, tx)
      func first(_ backwards: Bool) throws -> Dossier.ID? {
        try store.page(question, seen, now: now, backwards: backwards).first?.mark.id
      }
      return (try first(true), try first(false))
    }
  }

  /// What the words of an officer about a procedure mean: the procedures that the caller's agencies
  /// take and the sectors whose name or code holds every word; `nil` without words.
  func meaning(
    of words: String, for caller: Caller
  ) async throws -> (procedures: Set<ProcedureCode>, sectors: Set<String>)? {
    let wanted = folded(words).split(separator: " ")
    guard !wanted.isEmpty else { return nil }
    let today = house.now().day
    return try await database.read { tx in
      let seen = try seen(by: caller, on: today, tx)
      let offers = Offers(tx: tx)
      let codes = try seen.agencies.sorted().prefix(30).reduce(into: Set<ProcedureCode>()) {
        $0.formUnion(try offers.proceduresOffered(by: $1, on: today))
      }
      func fits(_ text: String) -> Bool {
        let text = folded(text)
        return wanted.allSatisfy { text.contains($0) }
      }
      let procedures = Procedures(tx: tx)
      let named = try procedures.names(codes.sorted()).filter { fits("\($1) \($0.rawValue)") }
      let sectors = try procedures.sectors().filter { fits("\($0.name) \($0.code)") }
      return (Set(named.keys.sorted().prefix(500)), Set(sectors.map(\.code)))
    }
  }

  /// Whose dossiers the caller's account and posts open: what it handed in, those of its agencies,
  /// and for a supervisor everything below.
  private func seen(by caller: Caller, on day: Day, _ tx: any Transaction) throws -> Seen {
    let tree = Agencies(tx: tx, cache: house.agencies)
    let agencies = try caller.posts.reduce(into: Set<AgencyCode>()) { open, post in
      switch post.role {
      case .receiver, .handler, .approver, .clerk: open.insert(post.agency)
      case .supervisor: open.formUnion(try tree.below(post.agency, on: day))
      case .citizen, .helper, .reporter, .administrator: break
      }
    }
    return Seen(account: caller.ownRoles.isEmpty ? nil : caller.account, agencies: agencies)
  }
}

extension Dossier {
  /// Running, and past its legal due date. Overdue is a property of time. Source: domain 1.4.
  public func isOverdue(at instant: Instant) -> Bool {
    switch stage {
    case .received, .processing: clock?.isOverdue(at: instant) ?? false
    case .submitted, .refused, .awaitingSupplement, .awaitingPayment, .withdrawn, .stopped,
      .decided, .delivered:
      false
    }
  }
}
