import Ground
import Web

/// What the list of an agency's procedures was asked, as typed.
struct OverviewAsked: Sendable {
  var agency: String
  var text: String
  var filter: OfferFilter
}

/// An agency's procedures, and what is missing in them.
struct OverviewPage: Page {
  let asked: OverviewAsked
  let overview: OfferOverview

  var face: Face { .desk }
  var title: String { "Thủ tục của \(overview.agency.name)" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    \(HTML.searchForm(to: AdministrationPaths.list, fields))
    <p>\(HTML.link("Thêm thủ tục của địa phương", AdministrationPaths.new))</p>
    \(rows)
    """
  }

  private var fields: HTML {
    let state = FormState()
    let agencies = overview.agencies.map {
      Choice($0.code.rawValue, "\($0.name) (\($0.code.rawValue))")
    }
    let filters = OfferFilter.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    return """
      \(HTML.select(
        state.entry("co-quan", "Cơ quan", initial: overview.agency.code.rawValue), agencies))
      \(HTML.select(state.entry("loc", "Xem", initial: asked.filter.rawValue), filters))
      \(HTML.input(state.entry("q", "Tên hoặc mã thủ tục", optional: true, initial: asked.text), .search))
      \(HTML.button("Xem"))
      """
  }

  private var rows: HTML {
    guard !overview.rows.isEmpty else {
      return """
        <p role="status">Không có thủ tục nào như vậy. Để tìm thủ tục chưa tiếp nhận, hãy chọn “Chưa \
        tiếp nhận” và ghi tên hoặc mã.</p>
        """
    }
    let lines = overview.rows.map { row -> [HTML] in
      let code = row.summary.code
      return [
        HTML.link(code.rawValue, AdministrationPaths.offer(overview.agency.code, code)),
        .escaped(row.summary.name), .escaped(missing(row.cases)),
      ]
    }
    return """
      <p role="status">\(overview.total) thủ tục.</p>
      \(HTML.table(
        caption: asked.filter.vietnamese, heads: ["Mã", "Tên", "Còn thiếu"], rows: lines))
      \(more)
      """
  }

  private var more: HTML {
    guard let next = overview.next else { return "" }
    let path = AdministrationPaths.overview(overview.agency.code)
      .asking("loc", asked.filter.rawValue).asking("q", asked.text.isEmpty ? nil : asked.text)
      .asking("sau", next.rawValue)
    return "<p>\(HTML.link("Xem tiếp", path))</p>"
  }

  private func missing(_ cases: [CaseTerm]) -> String {
    let terms = cases.count { $0.term == nil }
    let fees = cases.count { $0.fee.amount == nil }
    let doubts = cases.count { $0.doubt != nil }
    let parts = [
      cases.isEmpty ? "chưa có cách thức thực hiện" : nil,
      terms > 0 ? "\(terms) thời hạn" : nil, fees > 0 ? "\(fees) mức phí" : nil,
      doubts > 0 ? "\(doubts) chỗ đáng ngờ" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? "Đủ" : parts.joined(separator: ", ")
  }
}
