import Deadlines
import Directory
import Ground
import Web

/// The form to add a procedure of the province's own list.
struct NewProcedurePage: Page {
  let state: FormState

  var face: Face { .desk }
  var title: Phrase { "Thêm thủ tục của địa phương" }

  var body: HTML {
    """
    \(HTML.breadcrumbs(administrationTrail([("Thủ tục tiếp nhận", AdministrationPaths.procedures)])))
    \(state.summary)
    <h1>\(title)</h1>
    <p>Thủ tục có trong danh mục quốc gia thì không thêm ở đây, mà nhập từ danh mục.</p>
    <div class="narrow">\(HTML.form(to: OfferPaths.new, "\(identity)\(content)\(buttons)"))</div>
    """
  }

  private var buttons: HTML {
    HTML.actions([
      HTML.button("Thêm thủ tục"),
      HTML.buttonLink("Hủy, không làm", AdministrationPaths.procedures, .secondary),
    ])
  }

  private var identity: HTML {
    let levels = Level.allCases.filter { $0 != .district }.map { level in
      HTML.checkbox(state.entry("level.\(level.rawValue)", Phrase(key: level.vietnamese)))
    }
    return """
      \(HTML.input(
        state.entry("code", "Mã của địa phương", hint: "Ví dụ DP.H99.000001."), max: 16))
      \(HTML.input(
        state.entry(
          "nationalCode", "Mở rộng thủ tục quốc gia", hint: "Mã dạng 1.001193, nếu có.",
          optional: true), max: 8))
      \(HTML.input(state.entry("name", "Tên thủ tục"), max: 2000))
      \(HTML.input(state.entry("sector", "Lĩnh vực"), max: 200))
      \(HTML.input(state.entry("decision", "Quyết định công bố"), max: 200))
      <fieldset><legend>Cấp thực hiện</legend>\(levels)</fieldset>
      """
  }

  private var content: HTML {
    """
    \(Channel.allCases.map(channel))
    \(HTML.textArea(
      state.entry(
        "components", "Thành phần hồ sơ",
        hint: "Mỗi dòng một giấy tờ: Tên | số bản chính | số bản sao.", optional: true), rows: 6))
    \(HTML.textArea(state.entry("steps", "Trình tự thực hiện"), rows: 6))
    \(HTML.textArea(state.entry("requirements", "Yêu cầu, điều kiện", optional: true)))
    \(HTML.textArea(lines("applicants", "Đối tượng thực hiện")))
    \(HTML.textArea(lines("results", "Kết quả")))
    \(HTML.textArea(lines("legalBases", "Căn cứ pháp lý")))
    \(HTML.input(state.entry("agency", "Cơ quan thực hiện", optional: true), max: 1000))
    \(HTML.input(state.entry("authority", "Cơ quan có thẩm quyền quyết định", optional: true), max: 600))
    """
  }

  private func lines(_ name: String, _ label: Phrase) -> Entry {
    state.entry(name, label, hint: "Mỗi dòng một mục.", optional: true)
  }

  private func channel(_ channel: Channel) -> HTML {
    let name = channel.rawValue
    let units =
      [Choice("", "–")]
      + ProcedureRecord.TimeUnit.allCases.map {
        Choice($0.rawValue, Phrase(key: $0.unit.vietnamese))
      }
    return """
      <fieldset><legend>Kênh \(channel.inSentence)</legend>
      \(HTML.checkbox(state.entry("channel.\(name)", "Nhận hồ sơ qua kênh này")))
      \(HTML.input(state.entry("term.\(name)", "Thời hạn", optional: true)))
      \(HTML.select(state.entry("unit.\(name)", "Đơn vị", optional: true), units))
      \(HTML.input(
        state.entry("fee.\(name)", "Phí, lệ phí (đồng)", hint: "0 là không thu.", optional: true)))
      </fieldset>
      """
  }
}
