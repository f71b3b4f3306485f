import Ground
import TestKit
import Testing

@testable import Dossiers

/// The whole transition table, as the lawyer reads it. Source: domain 1.6, contract "Act".
///
/// A row is a stage, without (–) or with (+) a dossier number; a column is an act. The letters say
/// where the act leads, `=` that the dossier stays where it is, `·` that the act is refused.
private let table = """
          receive refuse forward assign ask sup bill pay extend decide deliver withdraw stop correct approve rate
  sub –   rec     ref    ·       ·      ask ·   bil  ·   ·      ·      ·       wdr      ·    =       =       ·
  rec +   ·       ·      prc     prc    ask ·   bil  ·   =      ·      ·       wdr      ·    =       =       ·
  ref –   ·       ·      ·       ·      ·   ·   ·    ·   ·      ·      ·       ·        ·    =       =       ·
  prc +   ·       ·      prc     prc    ask ·   bil  ·   =      dec    ·       wdr      stp  =       =       ·
  ask –   ·       ·      ·       ·      ·   sub ·    ·   ·      ·      ·       wdr      stp  =       =       ·
  ask +   ·       ·      ·       ·      ·   prc ·    ·   ·      ·      ·       wdr      stp  =       =       ·
  bil –   ·       ·      ·       ·      ·   ·   ·    sub ·      ·      ·       wdr      ·    =       =       ·
  bil +   ·       ·      ·       ·      ·   ·   ·    prc ·      ·      ·       wdr      ·    =       =       ·
  wdr –   ·       ·      ·       ·      ·   ·   ·    ·   ·      ·      ·       ·        ·    =       =       ·
  wdr +   ·       ·      ·       ·      ·   ·   ·    ·   ·      ·      ·       ·        ·    =       =       ·
  stp –   ·       ·      ·       ·      ·   ·   ·    ·   ·      ·      ·       ·        ·    =       =       ·
  stp +   ·       ·      ·       ·      ·   ·   ·    ·   ·      ·      ·       ·        ·    =       =       ·
  dec +   ·       ·      ·       ·      ·   ·   ·    ·   ·      ·      dlv     ·        ·    =       =       ·
  dlv +   ·       ·      ·       ·      ·   ·   ·    ·   ·      ·      ·       ·        ·    =       =       =
  """

private let stages: [String: Stage] = [
  "sub": .submitted, "rec": .received, "ref": .refused, "prc": .processing,
  "ask": .awaitingSupplement, "bil": .awaitingPayment, "wdr": .withdrawn, "stp": .stopped,
  "dec": .decided, "dlv": .delivered,
]

private let acts: [String: ActKind] = [
  "receive": .receive, "refuse": .refuse, "forward": .forward, "assign": .assign,
  "ask": .requestSupplement, "sup": .supply, "bill": .requestPayment, "pay": .pay,
  "extend": .extend, "decide": .decide, "deliver": .deliver, "withdraw": .withdraw,
  "stop": .stop, "correct": .correct, "approve": .approveCorrection, "rate": .rate,
]

/// One row of the table: what each act leads to; `nil` where it is refused.
struct StageRow: Sendable, CustomTestStringConvertible {
  let stage: Stage
  let numbered: Bool
  let leads: [(act: ActKind, to: Stage?)]

  var testDescription: String { "\(stage) \(numbered ? "with" : "without") a number" }

  static let all: [StageRow] = {
    let lines = table.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return lines.dropFirst().map { line in
      guard let stage = stages[line[0]] else { preconditionFailure("no stage \(line[0])") }
      let cells = zip(lines[0], line.dropFirst(2)).map { name, cell -> (ActKind, Stage?) in
        guard let act = acts[name] else { preconditionFailure("no act \(name)") }
        return (act, cell == "=" ? stage : stages[cell])
      }
      return StageRow(stage: stage, numbered: line[1] == "+", leads: cells)
    }
  }()
}

@Suite struct StageTests {
  @Test func theTableNamesEveryStageAndEveryAct() {
    #expect(Set(StageRow.all.map(\.stage)) == Set(Stage.allCases))
    for row in StageRow.all { #expect(Set(row.leads.map(\.act)) == Set(ActKind.allCases)) }
    #expect(StageRow.all.count == 14)
  }

  @Test(arguments: StageRow.all)
  func everyCellIsAsTheTableSays(_ row: StageRow) throws {
    for (act, to) in row.leads {
      if let to {
        #expect(try row.stage.after(act, numbered: row.numbered) == to, "\(act)")
      } else {
        #expect(throws: ActRefused(act: act, stage: row.stage), "\(act)") {
          try row.stage.after(act, numbered: row.numbered)
        }
      }
    }
  }

