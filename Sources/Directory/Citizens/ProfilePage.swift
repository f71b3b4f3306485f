import Ground
import Web

/// One's own account: what stands in it, and where it is signed in.
struct ProfilePage: Page {
  let own: OwnAccount

  var title: Phrase { "Tài khoản của tôi" }

  var body: HTML {
    """
    <h1>Tài khoản của tôi</h1>
    <h2>Đăng nhập</h2>
    \(HTML.summaryList(signIn))
    <h2>Thông tin điền sẵn vào hồ sơ</h2>
    <p>Chúng tôi điền sẵn những thông tin này khi bạn nộp hồ sơ. Bạn sửa được ở mỗi hồ sơ.</p>
    \(HTML.summaryList(details))
    <h2>Thiết bị đang đăng nhập</h2>
    \(sessions)
    <h2>Quyền riêng tư</h2>
    <p>\(HTML.link("Thông tin của bạn được dùng và giữ thế nào", Paths.privacy))</p>
    """
  }

  private var missing: HTML { "<span class=\"hint\">Chưa có</span>" }

  private var signIn: [SummaryRow] {
    let email = own.contact.email.map { HTML.escaped($0) } ?? missing
    var rows = [
      SummaryRow("Thư điện tử", email, change: AccountPaths.email),
      SummaryRow("Mật khẩu", "••••••••••", change: AccountPaths.password),
    ]
    if !own.hasMadeName {
      rows.insert(SummaryRow("Tên đăng nhập", .escaped(own.account.username)), at: 0)
    }
    return rows
  }

  private var details: [SummaryRow] {
    let contact = own.contact
    let number = contact.personalNumber.map { "\($0.prefix(3))•••••\($0.suffix(4))" }
    let address = [contact.addressLine, contact.commune, contact.province].compactMap(\.self)
    let pairs: [(Phrase, String?)] = [
      ("Họ và tên", contact.name), ("Số định danh cá nhân", number),
      ("Ngày sinh", contact.birthDate.map(spelledDate)), ("Điện thoại", contact.phone),
      ("Địa chỉ", address.isEmpty ? nil : address.joined(separator: ", ")),
    ]
    return pairs.map { name, text in
      SummaryRow(
        name, text.map { "<span lang=\"vi\">\($0)</span>" } ?? missing, change: AccountPaths.details
      )
    }
  }

  private var sessions: HTML {
    let rows = own.sessions.prefix(ProfilePage.shown).map { session -> [HTML] in
      let mark: HTML? = session.isOwn ? " \(HTML.tag("Thiết bị này", .good))" : nil
      return [
        "\(session.device.phrase)\(mark)", .escaped(session.startedAt.vietnamese),
        .escaped(session.touchedAt.vietnamese),
      ]
    }
    let button: HTML? =
      own.sessions.contains { !$0.isOwn }
      ? HTML.form(
        to: AccountPaths.devices, HTML.button("Đăng xuất khỏi các thiết bị khác", .secondary)) : nil
    return """
      \(HTML.table(
        caption: "Các lần đăng nhập còn hiệu lực",
        columns: [Column("Thiết bị"), Column("Đăng nhập lúc"), Column("Dùng lần cuối")], rows: rows))
      \(more)\(button)
      """
  }

  /// How many sessions are listed; the others are only counted.
  private static let shown = 10

  private var more: HTML? {
    let rest = own.sessions.count - ProfilePage.shown
    return rest > 0 ? "<p>Và \(rest) lần đăng nhập khác.</p>" : nil
  }
}

/// Changes what stands in the account about its owner.
struct ProfileDetailsPage: Page {
  let own: OwnAccount
  let state: FormState

  var title: Phrase { "Thông tin điền sẵn" }

  var body: HTML {
    """
    <div class="narrow">
    \(HTML.back("Tài khoản của tôi", AccountPaths.own))
    \(state.summary)
    <h1>Thông tin điền sẵn vào hồ sơ</h1>
    <p>Chỉ ghi những gì bạn muốn được điền sẵn. Để trống một ô là xóa thông tin đó khỏi tài khoản.</p>
    \(HTML.form(to: AccountPaths.details, fields))
    </div>
    """
  }

