import Ground
import Web

/// The agencies that an administrator keeps, and a form for one more.
struct AgenciesPage: Page {
  let agencies: [Agency]
  let text: String
  let state: FormState
  let today: Day

  var face: Face { .desk }
  var title: String { "Danh mục cơ quan" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    <p>\(HTML.link("Tài khoản", AdministrationPaths.accounts)) · \
    \(HTML.link("Thủ tục", AdministrationPaths.procedures))</p>
    \(state.summary)
    \(HTML.searchForm(to: AdministrationPaths.agencies, search))
    \(table)
    <h2>Thêm cơ quan</h2>
    \(HTML.form(to: AdministrationPaths.agencies, fields))
    """
  }

  private var search: HTML {
    let entry = Entry("q", "Tên hoặc mã cơ quan", value: text, optional: true)
    return "\(HTML.input(entry, .search, max: 200))\(HTML.button("Tìm", .secondary))"
  }

  private var table: HTML {
    guard !agencies.isEmpty else {
      return "<p role=\"status\">Không có cơ quan nào như vậy. Ghi tên hoặc mã khác.</p>"
    }
    let rows = agencies.map { agency -> [HTML] in
      [
        HTML.link(agency.code.rawValue, AdministrationPaths.agency(agency.code)),
        "\(agency.name)", "\(agency.level.vietnamese)", "\(agency.parent?.rawValue)",
        "\(agency.validFrom.vietnamese)", "\(agency.validTo?.vietnamese)",
      ]
    }
    return HTML.table(
      caption: "Các cơ quan đang hoạt động",
      heads: ["Mã", "Tên", "Cấp", "Cấp trên", "Từ ngày", "Đến hết ngày"], rows: rows)
  }

  private var fields: HTML {
    let levels = AgencyLevel.allCases.map { Choice($0.rawValue, $0.vietnamese) }
    return """
      \(HTML.input(state.entry("code", "Mã định danh", hint: "Ví dụ H99.113"), max: 35))
      \(HTML.input(state.entry("name", "Tên cơ quan"), max: 300))
      \(HTML.select(
        state.entry("level", "Cấp", initial: AgencyLevel.commune.rawValue), levels))
      \(HTML.input(state.entry("parent", "Mã cơ quan cấp trên", optional: true), max: 35))
      \(HTML.input(state.entry("from", "Hoạt động từ ngày", initial: today.iso), .date))
      \(HTML.input(hours(state, nil)))
      \(HTML.input(state.entry("reason", "Căn cứ", hint: "Số và ngày của quyết định"), max: 500))
      \(HTML.button("Thêm cơ quan"))
      """
  }
}

/// The question for an agency's own working hours.
func hours(_ state: FormState, _ known: String?) -> Entry {
  state.entry(
    "hours", "Giờ làm việc riêng",
    hint: "Ví dụ 07:00-11:30,13:30-17:00; để trống nếu theo giờ chung", optional: true,
    initial: known ?? "")
}
