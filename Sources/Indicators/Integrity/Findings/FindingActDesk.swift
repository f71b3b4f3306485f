import Directory
import Ground
import Journal
import Storage

extension FindingDesk {
  /// Says `act` to a finding: one transaction, one fact of codes and numbers, with a commitment to
  /// the text.
  ///
  /// Refuses: `FindingRefused`.
  func say(
    _ act: FindingAct, _ typed: String, to id: String, by caller: Caller
  ) async throws -> FindingState {
    let (instant, chance) = (figures.now(), watch.chance)
    let body = normalised(typed)
    return try await database.write { tx in
      guard let kept = try FindingReadingStore(tx: tx).finding(id, locked: true) else {
        throw FindingRefused.unknown
      }
      let history = try SummaryCountsStore(tx: tx).history()
      let sight = FindingDesk.sight(of: kept, for: caller, history, on: instant.day)
      guard let sight else { throw FindingRefused.unknown }
      let post = try FindingDesk.post(act, sight, kept, caller)
      guard kept.gone == nil else { throw FindingRefused.gone }
      guard let state = kept.state.after(act) else { throw FindingRefused.notItsTurn }
      guard !body.isEmpty, body.count <= 2000 else {
        throw FindingRefused.textMissing
      }
      let spoken = SpokenAct(at: instant, act: act, post: post.id.rawValue, text: body)
      let promise = Commitment(to: ["text": .string(body)], chance: chance)
      let fact = spoken.fact(
        chance.ulid(at: instant), of: kept, at: post.agency, commitment: promise)
      try JournalStore(tx: tx).add(fact)
      try FindingStore(tx: tx).say(
        spoken, by: caller.account, to: kept, state, salt: promise.salt, fact: fact.id)
      return state
    }
  }

  /// The post from which `caller` acts.
  ///
  /// Refuses: `FindingRefused.notYourPost`, `.notTheHead`.
  private static func post(
    _ act: FindingAct, _ sight: Sight, _ kept: KeptFinding, _ caller: Caller
  ) throws(FindingRefused) -> Caller.Post {
    switch act {
    case .explain:
      guard let own = caller.posts.first(where: { $0.id.rawValue == kept.finding.post }) else {
        throw .notYourPost
      }
      return own
    case .acknowledge, .refer:
      guard let head = sight.head else { throw .notTheHead }
      return head
    }
  }
}

extension SpokenAct {
  /// Source: docs/facts.md, `finding.…`.
  fileprivate func fact(
    _ id: String, of kept: KeptFinding, at agency: AgencyCode, commitment: Commitment
  ) -> Fact {
    var fact = Fact(
      id: id, kind: act.factKind, at: at, recordedAt: at, subject: kept.id, seq: kept.acts + 1)
    (fact.agency, fact.post) = (agency, PostID(post))
    fact.data = [
      JSON.Member("rule", .string(kept.finding.key.rule.rawValue)),
      JSON.Member("version", .string(kept.finding.version)),
      JSON.Member("position", JSON(kept.finding.position)),
    ]
    fact.commitment = commitment.digest
    return fact
  }
}

extension FindingAct {
  fileprivate var factKind: Fact.Kind {
    switch self {
    case .explain: Fact.Kind(rawValue: "finding.explained")
    case .acknowledge: Fact.Kind(rawValue: "finding.acknowledged")
    case .refer: Fact.Kind(rawValue: "finding.referred")
    }
  }
}
