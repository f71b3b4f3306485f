import Catalogue
import Directory
public import Ground
import Storage

/// Everybody who lives in the world of the tests, called by what they are.
public enum Person: String, Sendable, CaseIterable {
  case citizen, neighbour, helper
  case receiver, handler, colleague, approver, deputy, clerk
  case receiverB, handlerB, approverB
  case specialist, director
  case reporter, supervisor, administrator

  /// The name on the account.
  public var name: String {
    switch self {
    case .citizen: "Lò Thị Sao Mai"
    case .neighbour: "Giàng A Pao"
    case .helper: "Quàng Văn Đoàn"
    case .receiver: "Nguyễn Thị Tiếp"
    case .handler: "Trần Văn Xử"
    case .colleague: "Lê Thị Đồng"
    case .approver: "Phạm Văn Duyệt"
    case .deputy: "Hoàng Thị Phó"
    case .clerk: "Vũ Thị Thư"
    case .receiverB: "Đặng Văn Nhận"
    case .handlerB: "Bùi Thị Lý"
    case .approverB: "Đỗ Văn Ký"
    case .specialist: "Ngô Thị Chuyên"
    case .director: "Dương Văn Giám"
    case .reporter: "Lý Thị Tổng"
    case .supervisor: "Cà Văn Sát"
    case .administrator: "Tòng Thị Quản"
    }
  }

  public var role: Role {
    switch self {
    case .citizen, .neighbour: .citizen
    case .helper: .helper
    case .receiver, .receiverB: .receiver
    case .handler, .colleague, .handlerB, .specialist: .handler
    case .approver, .deputy, .approverB, .director: .approver
    case .clerk: .clerk
    case .reporter: .reporter
    case .supervisor: .supervisor
    case .administrator: .administrator
    }
  }

  /// Where the post is held; `nil` for those who need none.
  public var agency: AgencyCode? {
    switch self {
    case .citizen, .neighbour, .helper: nil
    case .receiver, .handler, .colleague, .approver, .deputy, .clerk: .communeA
    case .receiverB, .handlerB, .approverB: .communeB
    case .specialist, .director: .department
    case .reporter, .supervisor, .administrator: .province
    }
  }

  var kind: Account.Kind {
    switch role {
    case .citizen: .citizen
    case .helper: .helper
    case .receiver, .handler, .approver, .clerk, .reporter, .supervisor, .administrator: .officer
    }
  }

  /// Signs in with `World.password`.
  public var username: String { rawValue.lowercased() }
}

extension ID where Of == AgencyTag {
  public static var province: AgencyCode { AgencyCode("H99") }
  public static var department: AgencyCode { AgencyCode("H99.1") }
  public static var communeA: AgencyCode { AgencyCode("H99.101") }
  public static var communeB: AgencyCode { AgencyCode("H99.102") }
}

extension World {
  public static let password = "motcua-test"

  /// What everybody's post and every offer cites.
  static let decision = "01/QĐ-TN"

  static let agencies = """
    code\tname\tlevel\tparent\tvalidFrom\tvalidTo\tpredecessors
    H99\tỦy ban nhân dân tỉnh Thử Nghiệm\tprovince\t\t2015-01-01\t\t
    H99.1\tSở Thử Nghiệm\tdepartment\tH99\t2015-01-01\t\t
    H99.101\tỦy ban nhân dân xã An Bình\tcommune\tH99\t2015-01-01\t\t
    H99.102\tỦy ban nhân dân xã Bình Hòa\tcommune\tH99\t2015-01-01\t\t

    """

  /// Agencies, people, procedures and offers, each through its desk.
  func settle() async throws {
    _ = try await directory.agencies.take(try AgencyFile(parsing: Array(World.agencies.utf8)))
    let hash = try await directory.hasher.hash(try Password(World.password))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for person in Person.allCases { group.addTask { try await self.admit(person, hash) } }
      try await group.waitForAll()
    }
    _ = try await catalogue.procedures.importProcedures(.bytes(Array(World.procedures.utf8)))
    _ = try await catalogue.offers.openOffers(World.offers, at: clock.now, by: nil)
  }

  private func admit(_ person: Person, _ hash: PasswordHash) async throws {
    let account = try await directory.accounts.add(
      username: person.username, name: person.name, kind: person.kind, hash: hash)
    var post: PostID?
    if let agency = person.agency {
      post = try await directory.accounts.grant(
        person.role, at: agency, to: account, reason: World.decision, by: nil)
    }
    registry.add(person, account, post)
  }

  public func account(_ person: Person) -> AccountID { registry.account(person) }

  /// The post that the person was given at the birth of the world; `nil` for those who need none.
  public func post(_ person: Person) -> PostID? { registry.post(person) }

  /// What the person may be at this moment: a post that has ended is not there any more.
  public func caller(_ person: Person) async throws -> Caller {
    let (account, now) = (account(person), clock.now)
    let caller = try await database.read { tx in try Officers(tx: tx).caller(account, at: now) }
    guard let caller else { throw Unborn(person: person) }
    return caller
  }

  /// Ends the person's post now, as an administrator does.
  public func endPost(of person: Person) async throws {
    guard let post = post(person) else { throw Unborn(person: person) }
    try await directory.accounts.end(post, reason: "Chuyển công tác", by: nil)
  }
}

/// A test asks for somebody, or for a post, that is not there.
struct Unborn: Error { let person: Person }
