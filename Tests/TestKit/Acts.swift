public import Catalogue
import Directory
public import Dossiers
public import Ground
public import Journal
import Storage

/// What an act gave back: the dossier as the API would show it, and the id of the act's fact.
public struct Taken: Sendable, Equatable {
  public let json: JSON
  public let fact: String

  public var id: String { json["id"]?.text ?? "" }
  public var reference: String { json["reference"]?.text ?? "" }
  public var number: String? { json["number"]?.text }
  public var version: Int { json["version"]?.int ?? 0 }
  public var lookupToken: String { json["lookupToken"]?.text ?? "" }
  public var correction: String { json["pendingCorrection"]?["id"]?.text ?? "" }
  public var dueAt: Instant? { instant("dueAt") }
  public var indexDueAt: Instant? { instant("indexDueAt") }
  public var receivedAt: Instant? { instant("receivedAt") }

  public var stage: Stage {
    guard let stage = json["stage"]?.text.flatMap(Stage.init) else {
      preconditionFailure("a dossier without a stage: \(json.serialised)")
    }
    return stage
  }

  private func instant(_ name: String) -> Instant? {
    json[name]?.text.flatMap { Instant(rfc3339: $0) }
  }
}

extension World {
  /// What is handed in. `changes` take the place of members, or stand beside them.
  public func submission(
    _ procedure: ProcedureCode = .residence, by person: Person = .citizen,
    channel: Channel? = nil, at agency: AgencyCode? = nil, case number: Int? = nil,
    changes: JSON = [:]
  ) -> JSON {
    let owner = person.agency == nil ? person : .citizen
    let members: [JSON.Member] = [
      JSON.Member("procedure", .string(procedure.rawValue)), JSON.Member("case", JSON(number)),
      JSON.Member("agency", .string((agency ?? person.agency ?? .communeA).rawValue)),
      JSON.Member("channel", .string((channel ?? person.channel).rawValue)),
      JSON.Member("applicant", World.applicant(owner.name)), JSON.Member("answers", [:]),
      JSON.Member("papers", []), JSON.Member("delivery", ["way": "counter"]),
    ]
    let changed = changes.members ?? []
    return .object(members.filter { old in !changed.contains { $0.name == old.name } } + changed)
  }

  /// A person of that name, whose number can belong to nobody.
  public static func applicant(_ name: String) -> JSON {
    [
      "kind": "person", "name": .string(name), "personalNumber": "000190123456",
      "birthDate": "1990-02-03", "phone": "0912345678", "email": "thu.nghiem@example.vn",
      "address": ["line": "Thôn 1", "commune": "Xã An Bình", "province": "Tỉnh Thử Nghiệm"],
    ]
  }

  /// Hands in a dossier; by an officer it is received at once.
  @discardableResult
  public func submit(
    _ procedure: ProcedureCode = .residence, by person: Person = .citizen,
    channel: Channel? = nil, at agency: AgencyCode? = nil, case number: Int? = nil,
    changes: JSON = [:], key: String? = nil
  ) async throws -> Taken {
    let body = submission(
      procedure, by: person, channel: channel, at: agency, case: number, changes: changes)
    return try await submit(body, by: person, key: key)
  }

  @discardableResult
  public func submit(_ body: JSON, by person: Person, key: String? = nil) async throws -> Taken {
    let stored = try await dossiers.desk.submit(
      try SubmissionForm(body), by: try await caller(person), once: once(key, body.serialised))
    return try Taken(stored)
  }

  /// Does an act to a dossier, straight through the desk.
  @discardableResult
  public func act(
    _ act: Act, on dossier: String, by person: Person, expecting version: Int? = nil,
    key: String? = nil
  ) async throws -> Taken {
    let stored = try await dossiers.desk.act(
      act, on: dossier, by: try await caller(person), expecting: version,
      once: once(key, "\(dossier) \(act)"))
    return try Taken(stored)
  }

  @discardableResult
  public func act(_ act: Act, on dossier: Taken, by person: Person) async throws -> Taken {
    try await self.act(act, on: dossier.id, by: person)
  }

  /// The same act as the JSON of the API.
  @discardableResult
  public func act(_ json: JSON, on dossier: Taken, by person: Person) async throws -> Taken {
    try await act(try Act(json), on: dossier.id, by: person)
  }

  private func once(_ key: String?, _ hash: String) -> DossierDesk.Once {
    DossierDesk.Once(key: key, hash: hash) { done in
      StoredAnswer(
        status: 200, headers: [.init("Motcua-Fact", done.fact)],
        body: done.view.json.bytes)
    }
  }

  /// Uploads a small PDF and gives its id.
  public func upload(by person: Person, name: String = "giay-to.pdf") async throws -> String {
    try await upload(Array("%PDF-1.4\n\(name)\n%%EOF\n".utf8), .pdf, name: name, by: person)
  }

  public func upload(
    _ bytes: [UInt8], _ type: MediaType, name: String, by person: Person, key: String? = nil
  ) async throws -> String {
    let chunks = AsyncStream<[UInt8]> { stream in
      if !bytes.isEmpty { stream.yield(bytes) }
      stream.finish()
    }
    let stored = try await dossiers.files.take(
      chunks, type: type, name: name, by: try await caller(person), key: key
    ) { file in StoredAnswer(status: 201, headers: [], body: Array(file.id.utf8)) }
    return String(decoding: stored.body, as: UTF8.self)
  }

  /// The facts of one subject, in order.
  public func facts(ofSubject subject: String) async throws -> [Fact] {
    try await database.read { tx in try JournalStore(tx: tx).facts(ofSubject: subject) }
  }
}

extension Taken {
  init(_ stored: StoredAnswer) throws {
    self.init(
      json: try JSON(reading: stored.body),
      fact: stored.headers.first { $0.name == "Motcua-Fact" }?.value ?? "")
  }
}

extension Person {
  /// The channel that is evidence of who this is.
  public var channel: Channel { agency == nil ? .online : .counter }
}
