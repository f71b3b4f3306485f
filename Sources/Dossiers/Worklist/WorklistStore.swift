import Ground
import Storage

/// The list of dossiers, as one statement.
struct WorklistStore {
  let tx: any Transaction

  /// The dossiers of `account`, or with one of `agencies`, soonest due first, then by id.
  func dossiers(
    of account: AccountID?, at agencies: Set<AgencyCode>, _ question: WorklistQuestion, now: Instant
  ) throws -> [Dossier] {
    let conditions = [seen(by: account, at: agencies)] + narrowed(question, now)
    return try tx.rows(
      """
      SELECT \(DossierStore.columns)
      FROM dossier
      WHERE \(SQL.joined(conditions, by: " AND "))
      ORDER BY due_order, id
      LIMIT \(question.limit + 1)
      """
    ).map(Dossier.init)
  }

  private func seen(by account: AccountID?, at agencies: Set<AgencyCode>) -> SQL {
    var parts: [SQL] = []
    if let account { parts.append("(account = \(account) AND typed_by <> 'officer')") }
    let codes = agencies.map(\.rawValue).sorted()
    if !codes.isEmpty {
      parts.append("agency IN (\(list: codes))")
      parts.append("competent_agency IN (\(list: codes))")
    }
    return parts.isEmpty ? "1 = 0" : "(\(SQL.joined(parts, by: " OR ")))"
  }

  private func narrowed(_ question: WorklistQuestion, _ now: Instant) -> [SQL] {
    var parts: [SQL] = []
    if let agency = question.agency {
      parts.append("(agency = \(agency) OR competent_agency = \(agency))")
    }
    if let stage = question.stage { parts.append("stage = \(stage.rawValue)") }
    if let overdue = question.overdue {
      let late: SQL =
        "(due_at IS NOT NULL AND due_at < \(now) AND stage IN ('received', 'processing'))"
      parts.append(overdue ? late : "NOT \(late)")
    }
    if let before = question.dueBefore { parts.append("due_at < \(before)") }
    for word in folded(question.text ?? "").split(separator: " ") {
      parts.append("search LIKE \("%\(word)%")")
    }
    if let after = question.after {
      parts.append("(due_order, id) > (\(after.order), \(after.id))")
    }
    return parts
  }
}
