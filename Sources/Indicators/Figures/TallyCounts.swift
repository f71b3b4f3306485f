import Ground

/// Figures as an outsider counts them: from a fold of facts in memory.
extension Tally: FigureCounts {
  func history() -> AgencyHistory { AgencyHistory(agencies) }

  func events(_ question: CountQuestion) -> [EventCount] {
    let period = question.period
    return counted(question) { key, _ in period.from <= key.day && key.day <= period.to }
  }

  func standing(_ judgement: Judgement, _ question: CountQuestion) -> [EventCount] {
    counted(question) { key, event in
      let isLater = event.isOverdue && key.mark.map { $0 >= judgement.at } ?? false
      return key.day <= judgement.end && !isLater
    }
  }

  func waiting(_ end: Day, since: Instant, of codes: Set<String>?) -> Int {
    sums.amounts.reduce(0) { total, sum in
      let (key, amount) = sum
      guard key.day <= end, key.mark.map({ $0 < since }) ?? false,
        sums.kinds[key.kind].event == .waiting,
        codes?.contains(sums.headings[key.heading].agency) ?? true
      else { return total }
      return total + amount.count
    }
  }

  func offers(in period: ReportingPeriod, of codes: Set<String>?) -> [OfferPeriod] {
    OfferPeriod.all(of: offers).filter {
      $0.touches(period) && codes?.contains($0.agency) ?? true
    }
  }

  func reports(_ register: String, of codes: Set<String>?) -> [ReportTold] {
    ReportTold.standing(
      reports.filter { $0.register == register && codes?.contains($0.agency) ?? true })
  }

  /// Adds up what the question asks for, one number for each heading and kind that it tells apart.
  private func counted(
    _ question: CountQuestion, _ isAsked: (Sums.Key, FigureEvent) -> Bool
  ) -> [EventCount] {
    var headings = Numbered<AskedHeading>()
    let events = sums.kinds.values.map { question.events.contains($0.event) ? $0.event : nil }
    let asked = sums.headings.values.map { place -> AskedHeading? in
      guard question.codes?.contains(place.agency) ?? true else { return nil }
      return AskedHeading(place, question)
    }
    let numbers = asked.map { $0.map { headings.number(of: $0) } ?? -1 }
    var (totals, months) = ([AskedKey: Amount](), [Day: String]())
    for (key, amount) in sums.amounts {
      guard let event = events[Int(key.kind)], isAsked(key, event),
        var heading = asked[Int(key.heading)]
      else { continue }
      var number = numbers[Int(key.heading)]
      if question.breakdown == .month {
        let month = months[key.day] ?? String(key.day.iso.prefix(7))
        (months[key.day], heading.key) = (month, month)
        number = headings.number(of: heading)
      }
      totals[AskedKey(heading: number, kind: key.kind), default: Amount()] += amount
    }
    return totals.compactMap { key, amount in
      guard amount != Amount() else { return nil }
      let heading = headings[key.heading]
      return EventCount(
        key: heading.key, channel: heading.channel, procedure: heading.procedure,
        counted: sums.kinds[key.kind], amount: amount)
    }
  }
}

/// A heading as a question tells them apart.
private struct AskedHeading: Hashable, Sendable {
  var key: String
  let channel: String
  let procedure: String

  init(_ place: Heading, _ question: CountQuestion) {
    key = question.breakdown?.key(of: place) ?? ""
    channel = place.channel
    procedure = question.splitByProcedure ? place.procedure : ""
  }
}

private struct AskedKey: Hashable {
  let heading: Int32
  let kind: Int32
}
