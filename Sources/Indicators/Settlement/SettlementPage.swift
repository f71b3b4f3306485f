import Ground
import Journal
import Web

/// Tình hình giải quyết, for officers: the report with what each number means.
struct SettlementPage: Page {
  let asked: SettlementAsked
  /// The agencies that may be asked for: code and name.
  let agencies: [(String, String)]
  /// `nil` when the question was refused.
  let report: SettlementReport?
  /// Names of the rows.
  let labels: [String: String]
  let refusal: FigureRefused?

  var face: Face { .desk }
  var title: String { "Tình hình giải quyết hồ sơ" }

  var body: HTML {
    """
    <h1>\(title)</h1>
    \(question)
    \(refused)
    \(report.map(answer))
    """
  }

  private var question: HTML {
    let state = FormState(
      FormValues([
        ("tu", asked.from), ("den", asked.to), ("co-quan", asked.agency ?? report?.agency ?? ""),
        ("theo", asked.breakdown.rawValue),
      ]))
    let choices = agencies.map { Choice($0.0, "\($0.1) (\($0.0))") }
    return HTML.searchForm(
      to: Paths.settlement,
      """
      \(HTML.input(state.entry("tu", "Từ ngày"), .date))
      \(HTML.input(state.entry("den", "Đến hết ngày"), .date))
      \(HTML.select(state.entry("co-quan", "Cơ quan, gồm cả đơn vị trực thuộc"), choices))
      \(HTML.select(
        state.entry("theo", "Chia theo"),
        [Choice("agency", "Cơ quan"), Choice("sector", "Lĩnh vực")]))
      \(HTML.button("Xem báo cáo"))
      """)
  }

  private var refused: HTML? {
    refusal.map { refusal in
      """
      <p class="notice refused" role="alert" data-code="\(refusal.code)">\(refusal.explanation)</p>
      """
    }
  }

  private func answer(_ report: SettlementReport) -> HTML {
    """
    <p>Kỳ từ \(report.period.from.vietnamese) đến hết \(report.period.to.vietnamese), cơ quan \
    \(report.agency) và các đơn vị trực thuộc. Tính đến sự kiện thứ \(report.asOf.size); hồ sơ đang \
    giải quyết được xét vào \(min(report.asOf.at, report.period.end).vietnamese).</p>
    \(table(report))
    \(beforeReception(report.beforeReception))
    \(SettlementPage.definitions)
    """
  }

  private static let heads = [
    "Kỳ trước chuyển sang", "Nhận trực tuyến", "Nhận trực tiếp", "Nhận qua bưu chính",
    "Trước hạn", "Đúng hạn", "Quá hạn", "Từ chối giải quyết", "Đang giải quyết, trong hạn",
    "Đang giải quyết, quá hạn", "Chờ bổ sung", "Chờ nộp phí", "Dừng", "Rút",
  ]

  private func table(_ report: SettlementReport) -> HTML {
    guard !report.rows.isEmpty else { return "<p>Kỳ này không có hồ sơ nào.</p>" }
    let rows = report.rows.map { row in
      cells(labels[row.key].map { "\($0) (\(row.key))" } ?? row.key, row)
    }
    return HTML.table(
      caption: "Tình hình giải quyết theo \(report.breakdown.vietnamese.lowercased())",
      heads: [report.breakdown.vietnamese] + SettlementPage.heads,
      rows: rows + [cells("Tổng cộng", report.total)])
  }

  private func cells(_ name: String, _ row: SettlementReport.Row) -> [HTML] {
    let numbers = [
      row.carriedOver, row.received.online, row.received.counter, row.received.post,
      row.settled.early, row.settled.onTime, row.settled.late, row.settled.refused,
      row.inProcess.notDue, row.inProcess.overdue, row.paused.supplement, row.paused.payment,
      row.stopped, row.withdrawn,
    ]
    return ["\(name)"] + numbers.map { "\($0)" as HTML }
  }

  private func beforeReception(_ before: SettlementReport.BeforeReception) -> HTML {
    let pairs: [(String, Int)] = [
      ("Kỳ trước chuyển sang", before.carriedOver), ("Nộp trực tuyến trong kỳ", before.submitted),
      ("Đã tiếp nhận", before.received), ("Không tiếp nhận", before.notAccepted),
      ("Rút trước khi tiếp nhận", before.withdrawn), ("Đang chờ tiếp nhận", before.waiting),
      ("trong đó quá 8 giờ làm việc", before.waitingLong),
    ]
    return """
      <h2>Trước khi tiếp nhận (hồ sơ nộp trực tuyến)</h2>
      \(HTML.details(pairs.map { ($0.0, "\($0.1)") }))
      """
  }

  private static let definitions: HTML = """
    <h2>Cách tính</h2>
    <ul>
    <li>Kỳ trước chuyển sang + nhận trong kỳ = đã giải quyết (trước hạn, đúng hạn, quá hạn, từ chối) \
    + đang giải quyết + chờ bổ sung + chờ nộp phí + dừng + rút. Mỗi số được đếm riêng, không số nào \
    là phần còn lại.</li>
    <li>Trước hạn: có kết quả trước ngày hẹn; đúng hạn: có kết quả trong ngày hẹn và không muộn hơn \
    giờ hẹn; quá hạn: muộn hơn giờ hẹn.</li>
    <li>Đang giải quyết được xét vào cuối ngày cuối kỳ; kỳ chưa kết thúc thì xét vào lúc xem.</li>
    <li>Đính chính được tính vào ngày duyệt đính chính, nên một ô có thể giảm đi.</li>
    <li>Cơ quan được tính theo cây tổ chức của ngày cuối kỳ; cơ quan đã kết thúc vẫn nằm dưới cơ \
    quan cấp trên cuối cùng của mình.</li>
    </ul>
    """
}
