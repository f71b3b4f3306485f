import Ground
import Storage
import TestKit
import Testing

@testable import Dossiers

/// No list walks over the whole table, whoever asks for whatever: each branch is a range of an
/// index. The engines say so themselves.
@Suite struct WorklistPlanTests {
  private static let few: Set<AgencyCode> = [.communeA]
  private static let many = Set((101...212).map { AgencyCode("H99.\($0)") })

  private static let somebody = AccountID("01J0000000000000000000000A")

  private static var questions: [(String, (inout WorklistQuestion) -> Void)] {
    [
      ("everything", { _ in }), ("one stage", { $0.stages = [.processing] }),
      ("overdue", { $0.overdue = true }), ("mine", { $0.assignment = .to(somebody) }),
      ("newest", { ($0.order, $0.stages) = (.newest, [.submitted]) }),
      ("corrections", { $0.correctionPending = true }),
      ("next page", { $0.after = (1, somebody.rawValue) }),
      ("a reference", { $0.text = DossierReference(chance: .system).text }),
      ("a number", { $0.text = "H99.101-260302-0001" }),
    ]
  }

  @Test(arguments: Engine.all, [few, many])
  func everyListWalksAnIndex(_ engine: Engine, _ agencies: Set<AgencyCode>) async throws {
    try await World.with(engine) { world in
      let seen = Seen(account: nil, agencies: agencies)
      for (name, narrow) in Self.questions {
        var question = WorklistQuestion(limit: 50)
        narrow(&question)
        let plan = try await world.plan(of: question, seen)
        #expect(!plan.contains("SCAN dossier\n"), "\(name): \(plan)")
        #expect(!plan.contains("Seq Scan on dossier"), "\(name): \(plan)")
        #expect(plan.contains("dossier_by") || plan.contains("dossier_"), "\(name): \(plan)")
      }
    }
  }
}

extension World {
  /// What the engine would do, one step a line.
  fileprivate func plan(of question: WorklistQuestion, _ seen: Seen) async throws -> String {
    let now = clock.now
    return try await database.read { tx in
      let statement = WorklistStore(tx: tx).list(question, seen, now: now, backwards: false)
      guard let statement else { return "nothing is asked" }
      switch tx.dialect {
      case .sqlite:
        return try tx.rows("EXPLAIN QUERY PLAN \(statement)").map { try $0.text(3) + "\n" }.joined()
      case .postgresql:
        // The tables of a test are so small that walking over them would be right.
        try tx.run("SET LOCAL enable_seqscan = off")
        return try tx.rows("EXPLAIN \(statement)").map { try $0.text(0) + "\n" }.joined()
      }
    }
  }
}
