import Ground

/// Figures as an outsider counts them: from a fold of facts in memory.
extension Tally: FigureCounts {
  func history() -> AgencyHistory { AgencyHistory(agencies) }

  func events(_ question: CountQuestion) -> [EventCount] {
    let period = question.period
    return counted(question) { period.from <= $0.day && $0.day <= period.to }
  }

  func standing(_ judgement: Judgement, _ question: CountQuestion) -> [EventCount] {
    counted(question) { key in
      let isLater = key.counted.event.isOverdue && key.mark.map { $0 >= judgement.at } ?? false
      return key.day <= judgement.end && !isLater
    }
  }

  func waiting(_ end: Day, since: Instant, of codes: Set<String>?) -> Int {
    sums.reduce(0) { total, sum in
      let (key, amount) = sum
      guard key.counted.event == .waiting, key.day <= end, key.mark.map({ $0 < since }) ?? false,
        codes?.contains(key.place.agency) ?? true
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

  private func counted(
    _ question: CountQuestion, _ isAsked: (EventKey) -> Bool
  ) -> [EventCount] {
    sums.compactMap { key, amount in
      guard amount != Amount(), question.events.contains(key.counted.event), isAsked(key),
        question.codes?.contains(key.place.agency) ?? true
      else { return nil }
      return EventCount(
        key: question.breakdown?.key(of: key.place, on: key.day) ?? "",
        channel: key.place.channel,
        procedure: question.splitByProcedure ? key.place.procedure : "",
        counted: key.counted, amount: amount)
    }
  }
}
