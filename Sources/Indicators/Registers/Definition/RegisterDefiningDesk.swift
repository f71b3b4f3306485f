import Crypto
import Directory
import Ground
import Journal
import Storage

extension RegisterDesk {
  /// Lays down a register, or how it is from a day on. Source: KPI-11; formats 9.3.
  ///
  /// Refuses: `RegisterRefused.notDefiners`, `.unfit` for an agency that is not there, `.codeTaken`
  /// for a new one, `.beginningUnfit`, `.periodTaken`, `.nothingChanged`.
  func define(
    _ asked: ReportedRegister, isNew: Bool, reason: String, by caller: Caller
  ) async throws {
    let instant = now()
    let id = chance.ulid(at: instant)
    let fresh = chance.ulid(at: instant)
    try await database.write { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      let post = try RegisterDesk.definer(caller, tree, instant.day)
      try RegisterDesk.check(asked.reporters, tree, instant.day)
      try tx.lock("indicators register \(asked.code)")
      let store = RegisterStore(tx: tx)
      let before = try store.definitions(of: asked.code)
      if isNew, !before.isEmpty { throw RegisterRefused.codeTaken(asked.code) }
      if !isNew, before.isEmpty { throw RegisterRefused.unknown }
      let begins = RegisterPeriod(asked.rhythm, containing: asked.from).first
      if begins != asked.from { throw RegisterRefused.beginningUnfit(after: asked.from) }
      try RegisterVersions(before.map(\.definition))?.check(
        asked, lastReported: try store.lastReported(to: asked.code))
      let laid = RegisterStore.Laid(
        definition: asked.numbered(before.count + 1), subject: before.first?.subject ?? fresh,
        reason: reason, at: instant, account: caller.account)
      try store.insert(laid, fact: id)
      try JournalStore(tx: tx).add(laid.fact(id, by: post))
    }
  }

  /// Whether the caller may lay down registers.
  func mayDefine(_ caller: Caller) async throws -> Bool {
    let today = now().day
    return try await database.read { tx in
      let tree = try Agencies(tx: tx, cache: cache).tree()
      do throws(RegisterRefused) {
        _ = try RegisterDesk.definer(caller, tree, today)
        return true
      } catch { return false }
    }
  }

  /// Refuses: `RegisterRefused.notDefiners`.
  func requireDefiner(_ caller: Caller) async throws {
    guard try await mayDefine(caller) else { throw RegisterRefused.notDefiners }
  }

  private static func definer(
    _ caller: Caller, _ tree: AgencyTree, _ day: Day
  ) throws(RegisterRefused) -> Caller.Post {
    let post = caller.posts.first {
      $0.role == .administrator && tree.ancestors(of: $0.agency, on: day).isEmpty
    }
    guard let post else { throw .notDefiners }
    return post
  }

  private static func check(
    _ reporters: ReportedRegister.Reporters, _ tree: AgencyTree, _ day: Day
  ) throws(RegisterRefused) {
    switch reporters {
    case .level: break
    case .agencies(let codes):
      let unknown = codes.filter { tree.agency($0, on: day) == nil }.map(\.rawValue)
      guard unknown.isEmpty else {
        throw .unfit([
          RegisterForm.fault(
            "agencies", "Không có cơ quan mang mã \(unknown.joined(separator: ", ")).")
        ])
      }
    }
  }
}

extension RegisterStore.Laid {
  fileprivate func fact(_ id: String, by post: Caller.Post) -> Fact {
    var fact = Fact(
      id: id, kind: Fact.Kind(rawValue: "register.defined"), at: at, recordedAt: at,
      subject: subject, seq: definition.version)
    (fact.agency, fact.post) = (post.agency, post.id)
    fact.data = [
      JSON.Member("register", .string(definition.code)),
      JSON.Member("from", JSON(definition.from)), JSON.Member("sha256", .string(definition.sha256)),
    ]
    return fact
  }
}

extension ReportedRegister {
  /// Over the whole definition, as the API gives it.
  var sha256: String { hexadecimal(SHA256.hash(data: json.bytes)) }
}
