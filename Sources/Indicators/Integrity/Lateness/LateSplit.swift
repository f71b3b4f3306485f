import Ground
import Journal

/// By what lateness is told apart. The raw value is what the API says.
enum LateBreakdown: String, Sendable, CaseIterable {
  case step, post, agency, head
}

/// Who held the dossiers that are late, at the moment when their due date passed.
///
/// All rows together are the late dossiers of the settlement report of the same period and agency:
/// those finished late, and open ones that are overdue. Source: domain P1; peers gap 8.
struct LateSplit: Sendable, Equatable {
  struct Row: Sendable, Equatable {
    /// A step, a post, an agency, the posts of heads with `+` between; `-` where no fact tells.
    let key: String
    var finished = 0
    var open = 0
    var total: Int { finished + open }
  }

  let period: ReportingPeriod
  /// The receiving agency whose dossiers these are, with everything below it.
  let agency: String
  let breakdown: LateBreakdown
  let asOf: Position
  private(set) var rows: [Row] = []

  init(
    period: ReportingPeriod, agency: String, breakdown: LateBreakdown, asOf: Position
  ) {
    (self.period, self.agency, self.breakdown, self.asOf) = (period, agency, breakdown, asOf)
  }

  var total: Row {
    rows.reduce(into: Row(key: agency)) { total, row in
      total.finished += row.finished
      total.open += row.open
    }
  }

  /// Adds what stands behind the settlement report's two numbers.
  mutating func add(
    finished: [EvidenceEntry], open: [EvidenceEntry], key: (EvidenceEntry) -> String
  ) {
    var sums: [String: Row] = [:]
    for entry in finished {
      sums[key(entry), default: Row(key: key(entry))].finished += entry.amount
    }
    for entry in open { sums[key(entry), default: Row(key: key(entry))].open += entry.amount }
    rows = sums.values.filter { $0.finished != 0 || $0.open != 0 }
      .sorted { ($1.total, $0.key) < ($0.total, $1.key) }
  }
}

/// The heads of agencies through time: who held an approver's post, as facts tell.
struct Heads {
  private let posts: [WatchedPost]
  private let history: AgencyHistory

  /// Remembers what was asked before.
  private final class Known {
    var heads: [String: String] = [:]
  }
  private let known = Known()

  init(_ posts: [WatchedPost], _ history: AgencyHistory) {
    (self.posts, self.history) = (posts, history)
  }

  /// The posts of `agency`'s heads at `moment` with `+` between; `-` when facts name none.
  func responsible(for agency: String, at moment: Instant) -> String {
    let day = moment.day
    let code = history.code(of: agency, on: day)
    let asked = "\(code) \(moment.milliseconds)"
    if let heads = known.heads[asked] { return heads }
    let holding = posts.filter { post in
      post.holds(at: moment) && history.code(of: post.agency, on: day) == code
    }
    let heads = holding.isEmpty ? "-" : holding.map(\.id).sorted().joined(separator: "+")
    known.heads[asked] = heads
    return heads
  }
}
