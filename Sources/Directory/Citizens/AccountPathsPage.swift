import Ground
import Web

/// The addresses of the pages about one's own account.
enum AccountPaths {
  static func signUp(next: String = "") -> Path {
    Path("dang-ky").asking("tiep", next.isEmpty ? nil : next)
  }
  static let signUpSent = Path("dang-ky", "da-gui")
  static func confirm(_ token: String) -> Path { Path("xac-nhan", token) }
  static func recovery(next: String = "") -> Path {
    Path("quen-mat-khau").asking("tiep", next.isEmpty ? nil : next)
  }
  static let recoverySent = Path("quen-mat-khau", "da-gui")
  static func reset(_ token: String) -> Path { Path("dat-lai-mat-khau", token) }
  static let own = Paths.account
  static let details = Path("tai-khoan", "thong-tin")
  static let email = Path("tai-khoan", "thu-dien-tu")
  static let password = Path("tai-khoan", "mat-khau")
  static let devices = Path("tai-khoan", "cac-thiet-bi")
  static func signIn(next: String) -> Path { Paths.signIn(next: Path(returned: next)) }
}
