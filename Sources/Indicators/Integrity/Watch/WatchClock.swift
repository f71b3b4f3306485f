import Deadlines
import Ground
import Journal

/// Stops of the clock, and how often something was asked for.
extension Watch {
  /// Source: rules `clock-stopped-late` and `supplement-repeated`.
  mutating func stopped(
    _ sealed: Sealed, _ values: FactValues, _ dossier: inout WatchedDossier, isSupplement: Bool
  ) {
    let fact = sealed.fact
    guard values.bool("numbered") == true, dossier.receivedAt != nil else { return }
    var stop = WatchedDossier.Stop(
      at: fact.at, isSupplement: isSupplement, position: sealed.position,
      worked: max(0, (fact.workedMinutes ?? 0) - dossier.base))
    if let rule = rules.rule(.clockStoppedLate, on: fact.at.day), let due = fact.due,
      let (percent, whole) = share(stop, due, dossier),
      percent >= rule.thresholds.percent
    {
      stop.isLate = true
      note(
        .found(
          finding(
            rule, sealed, measured: percent, threshold: rule.thresholds.percent,
            against: whole)))
    }
    dossier.stops.append(stop)
    guard isSupplement, let rule = rules.rule(.supplementRepeated, on: fact.at.day),
      dossier.supplements > rule.thresholds.requests
    else { return }
    note(
      .found(
        finding(
          rule, sealed, measured: dossier.supplements, threshold: rule.thresholds.requests)))
  }

  /// How much of the term had run at the stop, in whole per cent, and the term's working minutes.
  ///
  /// What had run is told by facts: working minutes since the count began. What was left are the
  /// working minutes from the stop to the due date. `nil` for a term of no working time.
  private mutating func share(
    _ stop: WatchedDossier.Stop, _ due: Instant, _ dossier: WatchedDossier
  ) -> (percent: Int, whole: Int)? {
    guard let hours = try? dossier.workingHours(),  // Hours that no fact of ours names: not judged.
      let left = try? calendar.before(stop.at.day).workingMinutes(
        from: stop.at, to: due, hours: hours)  // Nor moments outside of the calendar.
    else { return nil }
    let whole = stop.worked + left
    return whole > 0 ? (stop.worked * 100 / whole, whole) : nil
  }

  /// A correction of the term counts everything anew from reception: a stop that was late then may
  /// not have been. A correction of the channel takes the dossier from those handed in online.
  mutating func corrected(
    _ sealed: Sealed, after before: WatchedDossier, _ dossier: inout WatchedDossier
  ) {
    if sealed.fact.channel != "online" { takeBack(sealed, &dossier) }
    guard let code = sealed.fact.term, code != before.term, !dossier.isExtended,
      let term = Term(code: code)
    else { return }
    let known = calendar.before(sealed.fact.at.day)
    for index in dossier.stops.indices where dossier.stops[index].isLate {
      let stop = dossier.stops[index]
      guard let rule = rules.rule(.clockStoppedLate, on: stop.at.day),
        let due = dossier.due(atStop: index, term: term, calendar: known),
        let (percent, _) = share(stop, due, dossier), percent < rule.thresholds.percent
      else { continue }
      dossier.stops[index].isLate = false
      note(.gone(Finding.Key(rule: rule.code, about: "\(stop.position)")))
    }
  }
}
