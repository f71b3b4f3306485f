import Ground
import Web

/// One person: posts, account, history.
struct PersonPage: Page {
  let sheet: PersonSheet

  var face: Face { .desk }
  var title: Phrase { Phrase(verbatim: account.name) }
  private var account: Account { sheet.person.account }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail([("Người dùng và chức trách", AdministrationPaths.people)])))
    <h1 lang="vi">\(account.name)</h1>
    <p>\(sheet.person.tag(at: sheet.at))</p>
    \(locked)
    \(HTML.summaryList(facts))
    <h2>Chức trách</h2>
    \(posts)
    \(accountActs)
    <h2>Lịch sử tài khoản</h2>
    \(history)
    """
  }

  private var locked: HTML {
    guard let at = sheet.person.lockedAt else { return "" }
    let open: HTML? =
      sheet.isManaged
      ? "<p>\(HTML.link("Mở khóa tài khoản", act("mo-khoa")))</p>" : nil
    return HTML.inset(
      "<p>Tài khoản bị khóa từ \(at.vietnamese). Người này không đăng nhập được.</p>\(open)",
      .warning)
  }

  private var facts: [SummaryRow] {
    let rename = sheet.isManaged ? act("ho-ten") : nil
    var rows = [
      SummaryRow("Họ và tên", "<span lang=\"vi\">\(account.name)</span>", change: rename),
      SummaryRow("Tên đăng nhập", "\(account.username)"),
      SummaryRow("Loại tài khoản", "\(account.kind.words)"),
    ]
    if let end = sheet.linkEnds {
      rows.append(
        SummaryRow("Liên kết đặt mật khẩu", "Đã cấp, dùng được đến \(end.vietnamese)"))
    }
    return rows
  }

  private var posts: HTML {
    let grant = HTML.actions([
      HTML.buttonLink("Giao chức trách", act("chuc-trach"), .secondary)
    ])
    let canGrant = account.kind == .officer && sheet.person.lockedAt == nil
    guard !sheet.person.posts.isEmpty else {
      guard account.kind == .officer else {
        return "<p>Thành viên tổ công nghệ số cộng đồng không cần chức trách.</p>"
      }
      return HTML.empty(
        "Chưa giao chức trách", "Người này đăng nhập được nhưng chưa làm được việc gì.",
        actions: canGrant ? [grant] : [])
    }
    return """
      \(canGrant ? grant : HTML())
      \(HTML.table(
        caption: "Chức trách",
        columns: [
          Column("Vai trò"), Column("Cơ quan"), Column("Chức danh, điện thoại"), Column("Từ"),
          Column("Đến"), Column("Tình trạng"), Column("Việc"),
        ], rows: sheet.person.posts.reversed().map(row), captionHidden: true))
      """
  }

  private func row(_ post: Post) -> [HTML] {
    let isStanding = post.to.map { sheet.at < $0 } ?? true
    let acts: HTML = """
      \(HTML.link("Sửa chức danh", AdministrationPaths.post(account.id, post.id))) · \
      \(HTML.link("Kết thúc", AdministrationPaths.post(account.id, post.id, "ket-thuc")))
      """
    let reasons = [post.grantReason] + (post.endReason.map { [$0] } ?? [])
    return [
      "\(post.role.words)",
      """
      <a href="\(AdministrationPaths.agency(post.agency))" lang="vi">\
      \(sheet.agencies[post.agency] ?? post.agency.rawValue)</a> (\(post.agency.rawValue))
      """,
      "<span lang=\"vi\">\(post.title)</span> \(post.phone)", "\(post.from.day.vietnamese)",
      "\(post.lastDay?.vietnamese)",
      "\(post.tag(at: sheet.at))<p class=\"hint\" lang=\"vi\">\(reasons.joined(separator: " · "))</p>",
      isStanding ? acts : "",
    ]
  }

  private var accountActs: HTML {
    guard sheet.isManaged, sheet.person.lockedAt == nil else { return "" }
    return """
      <h2>Mật khẩu và khóa tài khoản</h2>
      <p>Quản trị viên không biết mật khẩu của ai: hệ thống cấp một liên kết dùng một lần để người \
      dùng tự đặt.</p>
      \(HTML.actions([
        HTML.buttonLink("Cấp liên kết đặt mật khẩu", act("mat-khau"), .secondary),
        HTML.buttonLink("Khóa tài khoản", act("khoa"), .warning),
      ]))
      """
  }

  private var history: HTML {
    guard !sheet.acts.isEmpty else { return "<p>Chưa có thay đổi nào được ghi.</p>" }
    return HTML.timeline(
      sheet.acts.map { act in
        TimelineEvent(
          act.at.vietnamese, personActName(act.kind),
          actDetail(act.reason, by: act.actor.map { sheet.actors[$0] ?? $0.rawValue }))
      })
  }

  private func act(_ name: String) -> Path { AdministrationPaths.person(account.id, name) }
}

private func personActName(_ kind: String) -> Phrase {
  switch kind {
  case "account.made": "Thêm người dùng"
  case "account.linked": "Cấp liên kết đặt mật khẩu"
  case "account.password": "Đặt mật khẩu"
  case "account.locked": "Khóa tài khoản"
  case "account.unlocked": "Mở khóa tài khoản"
  case "account.renamed": "Sửa họ tên"
  default: "Thay đổi"
  }
}
