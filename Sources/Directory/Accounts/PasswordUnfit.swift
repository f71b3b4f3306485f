import Ground

/// There is no such person, or they are none of the asker's.
struct AccountUnseen: Refusal, Equatable {
  var code: String { "account.unseen" }
  var kind: RefusalKind { .unknown }
  var explanation: Phrase { "Không có người dùng này. Tìm lại trong danh sách tài khoản." }
}

/// The link to set a password was used or is too old; which is not said.
struct PasswordLinkSpent: Refusal, Equatable {
  var code: String { "account.password-link-spent" }
  var kind: RefusalKind { .unknown }
  var explanation: Phrase {
    "Liên kết này đã dùng rồi hoặc đã hết hạn. Đề nghị quản trị viên cấp liên kết mới."
  }
}

/// A new password that cannot be taken, field by field.
struct PasswordUnfit: Refusal, Equatable {
  let places: [RefusedPlace]
  var code: String { "account.password-unfit" }
  var kind: RefusalKind { .content }
  var explanation: Phrase { "Chưa đặt được mật khẩu. Sửa các mục nêu dưới đây rồi gửi lại." }

  /// Refuses: `PasswordUnfit`.
  static func check(
    _ typed: String, again: String, of account: Account
  ) throws(PasswordUnfit) {
    var places: [RefusedPlace] = []
    func add(_ field: String, _ detail: Phrase) {
      let code = "account.password-unfit"
      places.append(RefusedPlace(pointer: field, code: code, detail: detail))
    }
    if let trouble = NewPassword.trouble(typed, name: account.name, email: account.username) {
      add("password", trouble)
    } else if typed != again {
      add("again", "Hai lần nhập chưa giống nhau. Nhập lại đúng mật khẩu ở trên.")
    }
    guard places.isEmpty else { throw PasswordUnfit(places: places) }
  }
}
