import Deadlines
import Ground
import Journal

/// Ends of dossiers, and what comes from one device.
extension Watch {
  /// Source: rules `finished-in-seconds` and `finished-without-result`.
  mutating func decided(_ sealed: Sealed, _ values: FactValues, _ dossier: WatchedDossier) {
    let fact = sealed.fact
    if let rule = rules.rule(.finishedWithoutResult, on: fact.at.day),
      values.bool("resultFile") != true
    {
      note(.found(finding(rule, sealed, measured: 0, threshold: 1)))
    }
    let starts = [dossier.receivedAt, dossier.assignedAt].compactMap(\.self)
    let elapsed = starts.map { fact.at.milliseconds - $0.milliseconds }.filter { $0 >= 0 }.min()
    if let rule = rules.rule(.finishedInSeconds, on: fact.at.day), let elapsed,
      elapsed <= Int64(rule.thresholds.seconds) * 1000
    {
      note(
        .found(
          finding(
            rule, sealed, measured: Int(elapsed / 1000), threshold: rule.thresholds.seconds)))
    }
  }

  /// Acts that close a dossier. Source: rule `closed-in-bulk`.
  static let closings: Set<String> = [
    "dossier.decided", "dossier.stopped", "dossier.withdrawn",
  ]

  mutating func closed(_ sealed: Sealed) {
    let fact = sealed.fact
    guard let post = fact.post?.rawValue else { return }
    let key = WatchedDay.Key(kind: .closed, actor: post, day: fact.at.day)
    days[key, default: WatchedDay()].add(.init(at: fact.at, subject: fact.subject))
    let all = days[key]?.items.count ?? 0
    counts[key] = all
    guard let rule = rules.rule(.closedInBulk, on: key.day), all >= rule.thresholds.dossiers,
      let most = days[key]?.most(within: rule.thresholds.minutes),
      most >= rule.thresholds.dossiers, isPeriodEnd(key.day, rule.thresholds.lastDays)
    else { return }
    let usual = usual(key, rule.thresholds)
    guard all * usual.days >= rule.thresholds.times * usual.closings else { return }
    note(
      .found(
        finding(
          rule, sealed, about: key.about, measured: most,
          threshold: rule.thresholds.dossiers,
          against: usual.days == 0 ? 0 : usual.closings * 10 / usual.days, isOfOne: false)))
  }

  /// Whether only `count` working days of the month or fewer begin on `day` or later.
  private mutating func isPeriodEnd(_ day: Day, _ count: Int) -> Bool {
    let known = calendar.before(day)
    let next = Day(day.year, day.month, 1).adding(months: 1)
    var (last, found) = (next.adding(days: -1), 0)
    while last >= day {
      // A day outside the calendar ends no period.
      guard let isWorking = try? known.isWorking(last) else { return false }
      if isWorking { found += 1 }
      if found > count { return false }
      last = last.adding(days: -1)
    }
    return true
  }

  /// What the post closed before, ends of months left out, and on how many working days.
  private mutating func usual(
    _ key: WatchedDay.Key, _ thresholds: IntegrityRule.Thresholds
  ) -> (closings: Int, days: Int) {
    let known = calendar.before(key.day)
    var (closings, working) = (0, 0)
    for distance in 1...thresholds.usualDays {
      let day = key.day.adding(days: -distance)
      if isPeriodEnd(day, thresholds.lastDays) { continue }
      closings += counts[WatchedDay.Key(kind: .closed, actor: key.actor, day: day)] ?? 0
      // A day outside the calendar counts as none that is worked.
      if (try? known.isWorking(day)) == true { working += 1 }
    }
    return (closings, working)
  }

  /// Source: rule `one-device-many`. The device, else the account. A dossier of one's own counts by
  /// the account, so that somebody with several is one; a fact does not say for whom a proxy types.
  mutating func submitted(_ sealed: Sealed, _ dossier: inout WatchedDossier) {
    let fact = sealed.fact
    let isOwn = fact.typedBy == "self"
    guard fact.channel == "online", fact.post == nil,
      isOwn || (fact.typedBy == "proxy" && fact.applicantKind == "person"),
      let tag = fact.deviceTag ?? fact.actorTag,
      let rule = rules.rule(.oneDeviceMany, on: fact.at.day)
    else { return }
    let key = WatchedDay.Key(
      kind: .submitted, actor: tag, day: rule.thresholds.window.start(of: fact.at.day))
    dossier.typed = key
    let who = isOwn ? fact.actorTag ?? fact.subject : fact.subject
    days[key, default: WatchedDay()].add(.init(at: fact.at, subject: fact.subject, who: who))
    guard let count = days[key]?.people, count >= rule.thresholds.people else { return }
    note(
      .found(
        finding(
          rule, sealed, about: key.about, measured: count, threshold: rule.thresholds.people,
          isOfOne: false)))
  }

  /// The dossier was not handed in online after all.
  mutating func takeBack(_ sealed: Sealed, _ dossier: inout WatchedDossier) {
    guard let key = dossier.typed else { return }
    dossier.typed = nil
    days[key]?.items.removeAll { $0.subject == dossier.subject }
    guard let rule = rules.rule(.oneDeviceMany, on: key.day) else { return }
    let (count, least) = (days[key]?.people ?? 0, rule.thresholds.people)
    note(
      count < least
        ? .gone(Finding.Key(rule: rule.code, about: key.about))
        : .found(
          finding(
            rule, sealed, about: key.about, measured: count, threshold: least, isOfOne: false)))
  }
}

extension WatchedDay.Key {
  var about: String { "\(actor)/\(day.iso)" }
}
