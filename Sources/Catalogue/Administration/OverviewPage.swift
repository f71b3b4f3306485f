import Directory
import Ground
import Web

/// What each agency's procedures lack: for those who administer several.
struct GapsPage: Page {
  let found: AgencyGaps
  let filter: OfferFilter

  var face: Face { .desk }
  var title: Phrase { "Thủ tục tiếp nhận theo cơ quan" }

  var body: HTML {
    let rows = found.agencies.map(row)
    return """
      \(HTML.breadcrumbs(administrationTrail([])))
      <h1>\(title)</h1>
      \(HTML.actions([HTML.buttonLink("Thêm thủ tục của địa phương", OfferPaths.new, .secondary)]))
      \(HTML.table(
        caption: "Số thủ tục của mỗi cơ quan",
        columns: [
          Column("Cơ quan"), column("Đang tiếp nhận", .all), column("Thiếu thời hạn", .withoutTerm),
          column("Đáng ngờ", .doubtful), column("Thiếu phí", .withoutFee),
          column("Bản nháp", .drafted),
        ], rows: rows, captionHidden: true, total: total))
      """
  }

  private func column(_ head: Phrase, _ filter: OfferFilter) -> Column {
    Column(filter == self.filter && filter != .all ? "\(head) ◂" : head, isNumber: true)
  }

  private func row(_ each: (place: ProcedureView.Place, gaps: OfferGaps)) -> [HTML] {
    let (place, gaps) = each
    func count(_ number: Int, _ filter: OfferFilter) -> HTML {
      number == 0
        ? "0"
        : """
        <a href="\(OfferPaths.overview(place.code).asking("loc", filter.rawValue))">\(number)\
        <span class="hidden" lang="vi"> \(filter.words), \(place.name)</span></a>
        """
    }
    return [
      """
      <a href="\(OfferPaths.overview(place.code))" lang="vi">\(place.name)</a> (\(place.code.rawValue))
      """,
      count(gaps.offers, .all), count(gaps.withoutTerm, .withoutTerm),
      count(gaps.doubtful, .doubtful), count(gaps.withoutFee, .withoutFee),
      count(gaps.drafts, .drafted),
    ]
  }

  private var total: [HTML] {
    let all = found.total
    return [
      "Tất cả", "\(all.offers)", "\(all.withoutTerm)", "\(all.doubtful)", "\(all.withoutFee)",
      "\(all.drafts)",
    ]
  }
}

/// An agency's procedures, and what is missing in them.
struct OverviewPage: Page {
  let query: OverviewQuery
  let overview: OfferOverview

  var face: Face { .desk }
  var title: Phrase { "Thủ tục của \(overview.agency.name)" }
  private var code: AgencyCode { overview.agency.code }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail([("Thủ tục tiếp nhận", AdministrationPaths.procedures)])))
    <h1>\(title)</h1>
    \(HTML.actions([
      HTML.buttonLink("Mở thêm thủ tục", address(.notOffered, page: 1)),
    ]))
    \(HTML.searchForm(to: AdministrationPaths.procedures, fields))
    <div id="danh-sach">\(rows)</div>
    """
  }

  private var fields: HTML {
    let filters = OfferFilter.allCases.map { Choice($0.rawValue, $0.words) }
    return """
      \(HTML.hidden("co-quan", code.rawValue))
      \(HTML.input(Entry("q", "Tên hoặc mã thủ tục", value: query.text), .search, max: 200))
      \(HTML.select(Entry("loc", "Xem", value: query.filter.rawValue), filters))
      \(HTML.hidden("xep", query.order.rawValue))
      \(HTML.button("Lọc", .secondary))
      """
  }

  private var rows: HTML {
    guard !overview.rows.isEmpty else {
      let hint: Phrase =
        query.filter == .notOffered
        ? "Nhập tên hoặc mã để tìm thủ tục chưa tiếp nhận."
        : "Bỏ bớt điều kiện lọc. Để tìm thủ tục chưa tiếp nhận, chọn “Mở thêm thủ tục”."
      return HTML.empty("Không có thủ tục nào như vậy", hint)
    }
    return """
      \(HTML.table(
        caption: query.filter.words,
        columns: [
          column("Mã", .code), column("Tên", .name), column("Còn thiếu", .missing),
          Column("Sắp tới"),
        ], rows: overview.rows.map(row), captionHidden: true))
      \(pageLinks(
        "Có \(overview.total) thủ tục", page: query.page, size: OverviewQuery.size,
        total: overview.total, { address(query.filter, page: $0) }))
      """
  }

  private func column(_ head: Phrase, _ order: OverviewQuery.Order) -> Column {
    let isNow = query.order == order && (order != .code || query.text.isEmpty)
    return Column(
      head,
      sort: (
        address(query.filter, order: order, page: 1),
        isNow ? (order == .missing ? .descending : .ascending) : nil
      ))
  }

  private func row(_ row: OfferOverview.Row) -> [HTML] {
    let procedure = row.summary.code
    var tags: [HTML] = []
    if row.hasDraft { tags.append(HTML.tag("Có bản nháp", .active)) }
    if let day = row.announced { tags.append(HTML.tag("Thay đổi từ \(day.vietnamese)", .waiting)) }
    return [
      "\(procedure.rawValue)",
      "<a href=\"\(OfferPaths.offer(code, procedure))\" lang=\"vi\">\(row.summary.name)</a>",
      missing(row.cases),
      "\(tags)",
    ]
  }

  private func missing(_ cases: [CaseTerm]) -> HTML {
    guard !cases.isEmpty else { return HTML.tag("Chưa có cách thức thực hiện", .bad) }
    let terms = cases.count { $0.term == nil }
    let fees = cases.count { $0.fee.amount == nil }
    let doubts = cases.count { $0.doubt != nil }
    var tags: [HTML] = []
    if terms > 0 { tags.append(HTML.tag("\(terms) thời hạn", .bad)) }
    if fees > 0 { tags.append(HTML.tag("\(fees) mức phí", .waiting)) }
    if doubts > 0 { tags.append(HTML.tag("\(doubts) chỗ đáng ngờ", .waiting)) }
    return tags.isEmpty ? "Đủ" : "\(tags)"
  }

  private func address(
    _ filter: OfferFilter, order: OverviewQuery.Order? = nil, page: Int
  ) -> Path {
    let order = order ?? query.order
    return OfferPaths.overview(code)
      .asking("loc", filter == .all ? nil : filter.rawValue)
      .asking("q", query.text.isEmpty ? nil : query.text)
      .asking("xep", order == .code ? nil : order.rawValue)
      .asking("trang", page == 1 ? nil : String(page))
  }
}
