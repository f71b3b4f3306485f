import Directory
import Ground
import Journal
import Storage

/// One finding with what stands behind it, as one reader may see it.
struct FindingSheet: Sendable {
  /// One fact behind it: codes only.
  struct Line: Sendable, Equatable {
    let at: Instant
    let kind: String
    let post: String?
    let position: Int?
  }

  let kept: KeptFinding
  let rule: IntegrityRule?
  let sight: FindingDesk.Sight
  let acts: [SpokenAct]
  let lines: [Line]
  /// The dossiers behind it; those that the reader may not see are there without their identity.
  let dossiers: [(at: Instant?, known: JSON?)]
  let names: PostNames
  let agency: String
}

/// How posts are called: their title and who holds them; else their code.
struct PostNames: Sendable, Equatable {
  var names: [String: String] = [:]

  func name(_ post: String?) -> String? { post.map { names[$0] ?? $0 } }
}

extension FindingDesk {
  /// How many facts and dossiers a sheet shows.
  private static let shown = 200

  /// Refuses: `FindingRefused.unknown`.
  func sheet(_ id: String, for caller: Caller) async throws -> FindingSheet {
    let day = figures.now().day
    let found = try await database.read { tx in
      guard let kept = try FindingReadingStore(tx: tx).finding(id),
        let sight = FindingDesk.sight(
          of: kept, for: caller, try SummaryCountsStore(tx: tx).history(), on: day)
      else { throw FindingRefused.unknown }
      return (
        kept, sight, try FindingReadingStore(tx: tx).acts(of: id),
        try FindingDesk.lines(kept.finding, tx), try FindingDesk.items(kept.finding, tx)
      )
    }
    let (kept, sight, acts, lines, items) = found
    let seen =
      items.isEmpty ? [:] : try await figures.resolve(items.map(\.subject), caller)
    let posts = [kept.finding.post].compactMap(\.self) + acts.map(\.post) + lines.compactMap(\.post)
    return FindingSheet(
      kept: kept, rule: watch.rules.rule(kept.finding.key.rule, version: kept.finding.version),
      sight: sight, acts: sight.withTexts ? acts : [], lines: lines,
      dossiers: items.map { ($0.at, seen[$0.subject]) },
      names: try await names(of: Set(posts)),
      agency: try await figures.labels(of: [kept.finding.agency], by: .agency)[
        kept.finding.agency] ?? kept.finding.agency)
  }

  /// The facts of the one dossier that it is about.
  private static func lines(
    _ finding: Finding, _ tx: any Transaction
  ) throws -> [FindingSheet.Line] {
    guard let subject = finding.subject else { return [] }
    let journal = JournalStore(tx: tx)
    return try journal.facts(ofSubject: subject).prefix(shown).map { fact in
      FindingSheet.Line(
        at: fact.at, kind: fact.kind.rawValue, post: fact.post?.rawValue,
        position: try journal.position(ofFact: fact.id))
    }
  }

  private static func items(
    _ finding: Finding, _ tx: any Transaction
  ) throws -> [(at: Instant?, subject: String)] {
    if let subject = finding.subject { return [(nil, subject)] }
    let parts = finding.key.about.split(separator: "/")
    guard parts.count == 2, let day = Day(iso: String(parts[1])) else { return [] }
    let kind: WatchedDay.Kind = finding.post == nil ? .submitted : .closed
    let key = WatchedDay.Key(kind: kind, actor: String(parts[0]), day: day)
    return try (WatchStore(tx: tx).day(key)?.items ?? []).prefix(shown).map { ($0.at, $0.subject) }
  }

  func names(of posts: Set<String>) async throws -> PostNames {
    let (cache, day) = (figures.cache, figures.now().day)
    return try await database.read { tx in
      let officers = Officers(tx: tx, cache: cache)
      return try PostNames(
        names: posts.reduce(into: [:]) { names, post in
          guard let holder = try officers.holder(of: PostID(post), on: day) else { return }
          names[post] = holder.title.map { "\($0) \(holder.name)" } ?? holder.name
        })
    }
  }
}
