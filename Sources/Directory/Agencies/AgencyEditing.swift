import Ground

extension AgencyTree {
  /// The agency that begins with `new`.
  ///
  /// Refuses: `AgencyRefused.codeUnfit`, `.nameMissing`, `.codeTaken`, `.parentUnknown`;
  /// `FieldUnfit.hours`.
  func beginning(_ new: NewAgency, id: AgencyID) throws -> Identity {
    guard let scheme = AgencyCodeScheme.ofAgency(new.code.rawValue) else {
      throw AgencyRefused.codeUnfit(new.code.rawValue)
    }
    guard !holders(of: new.code).contains(where: { $0.overlaps(new.from, nil) }) else {
      throw AgencyRefused.codeTaken(new.code)
    }
    let period = Period(
      from: new.from, name: try name(new.name), level: new.level,
      parent: try new.parent.map { try parent($0, on: new.from) },
      hours: try new.hours.map { try HoursText($0).text })
    return Identity(
      id: id, from: new.from, to: nil, periods: [period],
      codes: [Code(code: new.code, scheme: scheme, isOwn: true, from: new.from, to: nil)],
      facts: 0)
  }

  /// `identity` with `change` from `day` on. Later changes that are already known stay as they are.
  ///
  /// Refuses: as `beginning`; `AgencyRefused.periodUnfit`, `.parentBelow`.
  func changing(_ identity: Identity, _ change: AgencyChange, from day: Day) throws -> Identity {
    guard identity.exists(on: day) else { throw AgencyRefused.periodUnfit }
    var changed = identity
    var period = identity.period(on: day)
    period.from = day
    period.name = try change.name.map(name) ?? period.name
    period.level = change.level ?? period.level
    switch change.parent {
    case .set(let code):
      guard !below(identity.code(on: day), on: day).contains(code) else {
        throw AgencyRefused.parentBelow(code)
      }
      period.parent = try parent(code, on: day)
    case .cleared: period.parent = nil
    case nil: break
    }
    switch change.hours {
    case .set(let text): period.hours = try HoursText(text).text
    case .cleared: period.hours = nil
    case nil: break
    }
    changed.periods.removeAll { $0.from == day }
    let index = changed.periods.firstIndex { $0.from > day } ?? changed.periods.endIndex
    changed.periods.insert(period, at: index)
    if let code = change.code { changed = try renaming(changed, to: code, from: day) }
    return changed
  }

  private func renaming(
    _ identity: Identity, to code: AgencyCode, from day: Day
  ) throws -> Identity {
    guard let scheme = AgencyCodeScheme.ofAgency(code.rawValue) else {
      throw AgencyRefused.codeUnfit(code.rawValue)
    }
    guard !holders(of: code).contains(where: { $0.overlaps(day, nil) && $0.id != identity.id })
    else { throw AgencyRefused.codeTaken(code) }
    guard identity.code(on: day) != code else { return identity }
    var renamed = identity
    for index in renamed.codes.indices where renamed.codes[index].isOwn {
      if renamed.codes[index].to == nil, renamed.codes[index].from < day {
        renamed.codes[index].to = day.adding(days: -1)
      }
    }
    renamed.codes.removeAll { $0.isOwn && $0.from >= day }
    renamed.codes.append(Code(code: code, scheme: scheme, isOwn: true, from: day, to: nil))
    return renamed
  }

  /// `identity` with a code under which others know it.
  ///
  /// Refuses: `AgencyRefused.codeUnfit`, `.codeTaken`, `.periodUnfit`.
  func aliasing(
    _ identity: Identity, as alias: AgencyCode, from: Day, to: Day?
  ) throws -> Identity {
    guard let scheme = AgencyCodeScheme.of(alias.rawValue) else {
      throw AgencyRefused.codeUnfit(alias.rawValue)
    }
    guard to.map({ from <= $0 }) ?? true else { throw AgencyRefused.periodUnfit }
    let others = identities.values.filter { $0.id != identity.id && $0.overlaps(from, to) }
    guard !others.contains(where: { $0.codes.contains { $0.code == alias } }) else {
      throw AgencyRefused.codeTaken(alias)
    }
    var changed = identity
    changed.codes.removeAll { $0.code == alias && $0.from == from && !$0.isOwn }
    changed.codes.append(Code(code: alias, scheme: scheme, isOwn: false, from: from, to: to))
    changed.codes.sort { ($0.from, $0.code) < ($1.from, $1.code) }
    return changed
  }

