import Ground
import Testing

@testable import Directory

/// Agencies through time, without a database.
struct AgencyTreeTests {
  private static let start = Day(2025, 7, 1)

  private static func identity(
    _ id: AgencyID, _ code: AgencyCode, under parent: AgencyID?, from: Day = start, to: Day? = nil
  ) -> AgencyTree.Identity {
    AgencyTree.Identity(
      id: id, from: from, to: to,
      periods: [
        .init(from: from, name: "Tên \(code.rawValue)", level: .unit, parent: parent, hours: nil)
      ],
      codes: [.init(code: code, scheme: .current, isOwn: true, from: from, to: nil)], facts: 1)
  }

  private static let tree = AgencyTree(
    [
      identity("P", "H99", under: nil), identity("D", "H99.1", under: "P"),
      identity("U", "H99.1.1", under: "D"), identity("C", "H99.101", under: "P"),
      identity("E", "H99.102", under: "P", to: Day(2026, 6, 30)),
    ], [])

  @Test func belowIsItselfAndEverythingUnderItOnThatDay() {
    #expect(
      Self.tree.below("H99", on: World.monday) == ["H99", "H99.1", "H99.1.1", "H99.101"])
    #expect(Self.tree.below("H99.1", on: World.monday) == ["H99.1", "H99.1.1"])
    #expect(Self.tree.below("H99", on: Day(2026, 6, 30)).contains("H99.102"))
    #expect(Self.tree.below("H99.102", on: World.monday).isEmpty)
    #expect(Self.tree.ancestors(of: "H99.1.1", on: World.monday) == ["H99.1", "H99"])
  }

  @Test func aRenamedCodeLeadsToTheSameAgencyForEver() throws {
    let before = try Self.tree.require("H99.101", on: World.monday)
    let after = try Self.tree.changing(
      before, AgencyChange(code: "H99.150"), from: Day(2027, 1, 1))
    let tree = AgencyTree([after], [])
    #expect(tree.agency("H99.150", on: Day(2027, 1, 1))?.id == "C")
    #expect(tree.agency("H99.101", on: Day(2027, 1, 1))?.code == "H99.150")
    #expect(tree.agency("H99.101", on: Day(2026, 12, 31))?.code == "H99.101")
  }

  @Test func anAliasIsUnderstoodAndNeverShown() throws {
    let agency = try Self.tree.require("H99.101", on: World.monday)
    let known = try Self.tree.aliasing(agency, as: "000.01.01.H99", from: Self.start, to: nil)
    let tree = AgencyTree([known], [])
    #expect(tree.agency("000.01.01.H99", on: World.monday)?.code == "H99.101")
    #expect(throws: AgencyRefused.codeTaken("H99.1")) {
      try Self.tree.aliasing(agency, as: "H99.1", from: Self.start, to: nil)
    }
  }

  @Test func nothingIsAboveItself() throws {
    let top = try Self.tree.require("H99", on: World.monday)
    #expect(throws: AgencyRefused.parentBelow("H99.1.1")) {
      try Self.tree.changing(top, AgencyChange(parent: .set("H99.1.1")), from: World.monday)
    }
    #expect(throws: AgencyRefused.stillAbove(["H99.1", "H99.101"])) {
      try Self.tree.ending(top, on: World.monday)
    }
  }

  @Test func functionsMayGoToDifferentSuccessorsBySector() {
    let tree = AgencyTree(
      Array(Self.tree.identities.values),
      [
        Succession(
          predecessor: "E", successor: "C", kind: .split, effective: Day(2026, 7, 1)),
        Succession(
          predecessor: "E", successor: "D", kind: .split, effective: Day(2026, 7, 1),
          sectors: ["G15-TP"]),
        Succession(
          predecessor: "C", successor: "U", kind: .transfer, effective: Day(2026, 9, 1),
          sectors: ["G10-XD"]),
      ])
    #expect(tree.successor(of: "H99.102", for: "G15-TP", on: World.monday)?.code == "H99.1")
    #expect(tree.successor(of: "H99.102", for: "G03-LD", on: World.monday)?.code == "H99.101")
    #expect(tree.successor(of: "H99.102", for: nil, on: Day(2026, 6, 30))?.code == "H99.102")
    #expect(tree.successor(of: "H99.101", for: "G10-XD", on: World.monday)?.code == "H99.1.1")
    #expect(tree.successor(of: "H99.101", for: "G10-XD", on: Day(2026, 8, 31))?.code == "H99.101")
  }

  @Test func onlyAnAdministratorThereOrAboveMayChangeAnAgency() throws {
    func caller(_ role: Role, _ agency: AgencyCode) -> Caller {
      Caller(
        account: "1", name: "Lan", ownRoles: [],
        posts: [.init(id: "p", role: role, agency: agency)])
    }
    let day = World.monday
    #expect(try Self.tree.administering("H99.1.1", nil, on: day) == nil)
    #expect(try Self.tree.administering("H99.1.1", caller(.administrator, "H99"), on: day) == "p")
    #expect(try Self.tree.administering("H99.1", caller(.administrator, "H99.1"), on: day) == "p")
    #expect(try Self.tree.administering(nil, caller(.administrator, "H99"), on: day) == "p")
    for (code, asker) in [
      ("H99", caller(.administrator, "H99.1")), ("H99.101", caller(.administrator, "H99.1")),
      ("H99.1", caller(.approver, "H99.1")),
    ] as [(AgencyCode, Caller)] {
      #expect(throws: AgencyRefused.notYours) {
        try Self.tree.administering(code, asker, on: day)
      }
    }
    #expect(throws: AgencyRefused.notYours) {
      try Self.tree.administering(nil, caller(.administrator, "H99.1"), on: day)
    }
  }
}
