import Catalogue
import Ground
import Storage

/// Whose dossiers a list may show: those an account handed in, and those of agencies.
struct Seen: Sendable {
  let account: AccountID?
  let agencies: Set<AgencyCode>

  /// No dossier is seen in two ways. What an applicant handed in may lie at any agency.
  var isApart: Bool { account == nil || agencies.isEmpty }
}

/// The lists of dossiers, each as one statement that walks an index in the order of the list and
/// stops when the page is full.
///
/// A list is put together from branches: one for each way of being seen (receiving agency,
/// competent agency, account, officer) and each stage; every branch is a range of one index.
struct WorklistStore {
  let tx: any Transaction

  /// More branches than this are asked as one walk over all agencies, which then are many.
  private static let mostBranches = 120
  /// Counting stops here.
  static let mostCounted = 1000

  /// The dossiers that `seen` opens and that fit, in the order asked for; one more than a page.
  /// With `backwards`, walked from `question.after` towards the beginning.
  func page(
    _ question: WorklistQuestion, _ seen: Seen, now: Instant, backwards: Bool = false
  ) throws -> [(mark: DossierMark, dueOrder: Int64)] {
    guard let list = list(question, seen, now: now, backwards: backwards) else { return [] }
    return try tx.rows(list).map {
      (DossierMark(id: try $0.id(0), version: try $0.int(1)), try $0.integer(2))
    }
  }

  /// The statement of a list; `nil` when nothing can be seen.
  func list(
    _ question: WorklistQuestion, _ seen: Seen, now: Instant, backwards: Bool
  ) -> SQL? {
    let walk = WorklistWalk(question.order, backwards: backwards)
    let limit = question.limit + 1
    let walks = branches(question, seen, now).map { branch in
      """
      SELECT due_order, id
      FROM dossier
      WHERE \(branch)\(walk.beyond(question.after))
      """ as SQL
    }
    guard !walks.isEmpty else { return nil }
    // Walks that share no row are merged as they go. Others are put together and compared, each no
    // further than the page, in brackets that both engines take.
    let keys =
      seen.isApart
      ? SQL.joined(walks, by: " UNION ALL ")
      : SQL.joined(
        walks.map {
          "SELECT due_order, id FROM (\($0) ORDER BY \(walk.order) LIMIT \(limit)) AS part"
        }, by: " UNION ")
    return """
      SELECT id, version, due_order
      FROM dossier
      WHERE id IN (
        SELECT id
        FROM (\(keys) ORDER BY \(walk.order) LIMIT \(limit)) AS keys)
      ORDER BY \(walk.order)
      LIMIT \(limit)
      """
  }

  /// How many fit in all, and no further than one above `mostCounted`.
  func count(_ question: WorklistQuestion, _ seen: Seen, now: Instant) throws -> Int {
    let most = WorklistStore.mostCounted + 1
    let keys = branches(question, seen, now).map { branch in
      "SELECT id FROM dossier WHERE \(branch) LIMIT \(most)" as SQL
    }
    guard !keys.isEmpty else { return 0 }
    let row = try tx.row(
      """
      SELECT count(*)
      FROM (
        SELECT id
        FROM (\(WorklistStore.united(keys, columns: "id", isApart: seen.isApart))) AS keys
        LIMIT \(most)) AS counted
      """)
    return try row?.int(0) ?? 0
  }

