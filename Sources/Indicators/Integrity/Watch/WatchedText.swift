import Ground

// How the watch's state is stored: JSON texts, read back by `init(text:)`.

extension WatchedDossier {
  var text: String {
    JSON.present([
      "received": receivedAt.map(milliseconds), "assigned": assignedAt.map(milliseconds),
      "hours": hours.map { .string($0) }, "term": term.map { .string($0) },
      "policy": policy.map { .string($0) }, "base": JSON(base), "extended": .bool(isExtended),
      "stops": .array(stops.map(\.json)), "custodies": .array(custodies.map(\.json)),
      "typed": typed.map { [.string($0.actor), JSON($0.day)] },
    ]).serialised
  }

  /// `nil` for anything that `text` did not write.
  init?(subject: String, text: String) {
    // Text that is no JSON was not written by us.
    guard let json = try? JSON(reading: Array(text.utf8)), let base = json["base"]?.int,
      let isExtended = json["extended"]?.bool, let stops = json["stops"]?.elements,
      let custodies = json["custodies"]?.elements
    else { return nil }
    self.init(subject: subject)
    (receivedAt, assignedAt) = (instant(json["received"]), instant(json["assigned"]))
    (hours, term, policy) = (json["hours"]?.text, json["term"]?.text, json["policy"]?.text)
    (self.base, self.isExtended) = (base, isExtended)
    self.stops = stops.compactMap { Stop($0) }
    self.custodies = custodies.compactMap { Custody($0) }
    if let typed = json["typed"]?.elements, typed.count == 2, let actor = typed[0].text,
      let day = typed[1].text.flatMap({ Day(iso: $0) })
    {
      self.typed = WatchedDay.Key(kind: .submitted, actor: actor, day: day)
    }
  }
}

extension WatchedDossier.Stop {
  fileprivate var json: JSON {
    .present([
      "at": milliseconds(at), "supplement": .bool(isSupplement), "position": JSON(position),
      "worked": JSON(worked), "late": .bool(isLate), "resumed": resumedAt.map(milliseconds),
      "restarted": .bool(isRestarted),
    ])
  }

  fileprivate init?(_ json: JSON) {
    guard let at = instant(json["at"]), let isSupplement = json["supplement"]?.bool,
      let position = json["position"]?.int, let worked = json["worked"]?.int
    else { return nil }
    self.init(
      at: at, isSupplement: isSupplement, position: position, worked: worked,
      isLate: json["late"]?.bool ?? false, resumedAt: instant(json["resumed"]),
      isRestarted: json["restarted"]?.bool ?? false)
  }
}

extension Custody {
  fileprivate var json: JSON {
    .present([
      "at": milliseconds(at), "step": .string(step.rawValue), "post": post.map { .string($0) },
      "agency": .string(agency), "due": due.map(milliseconds),
    ])
  }

  fileprivate init?(_ json: JSON) {
    guard let at = instant(json["at"]), let agency = json["agency"]?.text,
      let step = json["step"]?.text.flatMap({ Step(rawValue: $0) })
    else { return nil }
    self.init(
      at: at, step: step, post: json["post"]?.text, agency: agency, due: instant(json["due"]))
  }
}

extension WatchedDay {
  var text: String {
    JSON.array(items.map { [milliseconds($0.at), .string($0.subject), .string($0.who)] }).serialised
  }

  /// `nil` for anything that `text` did not write.
  init?(text: String) {
    // Text that is no JSON was not written by us.
    guard let listed = (try? JSON(reading: Array(text.utf8)))?.elements else { return nil }
    items = listed.compactMap { item in
      guard let parts = item.elements, parts.count == 3, let at = instant(parts[0]),
        let subject = parts[1].text, let who = parts[2].text
      else { return nil }
      return Item(at: at, subject: subject, who: who)
    }
  }
}

private func milliseconds(_ instant: Instant) -> JSON { .integer(instant.milliseconds) }

private func instant(_ json: JSON?) -> Instant? {
  json?.integer.map { Instant(milliseconds: $0) }
}
