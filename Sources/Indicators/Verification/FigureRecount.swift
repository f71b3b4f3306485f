import Crypto
public import Deadlines
public import Ground
public import Journal

/// Recounts published figures from facts alone, and the clocks behind them.
/// Source: docs/figures.md.
public struct FigureRecount: FactRecount {
  private var waiting: [FigureReport]
  private let roots: ((Int) -> TreeHash?)?
  private var clocks: ClockRecount
  private var tally = Tally(keeping: .sums)
  private var edge = TreeEdge()
  private var stated: [String: String] = [:]
  private var found: [String] = []
  /// How many numbers were recounted.
  public private(set) var numbers = 0
  /// What could not be judged, in words.
  public var remarks: [String] {
    missingCalendars.sorted().map { "calendar \($0) is not here: clocks under it were not run" }
      + (stated.isEmpty ? ["the journal states no definitions"] : [])
  }

  /// Versions of calendars that facts name and that are not here.
  public var missingCalendars: Set<String> { clocks.missing }

  /// Definitions, each as the text that was hashed, that are not the ones that were stated.
  public func strangers(among definitions: [String]) -> [String] {
    guard !stated.isEmpty else { return [] }
    return definitions.compactMap { text in
      // What is no JSON has no name either, and was not stated.
      let json = try? JSON(reading: Array(text.utf8))
      let name = "\(json?["code"]?.text ?? "?") \(json?["validFrom"]?.text ?? "?")"
      let sha256 = hexadecimal(SHA256.hash(data: Array(text.utf8)))
      return stated[name] == sha256 ? nil : "definition \(name) is not the one that was stated"
    }
  }

  /// `reports` are answers of `/indicators/{code}`; `calendars` by the version that facts name.
  /// `roots` gives the root of the first so many facts, `nil` when there are fewer; without it
  /// every fact must be taken.
  ///
  /// Refuses: `ReportUnreadable`.
  public init(
    reports: [JSON], calendars: [String: WorkingCalendar],
    roots: ((Int) -> TreeHash?)? = nil
  ) throws(ReportUnreadable) {
    self.roots = roots
    var read: [FigureReport] = []
    for report in reports { read.append(try FigureReport(report)) }
    // The next to be judged stands last.
    waiting = read.sorted { $0.asOf.size > $1.asOf.size }
    clocks = ClockRecount(calendars: calendars)
  }

  public mutating func take(_ sealed: Sealed) {
    while let next = waiting.last, next.asOf.size <= sealed.position { judgeNext() }
    if roots == nil { _ = edge.append(TreeHash.leaf(sealed.fact.line)) }
    let fact = sealed.fact
    if fact.kind.rawValue == "indicator.defined" || fact.kind.rawValue == "calendar.stated" {
      let values = FactValues(fact)
      let name = fact.calendar ?? "\(values.text("code") ?? "") \(values.text("from") ?? "")"
      stated[name] = values.text("sha256")
    }
    tally.take(Sealed(position: sealed.position, fact: clocks.judged(fact)))
  }

  public mutating func differences() -> [String] {
    while !waiting.isEmpty { judgeNext() }
    let missing = clocks.calendars.compactMap { version, calendar -> String? in
      guard clocks.cited.contains(version), !stated.isEmpty,
        // A calendar whose digest cannot be made is another one.
        (try? calendar.sha256(as: version)) != stated[version]
      else { return nil }
      return "calendar \(version) is not the one that was stated"
    }
    return clocks.differences + missing + found
  }

  /// Judges all reports of the next position: they ask for much the same.
  private mutating func judgeNext() {
    guard let size = waiting.last?.asOf.size else { return }
    let first = waiting.firstIndex { $0.asOf.size <= size } ?? waiting.startIndex
    let reports = waiting[first...].reversed()
    waiting.removeSubrange(first...)
    let root = roots.map { $0(size) } ?? (edge.size >= size ? edge.root : nil)
    let counts = KeptCounts(tally)
    for report in reports { judge(report, root, counts) }
  }

  private mutating func judge(
    _ report: FigureReport, _ root: TreeHash?, _ counts: KeptCounts<Tally>
  ) {
    let size = report.asOf.size
    guard let root else {
      found.append("\(report.name): it counts \(size) facts, but they are not all here")
      return
    }
    if root != report.asOf.root {
      found.append("\(report.name): it names another root than its \(size) facts have")
    }
    let name = "\(report.indicator.code) \(report.indicator.validFrom.iso)"
    if !stated.isEmpty, stated[name] != report.sha256 {
      found.append("\(report.name): its definition is not the one that was stated")
    }
    do {
      let counted = try IndicatorFigure.counted(
        report.indicator, report.period, agency: report.agency, by: report.breakdown,
        map: report.map, asOf: report.asOf, from: counts)
      numbers += counted.rows.count
      found += report.differences(from: counted)
    } catch { found.append("\(report.name): it cannot be counted: \(error)") }
  }
}
