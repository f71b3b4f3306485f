import Ground

/// What an act leaves for its letter, beside what the dossier keeps.
extension [JSON.Member] {
  /// Why something was refused, put off or stopped, and on which basis.
  static func reasons(_ reason: String, _ legalBasis: String?) -> [JSON.Member] {
    [JSON.Member("reason", .string(reason))]
      + (legalBasis.map { [JSON.Member("legalBasis", .string($0))] } ?? [])
  }

  /// What was counted at the counter, as it stood on reception: later answers may take its place.
  static func handedIn(_ answers: JSON) -> [JSON.Member] {
    ["handedIn", "sets"].compactMap { name in
      answers[name].map { JSON.Member(name, $0) }
    }
  }
}

extension DossierEvent {
  /// The reason given; of acts from before reasons were kept apart, what the timeline says.
  var reason: String { details["reason"]?.text ?? text }
  var legalBasis: String? { details["legalBasis"]?.text }
  /// The agency or the officer it was handed to.
  var handedTo: AgencyCode? { details["to"]?.text.map { AgencyCode($0) } }
  var assignedTo: AccountID? { details["officer"]?.text.map { AccountID($0) } }
}
