import Catalogue
import Ground
import Web

/// What was asked for, with a place for each paper.
struct SupplyPage: Page {
  let file: DossierFile
  let state: FormState
  let files: [String: UploadedFile]
  let key: String

  private var dossier: Dossier { file.view.dossier }

  var title: Phrase { "Nộp bổ sung" }

  var body: HTML {
    """
    \(HTML.back("Hồ sơ \(dossier.number ?? dossier.reference.text)", Paths.dossier(dossier.id.rawValue)))
    \(state.summary)
    <h1>Nộp bổ sung</h1>
    <p lang="vi">\(file.view.procedureName)</p>
    \(file.possibleActs.contains(.supply) ? form : closed)
    """
  }

  /// What was chosen before the stage changed can still be seen in the answer's summary.
  private var closed: HTML {
    HTML.empty(
      "Hiện không cần bổ sung gì", "Xem hồ sơ đang ở bước nào.",
      actions: [HTML.buttonLink("Xem hồ sơ", Paths.dossier(dossier.id.rawValue))])
  }

  private var form: HTML {
    """
    \(HTML.inset(MyDossierParts(file: file, letters: []).asked ?? ""))
    <p>\(ActKind.supply.consequence(for: dossier))</p>
    \(HTML.form(
      to: Paths.myAct(dossier.id, .supply), multipart: true,
      """
      \(HTML.hidden("version", String(dossier.version)))\(HTML.hidden("key", key))
      \(inputs)
      \(HTML.actions([
        HTML.button("Kiểm tra trước khi gửi", name: "act", value: ActKind.supply.rawValue),
        HTML.buttonLink("Để sau", Paths.dossier(dossier.id.rawValue), .secondary),
      ]))
      """))
    """
  }

  private var inputs: [HTML] {
    let asked = dossier.supplements.last?.items ?? []
    let numbers = Set(asked.compactMap(\.component)).sorted()
    let named = numbers.compactMap { number in file.view.components.first { $0.number == number } }
    let others = asked.filter { $0.component == nil }.map(\.what)
    let hint: Phrase? =
      others.isEmpty
      ? "PDF, ảnh chụp hoặc tệp văn phòng." : Phrase(verbatim: others.joined(separator: "; "))
    return named.map {
      input("papers.\($0.number)", Phrase(verbatim: "\($0.number). \($0.name)"), nil)
    }
      + [input("papers.0", named.isEmpty ? "Giấy tờ bổ sung" : "Giấy tờ khác", hint)]
  }

  private func input(_ field: String, _ label: Phrase, _ hint: Phrase?) -> HTML {
    FileEntry(
      field: "\(ActKind.supply.rawValue).\(field)", label: label, hint: hint, state: state,
      files: files
    ).html
  }
}

/// The files once more before they are sent.
struct SupplyReviewPage: Page {
  let file: DossierFile
  let pending: ActTaking.Pending

  private var dossier: Dossier { file.view.dossier }

  var title: Phrase { "Kiểm tra giấy tờ bổ sung" }

  var body: HTML {
    """
    <h1>Kiểm tra giấy tờ bổ sung</h1>
    <p class="lead">Chưa gửi gì. Xem lại rồi chọn “Gửi bổ sung”.</p>
    \(HTML.summaryList(rows))
    \(HTML.inset("<p>\(ActKind.supply.consequence(for: dossier))</p>"))
    \(HTML.form(
      to: Paths.myAct(dossier.id, .supply), multipart: true,
      """
      \(carried)
      \(HTML.actions([
        HTML.button("Gửi bổ sung", name: "xac-nhan", value: "co"),
        HTML.button("Quay lại sửa", name: "lai", value: "co", .secondary),
      ]))
      """))
    """
  }

  private static let prefix = "kept.supply.papers."

  private var fields: [String] {
    pending.values.names.filter { $0.hasPrefix(SupplyReviewPage.prefix) }
  }

  private var rows: [SummaryRow] {
    fields.map { field in
      let number = Int(field.dropFirst(SupplyReviewPage.prefix.count))
      let asked = file.view.components.first { $0.number == number }
      let names = pending.values.all(field).compactMap { pending.files[$0] }.map { file -> HTML in
        """
        <li><span lang="vi">\(file.name)</span> \
        <span class="hint">\(DossierParts.size(file.size))</span></li>
        """
      }
      return SummaryRow(
        asked.map { Phrase(verbatim: $0.name) } ?? "Giấy tờ khác",
        "<ul class=\"plain\">\(names)</ul>")
    }
  }

  private var carried: [HTML] {
    (fields + ["version", "key"]).flatMap { name in
      pending.values.all(name).map { HTML.hidden(name, $0) }
    }
  }
}
