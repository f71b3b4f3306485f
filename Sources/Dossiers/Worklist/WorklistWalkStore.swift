import Ground
import Storage

/// In which direction an index is walked.
struct WorklistWalk {
  let order: SQL
  private let isByDue: Bool
  private let isForward: Bool

  init(_ order: WorklistQuestion.Order, backwards: Bool) {
    switch order {
    case .due:
      isByDue = true
      isForward = !backwards
      self.order = backwards ? "due_order DESC, id DESC" : "due_order, id"
    case .newest:
      isByDue = false
      isForward = backwards
      self.order = backwards ? "id" : "id DESC"
    }
  }

  /// What lies beyond the given place, as one more condition.
  func beyond(_ place: (order: Int64, id: String)?) -> SQL {
    guard let place else { return "" }
    return switch (isByDue, isForward) {
    case (true, true): " AND (due_order, id) > (\(place.order), \(place.id))"
    case (true, false): " AND (due_order, id) < (\(place.order), \(place.id))"
    case (false, true): " AND id > \(place.id)"
    case (false, false): " AND id < \(place.id)"
    }
  }
}
