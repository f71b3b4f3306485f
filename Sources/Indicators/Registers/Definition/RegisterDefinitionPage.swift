import Directory
import Ground
import Web

/// The form by which an administrator lays down a register, or changes it from a period on.
struct RegisterDefinitionPage: Page {
  /// What stands in the form before anything is typed; `nil` for an empty one.
  let shown: ReportedRegister?
  /// `nil` for a register that is not there yet.
  let code: String?
  let history: [(laid: RegisterStore.Laid, name: String?)]
  let from: Day
  let state: FormState

  /// How many columns the form has room for beyond those that stand in it.
  static let spare = 3
  /// The name of the button that makes more room.
  static let more = "them-cot"
  static let count = "so-cot"

  var face: Face { .desk }
  var title: Phrase {
    guard let shown, code != nil else { return "Lập sổ số liệu" }
    return "Sửa mẫu sổ: \(shown.title)"
  }

  var body: HTML {
    """
    \(HTML.breadcrumbs([("Sổ số liệu báo cáo", Paths.registers)]))
    \(state.summary)
    <h1>\(title)</h1>
    <p>Mẫu sổ nói đơn vị nào báo cáo số liệu gì, bao lâu một lần và đến ngày nào. Mẫu mới áp dụng từ \
    đầu một kỳ; báo cáo của các kỳ trước vẫn theo mẫu cũ.</p>
    \(HTML.form(
      to: code.map { Paths.definition($0) } ?? Paths.newRegister(),
      """
      <div class="narrow">\(general)\(reporters)</div>
      <h2>Các cột</h2>
      <p class="hint">Cột để trống tên thì bỏ qua. Mã cột để trống thì lấy theo tên; giữ nguyên mã khi sửa.</p>
      \((0..<columns).map(column))
      \(HTML.button("Thêm chỗ cho cột", name: RegisterDefinitionPage.more, value: "co", .secondary))
      <div class="narrow">\(basis)</div>
      \(HTML.actions([
        HTML.button(code == nil ? "Lập sổ" : "Lưu mẫu mới"),
        HTML.buttonLink("Hủy, không làm", Paths.registers, .secondary),
      ]))
      """))
    \(versions)
    """
  }

  private var columns: Int {
    let asked = Int(state.values[RegisterDefinitionPage.count]) ?? 0
    let room = state.values.has(RegisterDefinitionPage.more) ? RegisterDefinitionPage.spare : 0
    let standing = (shown?.columns.count ?? 0) + RegisterDefinitionPage.spare
    return min(RegisterForm.columns, max(1, asked > 0 ? asked + room : standing))
  }

  private var general: HTML {
    let own: HTML =
      code == nil
      ? HTML.input(
        state.entry(
          "code", "Mã sổ", hint: "Chữ thường không dấu, ví dụ dien-thoai. Không sửa được về sau.",
          initial: shown?.code ?? ""), max: 40, width: .half) : ""
    return """
      \(HTML.hidden(RegisterDefinitionPage.count, String(columns)))
      \(own)
      \(HTML.input(state.entry("title", "Tên sổ", initial: shown?.title ?? ""), max: 200))
      \(HTML.select(
        state.entry("rhythm", "Kỳ báo cáo", initial: shown?.rhythm.rawValue ?? ""),
        RegisterPeriod.Rhythm.allCases.map { Choice($0.rawValue, $0.words) }))
      \(HTML.input(
        state.entry(
          "dueDays", "Hạn báo cáo", hint: "Số ngày sau khi kết thúc kỳ.",
          initial: shown.map { String($0.dueDays) } ?? "10"), .digits, max: 3, width: .short))
      \(HTML.input(
        state.entry(
          "lockDays", "Khóa số liệu",
          hint: "Số ngày sau hạn; trong thời gian đó báo cáo muộn phải nêu lý do.",
          initial: shown.map { String($0.lockDays) } ?? "20"), .digits, max: 3, width: .short))
      \(dayField(state, "from", "Áp dụng từ ngày", initial: from, hint: "Ngày đầu của một kỳ báo cáo."))
      """
  }

  private var reporters: HTML {
    var (who, level, codes) = ("level", "", "")
    switch shown?.reporters {
    case .level(let standing): level = standing.rawValue
    case .agencies(let agencies):
      (who, codes) = ("list", agencies.map(\.rawValue).joined(separator: "\n"))
    case nil: break
    }
    return """
      \(HTML.radios(
        state.entry("who", "Ai báo cáo", initial: who),
        [Choice("level", "Mọi cơ quan của một cấp"), Choice("list", "Các cơ quan theo danh sách")]))
      \(HTML.select(
        state.entry("level", "Cấp", initial: level.isEmpty ? AgencyLevel.commune.rawValue : level),
        AgencyLevel.allCases.map { Choice($0.rawValue, Phrase(key: $0.vietnamese)) }))
      \(HTML.textArea(
        state.entry(
          "agencies", "Danh sách mã cơ quan", hint: "Mỗi dòng một mã, ví dụ H99.101.", optional: true,
          initial: codes), rows: 3))
      """
  }

  private func column(_ index: Int) -> HTML {
    let standing = shown?.columns.dropFirst(index).first
    func field(_ name: String) -> String { "cot.\(index).\(name)" }
    let isRequired =
      state.values.names.isEmpty ? standing?.isRequired ?? true : false
    return """
      <fieldset class="entry"><legend>Cột \(index + 1)</legend>
      <div class="narrow">
      \(HTML.input(
        state.entry(field("title"), "Tên cột", optional: index > 0, initial: standing?.title ?? ""),
        max: 100))
      \(HTML.input(
        state.entry(field("code"), "Mã cột", optional: true, initial: standing?.code ?? ""), max: 40,
        width: .half))
      \(HTML.input(
        state.entry(field("unit"), "Đơn vị tính", optional: true, initial: standing?.unit ?? ""),
        max: 30, width: .half))
      \(HTML.select(
        state.entry(field("kind"), "Loại giá trị", initial: standing?.kind.rawValue ?? "whole"),
        RegisterColumn.Kind.allCases.map { Choice($0.rawValue, $0.words) }))
      \(HTML.input(
        state.entry(
          field("lower"), "Mức thấp nhất", optional: true,
          initial: standing?.lower?.vietnamese ?? ""), max: 30, width: .half))
      \(HTML.input(
        state.entry(
          field("upper"), "Mức cao nhất", optional: true,
          initial: standing?.upper?.vietnamese ?? ""), max: 30, width: .half))
      \(HTML.input(
        state.entry(
          field("partOf"), "Là một phần của cột", hint: "Mã cột; số ở cột này không được lớn hơn.",
          optional: true, initial: standing?.partOf ?? ""), max: 40, width: .half))
      \(HTML.checkbox(
        state.entry(field("required"), "Bắt buộc có số liệu", initial: isRequired ? "co" : "")))
      </div></fieldset>
      """
  }

  private var basis: HTML { reasonField(state, "Căn cứ") }

  private var versions: HTML? {
    guard !history.isEmpty else { return nil }
    return """
      <h2>Các mẫu đã áp dụng</h2>
      \(HTML.timeline(
        history.reversed().map { entry in
          let who: HTML? = entry.name.map {
            "<p class=\"hint\">Người thực hiện: <span lang=\"vi\">\($0)</span></p>"
          }
          let laid = entry.laid.definition
          return TimelineEvent(
            entry.laid.at.vietnamese,
            "Mẫu thứ \(laid.version), áp dụng từ \(laid.from.vietnamese), \(laid.columns.count) cột",
            "<p lang=\"vi\">\(entry.laid.reason)</p>\(who)")
        }))
      """
  }
}
