import Directory
import Dossiers
import Ground
import TestKit
import Testing
import Web

@testable import Server

/// Who may do what to a dossier, over HTTP: act × person × assigned or not × post ended.
/// Source: issue 2, must show 4; contract, column "Who".
///
/// The dossier was received at commune A, is decided by the department and returned at commune B.
/// Whoever has no line here does not even learn that there is one.
private let table = """
  citizen    supply withdraw rate
  receiver   receive refuse forward requestSupplement supply requestPayment pay deliver withdraw correct
  receiverB  deliver
  specialist forward assign requestSupplement correct
  colleague  forward assign requestSupplement correct
  director   assign extend decide stop approveCorrection
  clerk
  supervisor
  """

/// Whose rights end where the dossier is assigned to another.
private let handlers: Set<Person> = [.specialist, .colleague]

@Suite struct ActWalkTests {
  private static let allowed: [Person: Set<String>] = {
    let lines = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return lines.reduce(into: [:]) { known, line in
      guard let person = Person(rawValue: line[0]) else { preconditionFailure(line[0]) }
      known[person] = Set(line.dropFirst())
    }
  }()

  @Test(arguments: Engine.all)
  func everyActIsOpenToWhomTheTableNames(_ engine: Engine) async throws {
    try await House.with(engine) { house in
      let open = try await house.forest()
      let assigned = try await house.world.act(
        .assign(house.world.account(.specialist)), on: open, by: .director)
      let unassigned = try await house.forest()
      for person in Person.allCases {
        let door = try await house.door(person)
        try await walk(door, person, unassigned.id, isTheirs: true)
        try await walk(door, person, assigned.id, isTheirs: person == .specialist)
      }
    }
  }

  @Test(arguments: Engine.all)
  func whoeverLostTheirPostFindsNothing(_ engine: Engine) async throws {
    try await House.with(engine) { house in
      let id = try await house.forest().id
      // The colleague's second post, at the department, is another and goes on.
      for person in Person.allCases where person.agency != nil && person != .colleague {
        let door = try await house.door(person)
        try await house.world.endPost(of: person)
        for act in ActKind.allCases {
          #expect(try await door.tries(act, on: id) == 404, "\(act) by \(person)")
        }
        #expect(try await door.get("/dossiers/\(id)").status == 404, "\(person)")
        #expect(try await door.get("/dossiers/\(id)/timeline").status == 404, "\(person)")
      }
    }
  }

  private func walk(
    _ door: Door, _ person: Person, _ id: String, isTheirs: Bool
  ) async throws {
    let mine = Self.allowed[person]
    #expect(
      try await door.get("/dossiers/\(id)").status == (mine == nil ? 404 : 200), "\(person)")
    for act in ActKind.allCases {
      let status = try await door.tries(act, on: id)
      guard let mine else {
        #expect(status == 404, "\(act) by \(person)")
        continue
      }
      let may = mine.contains(act.rawValue) && (isTheirs || !handlers.contains(person))
      let opened = may ? ![401, 403, 404].contains(status) : status == 403
      #expect(opened, "\(act) by \(person): \(status)")
    }
  }
}

extension House {
  /// A dossier that waits at commune A, and a second handler at the department.
  fileprivate func forest() async throws -> Taken {
    let caller = try await world.caller(.colleague)
    if !caller.posts.contains(where: { $0.agency == .department }) {
      _ = try await world.directory.accounts.grant(
        .handler, at: .department, to: world.account(.colleague), reason: "Biệt phái", by: nil)
    }
    let new = try await world.submit(.forest, changes: ["returnAgency": "H99.102"])
    return try await world.act(.receive, on: new, by: .receiver)
  }
}

extension Door {
  /// The status of an act that says only what it is: 404 and 403 come before its shape.
  fileprivate func tries(_ act: ActKind, on id: String) async throws -> Int {
    let reply = try await post("/dossiers/\(id)/acts", ["act": .string(act.rawValue), "no": 1])
    #expect(reply.status >= 400, "nothing is done by it")
    return reply.status
  }
}
