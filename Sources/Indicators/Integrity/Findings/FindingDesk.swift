import Directory
import Ground
import Journal
import Storage

/// Shows findings to those whom they concern, and takes what they say.
struct FindingDesk: Sendable {
  let figures: FigureDesk
  let watch: WatchDesk

  var database: any Database { figures.database }

  /// Who sees findings of an agency and of what is below it; who acts is a head among them.
  static let watchers: Set<Role> = [.approver, .supervisor, .reporter]

  /// What somebody may see of a finding.
  struct Sight: Sendable, Equatable {
    /// It is about a post of the asker.
    let isOwn: Bool
    /// The asker's post as a head of that agency or of one above.
    let head: Caller.Post?
    /// The texts that people wrote; reporters see counts and lists only.
    let withTexts: Bool
  }

  /// What `caller` may see of it on `day`; `nil` is nothing. Source: issue 5, officer first.
  static func sight(
    of kept: KeptFinding, for caller: Caller, _ history: AgencyHistory, on day: Day
  ) -> Sight? {
    let isOwn = kept.finding.post.map { post in caller.posts.contains { $0.id.rawValue == post } }
    let watching = caller.posts.filter { post in
      watchers.contains(post.role)
        && reach(post, history, on: day).contains(kept.finding.agency)
    }
    guard kept.isShown(on: day), !watching.isEmpty else {
      return isOwn == true ? Sight(isOwn: true, head: nil, withTexts: true) : nil
    }
    return Sight(
      isOwn: isOwn ?? false,
      head: isOwn == true ? nil : watching.first { $0.role == .approver },
      withTexts: isOwn == true || watching.contains { $0.role != .reporter })
  }

  private static func reach(
    _ post: Caller.Post, _ history: AgencyHistory, on day: Day
  ) -> Set<String> {
    history.below(post.agency.rawValue, on: day).union([post.agency.rawValue])
  }

  /// Findings about the caller's own posts that wait for an explanation, and the others.
  func own(_ caller: Caller, limit: Int) async throws -> [KeptFinding] {
    try await watch.catchUp(batches: 3)
    let filter = FindingFilter(posts: caller.posts.map(\.id.rawValue), withGone: false)
    return try await database.read { tx in
      try FindingReadingStore(tx: tx).list(filter, limit: limit, after: nil)
    }
  }

  /// What a head or supervisor asks for.
  struct Question: Sendable, Equatable {
    var rule: IntegrityRule.Code?
    /// With everything below it; `nil`: all that the asker oversees.
    var agency: String?
    var state: FindingState?
    var from: Day?
    var to: Day?
  }

  /// A page of the findings that `caller` oversees, the newest first.
  ///
  /// Refuses: `FigureRefused.agencyNotYours`.
  func list(
    _ question: Question, limit: Int, after: FindingReadingStore.Place?, for caller: Caller
  ) async throws -> [KeptFinding] {
    try await watch.catchUp(batches: 3)
    let day = figures.now().day
    return try await database.read { tx in
      let filter = try FindingDesk.filter(question, caller, on: day, tx)
      return try FindingReadingStore(tx: tx).list(filter, limit: limit, after: after)
    }
  }

  /// How many there are, by agency and rule, agencies by the code that they have today.
  ///
  /// Refuses: `FigureRefused.agencyNotYours`.
  func counts(_ question: Question, for caller: Caller) async throws -> [FindingCount] {
    try await watch.catchUp(batches: 3)
    let day = figures.now().day
    return try await database.read { tx in
      let filter = try FindingDesk.filter(question, caller, on: day, tx)
      let history = try SummaryCountsStore(tx: tx).history()
      var sums: [String: FindingCount] = [:]
      for found in try FindingReadingStore(tx: tx).counts(filter) {
        let agency = history.code(of: found.agency, on: day)
        let key = "\(agency) \(found.rule.rawValue) \(found.state.rawValue)"
        sums[key] = FindingCount(
          agency: agency, rule: found.rule, state: found.state,
          count: found.count + (sums[key]?.count ?? 0))
      }
      return sums.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  private static func filter(
    _ question: Question, _ caller: Caller, on day: Day, _ tx: any Transaction
  ) throws -> FindingFilter {
    let history = try SummaryCountsStore(tx: tx).history()
    var codes = caller.posts.filter { watchers.contains($0.role) }.reduce(into: Set<String>()) {
      $0.formUnion(reach($1, history, on: day))
    }
    if let agency = question.agency {
      guard codes.contains(agency) else { throw FigureRefused.agencyNotYours }
      codes = history.below(agency, on: day)
    }
    return FindingFilter(
      rule: question.rule, codes: codes, state: question.state, from: question.from,
      to: question.to, shownOn: day)
  }
}