  /// How many of the open dossiers of `seen` fit each question, in one statement.
  func counts(_ questions: [WorklistQuestion], _ seen: Seen, now: Instant) throws -> [Int] {
    guard !questions.isEmpty else { return [] }
    var open = WorklistQuestion(limit: 1)
    open.stages = Heap.open
    let columns: SQL = "id, stage, due_order, officer, stage_at"
    let bases = branches(open, seen, now).map {
      "SELECT \(columns) FROM dossier WHERE \($0)" as SQL
    }
    guard !bases.isEmpty else { return questions.map { _ in 0 } }
    let figures = questions.map { question -> SQL in
      if question.correctionPending { return corrections(of: seen) }
      let parts = [question.stageCondition].compactMap(\.self) + question.narrowed(now)
      return "count(CASE WHEN \(SQL.joined(parts, by: " AND ")) THEN 1 END)"
    }
    let row = try tx.row(
      """
      SELECT \(SQL.joined(figures, by: ", "))
      FROM (\(WorklistStore.united(bases, columns: columns, isApart: seen.isApart))) AS open
      """)
    return try questions.indices.map { try row?.int($0) ?? 0 }
  }

  private func corrections(of seen: Seen) -> SQL {
    let codes = seen.agencies.map(\.rawValue).sorted()
    guard !codes.isEmpty else { return "0" }
    return """
      (SELECT count(*)
        FROM dossier
        WHERE competent_agency IN (\(list: codes)) AND correction_at IS NOT NULL)
      """
  }

  /// The conditions whose rows together are the list; unless `seen.isApart`, a row may fit several.
  private func branches(
    _ question: WorklistQuestion, _ seen: Seen, _ now: Instant
  ) -> [SQL] {
    let narrowed = question.narrowed(now)
    var bases: [SQL] = []
    if let account = seen.account {
      let own: SQL = "account = \(account) AND typed_by <> 'officer'"
      bases.append(SQL.joined([own] + [question.stageCondition].compactMap(\.self), by: " AND "))
    }
    let codes = seen.agencies.map(\.rawValue).sorted()
    if !codes.isEmpty { bases += atAgencies(codes, question) }
    return bases.map { SQL.joined([$0] + narrowed, by: " AND ") }
  }

  /// The branches of what lies at these agencies, each of them one walk of one index; they share no
  /// row.
  private func atAgencies(_ codes: [String], _ question: WorklistQuestion) -> [SQL] {
    let stages = question.stages.isEmpty ? Stage.allCases : Stage.allCases.filter(question.asks)
    let bare: [SQL] = question.bareStages.map { [$0] } ?? []
    if let one = question.exactly {
      return [SQL.joined([one, WorklistStore.either(codes)] + bare, by: " AND ")]
    }
    if question.correctionPending {
      return codes.map {
        SQL.joined(
          ["competent_agency = \($0) AND correction_at IS NOT NULL"] + bare, by: " AND ")
      }
    }
    if case .to(let officer) = question.assignment {
      return stages.map {
        "officer = \(officer) AND stage = \($0.rawValue) AND \(WorklistStore.either(codes))"
      }
    }
    let areMany = codes.count * stages.count * 2 > WorklistStore.mostBranches
    if question.order == .newest, !question.asksOpenOnly {
      guard !areMany else {
        return [SQL.joined([WorklistStore.either(codes)] + bare, by: " AND ")]
      }
      return codes.flatMap { code in
        [
          SQL.joined(["agency = \(code)"] + bare, by: " AND "),
          SQL.joined([WorklistStore.elsewhere(code, than: codes)] + bare, by: " AND "),
        ]
      }
    }
    guard !areMany else {
      return stages.map { "stage = \($0.rawValue) AND \(WorklistStore.either(codes))" }
    }
    return stages.flatMap { stage in
      codes.map { "agency = \($0) AND stage = \(stage.rawValue)" as SQL }
        + codes.map {
          "\(WorklistStore.elsewhere($0, than: codes)) AND stage = \(stage.rawValue)" as SQL
        }
    }
  }

  /// Decided by this agency and handed in at none of `codes`; the first two conditions are those of
  /// the indexes.
  private static func elsewhere(_ code: String, than codes: [String]) -> SQL {
    let apart: SQL = codes.count > 1 ? " AND agency || '' NOT IN (\(list: codes))" : ""
    return "competent_agency = \(code) AND competent_agency <> agency\(apart)"
  }

