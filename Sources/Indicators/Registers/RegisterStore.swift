import Directory
import Ground
import Storage

/// Every statement on the definitions of registers and on what is reported to them. Lives as long
/// as its transaction.
struct RegisterStore {
  let tx: any Transaction

  /// One definition as it was laid down.
  struct Laid: Sendable, Equatable {
    let definition: ReportedRegister
    /// Of the register's facts.
    let subject: String
    let reason: String
    let at: Instant
    let account: AccountID
  }

  func insert(_ laid: Laid, fact: String) throws {
    let definition = laid.definition
    try tx.run(
      """
      INSERT INTO register_definition (code, version, subject, from_on, body, reason, at, account,
        fact)
      VALUES (\(definition.code), \(definition.version), \(laid.subject), \(definition.from),
        \(definition.json.serialised), \(laid.reason), \(laid.at), \(laid.account), \(fact))
      """)
  }

  /// The definitions of one register in order; of all of them by code for `nil`.
  func definitions(of code: String? = nil) throws -> [Laid] {
    let filter: SQL = code.map { "code = \($0)" } ?? "1 = 1"
    return try tx.rows(
      """
      SELECT version, body, subject, reason, at, account
      FROM register_definition
      WHERE \(filter)
      ORDER BY code, version
      LIMIT 10000
      """
    ).map { row in
      let body = try JSON(reading: Array(try row.text(1).utf8))
      return Laid(
        definition: try ReportedRegister(body, version: try row.int(0)),
        subject: try row.text(2), reason: try row.text(3), at: try row.instant(4),
        account: AccountID(try row.text(5)))
    }
  }

  /// The first day of the latest period to which anything is reported; `nil` before that.
  func lastReported(to code: String) throws -> Day? {
    try tx.row(
      """
      SELECT from_on
      FROM register_report
      WHERE register = \(code)
      ORDER BY from_on DESC
      LIMIT 1
      """
    ).map { try $0.day(0) }
  }
}

extension RegisterStore {
  private static let columns: SQL = """
    r.agency, r.identity, r.seq, r.version, r.body, r.basis, r.reason, r.is_late, r.at, r.post,
    r.account, f.id, f.sha256, f.size, f.media_type, f.name
    """

  func insert(
    _ report: RegisterReport, to register: ReportedRegister, _ period: RegisterPeriod,
    salt: [UInt8], fact: String, subject: String
  ) throws {
    try tx.run(
      """
      INSERT INTO register_report (register, period, identity, seq, subject, from_on, agency,
        version, body, basis, reason, is_late, file, at, post, account, salt, fact)
      VALUES (\(register.code), \(period.code), \(report.identity), \(report.seq), \(subject),
        \(period.first), \(report.agency), \(report.version),
        \(register.json(report.values).serialised), \(report.basis), \(report.reason),
        \(report.isLate), \(report.file?.id), \(report.at), \(report.post), \(report.account),
        \(salt), \(fact))
      """)
  }

  /// The subject of the facts of this agency and period; `nil` before the first report.
  func subject(of register: String, _ period: RegisterPeriod, _ identity: String) throws -> String?
  {
    try tx.row(
      """
      SELECT subject
      FROM register_report
      WHERE register = \(register) AND period = \(period.code) AND identity = \(identity)
        AND seq = 1
      """
    ).map { try $0.text(0) }
  }

  /// Every report of one period, of all agencies, by agency and in order of time.
  func reports(to register: ReportedRegister, _ period: RegisterPeriod) throws -> [RegisterReport] {
    try tx.rows(
      """
      SELECT \(RegisterStore.columns)
      FROM register_report r
      LEFT JOIN register_file f ON f.id = r.file
      WHERE r.register = \(register.code) AND r.period = \(period.code)
      ORDER BY r.identity, r.seq
      LIMIT 100000
      """
    ).map { try read($0, register) }
  }

  private func read(_ row: Row, _ register: ReportedRegister) throws -> RegisterReport {
    let file = try row.optionalText(11).map { id in
      RegisterFile(
        id: id, sha256: try row.text(12), size: try row.int(13), mediaType: try row.text(14),
        name: try row.text(15))
    }
    let body = try JSON(reading: Array(try row.text(4).utf8))
    return RegisterReport(
      agency: AgencyCode(try row.text(0)), identity: try row.id(1), seq: try row.int(2),
      version: try row.int(3), values: try register.values(body), basis: try row.text(5),
      reason: try row.optionalText(6), isLate: try row.bool(7), file: file,
      at: try row.instant(8), post: PostID(try row.text(9)), account: AccountID(try row.text(10)))
  }
}
