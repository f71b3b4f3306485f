import Directory
import Ground

/// The demonstration province: invented, with two levels, and known to nothing else in the code.
enum DemoProvince {
  static let root = AgencyCode("H99")
  static let rootName = "Ủy ban nhân dân tỉnh Sao Mai"
  static let password = "motcua-demo"
  /// Long enough ago that any date under test has its agencies.
  static let since = Day(2015, 1, 1)
  static let decision = "Quyết định minh họa 01/QĐ-UBND"

  /// Departments, each with the ministry whose provincial procedures it offers.
  static let departments: [(code: String, name: String, ministry: String?)] = [
    ("H99.1", "Sở Tài chính", "bo-tai-chinh"),
    ("H99.2", "Sở Nông nghiệp và Môi trường", "bo-nong-nghiep-mt"),
    ("H99.3", "Sở Xây dựng", "bo-xay-dung"), ("H99.4", "Sở Tư pháp", "bo-tu-phap"),
    ("H99.5", "Công an tỉnh Sao Mai", "bo-cong-an"), ("H99.6", "Sở Nội vụ", nil),
    ("H99.7", "Sở Y tế", nil), ("H99.8", "Sở Giáo dục và Đào tạo", nil),
    ("H99.9", "Sở Công Thương", nil), ("H99.10", "Sở Văn hóa, Thể thao và Du lịch", nil),
    ("H99.11", "Sở Khoa học và Công nghệ", nil), ("H99.12", "Văn phòng Ủy ban nhân dân tỉnh", nil),
  ]

  static let communes = [
    "Phường Sao Mai", "Phường Bình Minh", "Phường Hoa Ban", "Xã Suối Trong", "Xã Đồng Xanh",
    "Xã Núi Biếc", "Xã Bến Mây", "Xã Rừng Thông", "Xã Cầu Tre", "Xã Gò Nắng", "Xã Thác Bạc",
    "Xã Đảo Cát",
  ].enumerated().map { (code: "H99.\(101 + $0.offset)", name: "Ủy ban nhân dân \($0.element)") }

  /// Whose provincial procedures have no department of their own go to the first.
  static func department(of ministry: String) -> AgencyCode {
    let found = departments.first { $0.ministry == ministry } ?? departments[0]
    return AgencyCode(found.code)
  }

  /// The districts that the province had until there were none. Source: ADM-1.
  static let districts = [
    "Thành phố Hoa Mai", "Thị xã Bình Nguyên", "Huyện Suối Đá", "Huyện Đồng Mây", "Huyện Núi Xanh",
    "Huyện Bến Lau", "Huyện Rừng Gió", "Huyện Gò Sương",
  ].enumerated().map { (code: "H99.\(51 + $0.offset)", name: "Ủy ban nhân dân \($0.element)") }
  static let districtsUntil = Day(2025, 6, 30)
}

/// Who there is in a demonstration: today's two levels, or the three that there were.
enum DemoSetting: Sendable {
  case twoLevels, threeLevels

  /// The agencies in the form that `motcua import agencies` takes.
  var agencies: String {
    let since = DemoProvince.since.iso
    let header = "code\tname\tlevel\tparent\tvalidFrom\tvalidTo\tpredecessors"
    let (root, name) = (DemoProvince.root.rawValue, DemoProvince.rootName)
    let first = "\(root)\t\(name)\tprovince\t\t\(since)\t\t"
    let rest =
      DemoProvince.departments.map { "\($0.code)\t\($0.name)\tdepartment\tH99\t\(since)\t\t" }
      + districts.map {
        "\($0.code)\t\($0.name)\tdistrict\tH99\t\(since)\t\(DemoProvince.districtsUntil.iso)\t"
      } + DemoProvince.communes.map { "\($0.code)\t\($0.name)\tcommune\tH99\t\(since)\t\t" }
    return ([header, first] + rest).joined(separator: "\n") + "\n"
  }

  var districts: [(code: String, name: String)] {
    switch self {
    case .twoLevels: []
    case .threeLevels: DemoProvince.districts
    }
  }

