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

  /// What sending does, in words for the one who sends. Source: TIM-1.
  static func consequence(_ dossier: Dossier) -> Phrase {
    dossier.clock == nil
      ? "Khi bạn gửi, hồ sơ trở lại chờ tiếp nhận."
      : "Khi bạn gửi, thời hạn giải quyết chạy lại và ngày hẹn trả mới được báo ngay."
  }

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
    <p>\(SupplyPage.consequence(dossier))</p>
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

  /// One place for each paper that was asked for, and one for anything else.
  private var inputs: [HTML] {
    let asked = dossier.supplements.last?.items ?? []
    let numbers = Set(asked.compactMap(\.component)).sorted()
    let named = numbers.compactMap { number in file.view.components.first { $0.number == number } }
    let others = asked.filter { item in !named.contains { $0.number == item.component } }
    let places = named.map { component -> HTML in
      let items = asked.filter { $0.component == component.number }
      let what = items.map { "\($0.what): \($0.how)" }.joined(separator: "; ")
      return input(
        "papers.\(component.number)", Phrase(verbatim: component.name), Phrase(verbatim: what))
    }
    guard !others.isEmpty else {
      return places + [input("papers.0", "Giấy tờ khác", "PDF, ảnh chụp hoặc tệp văn phòng.")]
    }
    let what = others.map { "\($0.what): \($0.how)" }.joined(separator: "; ")
    return places + [
      input("papers.0", "Giấy tờ bổ sung", Phrase(verbatim: what), isAsked: true)
    ]
  }

  private func input(
    _ field: String, _ label: Phrase, _ hint: Phrase?, isAsked: Bool? = nil
  ) -> HTML {
    FileEntry(
      field: "\(ActKind.supply.rawValue).\(field)", label: label, hint: hint, state: state,
      files: files, optional: !(isAsked ?? (field != "papers.0"))
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
    \(HTML.inset("<p>\(SupplyPage.consequence(dossier))</p>"))
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
