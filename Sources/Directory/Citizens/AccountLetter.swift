public import Ground

/// A letter to the owner of an address about an account. It is sent by whoever the house gave the
/// letters to; this slice knows no mail.
public struct AccountLetter: Sendable, Equatable {
  public let to: String
  public let at: Instant
  public let subject: String
  /// Without the link, which stands below it.
  public let text: String
  /// A path of ours; `nil` when there is nothing to open.
  public let link: String?
  /// A letter that comes later than this is of no use.
  public let expiresAt: Instant

  private init(
    to: String, at: Instant, subject: Phrase, text: [Phrase], link: String?, seconds: Int64
  ) {
    (self.to, self.at, self.subject) = (to, at, subject.text)
    self.text = text.map(\.text).joined(separator: "\n\n")
    (self.link, expiresAt) = (link, at.adding(seconds: seconds))
  }

  private static let week: Int64 = 7 * 24 * 3600

  static func signUp(to: String, at: Instant, token: String, seconds: Int64) -> AccountLetter {
    AccountLetter(
      to: to, at: at, subject: "Xác nhận tài khoản Một Cửa của bạn",
      text: [
        "Chào bạn,",
        "Có người vừa đăng ký tài khoản Một Cửa bằng địa chỉ thư điện tử này. Nếu là bạn, hãy mở liên kết dưới đây rồi chọn “Xác nhận”. Liên kết dùng được một lần, trong \(seconds / 3600) giờ.",
        "Nếu không phải bạn, hãy bỏ qua thư này: không có tài khoản nào được mở.",
      ], link: AccountLink.path(.signUp, token), seconds: seconds)
  }

  static func alreadyThere(to: String, at: Instant) -> AccountLetter {
    AccountLetter(
      to: to, at: at, subject: "Bạn đã có tài khoản Một Cửa",
      text: [
        "Chào bạn,",
        "Có người vừa đăng ký tài khoản Một Cửa bằng địa chỉ thư điện tử này, nhưng bạn đã có tài khoản rồi. Hãy đăng nhập bằng địa chỉ này; nếu quên mật khẩu, mở liên kết dưới đây để đặt lại.",
        "Nếu không phải bạn đăng ký, hãy bỏ qua thư này: tài khoản của bạn không thay đổi.",
      ], link: "/quen-mat-khau", seconds: week)
  }

  static func recovery(to: String, at: Instant, token: String, seconds: Int64) -> AccountLetter {
    AccountLetter(
      to: to, at: at, subject: "Đặt lại mật khẩu Một Cửa",
      text: [
        "Chào bạn,",
        "Có người vừa yêu cầu đặt lại mật khẩu của tài khoản Một Cửa dùng địa chỉ thư điện tử này. Nếu là bạn, hãy mở liên kết dưới đây để đặt mật khẩu mới. Liên kết dùng được một lần, trong \(seconds / 60) phút.",
        "Nếu không phải bạn, hãy bỏ qua thư này: mật khẩu của bạn không thay đổi.",
      ], link: AccountLink.path(.recovery, token), seconds: seconds)
  }

  static func newAddress(to: String, at: Instant, token: String, seconds: Int64) -> AccountLetter {
    AccountLetter(
      to: to, at: at, subject: "Xác nhận địa chỉ thư điện tử mới",
      text: [
        "Chào bạn,",
        "Có người vừa đổi thư điện tử của một tài khoản Một Cửa sang địa chỉ này. Nếu là bạn, hãy mở liên kết dưới đây rồi chọn “Xác nhận”. Liên kết dùng được một lần, trong \(seconds / 3600) giờ.",
        "Nếu không phải bạn, hãy bỏ qua thư này.",
      ], link: AccountLink.path(.email, token), seconds: seconds)
  }

  static func addressAsked(to: String, at: Instant) -> AccountLetter {
    AccountLetter(
      to: to, at: at, subject: "Yêu cầu đổi thư điện tử của tài khoản Một Cửa",
      text: [
        "Chào bạn,",
        "Tài khoản Một Cửa của bạn vừa có yêu cầu đổi sang địa chỉ thư điện tử khác. Nếu không phải bạn yêu cầu, hãy mở liên kết dưới đây để đặt lại mật khẩu ngay.",
      ], link: "/quen-mat-khau", seconds: week)
  }

  static func passwordChanged(to: String, at: Instant) -> AccountLetter {
    AccountLetter(
      to: to, at: at, subject: "Mật khẩu Một Cửa của bạn đã được đổi",
      text: [
        "Chào bạn,",
        "Mật khẩu của tài khoản Một Cửa vừa được đổi, và các thiết bị khác đã được đăng xuất. Nếu không phải bạn đổi, hãy mở liên kết dưới đây để đặt lại mật khẩu ngay.",
      ], link: "/quen-mat-khau", seconds: week)
  }
}
