import Ground
import Web

/// Tracking by number, for anybody: the stage; with the receipt's token the dates too; never who
/// handed it in. Source: DOS-28.
struct LookupPage: Page {
  let state: FormState
  /// `nil` before anything was asked, and when nothing was found.
  let found: LookupAnswer?

  var title: String { "Tra cứu hồ sơ" }

  var body: HTML {
    """
    \(state.summary)
    <h1>Tra cứu hồ sơ</h1>
    \(HTML.searchForm(to: Paths.lookup, question))
    \(found.map(answer))
    """
  }

  private var question: HTML {
    let number = state.entry(
      "ma", "Mã hồ sơ hoặc mã tra cứu",
      hint: "Mã hồ sơ ghi trên giấy tiếp nhận; mã tra cứu gồm 10 chữ số, có ngay khi nộp.")
    let token = state.entry(
      "xac-thuc", "Mã xác thực", hint: "Ghi trên giấy tiếp nhận. Cần có để xem ngày hẹn trả.",
      optional: true)
    return """
      \(HTML.input(number, autocomplete: "off", max: 60))
      \(HTML.input(token, autocomplete: "off", max: 100))
      \(HTML.button("Tra cứu"))
      """
  }

  private func answer(_ found: LookupAnswer) -> HTML {
    var pairs: [(String, HTML)] = [
      ("Mã", .escaped(found.number)), ("Thủ tục", .escaped(found.procedureName)),
      ("Trạng thái", DossierParts.tag(found.stage)),
    ]
    if let dates = found.dates {
      pairs.append(("Nộp lúc", .escaped(dates.submittedAt.vietnamese)))
      let moments = [
        ("Tiếp nhận lúc", dates.receivedAt), ("Hẹn trả kết quả", dates.dueAt),
        ("Kết thúc lúc", dates.endedAt),
      ]
      for (name, moment) in moments {
        if let moment { pairs.append((name, .escaped(moment.vietnamese))) }
      }
    }
    let more: HTML =
      found.dates == nil
      ? "<p class=\"hint\">Ghi thêm mã xác thực trên giấy tiếp nhận để xem các mốc thời gian.</p>"
      : ""
    return """
      <section aria-labelledby="ket-qua"><h2 id="ket-qua">Kết quả tra cứu</h2>
      \(HTML.details(pairs))\(more)</section>
      """
  }
}
