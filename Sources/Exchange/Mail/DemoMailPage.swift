import Ground
import Web

/// The letters that a demonstration would have sent: nothing leaves the machine.
struct DemoMailPage: Page {
  let letters: [Mail]

  var title: Phrase { "Hộp thư của bản trình diễn" }

  var body: HTML {
    """
    <h1>Hộp thư của bản trình diễn</h1>
    <p>Bản trình diễn không gửi thư đi đâu cả. Thư lẽ ra được gửi nằm ở đây, thư mới nhất ở trên.</p>
    \(letters.isEmpty ? empty : HTML(joining: letters.map(letter)))
    """
  }

  private var empty: HTML {
    "<p>Chưa có thư nào. Đăng ký tài khoản hoặc nộp một hồ sơ, rồi quay lại đây.</p>"
  }

  private func letter(_ mail: Mail) -> HTML {
    let paragraphs = mail.text.split(separator: "\n\n").map { "<p>\(String($0))</p>" as HTML }
    let link: HTML? = mail.link.flatMap { Path(returned: $0) }.map {
      "<p>\(HTML.link("Mở liên kết trong thư", $0))</p>"
    }
    return """
      <article class="box" lang="vi"><h2>\(mail.subject)</h2>
      <p class="hint">Gửi đến \(mail.recipient) lúc \(mail.at.vietnamese)</p>
      \(paragraphs)\(link)</article>
      """
  }
}
