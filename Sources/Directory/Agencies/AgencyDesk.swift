public import Ground
import Journal
public import Storage

/// Acts on agencies: one method per act, one transaction per method, one fact per agency touched.
///
/// `by` is who acts; `nil` is the command line, whose user has the whole house.
public struct AgencyDesk: Sendable {
  let database: any Database
  let now: @Sendable () -> Instant
  let chance: Chance
  let cache: DirectoryCache

  public init(
    database: any Database, now: @escaping @Sendable () -> Instant, chance: Chance,
    cache: DirectoryCache
  ) {
    (self.database, self.now, self.chance, self.cache) = (database, now, chance, cache)
  }

  /// Takes a whole file or nothing; a second time it changes nothing.
  ///
  /// The file is the truth about the codes it names, working hours excepted. An agency that a line
  /// calls a predecessor and that has no line of its own ends the day before. Source: MRG-1.
  ///
  /// Refuses: `FileUnfit`; `AgencyRefused.notYours`.
  public func take(_ file: AgencyFile, by caller: Caller? = nil) async throws -> ImportCount {
    let instant = now()
    return try await write(at: instant, by: caller) { acts in
      let plan = try AgencyPlan(file, on: acts.tree) { AgencyID(chance.ulid(at: instant)) }
      let post = try acts.tree.administering(nil, caller, on: instant.day)
      try acts.put(plan.changes, by: post, reason: "Nhập từ tệp danh mục cơ quan")
      for link in plan.links { try acts.add(link) }
      return plan.count
    }
  }

  /// Begins an agency.
  ///
  /// Refuses: `AgencyRefused`, `FieldUnfit.hours`.
  public func establish(
    _ new: NewAgency, reason: String, by caller: Caller?
  ) async throws -> Agency {
    let instant = now()
    return try await write(at: instant, by: caller) { acts in
      // Nobody administers what does not exist: a wrong code is named, not a missing right.
      if let parent = new.parent { _ = try acts.tree.parent(parent, on: new.from) }
      let post = try acts.tree.administering(new.parent, caller, on: instant.day)
      let after = try acts.tree.beginning(new, id: AgencyID(chance.ulid(at: instant)))
      return try acts.put(nil, after, by: post, reason: reason, shownOn: new.from)
    }
  }

  /// Changes an agency's name, code, level, parent or hours from `day` on.
  ///
  /// Refuses: `AgencyRefused`, `FieldUnfit.hours`.
  public func change(
    _ code: AgencyCode, _ change: AgencyChange, from day: Day, reason: String, by caller: Caller?
  ) async throws -> Agency {
    let instant = now()
    return try await write(at: instant, by: caller) { acts in
      let post = try acts.tree.administering(code, caller, on: instant.day)
      let before = try acts.tree.require(code, on: day)
      let after = try acts.tree.changing(before, change, from: day)
      return try acts.put(before, after, by: post, reason: reason, shownOn: day)
    }
  }

  /// Ends an agency with `lastDay`; its posts end with it. Source: MRG-2, MRG-7.
  ///
  /// `successors` says who does its work from the next day on; empty: nobody.
  ///
  /// Refuses: `AgencyRefused`.
  public func end(
    _ code: AgencyCode, lastDay: Day, successors: [AgencySuccessor] = [], legalBasis: String,
    by caller: Caller?
  ) async throws -> Agency {
    let instant = now()
    return try await write(at: instant, by: caller) { acts in
      let post = try acts.tree.administering(code, caller, on: instant.day)
      let before = try acts.tree.known(code, on: lastDay)
      let after = try acts.tree.ending(before, on: lastDay)
      let links = try acts.tree.links(
        from: before, to: successors, effective: lastDay.adding(days: 1), legalBasis: legalBasis)
      for link in links { try acts.add(link) }
      return try acts.put(before, after, by: post, reason: legalBasis, shownOn: lastDay)
    }
  }

  /// Whether an agency could end so, without ending it; gives who would follow.
  ///
  /// Refuses: `AgencyRefused`, as `end`.
  func checkEnd(
    _ code: AgencyCode, lastDay: Day, successors: [AgencySuccessor], by caller: Caller?
  ) async throws -> [Agency] {
    let instant = now()
    return try await database.read { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      _ = try tree.administering(code, caller, on: instant.day)
      let identity = try tree.known(code, on: lastDay)
      _ = try tree.ending(identity, on: lastDay)
      let next = lastDay.adding(days: 1)
      _ = try tree.links(from: identity, to: successors, effective: next, legalBasis: "")
      return successors.compactMap { tree.agency($0.code, on: next) }
    }
  }

  /// Takes back an end that was announced and has not come: its links to successors go, and posts
  /// that would have ended with it go on.
  ///
  /// Refuses: `AgencyRefused`.
  public func resume(_ code: AgencyCode, reason: String, by caller: Caller?) async throws -> Agency
  {
    let instant = now()
    return try await write(at: instant, by: caller) { acts in
      let post = try acts.tree.administering(code, caller, on: instant.day)
      let before = try acts.tree.require(code, on: instant.day)
      let after = try acts.tree.resuming(before, on: instant.day)
      try acts.unlink(before)
      return try acts.put(before, after, by: post, reason: reason, shownOn: instant.day)
    }
  }

  /// Lets an agency be found under another code. Source: ORG-5.
  ///
  /// Refuses: `AgencyRefused`.
  public func addAlias(
    _ alias: AgencyCode, to code: AgencyCode, from: Day, to: Day? = nil, reason: String,
    by caller: Caller?
  ) async throws -> Agency {
    let instant = now()
    return try await write(at: instant, by: caller) { acts in
      let post = try acts.tree.administering(code, caller, on: instant.day)
      let before = try acts.tree.require(code, on: instant.day)
      let after = try acts.tree.aliasing(before, as: alias, from: from, to: to)
      return try acts.put(before, after, by: post, reason: reason, shownOn: instant.day)
    }
  }

  /// Sets where an agency is found and how it is reached, from `day` on; an empty contact says that
  /// nothing is known any more.
  ///
  /// Refuses: `ContactUnfit`; `AgencyRefused`.
  public func setContact(
    _ contact: AgencyContact, of code: AgencyCode, from day: Day, reason: String,
    by caller: Caller?
  ) async throws {
    let instant = now()
    let tidy = try contact.checked()
    try await write(at: instant, by: caller) { acts in
      let post = try acts.tree.administering(code, caller, on: instant.day)
      let agency = try acts.tree.require(code, on: day)
      try acts.put(tidy, of: agency, from: day, by: post, reason: reason)
    }
  }

  /// What was done to an agency, newest first. Shape: at most 100; empty when it is not known.
  public func acts(on code: AgencyCode) async throws -> [AgencyAct] {
    let today = now().day
    return try await database.read { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      guard let agency = tree.identity(of: code, on: today) else { return [] }
      return try AgencyStore(tx: tx).acts(on: agency.id, limit: 100)
    }
  }

  private func write<T: Sendable>(
    at instant: Instant, by caller: Caller?,
    _ body: @escaping @Sendable (AgencyActs) throws -> T
  ) async throws -> T {
    try await database.write { tx in
      try body(try AgencyActs(tx: tx, at: instant, by: caller, chance: chance))
    }
  }
}
