import Ground
import Storage

/// Every statement on `dossier_paper` and `file`.
struct DossierPaperStore {
  let tx: any Transaction

  func insert(_ papers: [SubmittedPaper], of dossier: Dossier.ID, from position: Int, round: Int)
    throws
  {
    for (index, paper) in papers.enumerated() {
      try tx.run(
        """
        INSERT INTO dossier_paper (dossier, position, round, component, file, copies)
        VALUES (\(dossier), \(position + index), \(round), \(paper.component), \(paper.file),
          \(paper.copies))
        """
      )
    }
  }

  /// The dossier's papers in the order they were handed in, at most 500, each with its file.
  func papers(of dossier: Dossier.ID) throws -> [FiledPaper] {
    try tx.rows(
      """
      SELECT p.position, p.round, p.component, p.copies, f.id, f.account, f.sha256, f.size,
        f.media_type, f.name, f.scan, f.at
      FROM dossier_paper p JOIN file f ON f.id = p.file
      WHERE p.dossier = \(dossier)
      ORDER BY p.position
      LIMIT 500
      """
    ).map { row in
      FiledPaper(
        position: try row.int(0), round: try row.int(1), component: try row.optionalInt(2),
        copies: try row.int(3), file: try UploadedFile(row, from: 4))
    }
  }

  func file(_ id: String) throws -> UploadedFile? {
    try tx.row(
      """
      SELECT id, account, sha256, size, media_type, name, scan, at FROM file WHERE id = \(id)
      """
    ).map { try UploadedFile($0, from: 0) }
  }

  func insert(_ file: UploadedFile) throws {
    try tx.run(
      """
      INSERT INTO file (id, account, sha256, size, media_type, name, scan, at)
      VALUES (\(file.id), \(file.account), \(file.sha256), \(file.size), \(file.mediaType),
        \(file.name), \(file.scan.rawValue), \(file.at))
      """
    )
  }

  /// The content of every file that a row points to, in order, after `sha256`; for `motcua check`.
  func contents(after sha256: String, limit: Int) throws -> [String] {
    try tx.rows(
      """
      SELECT DISTINCT sha256 FROM file
      WHERE sha256 > \(sha256)
      ORDER BY sha256
      LIMIT \(limit)
      """
    ).map { try $0.text(0) }
  }
}

/// A paper that stands in a dossier.
struct FiledPaper: Sendable, Equatable {
  let position: Int
  /// 0 with the submission, then the rounds of supplement.
  let round: Int
  let component: Int?
  let copies: Int
  let file: UploadedFile
}

extension UploadedFile {
  init(_ row: Row, from index: Int) throws {
    guard let scan = Scan(rawValue: try row.text(index + 6)) else {
      throw ContentsUnreadable(what: "file")
    }
    self.init(
      id: try row.text(index), account: try row.id(index + 1), sha256: try row.text(index + 2),
      size: try row.integer(index + 3), mediaType: try row.text(index + 4),
      name: try row.text(index + 5), scan: scan, at: try row.instant(index + 7))
  }
}
