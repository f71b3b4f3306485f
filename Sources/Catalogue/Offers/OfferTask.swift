import Ground

/// One thing that must be settled before an agency takes dossiers of a procedure: a dossier without
/// it could not be received, promised, paid, decided or asked about.
enum OfferTask: String, Sendable, CaseIterable {
  /// Every case of every open channel has a term that nobody doubts.
  case term
  /// Every case of every open channel has a fee, or is said to be free.
  case fee
  /// Somebody compared the papers of this version with the decision.
  case components
  /// When dossiers are taken is known.
  case hours
  /// Somebody receives, somebody handles, somebody approves.
  case process
  /// People know where to go and whom to call.
  case contact
}

/// What is known of an offer that is to open. Pure.
struct OfferReadiness: Sendable, Equatable {
  /// The conditions that would hold, with the procedure's current version.
  struct Known: Sendable {
    let procedure: Procedure
    let conditions: OfferConditions
    /// The version whose papers were compared last; `nil` when nobody did.
    let checkedVersion: Int?
    /// Whether the agency has hours of its own, or it was said that the common ones hold.
    let hasHours: Bool
    let rolesHere: Set<Role>
    /// The roles held where it is decided.
    let rolesThere: Set<Role>
    /// Whether address and telephone of the agency are known.
    let hasContact: Bool
  }

  /// In the order of `OfferTask`.
  let done: [OfferTask: Bool]

  var isComplete: Bool { done.values.allSatisfy(\.self) }
  var missing: [OfferTask] { OfferTask.allCases.filter { done[$0] != true } }

  init(_ known: Known) {
    let cases = known.conditions.openCases(of: known.procedure)
    done = [
      .term: !cases.isEmpty && cases.allSatisfy { $0.term != nil && $0.doubt == nil },
      .fee: !cases.isEmpty && cases.allSatisfy { $0.fee.amount != nil },
      .components: known.checkedVersion == known.procedure.version,
      .hours: known.hasHours || known.conditions.hours != nil,
      .process: known.rolesHere.contains(.receiver)
        && known.rolesThere.isSuperset(of: [.handler, .approver]),
      .contact: known.hasContact,
    ]
  }
}

extension OfferConditions {
  /// The cases of the channels that would be open to anyone or to some, decisions laid over the
  /// record.
  func openCases(of procedure: Procedure) -> [CaseTerm] {
    let open = channels.map { $0.map(\.channel) } ?? procedure.channels
    return Channel.allCases.filter(open.contains).flatMap {
      laid(over: procedure.terms($0), of: $0)
    }
  }
}