  private var fields: HTML {
    let contact = own.contact
    let birth = state.entry(
      "birthDate", "Ngày sinh", hint: "Để trống ngày hoặc tháng nếu không rõ.", optional: true,
      initial: contact.birthDate ?? "")
    return """
      \(name)
      \(text(
        "personalNumber", "Số định danh cá nhân", contact.personalNumber, .digits, "off", 20, .half,
        hint: "12 chữ số trên thẻ căn cước."))
      \(HTML.dateFields(birth, state: state, birthday: true))
      \(text("phone", "Điện thoại", contact.phone, .tel, "tel", 20, .half))
      \(text(
        "addressLine", "Số nhà, đường, thôn, tổ dân phố", contact.addressLine, .text,
        "address-line1", 200, .full))
      \(text("commune", "Xã, phường, đặc khu", contact.commune, .text, "address-level2", 200, .full))
      \(text(
        "province", "Tỉnh, thành phố", contact.province, .text, "address-level1", 200, .full))
      \(HTML.button("Lưu thông tin"))
      """
  }

  private var name: HTML {
    guard own.account.kind != .officer else {
      return HTML.details([("Họ và tên", .escaped(own.contact.name))])
    }
    return HTML.input(
      state.entry(
        "name", "Họ và tên", hint: "Ghi như trên thẻ căn cước.", initial: own.contact.name),
      autocomplete: "name", max: 100)
  }

  private func text(
    _ field: String, _ label: Phrase, _ initial: String?, _ kind: InputKind,
    _ autocomplete: String, _ max: Int, _ width: FieldWidth, hint: Phrase? = nil
  ) -> HTML {
    HTML.input(
      state.entry(field, label, hint: hint, optional: true, initial: initial ?? ""), kind,
      autocomplete: autocomplete, max: max, width: width)
  }
}

/// Asks for another address and the password.
struct ChangeEmailPage: Page {
  let own: OwnAccount
  let state: FormState

  var title: Phrase { "Đổi thư điện tử" }

  var body: HTML {
    """
    <div class="narrow">
    \(HTML.back("Tài khoản của tôi", AccountPaths.own))
    \(state.summary)
    <h1>Đổi thư điện tử</h1>
    \(now)
    <p>Chúng tôi gửi thư xác nhận đến địa chỉ mới. Địa chỉ cũ còn dùng được cho đến khi bạn xác nhận.</p>
    \(HTML.form(to: AccountPaths.email, fields))
    </div>
    """
  }

  private var now: HTML? {
    own.contact.email.map { "<p>Địa chỉ hiện tại: <strong>\($0)</strong></p>" }
  }

  private var fields: HTML {
    """
    \(HTML.input(
      state.entry("email", "Thư điện tử mới"), .email, autocomplete: "email", max: 254))
    \(PasswordParts.current(state, "password", "Mật khẩu hiện tại"))
    \(HTML.button("Gửi thư xác nhận"))
    """
  }
}

/// Asks for the old password and the new one.
struct ChangePasswordPage: Page {
  let state: FormState

  var title: Phrase { "Đổi mật khẩu" }

  var body: HTML {
    """
    <div class="narrow">
    \(HTML.back("Tài khoản của tôi", AccountPaths.own))
    \(state.summary)
    <h1>Đổi mật khẩu</h1>
    <p>Sau khi đổi, các thiết bị khác sẽ được đăng xuất.</p>
    \(HTML.form(to: AccountPaths.password, fields))
    </div>
    """
  }

  private var fields: HTML {
    """
    \(PasswordParts.current(state, "old", "Mật khẩu hiện tại"))
    \(PasswordParts.new(state, "new", "Mật khẩu mới"))
    \(HTML.button("Đổi mật khẩu"))
    """
  }
}
