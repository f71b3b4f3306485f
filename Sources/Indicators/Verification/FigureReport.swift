import Crypto
import Deadlines
import Ground
import Journal
import Rules

/// A figure as the API gave it, to be counted again.
struct FigureReport {
  let indicator: Indicator
  let period: ReportingPeriod
  let agency: String
  let breakdown: Breakdown?
  let map: AgencyMap
  let asOf: Position
  /// Over the definition as it stands in the report.
  let sha256: String
  private let rows: [String: JSON]

  var name: String { "\(indicator.code), \(period.from.iso) to \(period.to.iso)" }

  /// Refuses: `ReportUnreadable`.
  init(_ json: JSON) throws(ReportUnreadable) {
    guard let definition = json["definition"] else { throw ReportUnreadable(missing: "definition") }
    do { indicator = try Indicator(served: definition) } catch {
      throw ReportUnreadable(missing: "definition (\(error.reason))")
    }
    guard let from = json["from"]?.text.flatMap({ Day(iso: $0) }),
      let to = json["to"]?.text.flatMap({ Day(iso: $0) }), from <= to
    else { throw ReportUnreadable(missing: "from … to") }
    period = ReportingPeriod(unchecked: from, to)
    guard let agency = json["agency"]?.text else { throw ReportUnreadable(missing: "agency") }
    self.agency = agency
    breakdown = json["by"]?.text.flatMap { Breakdown(rawValue: $0) }
    map = json["tree"]?.text.flatMap { AgencyMap(rawValue: $0) } ?? .reported
    guard let asOf = Position(json: json["asOf"]) else {
      throw ReportUnreadable(missing: "asOf {position, root, at}")
    }
    self.asOf = asOf
    sha256 = hexadecimal(SHA256.hash(data: definition.bytes))
    guard let listed = json["rows"]?.elements else { throw ReportUnreadable(missing: "rows") }
    rows = Dictionary(listed.map { ($0["key"]?.text ?? "", $0) }) { first, _ in first }
  }

  /// Each row that is not what the facts give, in words.
  func differences(from counted: IndicatorFigure) -> [String] {
    let found = Dictionary(
      (counted.json["rows"]?.elements ?? []).map { ($0["key"]?.text ?? "", $0) }
    ) { first, _ in
      first
    }
    return Set(rows.keys).union(found.keys).sorted().compactMap { key in
      guard rows[key] != found[key] else { return nil }
      return """
        \(name), \(key): the report says \(said(rows[key])), the facts give \(said(found[key]))
        """
    }
  }

  private func said(_ row: JSON?) -> String {
    guard let row else { return "nothing" }
    func number(_ name: String) -> String { row[name]?.int.map(String.init) ?? "?" }
    return "\(number("numerator"))/\(number("denominator")) "
      + "(\(row["value"]?.text ?? "none"), \(row["published"]?.text ?? "none"))"
  }
}

extension Position {
  /// Reads `asOf` of a report; `nil` when it is none.
  init?(json: JSON?) {
    guard let size = json?["position"]?.int, size >= 0,
      let root = json?["root"]?.text.flatMap(unhex).flatMap({ TreeHash(bytes: $0) }),
      let at = json?["at"]?.text.flatMap({ Instant(rfc3339: $0) })
    else { return nil }
    self.init(size: size, root: root, at: at)
  }
}

/// Lower-case digits of a digest.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  String(bytes.flatMap { [$0 >> 4, $0 & 15] }.map { Character(String($0, radix: 16)) })
}
