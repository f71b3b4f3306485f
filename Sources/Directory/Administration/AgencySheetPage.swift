import Ground
import Web

/// One agency for its administrators: what it is, who works there, what was done.
struct AgencySheetPage: Page {
  let sheet: AgencySheet

  var face: Face { .desk }
  var title: Phrase { Phrase(verbatim: sheet.agency.name) }
  private var code: AgencyCode { sheet.agency.code }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail([("Cơ quan", AdministrationPaths.agencies)])))
    <h1 lang="vi">\(sheet.agency.name)</h1>
    \(announced)
    <h2>Thông tin chung</h2>
    \(HTML.summaryList(facts))
    <h2>Địa chỉ và liên hệ</h2>
    \(contact)
    <h2>Người giữ chức trách</h2>
    \(posts)
    \(children)
    <h2>Lịch sử</h2>
    \(history)
    \(ending)
    """
  }

  private var announced: HTML {
    let later = sheet.stretches.filter {
      $0.from > sheet.at.day && $0.from > sheet.agency.validFrom
    }
    let changes = later.map { stretch -> HTML in
      "<p>Từ \(stretch.from.vietnamese) cơ quan sẽ mang tên <span lang=\"vi\">\(stretch.agency.name)</span>, mã \(stretch.agency.code.rawValue).</p>"
    }
    var end: HTML?
    if let to = sheet.agency.validTo, sheet.isStanding {
      end = """
        <p>Cơ quan kết thúc hoạt động hết ngày \(to.vietnamese).</p>
        <p>\(HTML.link("Hủy việc kết thúc đã hẹn", AdministrationPaths.resume(code)))</p>
        """
    }
    guard !changes.isEmpty || end != nil else { return "" }
    return HTML.inset("\(changes)\(end)", .warning)
  }

  private var facts: [SummaryRow] {
    let change = sheet.isStanding ? AdministrationPaths.agency(code, "thay-doi") : nil
    let aliases = sheet.codes.filter { !$0.isOwn }.map(\.code.rawValue)
    var rows = [
      SummaryRow("Mã định danh", "\(code.rawValue)", change: change),
      SummaryRow("Tên", "<span lang=\"vi\">\(sheet.agency.name)</span>", change: change),
      SummaryRow("Cấp", "\(Phrase(key: sheet.agency.level.vietnamese))", change: change),
      SummaryRow("Cấp trên", parent, change: change),
      SummaryRow("Giờ làm việc", hours, change: change),
      SummaryRow("Hoạt động từ", "\(sheet.agency.validFrom.vietnamese)"),
    ]
    if !aliases.isEmpty {
      rows.append(SummaryRow("Mã khác", "\(aliases.joined(separator: ", "))"))
    }
    if let to = sheet.agency.validTo {
      rows.append(SummaryRow("Đến hết ngày", "\(to.vietnamese)"))
      rows.append(SummaryRow("Cơ quan kế thừa", successors))
    }
    return rows
  }

  private var parent: HTML {
    guard let parent = sheet.agency.parent else { return "Không có" }
    return "<span lang=\"vi\">\(sheet.parentName)</span> (\(parent.rawValue))"
  }

  private var hours: HTML {
    sheet.agency.hours.map { "\($0)" } ?? "Theo giờ làm việc chung của tỉnh"
  }

  private var successors: HTML {
    guard !sheet.successors.isEmpty else { return "Không có" }
    let links = sheet.successors.map { "<li>\($0.name) (\($0.code.rawValue))</li>" as HTML }
    return "<ul class=\"plain\" lang=\"vi\">\(links)</ul>"
  }

  private var contact: HTML {
    let path = AdministrationPaths.agency(code, "lien-he")
    guard let contact = sheet.contact else {
      return HTML.empty(
        "Chưa có địa chỉ, điện thoại",
        "Phiếu gửi người dân và trang công khai của cơ quan cần thông tin này.",
        actions: [HTML.buttonLink("Ghi thông tin liên hệ", path)])
    }
    let none: HTML = "Chưa có"
    let later = sheet.contacts.filter { $0.from > sheet.at.day }.map { dated -> HTML in
      "<p>Từ \(dated.from.vietnamese): <span lang=\"vi\">\(dated.contact.address)</span>, \(dated.contact.phone)</p>"
    }
    return """
      \(HTML.summaryList([
        SummaryRow(
          "Địa chỉ", contact.address.map { "<span lang=\"vi\">\($0)</span>" } ?? none, change: path),
        SummaryRow("Điện thoại", contact.phone.map { "\($0)" } ?? none, change: path),
        SummaryRow("Thư điện tử", contact.email.map { "\($0)" } ?? none, change: path),
        SummaryRow("Trang thông tin", contact.website.map { "\($0)" } ?? none, change: path),
      ]))
      \(later)
      """
  }

  private var posts: HTML {
    let grant = HTML.actions([
      HTML.buttonLink(
        "Giao chức trách", AdministrationPaths.agency(code, "chuc-trach"), .secondary)
    ])
    guard !sheet.posts.isEmpty else {
      return HTML.empty(
        "Chưa giao chức trách cho ai", "Giao ít nhất người tiếp nhận, người thụ lý và lãnh đạo.",
        actions: [grant])
    }
    return """
      \(sheet.isStanding ? grant : HTML())
      \(HTML.table(
        caption: "Chức trách tại cơ quan",
        columns: [
          Column("Người"), Column("Vai trò"), Column("Chức danh"), Column("Từ"), Column("Đến"),
          Column("Tình trạng"),
        ], rows: sheet.posts.map(row), captionHidden: true))
      """
  }

  private func row(_ held: AgencySheet.HeldPost) -> [HTML] {
    let post = held.post
    let person = held.account.map { account -> HTML in
      "<a href=\"\(AdministrationPaths.person(account.id))\" lang=\"vi\">\(account.name)</a> (\(account.username))"
    }
    return [
      "\(person)", "\(post.role.words)", "<span lang=\"vi\">\(post.title)</span>",
      "\(post.from.day.vietnamese)", "\(post.lastDay?.vietnamese)", post.tag(at: sheet.at),
    ]
  }

  private var children: HTML {
    guard !sheet.children.isEmpty else { return "" }
    let links = sheet.children.prefix(200).map { agency -> HTML in
      "<li><a href=\"\(AdministrationPaths.agency(agency.code))\">\(agency.name)</a> (\(agency.code.rawValue))</li>"
    }
    return "<h2>Cơ quan trực thuộc</h2><ul class=\"columns plain\" lang=\"vi\">\(links)</ul>"
  }

  private var history: HTML {
    let events = sheet.acts.map { act in
      let who = act.account.map { sheet.actors[$0] ?? $0.rawValue }
      return TimelineEvent(
        act.at.vietnamese, agencyActName(act.kind), actDetail(act.reason, by: who))
    }
    return HTML.timeline(events)
  }

  private var ending: HTML {
    guard sheet.isStanding, sheet.agency.validTo == nil else { return "" }
    return """
      <h2>Kết thúc hoạt động</h2>
      <p>Dùng khi có quyết định giải thể, sáp nhập hoặc chia tách.</p>
      \(HTML.actions([
        HTML.buttonLink(
          "Kết thúc hoạt động", AdministrationPaths.agency(code, "ket-thuc"), .warning)
      ]))
      """
  }
}

/// Why, and by whom; `nil` is the command line.
func actDetail(_ reason: String, by name: String?) -> HTML {
  let who: HTML = name.map { "Người thực hiện: <span lang=\"vi\">\($0)</span>" } ?? "Từ dòng lệnh"
  return "<p lang=\"vi\">\(reason)</p><p class=\"hint\">\(who)</p>"
}

private func agencyActName(_ kind: String) -> Phrase {
  switch kind {
  case "agency.established": "Thành lập"
  case "agency.ended": "Kết thúc hoạt động"
  case "agency.contact": "Đổi địa chỉ, liên hệ"
  default: "Thay đổi"
  }
}

extension Post {
  /// The last day on which it gives anything.
  var lastDay: Day? { to.map { $0.adding(milliseconds: -1).day } }

  func tag(at instant: Instant) -> HTML {
    if holds(at: instant) {
      return endsSoon(after: instant) ? HTML.tag("Sắp hết", .waiting) : HTML.tag("Đang giữ", .good)
    }
    return instant < from && to != from
      ? HTML.tag("Chưa bắt đầu", .neutral) : HTML.tag("Đã kết thúc", .neutral)
  }
}
