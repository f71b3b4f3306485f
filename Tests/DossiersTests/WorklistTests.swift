import Ground
import TestKit
import Testing

@testable import Dossiers

/// Source: contract, `GET /dossiers`.
@Suite struct WorklistTests {
  @Test(arguments: Engine.all)
  func everyoneSeesWhatTheirPostsOpen(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let a = try await world.submit()
      let b = try await world.submit(at: .communeB)
      let forest = try await world.submit(.forest, by: .neighbour)
      let typed = try await world.submit(by: .receiver)
      let seen: [(Person, [Taken])] = [
        (.citizen, [a, b]), (.neighbour, [forest]), (.helper, []),
        (.receiver, [a, forest, typed]), (.handler, [a, forest, typed]),
        (.clerk, [a, forest, typed]), (.receiverB, [b]), (.approverB, [b]),
        (.specialist, [forest]), (.supervisor, [a, b, forest, typed]), (.reporter, []),
        (.administrator, []),
      ]
      for (person, expected) in seen {
        let found = try await world.list(for: person)
        #expect(Set(found.map(\.id)) == Set(expected.map(\.id)), "\(person)")
      }
    }
  }

  /// Soonest due first; what has no due date comes last.
  @Test(arguments: Engine.all)
  func soonestDueComesFirst(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let waiting = try await world.submit()
      let long = try await world.submit(.licence, by: .receiver)
      let short = try await world.submit(.copies, by: .receiver)
      let usual = try await world.submit(.residence, by: .receiver)
      let found = try await world.list(for: .receiver)
      #expect(found.map(\.id) == [short, usual, long, waiting].map(\.id))
      #expect(found[0].json["dueAt"] == JSON(short.dueAt) && found[3].json["dueAt"] == .null)
    }
  }

  @Test(arguments: Engine.all)
  func theListNarrows(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let submitted = try await world.submit()
      let processing = try await world.dossier(.processing)
      let delivered = try await world.dossier(.delivered)
      let paused = try await world.dossier(.awaitingSupplement)
      let land = try await world.submit(.land, by: .receiver)
      world.clock.set(Instant("05/03/2026 08:01"))
      let due = try #require(land.dueAt)
      let questions: [(String, [Taken], (inout WorklistQuestion) -> Void)] = [
        ("stage", [processing], { $0.stage = .processing }),
        ("overdue", [processing], { $0.overdue = true }),
        ("in time", [submitted, delivered, paused, land], { $0.overdue = false }),
        ("before", [processing, delivered, paused], { $0.dueBefore = due }),
        (
          "before or at", [processing, delivered, paused, land],
          {
            $0.dueBefore = due.adding(milliseconds: 1)
          }
        ),
        ("agency", [], { $0.agency = .communeB }),
        ("number", [land], { $0.text = land.number }),
        ("reference", [submitted], { $0.text = submitted.reference }),
        ("nothing", [], { $0.text = "khong co" }),
      ]
      for (name, expected, narrow) in questions {
        let found = try await world.list(for: .receiver, narrow)
        #expect(Set(found.map(\.id)) == Set(expected.map(\.id)), "\(name)")
      }
      let late = try await world.list(for: .receiver) { $0.stage = .processing }
      #expect(late[0].json["overdue"] == true)
    }
  }

  /// Source: domain 7.7: marks, case and đ make no difference.
  @Test(arguments: ["lò thị", "LO THI SAO MAI", "mai lo", "đoàn"], Engine.all)
  func namesAreFoundWithoutTheirMarks(_ text: String, _ engine: Engine) async throws {
    try await World.with(engine) { world in
      let mai = try await world.submit()
      let doan = try await world.submit(
        changes: ["applicant": World.applicant("Quàng Văn Đoàn")])
      let found = try await world.list(for: .receiver) { $0.text = text }
      #expect(found.map(\.id) == [text == "đoàn" ? doan.id : mai.id])
      let signs = try await world.list(for: .receiver) { $0.text = "%" }
      #expect(signs.isEmpty || signs.count == 2, "a sign is a sign, never a fault")
    }
  }

  /// Pages join without a gap or a repetition, even when more arrives meanwhile.
  @Test(arguments: Engine.all)
  func pagesJoinWhileMoreArrives(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      var expected: Set<String> = []
      for _ in 0..<7 { expected.insert(try await world.submit(by: .receiver).id) }
      var found: [String] = []
      var question = WorklistQuestion(limit: 3)
      repeat {
        let page = try await world.dossiers.desk.list(question, for: world.caller(.receiver))
        #expect(page.items.count <= 3)
        found += page.items.map(\.dossier.id.rawValue)
        question.after = page.next
        try await world.submit(.licence, by: .receiver)
      } while question.after != nil && found.count < 30
      #expect(expected.isSubset(of: Set(found)) && Set(found).count == found.count)
    }
  }
}

private struct Line {
  let id: String
  let json: JSON
}

extension World {
  fileprivate func list(
    for person: Person, _ narrow: (inout WorklistQuestion) -> Void = { _ in }
  ) async throws -> [Line] {
    var question = WorklistQuestion(limit: 50)
    narrow(&question)
    let found = try await dossiers.desk.lines(question, for: caller(person))
    return try found.items.map {
      let json = try JSON(reading: $0)
      return Line(id: json["id"]?.text ?? "", json: json)
    }
  }
}