  /// What the tables never hold cannot lead anywhere new: a number alone opens no act.
  @Test(arguments: Stage.allCases, ActKind.allCases)
  func aNumberDecidesOnlyWhereTheWayBackLeads(_ stage: Stage, _ act: ActKind) {
    let without = try? stage.after(act, numbered: false)  // a refusal is the answer "no"
    let with = try? stage.after(act, numbered: true)  // likewise
    #expect((without == nil) == (with == nil))
    if stage != .awaitingSupplement, stage != .awaitingPayment { #expect(without == with) }
  }

  @Test func everyStageHasItsNationalStatusAndItsName() {
    #expect(Stage.allCases.map(\.status) == Array(1...10))
    #expect(Stage.allCases.map(\.vietnamese)[3] == "Đang xử lý")
    #expect(Set(Stage.allCases.map(\.vietnamese)).count == 10)
    #expect(Set(ActKind.allCases.map(\.vietnamese)).count == 16)
  }

  /// Source: domain 1.6, "Forbidden: 3 → any, 10 → any, 7 → any".
  @Test func nothingMovesADossierThatIsOver() throws {
    for stage in Stage.allCases where stage.isOver {
      for act in ActKind.allCases {
        let next = try? stage.after(act, numbered: true)  // a refusal is the answer "no"
        #expect(next == nil || next == stage)
      }
    }
    #expect(Stage.allCases.filter(\.isOver) == [.refused, .withdrawn, .stopped, .delivered])
  }

  @Test func aRefusalSaysWhereTheDossierStandsAndWhatToDo() {
    let refused = ActRefused(act: .decide, stage: .awaitingSupplement)
    #expect(refused.code == "dossier.act-refused" && refused.kind == .outOfOrder)
    #expect(refused.explanation.vietnamese.contains("Yêu cầu bổ sung giấy tờ"))
    #expect(refused.explanation.vietnamese.contains("Tải lại hồ sơ"))
  }
}

/// The same table through the desk, in the database: who may do the act does it.
@Suite struct StageDeskTests {
  @Test(arguments: StageRow.all, Engine.all)
  func everyCellHoldsInTheHouse(_ row: StageRow, _ engine: Engine) async throws {
    try await World.with(engine) { world in
      let standing = try await world.dossier(row.stage, numbered: row.numbered)
      #expect((standing.number != nil) == row.numbered)
      for (kind, to) in row.leads {
        guard let to else {
          let (act, person) = try await world.trial(kind, on: standing)
          try await world.refuses("dossier.act-refused", .outOfOrder) {
            try await world.act(act, on: standing, by: person)
          }
          continue
        }
        let fresh = try await world.dossier(row.stage, numbered: row.numbered)
        let before = try await world.readied(fresh, for: kind)
        let (act, person) = try await world.trial(kind, on: before)
        let after = try await world.act(act, on: before, by: person)
        #expect(after.stage == to, "\(kind)")
        #expect(after.version == before.version + 1)
        #expect(try await world.events(of: after).last?.act == kind.rawValue)
        #expect(try await world.stored(after).stage == to)
      }
    }
  }
}

extension World {
  /// A correction can be approved only when one was proposed.
  fileprivate func readied(_ taken: Taken, for kind: ActKind) async throws -> Taken {
    guard kind == .approveCorrection else { return taken }
    return try await act(.renamed, on: taken, by: .receiver)
  }

  /// An act of this kind that fails for no other reason than the stage, and who may do it.
  func trial(_ kind: ActKind, on taken: Taken) async throws -> (Act, Person) {
    switch kind {
    case .receive: return (.receive, .receiver)
    case .refuse: return (.refused, .receiver)
    case .forward: return (.forward(to: .communeA), .receiver)
    case .assign: return (.assign(account(.handler)), .approver)
    case .requestSupplement:
      return (.ask, taken.stage == .processing ? .handler : .receiver)
    case .supply: return (.supplied, .citizen)
    case .requestPayment: return (.bill, .receiver)
    case .pay: return (.paid, .receiver)
    case .extend: return (.extended, .approver)
    case .decide:
      let file = try await upload(by: .approver)
      return (try Act(grant(file)), .approver)
    case .deliver: return (.delivered, .receiver)
    case .withdraw: return (.withdrawn, .citizen)
    case .stop: return (.stopped, .approver)
    case .correct: return (.renamed, .receiver)
    case .approveCorrection: return (.approveCorrection(taken.correction), .approver)
    case .rate: return (.rated, .citizen)
    }
  }
}
