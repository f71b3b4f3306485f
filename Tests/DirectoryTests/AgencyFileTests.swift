import Ground
import Testing

@testable import Directory

/// A file under its header, parsed.
func file(_ rows: String...) throws -> AgencyFile {
  let header = "code\tname\tlevel\tparent\tvalidFrom\tvalidTo\tpredecessors"
  return try AgencyFile(parsing: Array(([header] + rows).joined(separator: "\n").utf8))
}

struct AgencyFileTests {
  @Test func aByteOrderMarkAndWindowsLineEndsAreTaken() throws {
    let bytes: [UInt8] =
      [0xEF, 0xBB, 0xBF]
      + Array(World.agencies.utf8).flatMap {
        $0 == 10 ? [13, 10] : [$0]
      }
    #expect(try AgencyFile(parsing: bytes).lines.count == 4)
  }

  @Test(arguments: [
    ("H99\tTên\tprovince\t", FileProblem.columns(found: 4, expected: 7)),
    ("H99\tTên\tprovince\t\t2025-07-01\t\t\t", .columns(found: 8, expected: 7)),
    ("h99\tTên\tprovince\t\t2025-07-01\t\t", .code("h99")),
    ("H99\t \tprovince\t\t2025-07-01\t\t", .name),
    ("H99\tTên\ttỉnh\t\t2025-07-01\t\t", .level("tỉnh")),
    ("H99\tTên\tprovince\t\t2025-02-30\t\t", .day(column: "validFrom", "2025-02-30")),
    ("H99\tTên\tprovince\t\t2025-07-01\tnay\t", .day(column: "validTo", "nay")),
    ("H99\tTên\tprovince\t\t2025-07-01\t2025-06-30\t", .periodBackwards),
    ("H99\tTên\tprovince\tH99\t2025-07-01\t\t", .parentIsItself),
    ("H99\tTên\tprovince\t\t2025-07-01\t\tH98;x", .code("x")),
  ])
  func aLineAtFaultIsNamed(_ line: String, _ problem: FileProblem) {
    #expect(throws: FileUnfit([.init(line: 3, problem: problem)])) {
      try file("G22\tVăn phòng\tministry\t\t2020-01-01\t\t", line)
    }
  }

  @Test func tabsThatAnEditorCutAtTheEndAreNoFault() throws {
    let lines = try file("H99\tTên\tprovince\t\t2025-07-01").lines
    #expect(lines.first?.to == nil)
    #expect(lines.first?.predecessors == [])
  }

  @Test func everyLineAtFaultIsNamedAndTheHeaderComesFirst() {
    #expect(throws: FileUnfit(1, .header(expected: AgencyFile.header))) {
      try AgencyFile(parsing: Array("code,name\nH99,x".utf8))
    }
    let refused = #expect(throws: FileUnfit.self) {
      try file("x\tTên\tprovince\t\t2025-07-01\t\t", "H99\t\tprovince\t\t2025-07-01\t\t")
    }
    #expect(refused?.faults.map(\.line) == [2, 3])
    #expect(refused?.english.hasPrefix("line 2: “x” is not a code") == true)
  }

  @Test func aLineThatIsNoTextAndAnEmptyFileAreRefused() {
    let bytes = Array(World.agencies.utf8) + [10, 0xFF, 0xFE]
    #expect(throws: FileUnfit(6, .notText)) { try AgencyFile(parsing: bytes) }
    #expect(throws: FileUnfit(1, .empty)) { try file() }
    #expect(throws: FileUnfit(1, .header(expected: AgencyFile.header))) {
      try AgencyFile(parsing: [])
    }
  }

  @Test func oneCodeIsOneAgencyOnOneDay() {
    #expect(throws: FileUnfit(3, .overlap("H99", line: 2))) {
      try file(
        "H99\tMột\tprovince\t\t2025-07-01\t\t", "H99\tHai\tprovince\t\t2026-01-01\t\t")
    }
  }
}

/// Plans on an empty or a known province, with ids that tell their order.
struct AgencyPlanTests {
  private static func plan(
    _ file: AgencyFile, on tree: AgencyTree = AgencyTree([], [])
  ) throws -> (plan: AgencyPlan, tree: AgencyTree) {
    var next = 100 * (tree.identities.count + 1)
    let plan = try AgencyPlan(file, on: tree) {
      next += 1
      return AgencyID("A\(next)")
    }
    let after = Dictionary(uniqueKeysWithValues: plan.changes.map { ($0.after.id, $0.after) })
    let identities = tree.identities.merging(after) { $1 }.values
    return (plan, AgencyTree(Array(identities), tree.successions + plan.links))
  }

  private static func province() throws -> AgencyTree {
    try plan(AgencyFile(parsing: Array(World.agencies.utf8))).tree
  }

  @Test func theSameFileTwiceChangesNothing() throws {
    let again = try AgencyFile(parsing: Array(World.agencies.utf8))
    let plan = try Self.plan(again, on: try Self.province()).plan
    #expect(plan.changes.isEmpty)
    #expect(plan.count == ImportCount(added: 0, changed: 0, unchanged: 4))
  }

  @Test func aLineMayStandBeforeItsParent() throws {
    let tree = try Self.plan(
      file(
        "H98.1\tXã\tcommune\tH98\t2025-07-01\t\t", "H98\tTỉnh\tprovince\t\t2025-07-01\t\t")
    ).tree
    #expect(tree.agency("H98.1", on: World.monday)?.parent == "H98")
  }

