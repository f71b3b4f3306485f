import Ground

/// What the lines of a file say of one agency, while they are being put together.
struct AgencyDraft {
  let code: AgencyCode
  /// In order of time, each beginning the day after the one before.
  private(set) var lines: [AgencyFile.Line]
  private(set) var identity: AgencyTree.Identity
  private var known: AgencyTree.Identity?

  var from: Day { lines[0].from }
  var to: Day? { lines[lines.count - 1].to }

  /// One draft for each agency in the file, in order of its first line.
  ///
  /// Two lines with one code speak of one agency when the second begins the day after the first and
  /// names no other predecessor; a code that is given anew to its predecessors' heir is a new one.
  static func drafts(of lines: [AgencyFile.Line]) -> [AgencyDraft] {
    var drafts: [AgencyDraft] = []
    for same in Dictionary(grouping: lines, by: \.code).values {
      var current: AgencyDraft?
      for line in same.sorted(by: { $0.from < $1.from }) {
        let follows = current?.to.map { $0.adding(days: 1) == line.from } ?? false
        let continues = line.predecessors.isEmpty || line.predecessors.contains(line.code)
        if follows, continues {
          current?.lines.append(line)
        } else {
          if let current { drafts.append(current) }
          current = AgencyDraft(line)
        }
      }
      if let current { drafts.append(current) }
    }
    return drafts.sorted { $0.lines[0].number < $1.lines[0].number }
  }

  private init(_ line: AgencyFile.Line) {
    (code, lines) = (line.code, [line])
    identity = AgencyTree.Identity(
      id: AgencyID(""), from: line.from, to: line.to, periods: [], codes: [], facts: 0)
  }

  func covers(_ day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }

  /// Takes the agency that is meant, or a new one.
  mutating func begin(_ known: AgencyTree.Identity?, newID: () -> AgencyID) {
    self.known = known
    var codes = known?.codes ?? []
    if codes.isEmpty {
      let scheme = AgencyCodeScheme.ofAgency(code.rawValue) ?? .current
      codes = [.init(code: code, scheme: scheme, isOwn: true, from: from, to: nil)]
    } else if let first = codes.firstIndex(where: { $0.code == code && $0.isOwn }) {
      if codes[first].from == known?.from { codes[first].from = from }
    }
    identity = AgencyTree.Identity(
      id: known?.id ?? newID(), from: from, to: to, periods: [], codes: codes,
      facts: known?.facts ?? 0)
  }

  /// Adds what one line says, cut where the known working hours change: a file knows no hours.
  mutating func add(_ line: AgencyFile.Line, parent: AgencyID?) {
    let cuts = (known?.periods ?? []).map(\.from).filter { day in
      day > line.from && (line.to.map { day <= $0 } ?? true)
    }
    for from in [line.from] + cuts {
      let hours = known?.period(on: from).hours
      let period = AgencyTree.Period(
        from: from, name: line.name, level: line.level, parent: parent, hours: hours)
      if let last = identity.periods.last, last.saysTheSame(as: period) { continue }
      identity.periods.append(period)
    }
  }

  mutating func finish() { known = nil }
}

extension AgencyTree.Period {
  func saysTheSame(as other: Self) -> Bool {
    (name, level, parent, hours) == (other.name, other.level, other.parent, other.hours)
  }
}

extension AgencyTree.Identity {
  /// Whether any day of this agency lies in the time from `from` to `to`.
  func overlaps(_ from: Day, _ to: Day?) -> Bool {
    (to.map { self.from <= $0 } ?? true) && (self.to.map { from <= $0 } ?? true)
  }
}
