import Ground
import Storage

/// Every statement on `notice`.
struct OutboxStore {
  let tx: any Transaction

  func insert(_ notice: Notice) throws {
    try tx.run(
      """
      INSERT INTO notice (id, at, subject, account, code, text)
      VALUES (\(notice.id), \(notice.at), \(notice.subject), \(notice.account), \(notice.code),
        \(notice.text))
      """
    )
  }

  func notices(about subject: String, to account: AccountID) throws -> [Notice] {
    try tx.rows(
      """
      SELECT id, at, code, text
      FROM notice
      WHERE subject = \(subject) AND account = \(account)
      ORDER BY at DESC, id DESC
      LIMIT 200
      """
    ).map { row in
      Notice(
        id: try row.text(0), at: try row.instant(1), subject: subject, account: account,
        code: try row.text(2), text: try row.text(3))
    }
  }
}
