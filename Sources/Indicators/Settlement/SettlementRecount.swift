public import Deadlines
public import Ground
public import Journal

extension SettlementReport {
  /// Recounts a published report from facts alone, by the fold that our own tables are written by.
  public struct Recount: FactRecount {
    private let report: JSON
    private let period: ReportingPeriod
    private let agency: String
    private let asOf: Position
    private let calendar: WorkingCalendar
    private var tally = Tally(keeping: .sums)
    private var edge = TreeEdge()

    /// `report` is what `/reports/settlement` answered; `calendar` says which hours are worked, for
    /// those that waited for more than eight of them.
    ///
    /// Refuses: `ReportUnreadable` when it is no such report.
    public init(report: JSON, calendar: WorkingCalendar) throws(ReportUnreadable) {
      func text(_ name: String, in json: JSON?) throws(ReportUnreadable) -> String {
        guard let text = json?[name]?.text else { throw ReportUnreadable(missing: name) }
        return text
      }
      func day(_ name: String) throws(ReportUnreadable) -> Day {
        guard let day = Day(iso: try text(name, in: report)) else {
          throw ReportUnreadable(missing: name)
        }
        return day
      }
      agency = try text("agency", in: report)
      let (from, to) = (try day("from"), try day("to"))
      do { period = try ReportingPeriod(from: from, to: to) } catch {
        throw ReportUnreadable(missing: "from … to")
      }
      let place = report["asOf"]
      guard let size = place?["position"]?.int,
        let root = unhex(try text("root", in: place)).flatMap({ TreeHash(bytes: $0) }),
        let at = Instant(rfc3339: try text("at", in: place))
      else { throw ReportUnreadable(missing: "asOf {position, root, at}") }
      asOf = Position(size: size, root: root, at: at)
      guard report["rows"]?.elements != nil else { throw ReportUnreadable(missing: "rows") }
      (self.report, self.calendar) = (report, calendar)
    }

    /// Takes the next fact; those after the report's position are left out.
    public mutating func take(_ sealed: Sealed) {
      guard sealed.position < asOf.size else { return }
      _ = edge.append(TreeHash.leaf(sealed.fact.line))
      tally.take(sealed)
    }

    public mutating func differences() throws -> [String] {
      guard edge.size == asOf.size else {
        return ["the report counts \(asOf.size) facts, but only \(edge.size) of them are here"]
      }
      var differences: [String] = []
      if edge.root != asOf.root {
        differences.append("the report names another root than its \(asOf.size) facts have")
      }
      let candidates = try breakdowns.map { breakdown in
        let counted = try SettlementReport.counted(
          period, agency: agency, by: breakdown, asOf: asOf, calendar: calendar, from: tally)
        return SettlementReport.differences(of: report, from: counted.json)
      }
      return differences + (candidates.min { $0.count < $1.count } ?? [])
    }

    /// A report that does not say by what its rows are told apart is taken for whichever fits.
    private var breakdowns: [Breakdown] {
      report["by"]?.text.flatMap { Breakdown(rawValue: $0) }.map { [$0] } ?? [.agency, .sector]
    }
  }

  /// Where two reports differ, number by number, in words.
  static func differences(of report: JSON, from counted: JSON) -> [String] {
    let (published, recounted) = (numbers(of: report), numbers(of: counted))
    return Set(published.keys).union(recounted.keys).sorted().compactMap { place in
      let (told, found) = (published[place] ?? 0, recounted[place] ?? 0)
      return told == found ? nil : "\(place): the report says \(told), the facts give \(found)"
    }
  }

  /// Every number of the rows and before reception, by its place; a row that is not there is zeros.
  private static func numbers(of report: JSON) -> [String: Int] {
    var numbers: [String: Int] = [:]
    func walk(_ json: JSON, _ place: String) {
      if let number = json.int { numbers[place, default: 0] += number }
      for member in json.members ?? [] { walk(member.value, "\(place).\(member.name)") }
    }
    for row in report["rows"]?.elements ?? [] { walk(row, "row \(row["key"]?.text ?? "?")") }
    if let before = report["beforeReception"] { walk(before, "beforeReception") }
    return numbers
  }
}

/// Why bytes are no settlement report; for the one who runs `motcua verify`.
public struct ReportUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String

  init(missing name: String) { reason = "no settlement report: \(name) is missing or unreadable" }

  public var description: String { reason }
}
