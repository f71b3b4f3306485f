import Foundation
import Ground
import Journal
import Storage
import Testing

@testable import Directory

/// The real files, from `$MOTCUA_SHARED` or beside the checkout; without them these tests are
/// skipped by name, and under CI that is a failure.
enum RealAreas {
  static let folder: String? = {
    let environment = ProcessInfo.processInfo.environment
    let beside = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../../shared")
    return [environment["MOTCUA_SHARED"], beside.standardizedFileURL.path].compactMap { root in
      root.map { $0 + "/data/areas" }
    }.first { FileManager.default.fileExists(atPath: $0 + "/areas-2025.tsv") }
  }()

  static let isHere = folder != nil

  static func files() throws -> AreaFiles { try parsed.get() }

  /// Read once: every test asks for it.
  private static let parsed = Result { try read() }

  private static func read() throws -> AreaFiles {
    func bytes(_ name: String) throws -> [UInt8] {
      let url = URL(fileURLWithPath: try #require(folder)).appendingPathComponent(name)
      return Array(try Data(contentsOf: url))
    }
    return try AreaFiles(
      before: try bytes("areas-2024.tsv"), after: try bytes("areas-2025.tsv"),
      succession: try bytes("succession-2025.tsv"))
  }
}

@Test func theRealAreasAreHereUnderCI() {
  #expect(RealAreas.isHere || ProcessInfo.processInfo.environment["CI"] != "true")
}

@Suite(.enabled(if: RealAreas.isHere, "needs ../shared/data/areas"))
struct RealAreaTests {
  /// Source: ADM-2, ADM-6 (regression table, sum 3,321).
  private static let communes: [(code: String, name: String, count: Int)] = [
    ("01", "Hà Nội", 126), ("04", "Cao Bằng", 56), ("08", "Tuyên Quang", 124),
    ("11", "Điện Biên", 45), ("12", "Lai Châu", 38), ("14", "Sơn La", 75), ("15", "Lào Cai", 99),
    ("19", "Thái Nguyên", 92), ("20", "Lạng Sơn", 65), ("22", "Quảng Ninh", 54),
    ("24", "Bắc Ninh", 99), ("25", "Phú Thọ", 148), ("31", "Hải Phòng", 114),
    ("33", "Hưng Yên", 104), ("37", "Ninh Bình", 129), ("38", "Thanh Hóa", 166),
    ("40", "Nghệ An", 130), ("42", "Hà Tĩnh", 69), ("44", "Quảng Trị", 78), ("46", "Huế", 40),
    ("48", "Đà Nẵng", 94), ("51", "Quảng Ngãi", 96), ("52", "Gia Lai", 135),
    ("56", "Khánh Hòa", 65), ("66", "Đắk Lắk", 102), ("68", "Lâm Đồng", 124),
    ("75", "Đồng Nai", 95),
    ("79", "Hồ Chí Minh", 168), ("80", "Tây Ninh", 96), ("82", "Đồng Tháp", 102),
    ("86", "Vĩnh Long", 124), ("91", "An Giang", 102), ("92", "Cần Thơ", 103), ("96", "Cà Mau", 64),
  ]

  @Test func theNewCountryHas34ProvincesAnd3321Communes() throws {
    let after = try RealAreas.files().after
    let provinces = after.filter { $0.parent == nil }
    #expect(provinces.map(\.code).sorted() == Self.communes.map(\.code))
    let kinds = Dictionary(grouping: after.filter { $0.parent != nil }) { Area.Kind.of($0.name) }
    #expect(kinds.mapValues(\.count) == [.commune: 2621, .ward: 687, .specialZone: 13])
  }

  @Test(arguments: communes)
  func aProvinceHasItsCommunes(_ code: String, _ name: String, _ count: Int) throws {
    let after = try RealAreas.files().after
    #expect(after.first { $0.code == code }?.name.hasSuffix(name) == true)
    #expect(after.count { $0.parent == code } == count)
  }

  /// Source: ADM-4.
  @Test(arguments: [("92", 31, 72), ("11", 3, 42), ("25", 15, 133), ("38", 19, 147)])
  func aProvinceHasItsWardsAndCommunes(_ code: String, _ wards: Int, _ communes: Int) throws {
    let under = try RealAreas.files().after.filter { $0.parent == code }
    #expect(under.count { Area.Kind.of($0.name) == .ward } == wards)
    #expect(under.count { Area.Kind.of($0.name) == .commune } == communes)
  }

