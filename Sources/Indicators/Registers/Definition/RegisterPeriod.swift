import Ground

/// A stretch of time for which a register is filled once by each agency. Source: KPI-9.
struct RegisterPeriod: Sendable, Hashable, Comparable {
  /// How often. The raw value is what is stored and what the API says.
  enum Rhythm: String, Sendable, CaseIterable {
    case month, quarter, half, year

    var months: Int {
      switch self {
      case .month: 1
      case .quarter: 3
      case .half: 6
      case .year: 12
      }
    }
  }

  let rhythm: Rhythm
  let first: Day

  /// The period in which `day` lies.
  init(_ rhythm: Rhythm, containing day: Day) {
    let month = (day.month - 1) / rhythm.months * rhythm.months + 1
    (self.rhythm, first) = (rhythm, Day(day.year, month, 1))
  }

  /// Reads `2026-03`, `2026-Q1`, `2026-H2` or `2026`; `nil` for anything else and for years in
  /// which nothing is reported.
  init?(code: String) {
    guard let year = Int(code.prefix(4)), ReportingPeriod.bounds.contains(Day(max(1, year), 1, 1))
    else { return nil }
    let found = RegisterPeriod.Rhythm.allCases.lazy.flatMap { rhythm in
      stride(from: 1, through: 12, by: rhythm.months).lazy.map {
        RegisterPeriod(rhythm, containing: Day(year, $0, 1))
      }
    }.first { $0.code == code }
    guard let found else { return nil }
    self = found
  }

  var last: Day { first.adding(months: rhythm.months).adding(days: -1) }
  var next: RegisterPeriod { RegisterPeriod(rhythm, containing: last.adding(days: 1)) }
  var previous: RegisterPeriod { RegisterPeriod(rhythm, containing: first.adding(days: -1)) }

  /// Counts within its year from 1.
  private var number: Int { (first.month - 1) / rhythm.months + 1 }

  var code: String {
    let year = padded(first.year, 4)
    return switch rhythm {
    case .month: "\(year)-\(padded(number, 2))"
    case .quarter: "\(year)-Q\(number)"
    case .half: "\(year)-H\(number)"
    case .year: year
    }
  }

  /// As people call it.
  var words: Phrase {
    let roman = ["I", "II", "III", "IV"]
    return switch rhythm {
    case .month: "Tháng \(number)/\(first.year)"
    case .quarter: "Quý \(roman[number - 1])/\(first.year)"
    case .half: number == 1 ? "6 tháng đầu năm \(first.year)" : "6 tháng cuối năm \(first.year)"
    case .year: "Năm \(first.year)"
    }
  }

  static func < (a: RegisterPeriod, b: RegisterPeriod) -> Bool { a.first < b.first }
}

extension RegisterPeriod.Rhythm {
  /// As screens name it.
  var words: Phrase {
    switch self {
    case .month: "Hằng tháng"
    case .quarter: "Hằng quý"
    case .half: "6 tháng một lần"
    case .year: "Hằng năm"
    }
  }
}
