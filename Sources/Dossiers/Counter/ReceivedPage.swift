import Catalogue
import Deadlines
import Ground
import Web

/// What stands after a reception at the counter: the number, the date, the receipt to print, and
/// the next one at hand.
struct ReceivedPage: Page {
  let file: DossierFile

  private var dossier: Dossier { file.view.dossier }

  var face: Face { .desk }
  var title: Phrase { "Đã tiếp nhận hồ sơ \(dossier.number ?? dossier.reference.text)" }

  var body: HTML {
    """
    \(HTML.confirmation(
      "Đã tiếp nhận hồ sơ", label: "Mã hồ sơ", reference: dossier.number ?? dossier.reference.text))
    \(HTML.details(facts))
    <p class="actions">\
    <a class="button primary" href="\(Paths.reception(dossier.procedure.rawValue))" autofocus \
    accesskey="k">Tiếp nhận hồ sơ khác</a> \
    \(receipt) \
    \(HTML.buttonLink("Thủ tục khác", Paths.reception, .secondary)) \
    \(HTML.buttonLink("Mở hồ sơ", Paths.deskDossier(dossier.id.rawValue), .secondary))</p>
    <p class="hint">Phím tắt: Enter tiếp nhận hồ sơ khác cùng thủ tục; Alt + P in giấy tiếp nhận.</p>
    """
  }

  private var receipt: HTML {
    let path = Paths.deskLetter(dossier.id.rawValue, .receipt)
    return """
      <a class="button secondary" href="\(path)" target="_blank" rel="noopener" accesskey="p">\
      In giấy tiếp nhận</a>
      """
  }

  private var facts: [(Phrase, HTML)] {
    [
      ("Thủ tục", "<span lang=\"vi\">\(file.view.procedureName)</span>"),
      ("Người nộp", "<span lang=\"vi\">\(dossier.contents.applicant.name)</span>"),
      ("Hình thức nộp", "\(Phrase(key: dossier.channel.vietnamese))"),
      ("Hẹn trả kết quả", "<strong>\(dossier.clock?.dueAt.vietnamese ?? "")</strong>"),
      ("Phí, lệ phí", DossierParts.fee(dossier)),
      ("Mã tra cứu", .escaped(dossier.reference.text)),
    ]
  }
}
