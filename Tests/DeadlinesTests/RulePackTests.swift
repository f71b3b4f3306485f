import Deadlines
import Foundation
import Ground
import Rules
import Testing

@Suite struct RulePackTests {
  private func read(_ yaml: String) throws(RulePackUnreadable) -> RulePack {
    try RulePack(yaml: Array(yaml.utf8))
  }

  private func fault(_ yaml: String) -> RulePackUnreadable? {
    do throws(RulePackUnreadable) {
      _ = try read(yaml)
      return nil
    } catch { return error }
  }

  private let pack = """
    pack: fees
    note: one line
    records:
      - valid_from: 2020-01-01
        valid_to: 2020-12-31
        legal_basis: "TT 1"
        amount: 30000
      - valid_from: 2021-01-01
        legal_basis: TT 2
        kind: off
        weight: 1.10
        code: 007
        quoted: "12"
        nothing: null
        list: [true, -5, ~]
    """

  @Test func recordsAreReadWithTheirDatesAndLines() throws {
    let pack = try read(self.pack)
    #expect(pack.name == "fees" && pack.header["note"] == "one line")
    #expect(pack.records.map(\.line) == [4, 8])
    #expect(pack.records[0].validTo == Day(2020, 12, 31) && pack.records[1].validTo == nil)
    #expect(pack.records[0].content["amount"] == 30_000)
  }

  @Test func wordsAndDecimalsStayAsPrinted() throws {
    let content = try read(pack).records[1].content
    #expect(content["kind"] == "off")
    #expect(content["weight"] == "1.10")
    #expect(content["code"] == "007" && content["quoted"] == "12")
    #expect(content["nothing"] == .null && content["list"] == [true, -5, .null])
    #expect(content["valid_from"] == "2021-01-01")
  }

  @Test(arguments: [
    ("2019-12-31", []), ("2020-01-01", ["TT 1"]), ("2020-12-31", ["TT 1"]),
    ("2021-01-01", ["TT 2"]), ("2099-01-01", ["TT 2"]),
  ])
  func aRecordHoldsFromItsFirstDayToItsLast(_ iso: String, _ bases: [String]) throws {
    let day = try #require(Day(iso: iso))
    #expect(try read(pack).records(on: day).map(\.legalBasis) == bases)
  }

  @Test(arguments: [
    ("", 1), ("- a\n- b", 1), ("pack: x", 1), ("pack: x\nrecords: 5", 1),
    ("pack: x\nrecords:\n  - legal_basis: a", 3),
    ("pack: x\nrecords:\n  - valid_from: 2020-02-30\n    legal_basis: a", 3),
    ("pack: x\nrecords:\n  - valid_from: 2020-01-01", 3),
    (
      "pack: x\nrecords:\n  - valid_from: 2020-01-02\n    valid_to: 2020-01-01\n    legal_basis: a",
      3
    ),
    ("pack: x\nrecords:\n  - valid_from: [2020\n", 4),
    ("pack: x\nrecords:\n\t- a", 3),
  ])
  func aFaultNamesItsLine(_ yaml: String, _ line: Int) throws {
    let fault = try #require(self.fault(yaml))
    #expect(fault.line == line, "\(fault)")
    #expect(!fault.reason.isEmpty)
  }

  @Test func aNameTwiceInOneRecordIsRefused() {
    #expect(
      fault("pack: x\nrecords:\n  - {valid_from: 2020-01-01, legal_basis: a, a: 1, a: 2}") != nil)
  }

  @Test func bytesThatAreNoTextAreRefused() {
    #expect(throws: RulePackUnreadable.self) { try RulePack(yaml: [0xFF, 0x00]) }
  }

  @Test func theShippedPackCitesABasisForEveryYear() throws {
    let pack = try shippedPack().pack("holidays")
    #expect(pack.name == "holidays")
    #expect(pack.records.map { $0.content["year"]?.int } == Array(2018...2026))
    #expect(pack.records.allSatisfy { !$0.legalBasis.isEmpty })
    #expect(pack.records(on: Day(2026, 9, 2)).count == 1)
  }

  @Test(arguments: [
    #"[{"legal_basis":"a","days":[]}]"#,
    #"[{"year":2027,"days":[]}]"#,
    #"[{"year":2127,"legal_basis":"a","days":[]}]"#,
    #"[{"year":2027,"legal_basis":"a","days":[]},{"year":2027,"legal_basis":"a","days":[]}]"#,
    #"[{"year":2027,"legal_basis":"a","days":[{"day":"2027-02-30","kind":"off","name":"a"}]}]"#,
    #"[{"year":2027,"legal_basis":"a","days":[{"day":"2027-02-01","kind":false,"name":"a"}]}]"#,
    #"[{"year":2027,"legal_basis":"a","days":[{"day":"2027-02-01","kind":"off","name":"a","known_on":"x"}]}]"#,
  ])
  func aHolidayPackOfAnotherFormMakesNoCalendar(_ json: String) throws {
    let records = try #require(JSON(reading: Array(json.utf8)).elements)
    #expect(throws: HolidayPackUnreadable.self) { try WorkingCalendar(pack: records) }
  }
}

@Suite struct PackFolderTests {
  /// A folder of its own with the files named, gone afterwards.
  private func inFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let root = FileManager.default.temporaryDirectory
      .appendingPathComponent("packs-\(UUID().uuidString)")
    for (path, text) in files {
      let file = root.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    defer {
      do { try FileManager.default.removeItem(at: root) } catch { Issue.record(error) }
    }
    try body(root.path)
  }

  @Test func packsAreFoundAboveTheExecutable() throws {
    try inFolder(["Packs/a.yaml": "1", ".build/debug/motcua": ""]) { root in
      let folder = try PackFolder.find(environment: [:], executable: root + "/.build/debug/motcua")
      #expect(try folder.bytes(of: "a") == Array("1".utf8))
    }
  }

  @Test func theHomeComesBeforeTheExecutable() throws {
    try inFolder(["Packs/a.yaml": "1", "home/Packs/a.yaml": "2", "motcua": ""]) { root in
      let folder = try PackFolder.find(
        environment: ["MOTCUA_HOME": root + "/home"], executable: root + "/motcua")
      #expect(try folder.bytes(of: "a") == Array("2".utf8))
    }
  }

  @Test func anOverrideComesFirstAndTheShippedPacksStayBehindIt() throws {
    try inFolder(["Packs/a.yaml": "1", "Packs/b.yaml": "1", "mine/a.yaml": "3", "motcua": ""]) {
      root in
      let folder = try PackFolder.find(
        override: root + "/mine", environment: [:], executable: root + "/motcua")
      #expect(try folder.bytes(of: "a") == Array("3".utf8))
      #expect(try folder.bytes(of: "b") == Array("1".utf8))
      #expect(throws: PackFolderMissing.noSuchPack("c", folders: folder.folders)) {
        try folder.bytes(of: "c")
      }
    }
  }

  @Test func whatIsMissingIsNamed() throws {
    try inFolder(["motcua": ""]) { root in
      #expect(throws: PackFolderMissing.noSuchFolder(root + "/mine")) {
        try PackFolder.find(
          override: root + "/mine", environment: [:], executable: root + "/motcua")
      }
      #expect(throws: PackFolderMissing.noPacksIn(home: root)) {
        try PackFolder.find(environment: ["MOTCUA_HOME": root], executable: root + "/motcua")
      }
    }
    #expect(throws: PackFolderMissing.notFound(executable: "/nowhere/motcua")) {
      try PackFolder.find(environment: [:], executable: "/nowhere/motcua")
    }
  }
}