  @Test(arguments: [
    ("H99.103\tXã\tcommune\tH98\t2025-07-01\t\t", FileProblem.parentUnknown("H98")),
    ("H99.103\tXã\tcommune\tH99\t2025-06-30\t\t", .parentUnknown("H99")),
    ("H99.103\tXã\tcommune\tH99\t2026-01-01\t\tH99.999", .predecessorUnknown("H99.999")),
    ("H99\tTỉnh\tprovince\tH99.101\t2025-07-01\t\t", .parentBelow("H99.101")),
  ])
  func aLineThatDoesNotFitWhatIsKnownIsNamed(_ line: String, _ problem: FileProblem) throws {
    let known = try Self.province()
    #expect(throws: FileUnfit(2, problem)) { try Self.plan(file(line), on: known) }
  }

  @Test func aMergerEndsItsPredecessorsTheDayBefore() throws {
    let merger = try file("H99.200\tXã mới\tcommune\tH99\t2027-01-01\t\tH99.101, H99.102")
    let (plan, tree) = try Self.plan(merger, on: try Self.province())
    #expect(plan.links.map(\.kind) == [.merge, .merge])
    #expect(tree.agency("H99.101", on: Day(2026, 12, 31))?.validTo == Day(2026, 12, 31))
    #expect(tree.agency("H99.101", on: Day(2027, 1, 1)) == nil)
    #expect(tree.successor(of: "H99.102", for: "G03-LV", on: Day(2027, 1, 1))?.code == "H99.200")
    #expect(tree.successor(of: "H99.102", for: nil, on: World.monday)?.code == "H99.102")
    #expect(try Self.plan(merger, on: tree).plan.changes.isEmpty)
    #expect(try Self.plan(merger, on: tree).plan.links.isEmpty)
  }

  @Test func aPredecessorThatTheFileLetsLiveHandsOverAPart() throws {
    let (plan, tree) = try Self.plan(
      file(
        "H99.101\tỦy ban nhân dân phường Đông\tcommune\tH99\t2025-07-01\t\t",
        "H99.201\tTrung tâm\tcentre\tH99\t2026-10-01\t\tH99.101"),
      on: try Self.province())
    #expect(plan.links.map(\.kind) == [.transfer])
    #expect(tree.successor(of: "H99.101", for: nil, on: World.monday)?.code == "H99.101")
  }

  @Test func ofASplitWithoutSectorsNobodySaysWhoFollows() throws {
    let (plan, tree) = try Self.plan(
      file(
        "H99.301\tXã A\tcommune\tH99\t2027-01-01\t\tH99.101",
        "H99.302\tXã B\tcommune\tH99\t2027-01-01\t\tH99.101"),
      on: try Self.province())
    #expect(plan.links.map(\.kind) == [.split, .split])
    #expect(tree.successor(of: "H99.101", for: "G03-LV", on: Day(2027, 1, 1)) == nil)
  }

  @Test func aProvinceThatKeepsItsCodeAbsorbsTheOthers() throws {
    let (plan, tree) = try Self.plan(
      file(
        "H13\tUBND thành phố Cần Thơ\tprovince\t\t2004-01-01\t\tH30;H51",
        "H30\tUBND tỉnh Hậu Giang\tprovince\t\t2004-01-01\t2025-06-30\t",
        "H51\tUBND tỉnh Sóc Trăng\tprovince\t\t2004-01-01\t2025-06-30\t"))
    #expect(plan.links.map(\.kind) == [.absorb, .absorb])
    #expect(tree.successor(of: "H30", for: nil, on: World.monday)?.code == "H13")
    #expect(tree.agency("H30", on: Day(2020, 1, 1))?.name == "UBND tỉnh Hậu Giang")
    #expect(tree.name(of: "H30", on: nil) == "UBND tỉnh Hậu Giang")
  }

  @Test func aCodeGivenToAnHeirIsAnotherIdentity() throws {
    let tree = try Self.plan(
      file(
        "H99.101\tỦy ban nhân dân phường Đông\tcommune\tH99\t2025-07-01\t2025-12-31\t",
        "H99.101\tPhường Đông mới\tcommune\tH99\t2026-01-01\t\tH99.102"),
      on: try Self.province()
    ).tree
    let before = tree.agency("H99.101", on: Day(2025, 12, 31))
    let after = tree.agency("H99.101", on: Day(2026, 1, 1))
    #expect(before?.id != after?.id)
    #expect(before?.name == "Ủy ban nhân dân phường Đông")
    #expect(after?.name == "Phường Đông mới")
  }

  @Test func aNewNameOfOneCodeIsTheSameIdentity() throws {
    let tree = try Self.plan(
      file(
        "H99\tTỉnh cũ\tprovince\t\t2025-07-01\t2026-06-30\t",
        "H99\tThành phố mới\tprovince\t\t2026-07-01\t\t")
    ).tree
    let (before, after) = (
      tree.agency("H99", on: Day(2026, 6, 30)), tree.agency("H99", on: Day(2026, 7, 1))
    )
    #expect(before?.id == after?.id)
    #expect(before?.name == "Tỉnh cũ")
    #expect(after?.name == "Thành phố mới")
    #expect(after?.validFrom == Day(2025, 7, 1))
  }
}
