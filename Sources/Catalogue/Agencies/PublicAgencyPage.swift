import Deadlines
import Directory
import Ground
import Web

/// One agency for the public: where it is, when it is open, what it takes, whom it followed.
struct PublicAgencyPage: Page {
  let view: PublicAgency

  private var agency: Agency { view.agency }
  var title: Phrase { Phrase(verbatim: agency.name) }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home), ("Cơ quan", Paths.agencies)]))
    <h1 lang="vi">\(agency.name)</h1>
    \(ended)
    <div class="columns"><div>\(HTML.details(facts))\(exceptions)</div>\(opening)</div>
    \(offered)
    \(lineage)
    """
  }

  private var ended: HTML? {
    guard view.isElsewhen else { return nil }
    let last = agency.validTo.map {
      "<p>Cơ quan này hoạt động đến hết \($0.vietnamese).</p>" as HTML
    }
    let first: HTML = "<p>Cơ quan này hoạt động từ \(agency.validFrom.vietnamese).</p>"
    return HTML.inset(last ?? first, .warning)
  }

  private var facts: [(Phrase, HTML)] {
    var facts: [(Phrase, HTML)] = [
      ("Mã định danh", "\(agency.code.rawValue)"),
      ("Loại cơ quan", "\(Phrase(key: agency.level.vietnamese))"),
    ]
    if let parent = view.parent {
      facts.append(("Cơ quan cấp trên", link(parent.code, parent.name)))
    }
    guard let contact = view.contact else { return facts }
    if let address = contact.address {
      facts.append(("Địa chỉ", "<span lang=\"vi\">\(address)</span>"))
    }
    if let phone = contact.phone {
      let digits = phone.filter { $0.isNumber || $0 == "+" }
      facts.append(("Điện thoại", "<a href=\"tel:\(digits)\">\(phone)</a>"))
    }
    if let email = contact.email {
      facts.append(("Thư điện tử", "<a href=\"mailto:\(email)\">\(email)</a>"))
    }
    if let website = contact.website {
      facts.append(("Trang thông tin", "<a href=\"\(website)\" rel=\"noopener\">\(website)</a>"))
    }
    return facts
  }

  private func link(_ code: AgencyCode, _ name: String) -> HTML {
    "<a lang=\"vi\" href=\"\(Paths.agency(code.rawValue))\">\(name)</a>"
  }

  private var opening: HTML? {
    guard let week = view.week else { return nil }
    let rows = week.days.map { day -> [HTML] in
      let isToday = day.standing.day == week.today.standing.day
      let name: HTML = "\(day.standing.day.weekdayHead) \(dayAndMonth(day.standing.day))"
      return [isToday ? "<strong>\(name)</strong>" : name, hours(day)]
    }
    return """
      <aside class="box"><h2>Giờ làm việc</h2>
      <p>\(now(week))</p>
      \(HTML.table(
        caption: "Bảy ngày tới", columns: [Column("Ngày"), Column("Giờ mở cửa")], rows: rows,
        narrow: .scrolls))</aside>
      """
  }

  private func now(_ week: OpeningWeek) -> HTML {
    if let opens = week.opensAt {
      return """
        \(HTML.tag("Đang đóng cửa", .neutral)) Mở cửa lúc \(opens.withWeekday).
        """
    }
    return """
      \(HTML.tag("Đang mở cửa", .good)) Hôm nay mở cửa \(spans(week.today.spans)).
      """
  }

  private func hours(_ day: OpeningWeek.OpeningDay) -> HTML {
    if day.isOpen {
      return day.standing.name.isEmpty
        ? "\(spans(day.spans))"
        : "\(spans(day.spans)) <span class=\"hint\" lang=\"vi\">\(day.standing.name)</span>"
    }
    return day.standing.name.isEmpty
      ? "<span class=\"hint\">Nghỉ</span>"
      : "<span class=\"hint\">Nghỉ: <span lang=\"vi\">\(day.standing.name)</span></span>"
  }

  /// Each stretch of the day stays on one line.
  private func spans(_ spans: [WorkingHours.Span]) -> HTML {
    HTML(
      joining: spans.enumerated().map { index, span in
        let text = "\(clockText(span.opens))–\(clockText(span.closes))"
        return "\(index == 0 ? "" : ", ")<span class=\"number\">\(text)</span>"
      })
  }

  private func dayAndMonth(_ day: Day) -> String { String(day.vietnamese.prefix(5)) }

  private var exceptions: HTML? {
    guard let days = view.week?.exceptions else { return nil }
    guard !days.isEmpty else {
      return """
        <p class="hint">Trong \(OpeningWeek.daysAhead) ngày tới không có ngày nghỉ lễ hay làm bù nào \
        vào ngày thường.</p>
        """
    }
    let items = days.map { day -> HTML in
      let projected: HTML? =
        day.isProjected ? " <span class=\"hint\">(dự kiến)</span>" : nil
      return day.isWorking
        ? "<li>Làm việc \(day.day.withWeekday): <span lang=\"vi\">\(day.name)</span>\(projected)</li>"
        : "<li>Nghỉ \(day.day.withWeekday): <span lang=\"vi\">\(day.name)</span>\(projected)</li>"
    }
    return "<h2>Ngày nghỉ, ngày làm bù sắp tới</h2><ul>\(items)</ul>"
  }

  private var offered: HTML? {
    guard !view.isElsewhen else { return nil }
    guard view.offered > 0 else {
      return "<h2>Thủ tục tiếp nhận</h2><p>Cơ quan này chưa tiếp nhận thủ tục nào.</p>"
    }
    let all = Paths.procedures().asking("co-quan", agency.code.rawValue)
    let most = view.sectors.sorted {
      ($1.procedures, $0.sector.code) < ($0.procedures, $1.sector.code)
    }
    let shown = most.prefix(12).sorted { $0.sector.code < $1.sector.code }
    let rest: HTML? =
      view.sectors.count > shown.count
      ? HTML.fold("Tất cả \(view.sectors.count) lĩnh vực", chips(view.sectors, all)) : nil
    return """
      <h2>Thủ tục tiếp nhận</h2>
      <p>\(HTML.link("Xem cả \(view.offered) thủ tục", all))</p>
      \(chips(shown, all))\(rest)
      """
  }

  private func chips(_ sectors: [SectorCount], _ all: Path) -> HTML {
    let items = sectors.map { count -> HTML in
      """
      <li><a href="\(all.asking("linh-vuc", count.sector.code))">\(count.sector.name)</a> \
      <span class="hint">\(count.procedures.grouped)</span></li>
      """
    }
    return "<ul class=\"chips\" lang=\"vi\">\(items)</ul>"
  }

  private var lineage: HTML? {
    let (before, after) = (view.lineage.predecessors, view.lineage.successors)
    guard !before.isEmpty || !after.isEmpty else { return nil }
    let from = before.map { kin -> HTML in
      """
      <li>Từ \(kin.effective.vietnamese) thay cho \(link(kin.code, kin.name))\(partly(kin))</li>
      """
    }
    let to = after.map { kin -> HTML in
      """
      <li>Từ \(kin.effective.vietnamese) việc do \(link(kin.code, kin.name)) làm\(partly(kin))</li>
      """
    }
    return "<h2>Trước và sau sắp xếp</h2><ul>\(from)\(to)</ul>"
  }

  private func partly(_ kin: AgencyLineage.Kin) -> HTML? {
    let basis: HTML? =
      kin.legalBasis.isEmpty ? nil : " <span class=\"hint\">\(kin.legalBasis)</span>"
    return kin.isPartial ? " (một số lĩnh vực)\(basis)" : basis
  }
}
