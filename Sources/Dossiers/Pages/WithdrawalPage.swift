import Ground
import Web

/// Asks whether a dossier is really to be taken back, and says what that means.
struct WithdrawalPage: Page {
  let file: DossierFile
  let around: Surroundings
  let state: FormState
  let key: String

  private var dossier: Dossier { file.view.dossier }

  var title: Phrase { "Rút hồ sơ" }

  var body: HTML {
    """
    \(HTML.back("Hồ sơ \(dossier.number ?? dossier.reference.text)", Paths.dossier(dossier.id.rawValue)))
    \(state.summary)
    <h1>Rút hồ sơ \(dossier.number ?? dossier.reference.text)</h1>
    <p lang="vi">\(file.view.procedureName)</p>
    \(file.possibleActs.contains(.withdraw) ? form : closed)
    """
  }

  private var closed: HTML {
    HTML.empty(
      "Hồ sơ này không rút được nữa", "Đã có kết quả hoặc đã kết thúc.",
      actions: [HTML.buttonLink("Xem hồ sơ", Paths.dossier(dossier.id.rawValue))])
  }

  private var form: HTML {
    let fields = ActFields(act: .withdraw, file: file, around: around, state: state, files: [:])
    return """
      \(HTML.inset(
        """
        <p><strong>Rút rồi thì không lấy lại được.</strong></p>
        <p>Hồ sơ kết thúc và cơ quan không giải quyết nữa. Muốn làm lại, bạn phải nộp hồ sơ mới và thời hạn tính lại từ đầu.</p>
        """, .warning))
      \(HTML.form(
        to: Paths.myAct(dossier.id, .withdraw),
        """
        \(HTML.hidden("version", String(dossier.version)))\(HTML.hidden("key", key))
        \(fields.html)
        \(HTML.actions([
          HTML.button("Rút hồ sơ", name: "act", value: ActKind.withdraw.rawValue, .warning),
          HTML.buttonLink("Giữ hồ sơ", Paths.dossier(dossier.id.rawValue), .secondary),
        ]))
        """))
      """
  }
}
