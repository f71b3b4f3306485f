import Ground
import Journal
import Web

/// Tình hình giải quyết, for officers: the report with what each number means, and the dossiers
/// behind each.
struct SettlementPage: Page {
  let asked: SettlementAsked
  /// The agencies that may be asked for: code and name.
  let agencies: [(String, String)]
  /// `nil` when the question was refused.
  let report: SettlementReport?
  /// Names of the rows.
  let labels: [String: String]
  let refusal: FigureRefused?
  let today: Day

  var face: Face { .desk }
  var title: Phrase { "Tình hình giải quyết hồ sơ" }

  private var state: FormState {
    FormState(
      FormValues([
        ("tu", asked.from), ("den", asked.to), ("co-quan", asked.agency ?? report?.agency ?? ""),
        ("theo", asked.breakdown.rawValue),
      ]), refused: refusal.map(FieldNamed.init))
  }

  var body: HTML {
    """
    \(state.summary)
    <h1>\(title)</h1>
    \(question)
    \(report.map(answer))
    """
  }

  private var question: HTML {
    let choices = agencies.map { Choice($0.0, Phrase(verbatim: "\($0.1) (\($0.0))")) }
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

  private func answer(_ report: SettlementReport) -> HTML {
    let name = agencies.first { $0.0 == report.agency }?.1 ?? report.agency
    return """
      <p class="lead"><span lang="vi">\(name)</span> và các đơn vị trực thuộc, từ \
      \(report.period.from.vietnamese) đến hết \(report.period.to.vietnamese).</p>
      <p class="hint">Tính đến sự kiện thứ \(report.asOf.size) đã niêm phong; hồ sơ đang giải quyết \
      được xét vào \(min(report.asOf.at, report.period.end).vietnamese).</p>
      \(HTML.actions([
        HTML.buttonLink("Tải bảng (CSV)", Paths.settlementTable(asked), .secondary),
        HTML.buttonLink("Công bố số liệu", Paths.publications, .secondary),
        HTML.buttonLink("Bảng xếp hạng", Paths.rankings, .secondary),
        HTML.buttonLink("Sổ số liệu báo cáo", Paths.registers, .secondary),
        HTML.printButton(),
      ]))
      \(table(report))
      \(beforeReception(report.beforeReception))
      \(definitions)
      """
  }

  private func table(_ report: SettlementReport) -> HTML {
    guard !report.rows.isEmpty else { return HTML.empty("Kỳ này không có hồ sơ nào") }
    let columns =
      [Column(Phrase(key: report.breakdown.vietnamese))]
      + SettlementPart.allCases.map { Column($0.words, isNumber: true) }
    return HTML.table(
      caption: "Tình hình giải quyết, mỗi số mở ra các hồ sơ đã được đếm", columns: columns,
      rows: report.rows.map { row in
        cells(report, "<span lang=\"vi\">\(labels[row.key] ?? row.key)</span>", row, key: row.key)
      }, narrow: .scrolls, total: cells(report, "Tổng cộng", report.total, key: nil))
  }

  private func cells(
    _ report: SettlementReport, _ name: HTML, _ row: SettlementReport.Row, key: String?
  ) -> [HTML] {
    [name]
      + SettlementPart.allCases.map { part in
        let amount = part.amount(of: row)
        guard amount != 0 else { return "<span class=\"soft\">0</span>" }
        return HTML.link(
          Phrase(verbatim: String(amount)), Paths.settlementEvidence(asked, part, key: key))
      }
  }

  private func beforeReception(_ before: SettlementReport.BeforeReception) -> HTML {
    let pairs: [(Phrase, Int)] = [
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

  private var definitions: HTML {
    """
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
}

/// The refusal with its places under the names of the form's fields.
struct FieldNamed: Refusal {
  let refusal: FigureRefused

  var kind: RefusalKind { refusal.kind }
  var code: String { refusal.code }
  var explanation: Phrase { refusal.explanation }
  var places: [RefusedPlace] {
    let names = ["from": "tu", "to": "den", "agency": "co-quan", "by": "theo"]
    return refusal.places.map { place in
      RefusedPlace(
        pointer: names[place.pointer] ?? place.pointer, code: place.code, detail: place.detail)
    }
  }
}
