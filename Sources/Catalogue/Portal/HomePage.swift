import Directory
import Ground
import Rules
import Web

/// The front page: what one came for is at most three steps away. Source: TT 32/2017/TT-BTTTT
/// Điều 18.
struct HomePage: Page {
  let view: HomeView

  var title: Phrase { "Dịch vụ công" }

  var body: HTML {
    """
    \(search)
    \(tasks)
    \(events)
    \(popular)
    \(sectors)
    \(steps)
    <div class="columns"><div>\(figures)</div><aside>\(contact)</aside></div>
    """
  }

  private var search: HTML {
    """
    <section class="hero">
    <h1><label for="q">Bạn cần làm thủ tục gì?</label></h1>
    <form method="get" action="\(Paths.procedures())" role="search">
    <input id="q" name="q" type="search" maxlength="200" list="goi-y-thu-tuc" autocomplete="off" \
    aria-describedby="q-goi-y">\(HTML.button("Tìm thủ tục"))
    </form>
    <datalist id="goi-y-thu-tuc"></datalist>
    <p class="hint" id="q-goi-y">Gõ có dấu hoặc không dấu, bằng lời thường ngày. \
    Ví dụ: khai sinh, sổ đỏ, hộ kinh doanh.</p>
    </section>
    """
  }

  private var tasks: HTML {
    "<div class=\"three\">\(taskCards)</div>"
  }

  private var taskCards: HTML {
    HTML.cards([
      Card("Nộp hồ sơ", Paths.procedures(), hint: "Chọn thủ tục, xem giấy tờ cần có rồi nộp."),
      Card(
        "Tra cứu hồ sơ", Paths.lookup, hint: "Nhập mã hồ sơ trên giấy hẹn để biết đã đến bước nào."),
      Card(
        "Hồ sơ của tôi", Paths.mine,
        hint: "Theo dõi, bổ sung, nộp phí và nhận kết quả sau khi đăng nhập."),
    ])
  }

  private var events: HTML? {
    guard !view.shelf.events.isEmpty else { return nil }
    let items = view.shelf.events.map { resolved -> HTML in
      "<li>\(HTML.link(resolved.event.title.phrase, Paths.lifeEvent(resolved.event.slug)))</li>"
    }
    let rest = Array(items.dropFirst(HomePage.mostEvents))
    let more: HTML? =
      rest.isEmpty
      ? nil : HTML.fold("Việc khác trong đời sống", "<ul class=\"chips\">\(rest)</ul>")
    return """
      <section><h2>Theo việc trong đời sống</h2>
      <ul class="chips">\(Array(items.prefix(HomePage.mostEvents)))</ul>\(more)</section>
      """
  }

  private static let mostEvents = 14

  private var popular: HTML? {
    guard !view.popular.isEmpty else { return nil }
    return """
      <section><h2>Được nộp nhiều nhất</h2>
      <ul class="plain list" lang="vi">\(view.popular.map(\.shortLine))</ul></section>
      """
  }

  private var sectors: HTML? {
    guard !view.shelf.sectors.isEmpty else { return nil }
    let items = view.shelf.nearest(12).map(\.chip)
    return """
      <section><h2>Theo lĩnh vực</h2>
      <ul class="chips" lang="vi">\(items)</ul>
      <p>\(HTML.link("Xem tất cả \(view.shelf.sectors.count) lĩnh vực", Paths.sectors))</p></section>
      """
  }

  private var steps: HTML {
    """
    <section><h2>Bốn bước làm một thủ tục</h2>
    <ol class="numbered pairs">
    <li><strong>Tìm thủ tục.</strong> Trang thủ tục nêu giấy tờ cần có, thời hạn, phí và nơi nộp.</li>
    <li><strong>Nộp hồ sơ.</strong> Điền đơn và tải ảnh giấy tờ lên, hoặc mang giấy tờ đến bộ phận \
    một cửa để cán bộ nhập giúp.</li>
    <li><strong>Theo dõi.</strong> Hồ sơ trực tuyến được trả lời trong 8 giờ làm việc. Khi được tiếp \
    nhận, hồ sơ có mã số và ngày hẹn trả.</li>
    <li><strong>Nhận kết quả.</strong> Nhận trực tuyến, tại quầy hoặc qua bưu chính, rồi đánh giá \
    cách phục vụ.</li>
    </ol></section>
    """
  }

  private var figures: HTML? {
    guard let first = view.figures.first else { return nil }
    let items = view.figures.map { figure -> HTML in
      """
      <div><dt>\(figure.title.said)</dt><dd><strong>\(figure.share)</strong> \
      <span class="hint">\(figure.numerator.grouped) trên \(figure.denominator.grouped)</span></dd></div>
      """
    }
    return """
      <section><h2>Số liệu tháng này</h2><dl class="figures">\(items)</dl>
      <p class="hint">Tính đến \(first.asOf.vietnamese).</p>
      <p>\(HTML.link("Xem số liệu công khai", Paths.figures))</p></section>
      """
  }

  private var contact: HTML {
    let top: HTML? = view.top.map { agency in
      """
      <p>\(HTML.link(Phrase(verbatim: agency.name), Paths.agency(agency.code.rawValue)))</p>
      """
    }
    let phone: HTML? = view.contact?.phone.map { "<p>Điện thoại: <strong>\($0)</strong></p>" }
    return """
      <section><h2>Cần giúp đỡ?</h2>\(top)\(phone)
      <ul class="plain">
      <li>\(HTML.link("Hướng dẫn từng bước", Paths.help))</li>
      <li>\(HTML.link("Liên hệ, phản ánh", Paths.contact))</li>
      <li>\(HTML.link("Địa chỉ, giờ làm việc của các cơ quan", Paths.agencies))</li>
      </ul></section>
      """
  }
}

extension BilingualText {
  /// As words of a page; data that knows both languages itself.
  var phrase: Phrase { Phrase(verbatim: said) }
}

extension ShelfItem {
  /// The name, cut between two words where it is long.
  private var shortName: String {
    guard name.count > ShelfItem.longName else { return name }
    let cut = name.prefix(ShelfItem.longName).split(separator: " ").dropLast()
    return cut.joined(separator: " ") + "…"
  }

  private static let longName = 100

  /// One line of a short list.
  var shortLine: HTML {
    """
    <li><a href="\(Paths.procedure(code.rawValue))">\(shortName)</a> \
    <span class="hint">\(code.rawValue) · \(levels.words)</span></li>
    """
  }

  /// One line of a list: the name as a link, code and way below it.
  var line: HTML {
    """
    <li><a href="\(Paths.procedure(code.rawValue))">\(name)</a> \
    <span class="hint">\(code.rawValue) · \(levels.words) · \(Phrase(key: onlineScope.vietnamese))</span></li>
    """
  }
}

extension SectorCount {
  /// A link to the sector's procedures, with their number.
  var chip: HTML {
    """
    <li><a href="\(Paths.procedures().asking("linh-vuc", sector.code))">\(sector.name)</a> \
    <span class="hint">\(procedures.grouped)</span></li>
    """
  }
}
