import Ground
import Web

/// Tracking by number, for anybody: the stage and what comes next; with the receipt's token the
/// dates too; never who handed it in. Source: DOS-28.
struct LookupPage: Page {
  let state: FormState
  /// `nil` before anything was asked, and when nothing was found.
  let found: LookupAnswer?
  let now: Instant

  var title: Phrase { found.map { "Tra cứu hồ sơ \($0.number)" } ?? "Tra cứu hồ sơ" }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Trang chủ", Paths.home)]))
    \(state.summary)
    <h1>Tra cứu hồ sơ</h1>
    \(found.map(answer))
    \(found == nil ? question : again)
    """
  }

  private var question: HTML {
    """
    <p class="lead">Xem hồ sơ đã đến bước nào. Không cần đăng nhập.</p>
    \(form)
    \(HTML.fold("Tìm mã ở đâu?", """
      <ul>
      <li>Đã có giấy tiếp nhận và hẹn trả kết quả: mã hồ sơ và mã xác thực in ở đầu giấy. Hoặc quét mã vuông trên giấy bằng điện thoại.</li>
      <li>Vừa nộp trực tuyến: mã tra cứu gồm 10 chữ số hiện sau khi gửi và trong \(HTML.link("Hồ sơ của tôi", Paths.mine)).</li>
      <li>Mất giấy: mang thẻ căn cước đến bộ phận một cửa nơi đã nộp.</li>
      </ul>
      """))
    """
  }

  private var again: HTML { "<h2>Tra cứu hồ sơ khác</h2>\(form)" }

  private var form: HTML {
    let shown = found == nil ? state : FormState()
    let number = shown.entry(
      "ma", "Mã hồ sơ hoặc mã tra cứu",
      hint: "Mã hồ sơ ghi trên giấy tiếp nhận; mã tra cứu gồm 10 chữ số, có ngay khi nộp.")
    let token = shown.entry(
      "xac-thuc", "Mã xác thực", hint: "Ghi trên giấy tiếp nhận. Cần có để xem ngày hẹn trả.",
      optional: true)
    return """
      <div class="narrow">\(HTML.searchForm(
        to: Paths.lookup,
        """
        <div>\(HTML.input(number, autocomplete: "off", max: 60))
        \(HTML.input(token, autocomplete: "off", max: 100))
        \(HTML.button("Tra cứu"))</div>
        """))</div>
      """
  }

  private func answer(_ found: LookupAnswer) -> HTML {
    let words = StageWords(
      stage: found.stage, isNumbered: found.number.contains("-"))
    return """
      <section aria-labelledby="ket-qua"><h2 id="ket-qua">Hồ sơ \(found.number)</h2>
      <p lang="vi">\(found.procedureName)</p>
      \(words.steps)
      \(HTML.inset(
        "<p><strong>\(words.headline)</strong></p><p>\(words.next)\(towards(words))</p>",
        words.waitsForApplicant ? .warning : .info))
      \(HTML.details(facts(found, words)))\(more(found))</section>
      \(AgencyDoorPart(door: found.agency).html)
      """
  }

  /// Who handed it in does something about it only after signing in.
  private func towards(_ words: StageWords) -> HTML? {
    guard words.waitsForApplicant else { return nil }
    return """
       Người nộp \(HTML.link("đăng nhập", Paths.signIn(next: Paths.mine))) để xem chi tiết, hoặc đến \
      bộ phận một cửa.
      """
  }

  private func facts(_ found: LookupAnswer, _ words: StageWords) -> [(Phrase, HTML)] {
    var pairs: [(Phrase, HTML)] = [("Trạng thái", DossierParts.tag(found.stage))]
    guard let dates = found.dates else { return pairs }
    let moments: [(Phrase, Instant?)] = [
      ("Nộp lúc", dates.submittedAt), ("Tiếp nhận lúc", dates.receivedAt),
      ("Hẹn trả kết quả", dates.dueAt), ("Kết thúc lúc", dates.endedAt),
    ]
    for (name, moment) in moments {
      guard let moment else { continue }
      pairs.append((name, "<time datetime=\"\(moment.rfc3339)\">\(moment.vietnamese)</time>"))
    }
    if let due = dates.dueAt, dates.endedAt == nil, now > due, !words.waitsForApplicant {
      pairs.append(("Thời hạn", "<strong class=\"late\">Đã quá ngày hẹn trả</strong>"))
    }
    return pairs
  }

  private func more(_ found: LookupAnswer) -> HTML? {
    guard found.dates == nil else { return nil }
    return """
      <p class="hint">Ghi thêm mã xác thực trên giấy tiếp nhận để xem các mốc thời gian.</p>
      """
  }
}
