import Ground
import Storage

/// Every statement on `finding` that changes it. Lives as long as its transaction.
struct FindingStore {
  let tx: any Transaction

  /// What a finding gets when it is found for the first time.
  struct Found: Sendable {
    let id: String
    let at: Instant
    let headOn: Day
  }

  /// What began under other rules takes its beginning from these; else only how much it is moves.
  func apply(_ change: FindingChange, basis: String, found: Found) throws {
    switch change {
    case .gone(let key):
      try tx.run(
        """
        UPDATE finding
        SET gone = 'corrected', basis = \(basis)
        WHERE rule = \(key.rule.rawValue) AND about = \(key.about)
        """)
    case .found(let finding): try put(finding, basis: basis, found)
    }
  }

  private func put(_ finding: Finding, basis: String, _ found: Found) throws {
    try tx.run(
      """
      INSERT INTO finding (id, rule, about, version, subject, agency, post, day, position,
        measured, threshold, against, basis, found_at, head_on, state, acts)
      VALUES (\(found.id), \(finding.key.rule.rawValue), \(finding.key.about), \(finding.version),
        \(finding.subject), \(finding.agency), \(finding.post), \(finding.day),
        \(finding.position), \(finding.measured), \(finding.threshold), \(finding.against),
        \(basis), \(found.at), \(found.headOn), 'open', 0)
      ON CONFLICT (rule, about)
      DO UPDATE SET measured = excluded.measured, against = excluded.against, gone = NULL,
        version = CASE WHEN finding.basis = excluded.basis THEN finding.version
          ELSE excluded.version END,
        agency = CASE WHEN finding.basis = excluded.basis THEN finding.agency
          ELSE excluded.agency END,
        post = CASE WHEN finding.basis = excluded.basis THEN finding.post ELSE excluded.post END,
        day = CASE WHEN finding.basis = excluded.basis THEN finding.day ELSE excluded.day END,
        position = CASE WHEN finding.basis = excluded.basis THEN finding.position
          ELSE excluded.position END,
        threshold = CASE WHEN finding.basis = excluded.basis THEN finding.threshold
          ELSE excluded.threshold END,
        basis = excluded.basis
      """)
  }

  /// What the rules of `basis` have not found is gone, when everything has been looked at.
  func dropOthers(than basis: String) throws {
    try tx.run("UPDATE finding SET gone = 'rules' WHERE basis <> \(basis) AND gone IS NULL")
  }

  /// Keeps what somebody said, and the state it leads to.
  func say(
    _ act: SpokenAct, by account: AccountID, to kept: KeptFinding, _ state: FindingState,
    salt: [UInt8], fact: String
  ) throws {
    try tx.run(
      """
      UPDATE finding
      SET state = \(state.rawValue), acts = \(kept.acts + 1)
      WHERE id = \(kept.id)
      """)
    try tx.run(
      """
      INSERT INTO finding_act (finding, seq, at, act, post, account, body, salt, fact)
      VALUES (\(kept.id), \(kept.acts + 1), \(act.at), \(act.act.rawValue), \(act.post), \(account),
        \(act.text), \(salt), \(fact))
      """)
  }
}