  /// `identity` with its last day.
  ///
  /// Refuses: `AgencyRefused.periodUnfit`, `.stillAbove`.
  func ending(_ identity: Identity, on lastDay: Day) throws -> Identity {
    guard identity.exists(on: lastDay) else { throw AgencyRefused.periodUnfit }
    let next = lastDay.adding(days: 1)
    let orphans = identities.values.filter {
      $0.exists(on: next) && $0.period(on: next).parent == identity.id
    }
    guard orphans.isEmpty else {
      throw AgencyRefused.stillAbove(Array(orphans.map { $0.code(on: next) }.sorted().prefix(10)))
    }
    var ended = identity
    ended.to = lastDay
    return ended
  }

  /// `identity` without the last day that was announced for it.
  ///
  /// Refuses: `AgencyRefused.periodUnfit` when no end is announced or it has come;
  /// `.codeTaken` when another agency will have its code by then.
  func resuming(_ identity: Identity, on today: Day) throws -> Identity {
    guard let to = identity.to, today <= to else { throw AgencyRefused.noEndAhead }
    let code = identity.code(on: to)
    let next = to.adding(days: 1)
    guard !holders(of: code).contains(where: { $0.id != identity.id && $0.overlaps(next, nil) })
    else { throw AgencyRefused.codeTaken(code) }
    var resumed = identity
    resumed.to = nil
    return resumed
  }

  /// The links from an agency that ends to those who do its work from `effective` on.
  ///
  /// Refuses: `AgencyRefused.successorUnknown`.
  func links(
    from identity: Identity, to successors: [AgencySuccessor], effective: Day, legalBasis: String
  ) throws -> [Succession] {
    let text = normalised(legalBasis)
    if successors.isEmpty {
      return [
        Succession(
          predecessor: identity.id, successor: nil, kind: .abolish, effective: effective,
          legalBasis: text)
      ]
    }
    return try successors.map { successor in
      let next = self.identity(of: successor.code, on: effective)
      guard let next, next.exists(on: effective), next.id != identity.id else {
        throw AgencyRefused.successorUnknown(successor.code)
      }
      let kind: Succession.Kind =
        successors.count > 1 ? .split : next.from < effective ? .absorb : .rename
      return Succession(
        predecessor: identity.id, successor: next.id, kind: kind, effective: effective,
        sectors: successor.sectors, legalBasis: text)
    }
  }

  /// The agency that has `code` on `day`.
  ///
  /// Refuses: `AgencyRefused.unknown`.
  func require(_ code: AgencyCode, on day: Day) throws -> Identity {
    guard let identity = identity(of: code, on: day), identity.exists(on: day) else {
      throw AgencyRefused.unknown(code)
    }
    return identity
  }

  /// The agency that `code` names on `day`, whether or not it exists on that day.
  ///
  /// Refuses: `AgencyRefused.unknown`.
  func known(_ code: AgencyCode, on day: Day) throws -> Identity {
    guard let identity = identity(of: code, on: day) else { throw AgencyRefused.unknown(code) }
    return identity
  }

  /// The post by which `caller` administers `code` on `day`: there or above. `nil` for the command
  /// line, whose user has the whole house.
  ///
  /// Refuses: `AgencyRefused.notYours`.
  func administering(_ code: AgencyCode?, _ caller: Caller?, on day: Day) throws -> PostID? {
    guard let caller else { return nil }
    let posts = caller.posts.filter { $0.role == .administrator }
    let above = code.map { [$0] + ancestors(of: $0, on: day) }
    let post = posts.first { post in
      above?.contains(post.agency) ?? ancestors(of: post.agency, on: day).isEmpty
    }
    guard let post else { throw AgencyRefused.notYours }
    return post.id
  }

  private func name(_ typed: String) throws -> String {
    let name = normalised(typed)
    guard (1...300).contains(name.count) else { throw AgencyRefused.nameMissing }
    return name
  }

  /// The agency under which another can stand from `day` on.
  ///
  /// Refuses: `AgencyRefused.parentUnknown`.
  func parent(_ code: AgencyCode, on day: Day) throws -> AgencyID {
    guard let parent = identity(of: code, on: day), parent.exists(on: day) else {
      throw AgencyRefused.parentUnknown(code)
    }
    return parent.id
  }
}
