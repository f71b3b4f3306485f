import Ground
import Journal

/// What one fact tells of a register: the whole numbers that an agency reported for a stretch of
/// days. Source: docs/facts.md, `register.reported`.
struct ReportTold: Sendable, Hashable {
  /// Of the fact in the journal.
  let position: Int
  /// Of the register, agency and period together: the next report of it replaces this one.
  let subject: String
  let seq: Int
  let register: String
  let agency: String
  let from: Day
  let to: Day
  /// By the codes of columns.
  let values: [String: Int]
}

extension ReportTold {
  /// `nil` for a fact that reports nothing.
  init?(_ fact: Fact, at position: Int) {
    let told = FactValues(fact)
    guard let register = told.text("register"), let agency = fact.agency?.rawValue,
      let from = told.day("from"), let to = told.day("to"), let listed = told.members("values")
    else { return nil }
    var values: [String: Int] = [:]
    for member in listed { values[member.name] = member.value.int }
    self.init(
      position: position, subject: fact.subject, seq: fact.seq, register: register,
      agency: agency, from: from, to: to, values: values)
  }

  /// What stands after all of them: of each subject the last. They come in the order of `seq`.
  static func standing(_ told: [ReportTold]) -> [ReportTold] {
    var last: [String: ReportTold] = [:]
    for report in told { last[report.subject] = report }
    return last.values.sorted { $0.position < $1.position }
  }
}

extension ReportTold {
  /// Values as they are stored; read back by `values(text:)`.
  var text: String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ";")
  }

  /// `nil` for anything that `text` did not write.
  static func values(text: String) -> [String: Int]? {
    var values: [String: Int] = [:]
    for piece in text.split(separator: ";") {
      let halves = piece.split(separator: "=", omittingEmptySubsequences: false)
      guard halves.count == 2, let value = Int(halves[1]) else { return nil }
      values[String(halves[0])] = value
    }
    return values
  }
}
