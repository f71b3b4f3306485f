import Crypto
import Directory
import Ground
import Journal
import Storage

/// Publishes figures and says what came after. One transaction a method.
struct PublicationDesk: Sendable {
  let figures: FigureDesk
  let chance: Chance

  /// What is asked to be published.
  struct Asked: Sendable {
    let period: ReportingPeriod
    /// `nil`: the caller's own.
    let agency: String?
    let reason: String?
    let key: String?
    let hash: String
  }

  /// Who may publish.
  static let publishers: Set<Role> = [.reporter]

  /// Công bố: freezes every measured indicator of the period, by agency and in total, at the
  /// position of this moment.
  ///
  /// Refuses: `PublishingRefused`, `FigureRefused`.
  func publish(_ asked: Asked, by caller: Caller) async throws -> StoredAnswer {
    let instant = figures.now()
    guard PeriodKind(asked.period) != nil else { throw PublishingRefused.periodUnfit }
    guard asked.period.to < instant.day else {
      throw PublishingRefused.periodOpen(until: asked.period.to)
    }
    let (post, code) = try await publisher(asked.agency, caller, instant.day)
    let frozen = try await count(asked.period, of: code, at: instant)
    let (id, chance) = (chance.ulid(at: instant), chance)
    return try await figures.database.write { tx in
      try Idempotency(tx: tx).once(
        account: caller.account, key: asked.key, requestHash: asked.hash, at: instant
      ) {
        let before = try PublicationStore(tx: tx).latest(asked.period, of: code)
        let reason = try PublicationDesk.reason(asked.reason, before)
        let publication = Publication(
          id: id, agency: code, period: asked.period, asOf: frozen.asOf, publishedAt: instant,
          post: post.id.rawValue, sha256: frozen.sha256, count: frozen.answers.count,
          supersedes: before?.id, reason: reason)
        try PublicationStore(tx: tx).insert(publication, frozen.answers)
        let fact = publication.fact(chance.ulid(at: instant), by: post)
        try JournalStore(tx: tx).add(fact)
        return StoredAnswer(
          status: 201,
          headers: [
            .init("Location", "/api/v1/publications/\(id)"), .init("Motcua-Fact", fact.id),
          ], body: publication.json.bytes)
      }
    }
  }

  /// The post by which `caller` publishes for an agency, and the agency.
  private func publisher(
    _ asked: String?, _ caller: Caller, _ day: Day
  ) async throws -> (Caller.Post, String) {
    try await figures.database.read { tx in
      let history = try SummaryCountsStore(tx: tx).history()
      let posts = caller.posts.filter { PublicationDesk.publishers.contains($0.role) }
      guard let own = posts.first else { throw PublishingRefused.notYours }
      let code = asked ?? own.agency.rawValue
      guard history.knows(code) else { throw FigureRefused.agencyUnknown(code) }
      let post = posts.first { history.below($0.agency.rawValue, on: day).contains(code) }
      guard let post else { throw PublishingRefused.notYours }
      return (post, history.code(of: code, on: day))
    }
  }

  private struct Frozen: Sendable {
    let asOf: Position
    let answers: [(code: String, answer: JSON)]
    let sha256: String
  }

  private func count(
    _ period: ReportingPeriod, of code: String, at instant: Instant
  ) async throws -> Frozen {
    let indicators = figures.indicators.filter { $0.isMeasured && $0.isInForce(on: period.to) }
    return try await figures.database.read { tx in
      let asOf = try FigureDesk.asOf(tx, at: instant)
      let counts = KeptCounts(SummaryCountsStore(tx: tx))
      let answers = try indicators.sorted { $0.code < $1.code }.map { indicator in
        let total = try IndicatorFigure.counted(
          indicator, period, agency: code, by: nil, asOf: asOf, from: counts)
        let parts = try IndicatorFigure.counted(
          indicator, period, agency: code, by: .agency, asOf: asOf, from: counts)
        return (indicator.code, parts.json.adding("total", total.json["rows"] ?? .null))
      }
      let digest = SHA256.hash(data: JSON.array(answers.map(\.1)).bytes)
      return Frozen(asOf: asOf, answers: answers, sha256: hexadecimal(digest))
    }
  }

  /// Refuses: a period that was published, unless a reason is given to do it again.
  private static func reason(
    _ text: String?, _ before: Publication?
  ) throws(PublishingRefused) -> String? {
    guard let before else { return nil }
    guard let text, !text.isEmpty else { throw .publishedBefore(before.id) }
    guard (5...500).contains(text.count) else { throw .reasonMissing }
    return text
  }
}

extension Publication {
  fileprivate func fact(_ id: String, by post: Caller.Post) -> Fact {
    var fact = Fact(
      id: id, kind: Fact.Kind(rawValue: "figures.published"), at: publishedAt,
      recordedAt: publishedAt, subject: self.id, seq: 1)
    (fact.agency, fact.post) = (AgencyCode(agency), post.id)
    fact.data = [
      JSON.Member("from", JSON(period.from)), JSON.Member("to", JSON(period.to)),
      JSON.Member("position", JSON(asOf.size)), JSON.Member("figures", JSON(count)),
      JSON.Member("sha256", .string(sha256)),
    ]
    if let supersedes { fact.data.append(JSON.Member("supersedes", .string(supersedes))) }
    return fact
  }

  var json: JSON {
    [
      "id": .string(id), "agency": .string(agency), "from": JSON(period.from),
      "to": JSON(period.to), "asOf": asOf.json, "publishedAt": JSON(publishedAt),
      "post": .string(post), "sha256": .string(sha256), "figures": JSON(count),
      "supersedes": JSON(supersedes), "reason": JSON(reason),
    ]
  }
}

extension JSON {
  fileprivate func adding(_ name: String, _ value: JSON) -> JSON {
    .object((members ?? []) + [JSON.Member(name, value)])
  }
}
