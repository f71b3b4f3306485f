import Ground
import Rules

/// A quotient of what agencies reported to one register; nothing in it is computed from dossiers.
/// Source: KPI-11; docs/figures.md, "Reported".
public struct ReportedQuotient: Sendable, Hashable {
  /// Which reports count in a period.
  enum Taking: String, Sendable, CaseIterable {
    /// All whose days lie in it: for what is counted from period to period.
    case sum
    /// Of each agency the last that ended in it or in the eleven months before its last: for what
    /// stands at a time.
    case last
  }

  /// One side of the line.
  enum Part: Sendable, Hashable {
    /// What stands in a column of whole numbers.
    case column(String)
    /// How many reports there are.
    case reports
  }

  let register: String
  let taking: Taking
  let numerator: Part
  let denominator: Part

  /// Numerators and denominators by heading. A report without one of the two counts in neither;
  /// what is reported belongs to an agency and to no sector, procedure or channel.
  func sums(
    _ scope: FigureScope, _ counts: some FigureCounts, unit: (String) -> String
  ) throws -> (parts: [String: Int], wholes: [String: Int]) {
    var (parts, wholes) = ([String: Int](), [String: Int]())
    let told = try counts.reports(register, of: scope.codes)
    for (month, stretch) in scope.headings {
      for report in reports(told, in: stretch, unit: unit) {
        guard let key = month ?? scope.key(of: report),
          let part = numerator.amount(report), let whole = denominator.amount(report)
        else { continue }
        parts[key, default: 0] += part
        wholes[key, default: 0] += whole
      }
    }
    return (parts, wholes)
  }

  private func reports(
    _ told: [ReportTold], in period: ReportingPeriod, unit: (String) -> String
  ) -> [ReportTold] {
    switch taking {
    case .sum: return told.filter { period.from <= $0.from && $0.to <= period.to }
    case .last:
      let recent = told.filter {
        $0.to <= period.to && $0.to.months > period.to.months - 12
      }
      // Of one agency and day the later report: two lists may tell of it when it was merged.
      var last: [String: ReportTold] = [:]
      for report in recent.sorted(by: { ($0.to, $0.position) < ($1.to, $1.position) }) {
        last[unit(report.agency)] = report
      }
      return last.values.sorted { $0.position < $1.position }
    }
  }
}

extension ReportedQuotient.Part {
  func amount(_ report: ReportTold) -> Int? {
    switch self {
    case .column(let code): report.values[code]
    case .reports: 1
    }
  }

  fileprivate func json(_ register: String) -> JSON {
    switch self {
    case .column(let code): ["register": .string(register), "column": .string(code)]
    case .reports: ["register": .string(register)]
    }
  }
}

extension ReportedQuotient {
  var members: [JSON.Member] {
    [
      JSON.Member("take", .string(taking.rawValue)),
      JSON.Member("numerator", numerator.json(register)),
      JSON.Member("denominator", denominator.json(register)),
    ]
  }

  /// Refuses: `RulePackUnreadable`: two registers, a numerator that is no column, a code that
  /// no register can have.
  init(_ fields: PackFields) throws(RulePackUnreadable) {
    taking = try fields.word("take")
    let (part, whole) = (
      try fields.mapping("numerator"), try fields.mapping("denominator")
    )
    register = try part.text("register")
    try part.allow(["register", "column"])
    try whole.allow(["register", "column"])
    let same = try whole.text("register") == register
    try fields.require(same, "numerator and denominator come from one register")
    numerator = .column(try part.text("column"))
    denominator = whole.content["column"] == nil ? .reports : .column(try whole.text("column"))
    for code in [register, part.content["column"]?.text, whole.content["column"]?.text] {
      try fields.require(code.map(isRegisterCode) ?? true, "a register has no code like this")
    }
  }
}

extension Day {
  /// Months since year 0, to compare months.
  fileprivate var months: Int { year * 12 + month }
}

/// Whether `text` can name a register or a column: `dien-thoai`, words of small letters and digits,
/// each beginning with a letter, at most 40 characters. Facts carry it as it is.
func isRegisterCode(_ text: String) -> Bool {
  let words = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
  return text.utf8.count <= 40
    && words.allSatisfy { word in
      word.first.map { (97...122).contains($0) } ?? false
        && word.allSatisfy { (97...122).contains($0) || (48...57).contains($0) }
    }
}