  /// Five island districts had no communes: 10,040 lines name 10,035.
  @Test func theOldCountryHad63ProvincesAnd10035Communes() throws {
    let before = try RealAreas.files().before
    #expect(before.count { $0.code.count == 2 } == 63)
    #expect(before.count { $0.code.count == 5 } == 10_035)
  }

  @Test func theFilesAreTakenOnceAndTheReformIsADay() async throws {
    let files = try RealAreas.files()
    try await onEachEngine { world in
      _ = try await world.slice.areas.take(files)
      let again = try await world.slice.areas.take(files)
      #expect(again.added == 0 && again.changed == 0)
      #expect(try await world.factCount() == 1)
      try await world.database.read { tx in
        let areas = Areas(tx: tx)
        let (before, after) = (Day(2025, 6, 30), Day(2025, 7, 1))
        #expect(try areas.counts(on: after) == [.province: 34, .commune: 3321])
        let old = try areas.counts(on: before)
        #expect(old[.province] == 63 && old[.commune] == 10_035)
        #expect(try areas.area("00004", on: before)?.name == "Phường Trúc Bạch")
        #expect(try areas.area("00004", on: after)?.name == "Phường Ba Đình")
        #expect(try areas.area("00004", on: after)?.parent == "01")
        #expect(try areas.area("001", on: after) == nil)
        let next = try areas.successors(of: "00001", on: before)
        #expect(next.map(\.area.code) == ["00097"])
        #expect(next.map(\.isWhole) == [true])
        let origins = try areas.predecessors(of: "00097", on: after).map(\.area.code)
        #expect(origins.contains("00001"))
        let hanoi = try areas.area("01", on: before)
        #expect(try areas.area("01", on: after)?.id == hanoi?.id)
        let found = try areas.list(.commune, under: "92", q: "ninh kieu", on: after, limit: 5)
        #expect(found.map(\.name) == ["Phường Ninh Kiều"])
      }
    }
  }
}

struct AreaFileTests {
  private static let before = """
    provinceCode\tprovince\tdistrictCode\tdistrict\tcommuneCode\tcommune
    93\tTỉnh Hậu Giang\t930\tThành phố Vị Thanh\t31318\tPhường I
    93\tTỉnh Hậu Giang\t930\tThành phố Vị Thanh\t31321\tPhường III
    """
  private static let after = """
    provinceCode\tprovince\tcommuneCode\tcommune
    92\tThành phố Cần Thơ\t31321\tPhường Vị Thanh
    """

  private static func files(
    _ before: String = before, _ after: String = after,
    _ links: String = "31318\t31321\twhole"
  ) throws -> AreaFiles {
    let succession = "oldCommuneCode\tnewCommuneCode\tshare\n" + links
    return try AreaFiles(
      before: Array(before.utf8), after: Array(after.utf8), succession: Array(succession.utf8))
  }

  @Test func aLineAtFaultIsNamedWithItsFile() throws {
    #expect(try Self.files().before.count == 4)
    #expect(throws: AreaFilesUnfit(file: .succession, unfit: FileUnfit(2, .areaUnknown("31320")))) {
      try Self.files(Self.before, Self.after, "31320\t31321\twhole")
    }
    #expect(throws: AreaFilesUnfit(file: .succession, unfit: FileUnfit(2, .share("half")))) {
      try Self.files(Self.before, Self.after, "31318\t31321\thalf")
    }
    #expect(throws: AreaFilesUnfit(file: .after, unfit: FileUnfit(3, .code("3132")))) {
      try Self.files(Self.before, Self.after + "\n92\tThành phố Cần Thơ\t3132\tXã")
    }
    #expect(throws: AreaFilesUnfit(file: .after, unfit: FileUnfit(3, .areaTwice("92", line: 2)))) {
      try Self.files(Self.before, Self.after + "\n92\tTỉnh Cần Thơ\t31322\tXã")
    }
  }

  @Test func aCodeWithAnotherNameIsAnotherArea() throws {
    var next = 0
    let plan = AreaPlan(
      try Self.files(), known: { _, _, _ in nil },
      newID: {
        next += 1
        return AreaID("\(next)")
      })
    let same = plan.periods.filter { $0.code == "31321" }
    #expect(same.count == 2 && same[0].area != same[1].area)
    #expect(same[0].to == Day(2025, 6, 30) && same[1].from == Day(2025, 7, 1))
  }
}
