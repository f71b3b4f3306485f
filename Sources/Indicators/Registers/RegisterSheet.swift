import Directory
import Ground

/// One register for one period, as somebody may see it.
struct RegisterSheet: Sendable {
  /// What one agency reported, and what it reported before that.
  struct Line: Sendable, Equatable {
    let agency: Agency
    /// In order of time; empty: it has not reported.
    let reports: [RegisterReport]
    /// The post by which the asker reports for it; `nil` when it may not.
    let reporter: Caller.Post?

    var last: RegisterReport? { reports.last }
    var mayReport: Bool { reporter != nil }
    /// Whether the asker reports for it from an agency above.
    var isFromAbove: Bool { reporter.map { $0.agency != agency.code } ?? false }
  }

  let versions: RegisterVersions
  let register: ReportedRegister
  let period: RegisterPeriod
  let today: Day
  /// Those who report, in order of their codes, and whoever else did.
  let lines: [Line]
  /// How many reports of the period there are in all, of whomever: to see whether one came since.
  let mark: Int

  var phase: RegisterPhase { register.phase(period, on: today) }
  var missing: [Line] { lines.filter { $0.reports.isEmpty } }
  var reported: Int { lines.count - missing.count }

  func line(of agency: AgencyCode) -> Line? { lines.first { $0.agency.code == agency } }

  /// The reason to keep with a report of `line`; `nil` where none is needed.
  ///
  /// Refuses: `RegisterRefused` as `ReportedRegister.reason`.
  func reason(_ text: String, for line: Line) throws(RegisterRefused) -> String? {
    try register.reason(
      text, period, on: today, isCorrection: line.last != nil, fromAbove: line.isFromAbove)
  }

  /// What a column adds up to over all who reported; `nil` where nothing can be added.
  func total(_ column: RegisterColumn) -> DecimalNumber? {
    let numbers = lines.compactMap { line -> DecimalNumber? in
      guard case .number(let number) = line.last?.values[column.code] else { return nil }
      return number
    }
    return numbers.isEmpty ? nil : numbers.reduce(.zero, +)
  }
}

/// How one register stands for its current period.
struct RegisterSummary: Sendable {
  let sheet: RegisterSheet
  /// Whether the asker reports for somebody who has not yet.
  let isWaiting: Bool

  init(_ sheet: RegisterSheet) {
    self.sheet = sheet
    isWaiting =
      sheet.phase != .notBegun && sheet.phase != .locked
      && sheet.missing.contains { $0.mayReport }
  }
}

/// How far somebody sees and for whom they may report.
struct RegisterReach: Sendable {
  let seen: Set<AgencyCode>
  /// By agency the post by which its reporter, or one above it, reports.
  let reporters: [AgencyCode: Caller.Post]

  /// Who report to a register.
  static let roles: Set<Role> = [.reporter]

  init(_ caller: Caller, _ tree: AgencyTree, on days: Set<Day>) {
    func below(_ post: Caller.Post) -> Set<AgencyCode> {
      days.reduce(into: []) { $0.formUnion(tree.below(post.agency, on: $1)) }
    }
    var (seen, reporters) = (Set<AgencyCode>(), [AgencyCode: Caller.Post]())
    for post in caller.posts where FigureDesk.readers.contains(post.role) {
      let codes = below(post)
      seen.formUnion(codes)
      guard RegisterReach.roles.contains(post.role) else { continue }
      for code in codes {
        // Whoever reports for several posts does it from the highest one: that binds least.
        let isWider = reporters[code].map { codes.contains($0.agency) } ?? true
        if isWider { reporters[code] = post }
      }
    }
    (self.seen, self.reporters) = (seen, reporters)
  }
}
