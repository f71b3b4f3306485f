import Ground
import Storage

/// Every statement on `draft_file` and `file_leftover`, and on a draft's rows of `file`.
struct DraftFileStore {
  let tx: any Transaction

  /// The files of a draft in the order in which they came. Shape: at most 200.
  func files(of draft: Draft.ID) throws -> [DraftFile] {
    try tx.rows(
      """
      SELECT d.place, f.id, f.account, f.sha256, f.size, f.media_type, f.name, f.scan, f.at
      FROM draft_file d JOIN file f ON f.id = d.file
      WHERE d.draft = \(draft)
      ORDER BY f.at, f.id
      LIMIT 200
      """
    ).map { row in
      guard let place = PaperPlace(name: try row.text(0)) else {
        throw ContentsUnreadable(what: "draft file")
      }
      return DraftFile(place: place, file: try UploadedFile(row, from: 1))
    }
  }

  /// Lays a file into a draft; the same bytes at the same place are not laid there twice.
  func add(_ file: DraftFile, to draft: Draft.ID) throws {
    try DossierPaperStore(tx: tx).insert(file.file)
    try tx.run(
      """
      INSERT INTO draft_file (draft, place, sha256, file)
      VALUES (\(draft), \(file.place.name), \(file.file.sha256), \(file.file.id))
      """)
  }

  /// Takes a file out of its draft and forgets it; its bytes go later.
  func remove(_ file: DraftFile, from draft: Draft.ID, at instant: Instant) throws {
    try tx.run("DELETE FROM draft_file WHERE draft = \(draft) AND file = \(file.file.id)")
    try tx.run(
      """
      DELETE FROM file
      WHERE id = \(file.file.id)
        AND NOT EXISTS (SELECT 1 FROM dossier_paper WHERE dossier_paper.file = \(file.file.id))
      """)
    try tx.run(
      """
      INSERT INTO file_leftover (sha256, at)
      VALUES (\(file.file.sha256), \(instant))
      ON CONFLICT (sha256) DO UPDATE SET at = excluded.at
      """)
  }

  /// The file lies in a dossier from now on.
  func release(_ file: DraftFile, from draft: Draft.ID) throws {
    try tx.run("DELETE FROM draft_file WHERE draft = \(draft) AND file = \(file.file.id)")
  }

  /// Contents that were taken out before `instant`. Shape: at most `limit`; `isUsed` when another
  /// file has the same bytes.
  func leftovers(before instant: Instant, limit: Int) throws -> [(sha256: String, isUsed: Bool)] {
    try tx.rows(
      """
      SELECT sha256,
        CASE WHEN EXISTS (SELECT 1 FROM file WHERE file.sha256 = file_leftover.sha256)
          THEN 1 ELSE 0 END
      FROM file_leftover
      WHERE at < \(instant)
      ORDER BY at
      LIMIT \(limit)
      """
    ).map { (try $0.text(0), try $0.bool(1)) }
  }

  func forgetLeftover(_ sha256: String) throws {
    try tx.run("DELETE FROM file_leftover WHERE sha256 = \(sha256)")
  }
}
