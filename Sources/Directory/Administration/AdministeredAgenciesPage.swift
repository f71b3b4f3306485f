import Ground
import Web

/// The agencies that an administrator keeps.
struct AdministeredAgenciesPage: Page {
  let query: AgencyQuery
  let found: AgenciesFound

  var face: Face { .desk }
  var title: Phrase { "Cơ quan" }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail([])))
    <h1>\(title)</h1>
    \(HTML.actions([HTML.buttonLink("Thêm cơ quan", AdministrationPaths.newAgency)]))
    \(HTML.searchForm(to: AdministrationPaths.agencies, filters))
    <div id="danh-sach">\(list)</div>
    """
  }

  private var filters: HTML {
    let levels =
      [Choice("", "Mọi cấp")]
      + AgencyLevel.allCases.map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) }
    let states = AgencyQuery.State.allCases.map { Choice($0.rawValue, $0.words) }
    return """
      \(HTML.input(Entry("q", "Tên hoặc mã", value: query.text), .search, max: 200))
      \(HTML.select(Entry("tinh-trang", "Tình trạng", value: query.state.rawValue), states))
      \(HTML.select(Entry("cap", "Cấp", value: query.level?.rawValue ?? ""), levels))
      \(HTML.input(
        Entry(
          "thuoc", "Thuộc cơ quan", hint: "Mã, ví dụ H99", value: query.under?.rawValue ?? ""), max: 35, width: .short))
      \(HTML.hidden("xep", query.order.rawValue))
      \(HTML.button("Lọc", .secondary))
      """
  }

  private var list: HTML {
    guard !found.rows.isEmpty else {
      return HTML.empty(
        "Không có cơ quan nào như vậy", "Bỏ bớt điều kiện lọc, hoặc tìm theo tên hay mã khác.",
        actions: [HTML.link("Bỏ mọi điều kiện lọc", AdministrationPaths.agencies)])
    }
    let columns = [
      Column("Mã", sort: (sorted(.code), query.order == .code ? .ascending : nil)),
      Column("Tên", sort: (sorted(.name), query.order == .name ? .ascending : nil)),
      Column("Cấp"), Column("Cấp trên"), Column("Trực thuộc", isNumber: true), Column("Cần chú ý"),
    ]
    return """
      \(HTML.table(
        caption: query.state.words, columns: columns, rows: found.rows.map(row),
        captionHidden: true))
      \(pageLinks(
        "Có \(found.total) cơ quan", page: query.page, size: AgencyQuery.size, total: found.total,
        { address(page: $0) }))
      """
  }

  private func row(_ row: AgenciesFound.Row) -> [HTML] {
    let agency = row.agency
    var missing: [HTML] = []
    if !row.hasContact { missing.append(HTML.tag("Thiếu liên hệ", .waiting)) }
    if let to = agency.validTo { missing.append(HTML.tag("Đến hết \(to.vietnamese)", .bad)) }
    return [
      "\(agency.code.rawValue)",
      "<a href=\"\(AdministrationPaths.agency(agency.code))\" lang=\"vi\">\(agency.name)</a>",
      "\(Phrase(key: agency.level.vietnamese))", "<span lang=\"vi\">\(row.parentName)</span>",
      row.children == 0
        ? "0" : HTML.link(Phrase(verbatim: String(row.children)), under(agency.code)),
      "\(missing)",
    ]
  }

  private func under(_ code: AgencyCode) -> Path {
    AdministrationPaths.agencies.asking("thuoc", code.rawValue)
  }

  private func sorted(_ order: AgencyQuery.Order) -> Path { address(order: order, page: 1) }

  private func address(order: AgencyQuery.Order? = nil, page: Int) -> Path {
    AdministrationPaths.agencies.asking("q", query.text.isEmpty ? nil : query.text)
      .asking("tinh-trang", query.state == .standing ? nil : query.state.rawValue)
      .asking("cap", query.level?.rawValue).asking("thuoc", query.under?.rawValue)
      .asking("xep", (order ?? query.order) == .code ? nil : (order ?? query.order).rawValue)
      .asking("trang", page == 1 ? nil : String(page))
  }
}

extension AgencyQuery.State {
  var words: Phrase {
    switch self {
    case .standing: "Đang hoạt động"
    case .ending: "Sắp kết thúc"
    case .future: "Sắp thành lập"
    case .ended: "Đã kết thúc"
    case .withoutContact: "Thiếu địa chỉ, liên hệ"
    case .withoutHours: "Chưa có giờ làm việc riêng"
    }
  }
}
