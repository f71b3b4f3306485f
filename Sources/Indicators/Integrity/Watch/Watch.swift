import Deadlines
import Ground
import Journal

/// Looks for what the rules name, fact by fact: the one fold by which findings are kept and by
/// which anybody finds them again.
///
/// To go on from what is stored, the dossiers, posts and days of the facts to come are put in
/// first; `changes` is then what has to be done to the stored findings.
///
/// Source: Packs/integrity.yaml.
struct Watch: Sendable {
  let rules: [IntegrityRule]
  var dossiers: [String: WatchedDossier] = [:]
  var posts: [String: WatchedPost] = [:]
  var days: [WatchedDay.Key: WatchedDay] = [:]
  /// How many stand on a day, where the day itself is not here.
  var counts: [WatchedDay.Key: Int] = [:]
  private(set) var changes: [FindingChange] = []
  var calendar: KnownCalendar

  init(rules: [IntegrityRule], calendar: WorkingCalendar) {
    (self.rules, self.calendar) = (rules, KnownCalendar(calendar))
  }

  /// Takes the next fact; facts of one subject come in the order of `seq`.
  mutating func take(_ sealed: Sealed) {
    let fact = sealed.fact
    switch fact.kind.rawValue {
    case "post.granted": if let post = WatchedPost(fact) { posts[post.id] = post }
    case "post.ended": posts[fact.subject]?.end(at: fact.at)
    default: if fact.kind.rawValue.hasPrefix("dossier.") { takeDossier(sealed) }
    }
  }

  private mutating func takeDossier(_ sealed: Sealed) {
    let (fact, values) = (sealed.fact, FactValues(sealed.fact))
    var dossier = dossiers[fact.subject] ?? WatchedDossier(subject: fact.subject)
    let before = dossier
    dossier.take(fact, values)
    recordedLate(sealed)
    switch fact.kind.rawValue {
    case "dossier.submitted": submitted(sealed, &dossier)
    case "dossier.supplementRequested": stopped(sealed, values, &dossier, isSupplement: true)
    case "dossier.paymentRequested": stopped(sealed, values, &dossier, isSupplement: false)
    case "dossier.corrected": corrected(sealed, after: before, &dossier)
    case "dossier.decided": decided(sealed, values, dossier)
    default: break
    }
    if Watch.closings.contains(fact.kind.rawValue) { closed(sealed) }
    dossiers[fact.subject] = dossier
  }

  mutating func note(_ change: FindingChange) { changes.append(change) }

  /// What `rule` found in one fact; the agency is that of the post.
  func finding(
    _ rule: IntegrityRule, _ sealed: Sealed, about: String? = nil, measured: Int, threshold: Int,
    against: Int = 0, isOfOne: Bool = true
  ) -> Finding {
    let fact = sealed.fact
    let agency =
      fact.post.flatMap { posts[$0.rawValue]?.agency } ?? fact.competentAgency?.rawValue
      ?? fact.agency?.rawValue ?? "-"
    return Finding(
      key: Finding.Key(rule: rule.code, about: about ?? "\(sealed.position)"),
      version: rule.version, subject: isOfOne ? fact.subject : nil, agency: agency,
      post: fact.post?.rawValue, day: fact.at.day, position: sealed.position, measured: measured,
      threshold: threshold, against: against)
  }

  private mutating func recordedLate(_ sealed: Sealed) {
    let fact = sealed.fact
    let delay = fact.recordedAt.milliseconds - fact.at.milliseconds
    guard let rule = rules.rule(.recordedLate, on: fact.recordedAt.day),
      delay > Int64(rule.thresholds.minutes) * 60_000
    else { return }
    note(
      .found(
        finding(
          rule, sealed, measured: Int(delay / 60_000), threshold: rule.thresholds.minutes)))
  }
}

/// The working calendar as it was known the day before something happened, so that a later decision
/// on days off changes no finding.
struct KnownCalendar: Sendable {
  private let whole: WorkingCalendar
  /// By how many records were known: they only come to be known.
  private var known: [Int: WorkingCalendar] = [:]

  init(_ whole: WorkingCalendar) { self.whole = whole }

  mutating func before(_ day: Day) -> WorkingCalendar {
    let eve = day.adding(days: -1)
    let count = whole.records.count { $0.knownOn.map { $0 <= eve } ?? true }
    if count == whole.records.count { return whole }
    if let calendar = known[count] { return calendar }
    let calendar = whole.asKnown(on: eve)
    known[count] = calendar
    return calendar
  }
}
