public import Ground

extension LegalClock {
  /// Everything of this clock; what a dossier's row keeps. Read back by `init(json:)`.
  public var json: JSON {
    .object([
      .init("policy", .string(policy.rawValue)),
      .init("hours", .string(hours.code)),
      .init("supplementsBefore", .integer(Int64(supplementsBefore))),
      .init("entries", .array(entries.map(\.json))),
    ])
  }

  /// Refuses: anything that `json` did not write.
  public init(json: JSON) throws(ClockUnreadable) {
    guard let policy = json["policy"]?.text.flatMap(CountingPolicy.init(rawValue:)),
      let before = json["supplementsBefore"]?.int, before >= 0,
      let hoursCode = json["hours"]?.text, let listed = json["entries"]?.elements
    else { throw ClockUnreadable(reason: "policy, hours, supplementsBefore or entries") }
    let hours: WorkingHours
    do throws(WorkingHoursRefused) {
      hours = try WorkingHours(code: hoursCode)
    } catch { throw ClockUnreadable(reason: error.english) }
    var entries: [Entry] = []
    for (index, element) in listed.enumerated() {
      guard let entry = Entry(json: element), (entry.event == .started) == (index == 0),
        entries.last.map({ $0.at <= entry.at }) ?? true
      else { throw ClockUnreadable(reason: "entry \(index): \(element.serialised)") }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw ClockUnreadable(reason: "no entries") }
    self.init(policy: policy, hours: hours, supplementsBefore: before, entries: entries)
  }
}

/// Why stored text makes no legal clock. A fault of the store, not of a person's wish.
public struct ClockUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  public let reason: String
  public var description: String { "stored clock: \(reason)" }
}

extension LegalClock.Entry {
  fileprivate var json: JSON {
    .present([
      "act": .string(event.name), "at": JSON(at), "reason": event.reason.map { JSON($0) },
      "restarted": event.restarted.map { .bool($0) }, "to": event.to.map { JSON($0) },
      "term": .string(term.code), "due": JSON(dates.legal.at),
      "dueNominal": dates.legal.nominalOn.map { JSON($0) }, "indexDue": JSON(dates.index.at),
      "indexNominal": dates.index.nominalOn.map { JSON($0) }, "calendar": .string(calendar),
    ])
  }

  fileprivate init?(json: JSON) {
    func moment(_ name: String) -> Instant? { json[name]?.text.flatMap(Instant.init(rfc3339:)) }
    func day(_ name: String) -> Day? { json[name]?.text.flatMap(Day.init(iso:)) }
    guard let event = LegalClock.Event(json: json, to: moment("to")), let at = moment("at"),
      let term = json["term"]?.text.flatMap(Term.init(code:)), let due = moment("due"),
      let indexDue = moment("indexDue"), let calendar = json["calendar"]?.text
    else { return nil }
    let dates = LegalClock.Dates(
      legal: Count.End(at: due, nominalOn: day("dueNominal")),
      index: Count.End(at: indexDue, nominalOn: day("indexNominal")))
    self.init(event: event, at: at, term: term, dates: dates, calendar: calendar)
  }
}

extension LegalClock.Event {
  fileprivate var name: String {
    switch self {
    case .started: "started"
    case .paused: "paused"
    case .resumed: "resumed"
    case .extended: "extended"
    case .recounted: "recounted"
    case .ended: "ended"
    }
  }

  fileprivate var reason: String? {
    if case .paused(let reason) = self { reason.rawValue } else { nil }
  }
  fileprivate var restarted: Bool? { if case .resumed(let anew) = self { anew } else { nil } }
  fileprivate var to: Instant? { if case .extended(let to) = self { to } else { nil } }

  fileprivate init?(json: JSON, to: Instant?) {
    let reason = json["reason"]?.text.flatMap(Pause.Reason.init(rawValue:))
    switch (json["act"]?.text, reason, json["restarted"]?.bool, to) {
    case ("started", nil, nil, nil): self = .started
    case ("paused", let reason?, nil, nil): self = .paused(reason)
    case ("resumed", nil, let restarted?, nil): self = .resumed(restarted: restarted)
    case ("extended", nil, nil, let to?): self = .extended(to: to)
    case ("recounted", nil, nil, nil): self = .recounted
    case ("ended", nil, nil, nil): self = .ended
    default: return nil
    }
  }
}
