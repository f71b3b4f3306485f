import Deadlines
import Ground
import Web

/// An act that cannot be undone, shown once more before it is done.
struct ActConfirmationPage: Page {
  let pending: ActTaking.Pending
  let file: DossierFile
  let outlook: Outlook

  private var kind: ActKind { pending.act.kind }
  private var dossier: Dossier { file.view.dossier }

  var face: Face { .desk }
  var title: Phrase { "Xác nhận: \(Phrase(key: kind.vietnamese))" }

  var body: HTML {
    // Dates outside the calendar cannot be said; the act itself refuses them.
    let exact = try? Consequence(of: kind, on: dossier, outlook)
    return """
      <h1>\(title)</h1>
      <p class="lead">Việc này không hoàn lại được. Kiểm tra rồi xác nhận.</p>
      \(HTML.details(facts + typed))
      \(HTML.inset(
        "<p>\(kind.consequence(for: dossier))</p>\(exact.map { "<p><strong>\($0.words)</strong></p>" as HTML })",
        .warning))
      \(HTML.form(
        to: Paths.deskAct(dossier.id, kind), multipart: kind.takesFiles,
        """
        \(kept)
        \(HTML.actions([
          HTML.button(
            "Xác nhận: \(Phrase(key: kind.vietnamese))", name: "xac-nhan", value: "co",
            Dossiers.kind(kind)),
          HTML.button("Quay lại sửa", name: "lai", value: "co", .secondary),
        ]))
        """))
      """
  }

  private var facts: [(Phrase, HTML)] {
    [
      ("Hồ sơ", .escaped(dossier.number ?? dossier.reference.text)),
      ("Thủ tục", "<span lang=\"vi\">\(file.view.procedureName)</span>"),
      ("Người nộp", "<span lang=\"vi\">\(dossier.contents.applicant.name)</span>"),
    ]
  }

  /// What was typed, in the words of the form.
  private var typed: [(Phrase, HTML)] {
    func said(_ name: Phrase, _ text: String?) -> [(Phrase, HTML)] {
      guard let text else { return [] }
      return [(name, "<span lang=\"vi\">\(text)</span>")]
    }
    switch pending.act {
    case .refuse(let reason, let basis):
      return said("Lý do", reason) + said("Căn cứ pháp lý", basis)
    case .withdraw(let reason, let basis), .stop(let reason, let basis):
      return said("Lý do", reason) + said("Căn cứ pháp lý", basis)
    case .decide(let outcome, let document, let reason):
      return decided(outcome, document) + said("Lý do", reason)
    case .deliver(let way, let receiver):
      return [("Trả bằng cách nào", "\(DeliveryWays.name(way))")]
        + said("Người nhận kết quả", receiver)
    case .receive, .forward, .assign, .requestSupplement, .supply, .requestPayment, .pay, .extend,
      .correct, .approveCorrection, .rate:
      return []
    }
  }

  private func decided(
    _ outcome: Decision.Outcome, _ document: DecisionDocument
  ) -> [(Phrase, HTML)] {
    let words: Phrase = outcome == .granted ? "Đồng ý giải quyết" : "Từ chối giải quyết"
    guard case .issued(let number, let day, let signer, let file) = document else {
      return [("Kết quả", "\(words)")]
    }
    return [
      ("Kết quả", "\(words)"), ("Số, ký hiệu văn bản", .escaped(number)),
      ("Ngày ban hành", .escaped(day.vietnamese)), ("Người ký", .escaped(signer)),
      ("Tệp văn bản kết quả", .escaped(pending.files[file]?.name ?? file)),
    ]
  }

  /// Everything that was sent, but for the buttons and the form's token.
  private var kept: [HTML] {
    let own = ["version", "key", "ds", "tiep"]
    return pending.values.names.filter { name in
      own.contains(name) || name.hasPrefix("\(kind.rawValue).") || name.hasPrefix("kept.")
    }.flatMap { name in pending.values.all(name).map { HTML.hidden(name, $0) } }
  }
}
