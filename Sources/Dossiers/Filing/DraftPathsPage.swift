import Catalogue
import Ground
import Web

/// The addresses of a draft.
extension Paths {
  /// Goes on where the draft was left.
  static func draft(_ code: ProcedureCode, _ id: Draft.ID) -> Path { draft(code, id, nil) }

  static func draftStep(
    _ draft: Draft, _ step: FilingStep, fromReview: Bool = false, at field: String? = nil
  ) -> Path {
    let path = self.draft(draft.procedure, draft.id, step.rawValue)
      .asking("tu", fromReview ? FilingPaths.review : nil)
    return field.map { path.at("o-\($0)") } ?? path
  }

  static func draftReview(_ draft: Draft) -> Path {
    self.draft(draft.procedure, draft.id, FilingPaths.review)
  }

  static func draftSent(_ code: ProcedureCode, _ id: Draft.ID) -> Path {
    draft(code, id, FilingPaths.sent)
  }

  /// A page that asks before it deletes.
  static func draftDeletion(_ code: ProcedureCode, _ id: Draft.ID) -> Path {
    draft(code, id, FilingPaths.deletion)
  }

  static func draftFile(_ draft: Draft, _ file: DraftFile) -> Path {
    Path("thu-tuc", draft.procedure.rawValue, "nop-ho-so", draft.id.rawValue, "tep", file.handle)
  }

  private static func draft(_ code: ProcedureCode, _ id: Draft.ID, _ last: String?) -> Path {
    last.map { Path("thu-tuc", code.rawValue, "nop-ho-so", id.rawValue, $0) }
      ?? Path("thu-tuc", code.rawValue, "nop-ho-so", id.rawValue)
  }
}

/// The last words of a draft's addresses, besides its steps.
enum FilingPaths {
  static let start = "/thu-tuc/{code}/nop-ho-so"
  static let draft = start + "/{draft}"
  static let review = "kiem-tra"
  static let sent = "da-gui"
  static let deletion = "xoa"
}
