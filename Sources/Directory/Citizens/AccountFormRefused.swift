import Ground

/// What was typed about an account does not fit, each with its place.
struct AccountFormRefused: Refusal, Equatable {
  let places: [RefusedPlace]

  var code: String { "account.form" }
  var explanation: Phrase { "Thông tin chưa hợp lệ. Sửa các mục được nêu rồi gửi lại." }
  var kind: RefusalKind { .content }

  init(_ places: [RefusedPlace]) { self.places = places }

  init(_ field: String, _ code: String, _ detail: Phrase) {
    self.init([RefusedPlace(pointer: field, code: code, detail: detail)])
  }
}

/// A link from a letter that is unknown, used already or too old; which of them is never said.
struct LinkSpent: Refusal, Equatable {
  var code: String { "account.link-spent" }
  var explanation: Phrase {
    "Liên kết này đã dùng rồi, đã hết hạn hoặc không đầy đủ. Yêu cầu gửi thư mới rồi mở lại."
  }
  var kind: RefusalKind { .unknown }
}

/// The address got an account in the meantime.
struct EmailTaken: Refusal, Equatable {
  var code: String { "account.email-taken" }
  var explanation: Phrase {
    "Địa chỉ thư điện tử này đã có tài khoản. Hãy đăng nhập, hoặc lấy lại mật khẩu nếu đã quên."
  }
  var kind: RefusalKind { .content }
}

/// So many letters were asked for that more would be a nuisance; again after so many seconds.
struct TooManyLetters: Refusal, Equatable {
  let seconds: Int

  var code: String { "account.too-many-letters" }
  var explanation: Phrase {
    "Đã yêu cầu gửi thư quá nhiều lần. Xem lại hộp thư, cả mục thư rác, hoặc chờ \((seconds + 59) / 60) phút rồi thử lại."
  }
  var kind: RefusalKind { .tooMany }
}
