import Catalogue
import Directory
import Ground
import Web

/// It was sent: the reference, what happens next, and how to follow it. It stays true when it is
/// opened again. Source: DOS-24 (the acknowledgement of what was handed in).
struct FilingSentPage: Page {
  let sent: FilingConfirmation

  private var dossier: Dossier { sent.dossier }

  var title: Phrase { "Đã gửi hồ sơ \(dossier.reference.text)" }

  var body: HTML {
    """
    \(HTML.confirmation("Đã gửi hồ sơ", label: "Mã tra cứu", reference: dossier.reference.text))
    \(standing)
    <h2>Việc tiếp theo</h2>
    <ol>
    <li><span lang="vi">\(sent.agencyName)</span> xem hồ sơ và trả lời trong 8 giờ làm việc: tiếp nhận, \
    yêu cầu bổ sung một lần, hoặc từ chối và nói rõ lý do.</li>
    <li>Khi tiếp nhận, bạn được cấp mã hồ sơ và giấy hẹn trả kết quả. Thời hạn tính từ lúc đó.</li>
    \(notices)
    </ol>
    \(HTML.actions([
      HTML.buttonLink("Theo dõi hồ sơ", Paths.dossier(dossier.id.rawValue)),
      HTML.buttonLink("Hồ sơ của tôi", Paths.mine, .secondary), HTML.printButton(),
    ]))
    <h2>Thông báo đã nhận hồ sơ</h2>
    \(HTML.details(facts))
    \(tracking)
    \(contact)
    """
  }

  private var notices: HTML {
    guard let email = sent.email else {
      return "<li>Nếu cần bổ sung hoặc nộp phí, thông báo hiện ở trang hồ sơ của bạn.</li>"
    }
    return """
      <li>Nếu cần bổ sung hoặc nộp phí, thông báo hiện ở trang hồ sơ của bạn và được gửi đến \
      <span lang="vi">\(email)</span>.</li>
      """
  }

  /// Where it stands by now, when the page is opened again.
  private var standing: HTML? {
    guard dossier.stage != .submitted else { return nil }
    return HTML.inset(
      "<p>Hiện nay: <strong>\(dossier.stage.vietnamese)</strong>. Xem chi tiết ở trang hồ sơ.</p>")
  }

  private var facts: [(Phrase, HTML)] {
    let applicant = dossier.contents.applicant
    var facts: [(Phrase, HTML)] = [
      ("Mã tra cứu", "<strong>\(dossier.reference.text)</strong>"),
      ("Gửi lúc", .escaped(dossier.submittedAt.vietnamese)),
      ("Thủ tục", "<span lang=\"vi\">\(sent.procedureName) (\(dossier.procedure.rawValue))</span>"),
      ("Nơi nộp", "<span lang=\"vi\">\(sent.agencyName)</span>"),
      ("Người nộp", "<span lang=\"vi\">\(applicant.name)</span>"),
    ]
    if let owner = dossier.contents.owner {
      facts.append(("Chủ hồ sơ", "<span lang=\"vi\">\(owner.name)</span>"))
    }
    if let helper = dossier.contents.helper {
      facts.append(("Người hỗ trợ kê khai", "<span lang=\"vi\">\(helper)</span>"))
    }
    facts.append(("Số tệp gửi kèm", "\(sent.paperCount)"))
    if let number = dossier.number { facts.append(("Mã hồ sơ", "<strong>\(number)</strong>")) }
    return facts
  }

  private var path: Path {
    Paths.lookup(number: dossier.reference.text, token: dossier.lookupToken)
  }

  private var tracking: HTML {
    """
    <section class="box"><h2>Tra cứu không cần đăng nhập</h2>
    <p>\(HTML.link("Mở trang tra cứu của hồ sơ này", path)). Gửi được liên kết này cho người nhà; ai có \
    liên kết thì xem được hồ sơ đến đâu, không xem được thông tin cá nhân.</p>
    <p><img src="\(Paths.trackingCode(dossier.id))" width="180" height="180" \
    alt="Mã QR mở trang tra cứu hồ sơ này"></p>
    </section>
    """
  }

  private var contact: HTML {
    let ways = [sent.contact?.phone, sent.contact?.email, sent.contact?.address]
      .compactMap { $0 }
    let words: HTML =
      ways.isEmpty ? "" : "<span lang=\"vi\">\(ways.joined(separator: " · "))</span>"
    return """
      <h2>Cần hỏi thêm</h2>
      <p><span lang="vi">\(sent.agencyName)</span>. \(words)</p>
      """
  }
}