  /// Every agency below the province's committee.
  var codes: [String] {
    DemoProvince.departments.map(\.code) + DemoProvince.communes.map(\.code) + districts.map(\.code)
  }

  var accounts: [DemoAccount] {
    switch self {
    case .twoLevels: DemoAccount.all
    case .threeLevels: DemoAccount.all + DemoAccount.formerly
    }
  }
}

/// One account of the demonstration, with the post it holds.
struct DemoAccount: Sendable, Equatable {
  let username: String
  let name: String
  let role: Role
  let agency: AgencyCode?

  var kind: Account.Kind {
    switch role {
    case .citizen: .citizen
    case .helper: .helper
    case .receiver, .handler, .approver, .clerk, .reporter, .supervisor, .administrator: .officer
    }
  }

  /// About sixty: citizens, a helper, the province, four at each commune, two at some departments.
  static var all: [DemoAccount] {
    var names = DemoNames()
    var accounts = [
      DemoAccount(username: "congdan", name: "Lò Thị Sao Mai", role: .citizen, agency: nil),
      DemoAccount(username: "congdan2", name: names.next(), role: .citizen, agency: nil),
      DemoAccount(username: "nguoigiup", name: names.next(), role: .helper, agency: nil),
    ]
    func add(_ username: String, _ role: Role, _ agency: String) {
      accounts.append(
        DemoAccount(
          username: username, name: names.next(), role: role, agency: AgencyCode(agency)))
    }
    add("tonghop", .reporter, "H99")
    add("giamsat", .supervisor, "H99")
    add("quantri", .administrator, "H99")
    for (index, commune) in DemoProvince.communes.enumerated() {
      let suffix = index == 0 ? "" : String(101 + index)
      add("tiepnhan" + suffix, .receiver, commune.code)
      add("chuyenvien" + suffix, .handler, commune.code)
      add("lanhdao" + suffix, .approver, commune.code)
      add("vanthu" + suffix, .clerk, commune.code)
    }
    add("chuyenvien2", .handler, "H99.101")
    for number in 1...3 {
      add("tiepnhan.so\(number)", .receiver, "H99.\(number)")
      add("chuyenvien.so\(number)", .handler, "H99.\(number)")
      add("lanhdao.so\(number)", .approver, "H99.\(number)")
    }
    return accounts
  }
}

extension DemoAccount {
  /// Those of the departments that a demonstration of today leaves empty, and of the districts.
  static var formerly: [DemoAccount] {
    var names = DemoNames(from: 100)
    let offices =
      DemoProvince.departments.dropFirst(3).map {
        ("so" + $0.code.dropFirst("H99.".count), $0.code)
      }
      + DemoProvince.districts.map { ("huyen" + $0.code.dropFirst("H99.".count), $0.code) }
    return offices.flatMap { label, code in
      [("tiepnhan", Role.receiver), ("chuyenvien", .handler), ("lanhdao", .approver)].map {
        DemoAccount(
          username: "\($0.0).\(label)", name: names.next(), role: $0.1, agency: AgencyCode(code))
      }
    }
  }
}

/// Names put together from parts: they belong to nobody.
struct DemoNames {
  private var turn: Int
  private static let families = ["Mẫu", "Lò", "Giàng", "Tòng", "Vàng", "Quàng", "Cà", "Lường"]
  private static let middles = ["Văn", "Thị", "Minh", "Thu", "A", "Đức", "Ngọc"]
  private static let given = ["Họa", "Thử", "Dụ", "Mường", "Nắng", "Suối", "Biếc", "Tre", "Cát"]

  init(from turn: Int = 0) { self.turn = turn }

  mutating func next() -> String {
    defer { turn += 1 }
    let (families, middles, given) = (DemoNames.families, DemoNames.middles, DemoNames.given)
    return [
      families[turn % families.count], middles[turn / 3 % middles.count], given[turn % given.count],
    ].joined(separator: " ")
  }
}