  /// Belongs to one of these agencies; written so that no engine walks the indexes of agencies for
  /// it, as the walk is another one.
  private static func either(_ codes: [String]) -> SQL {
    "(agency || '' IN (\(list: codes)) OR competent_agency || '' IN (\(list: codes)))"
  }

  /// All rows of `parts`, each once; where they share none, nothing has to be compared.
  private static func united(_ parts: [SQL], columns: SQL, isApart: Bool = false) -> SQL {
    SQL.joined(
      parts.map { "SELECT \(columns) FROM (\($0)) AS part" },
      by: isApart ? " UNION ALL " : " UNION ")
  }
}

extension WorklistQuestion {
  fileprivate func asks(_ stage: Stage) -> Bool { stages.contains(stage) }

  fileprivate var stageCondition: SQL? {
    guard !stages.isEmpty else { return nil }
    return "stage IN (\(list: stages.map(\.rawValue).sorted()))"
  }

  /// The stages, written so that no engine walks the index of stages for them.
  fileprivate var bareStages: SQL? {
    guard !stages.isEmpty else { return nil }
    return "stage || '' IN (\(list: stages.map(\.rawValue).sorted()))"
  }

  /// Only what is not over is asked for: that is never much.
  fileprivate var asksOpenOnly: Bool { !stages.isEmpty && stages.isSubset(of: Heap.open) }

  /// Everything but the stage, and whose dossiers they are. Bounds of the due date are bounds of
  /// `due_order`, by which the index runs.
  fileprivate func narrowed(_ now: Instant) -> [SQL] {
    var parts: [SQL] = []
    if let agency { parts.append("(agency = \(agency) OR competent_agency = \(agency))") }
    if let overdue {
      let late: SQL = "(due_order < \(now) AND stage IN ('received', 'processing'))"
      parts.append(overdue ? late : "NOT \(late)")
      if overdue { parts.append("due_order < \(now)") }
    }
    if let dueFrom {
      parts.append("due_order >= \(dueFrom) AND due_order < \(Dossier.neverDue)")
    }
    if let dueBefore { parts.append("due_order < \(dueBefore)") }
    if let since { parts.append("stage_at < \(since)") }
    switch assignment {
    case .to(let officer): parts.append("officer = \(officer)")
    case .nobody: parts.append("officer IS NULL")
    case nil: break
    }
    if let channel { parts.append("channel = \(channel.rawValue)") }
    if correctionPending { parts.append("correction_at IS NOT NULL") }
    if let about { parts.append(aboutCondition(about.procedures, about.sectors)) }
    return parts + textConditions
  }

  private func aboutCondition(_ procedures: Set<ProcedureCode>, _ sectors: Set<String>) -> SQL {
    var either: [SQL] = []
    if !procedures.isEmpty {
      either.append("procedure IN (\(list: procedures.map(\.rawValue).sorted()))")
    }
    if !sectors.isEmpty { either.append("sector IN (\(list: sectors.sorted()))") }
    return either.isEmpty ? "1 = 0" : "(\(SQL.joined(either, by: " OR ")))"
  }

  /// A whole number or reference, looked up by its own index; `nil` for any other text.
  fileprivate var exactly: SQL? {
    let text = (text ?? "").trimmed
    if DossierReference(text) != nil { return "reference = \(text)" }
    if text.isDossierNumber { return "number IN (\(list: [text, text.uppercased()]))" }
    return nil
  }

  /// Any other text, word by word.
  private var textConditions: [SQL] {
    if let exactly { return [exactly] }
    return folded(text ?? "").split(separator: " ").map { "search LIKE \("%\($0)%")" }
  }
}

extension String {
  /// Of the form `agency-yymmdd-order`. Source: DOS-2.
  fileprivate var isDossierNumber: Bool {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 3 && parts[1].utf8.count == 6 && parts[2].utf8.count >= 4
      && parts[1...].allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
  }

  /// Without space at its ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
