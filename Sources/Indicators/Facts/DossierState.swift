import Ground
import Journal

/// What is known of one dossier from its facts so far: enough to count the next one.
struct DossierState: Sendable, Equatable {
  let subject: String
  /// Of the last fact.
  var seq: Int
  /// When the last fact happened; never goes back within a subject.
  var at: Instant
  var place: Heading
  var competentAgency: String?
  /// The national status, 1…10.
  var status: Int
  var isNumbered: Bool
  var phase: Phase
  var due: Instant?
  var indexDue: Instant?
  /// When it came in online; `nil` for one handed in at the counter or by post.
  var submittedAt: Instant?
  /// When it got its number.
  var receivedAt: Instant?
  /// The national index counts it as late whatever comes. Source: TIM-7.
  var isIndexLate = false
  var flags = DossierFlags()
  /// Everything that happened to it, as it was counted.
  var cells: [Cell] = []
  /// Why a fact of it was not counted; `nil` for a dossier whose facts fit together.
  var trouble: String?

  /// What it counts as while it stands where it stands.
  var standings: [Standing] {
    let late = Standing(
      event: .indexOverdue, mark: isIndexLate ? nil : indexDue,
      from: isIndexLate ? nil : indexDue?.day)
    switch phase {
    case .over: return []
    case .waiting: return [Standing(event: .waiting, mark: submittedAt)]
    case .running:
      let overdue = due.map { Standing(event: .overdue, mark: $0, from: $0.day) }
      return [Standing(event: .running)] + [overdue].compactMap(\.self) + indexed(late)
    case .payment: return [Standing(event: .payment)] + indexed(late)
    // While it is waited for, the day of the request is the finish (TIM-7): it cannot get late.
    case .supplement:
      return [Standing(event: .supplement)] + (isIndexLate ? [late] : [])
    }
  }

  private func indexed(_ late: Standing) -> [Standing] {
    isIndexLate || indexDue != nil ? [late] : []
  }
}

/// Something that happened to a dossier, with the working minutes that its clock had run.
struct Cell: Sendable, Equatable {
  let counted: Counted
  /// 0 where nobody measures them.
  var minutes = 0
}

/// Something that a dossier is while it stands where it stands.
struct Standing: Sendable, Hashable {
  let event: FigureEvent
  /// The exact moment behind it: of being late the due date, of waiting the submission.
  var mark: Instant?
  /// The first day at the end of which it holds, when that is not the day of the change.
  var from: Day?
}

/// One change of a figure: `amount` more (or less) from `day` on.
struct Counting: Sendable, Equatable {
  let day: Day
  let place: Heading
  let counted: Counted
  let amount: Int
  var minutes = 0
  var mark: Instant?
  /// Counted under the heading that the dossier has just left.
  var isFromFormer = false
}
