import Ground
import Storage

/// What an account handed in before, as one statement on `dossier`.
struct EarlierDossiersStore {
  let tx: any Transaction

  /// Those of one procedure since `instant` that still run or were decided, latest first. Shape: at
  /// most `limit`.
  func dossiers(
    _ procedure: ProcedureCode, of account: AccountID, after instant: Instant, limit: Int
  ) throws -> [EarlierDossier] {
    try tx.rows(
      """
      SELECT \(DossierStore.columns)
      FROM dossier
      WHERE account = \(account) AND procedure = \(procedure) AND submitted_at > \(instant)
        AND typed_by <> 'officer' AND stage NOT IN ('withdrawn', 'refused', 'stopped')
      ORDER BY submitted_at DESC, id
      LIMIT \(limit)
      """
    ).map { row in
      let dossier = try Dossier(row)
      return EarlierDossier(
        id: dossier.id, label: dossier.number ?? dossier.reference.text, stage: dossier.stage,
        submittedAt: dossier.submittedAt, applicantName: dossier.contents.applicant.name)
    }
  }
}
