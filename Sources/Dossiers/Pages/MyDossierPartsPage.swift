import Catalogue
import Directory
import Ground
import Web

/// The parts of one's own dossier that are long: each as a value.
struct MyDossierParts {
  let file: DossierFile
  let letters: [IssuedLetter]

  private var dossier: Dossier { file.view.dossier }

  /// What is missing, while it is asked for. Source: DOS-21.
  var asked: HTML? {
    guard dossier.stage == .awaitingSupplement, let request = dossier.supplements.last else {
      return nil
    }
    let items = request.items.map { "<li><strong>\($0.what)</strong>: \($0.how)</li>" as HTML }
    let basis: HTML? = request.legalBasis.map { "<p>Căn cứ: <span lang=\"vi\">\($0)</span></p>" }
    return """
      <p>Yêu cầu lúc \(request.at.vietnamese), cần bổ sung:</p>
      <ul lang="vi">\(items)</ul>
      <p>Lý do: <span lang="vi">\(request.reason)</span></p>\(basis)
      """
  }

  /// What must be paid, why, and how; the receiver records that it was. Source: 1.6, 6.
  func payment(_ door: AgencyDoor) -> HTML? {
    guard dossier.stage == .awaitingPayment, let amount = dossier.fee.asked else { return nil }
    let why = file.timeline.last { $0.act == ActKind.requestPayment.rawValue }
    let phone: HTML? = door.contact?.phone.map { ", điện thoại <span lang=\"vi\">\($0)</span>" }
    return """
      <section class="box" id="nop-tien"><h2>Thông báo nộp tiền</h2>
      <p>Số tiền: <strong>\(amount.vietnamese)</strong></p>
      \(why.map { "<p lang=\"vi\">\($0.text)</p>" as HTML })
      <h3>Cách nộp</h3>
      <ol>
      <li>Nộp tiền mặt tại bộ phận một cửa của <span lang="vi">\(door.name)</span>, hoặc hỏi số tài khoản để chuyển khoản\(phone).</li>
      <li>Nói hoặc ghi mã \(dossier.number ?? dossier.reference.text).</li>
      <li>Nhận biên lai. Cán bộ ghi nhận vào hồ sơ, trang này đổi ngay và bạn được báo.</li>
      </ol></section>
      """
  }

  /// What happened, newest first, in plain words.
  var history: HTML {
    let events = file.timeline.reversed().map { item in
      TimelineEvent(
        item.at.vietnamese, MyDossierParts.words(item.act),
        "<p lang=\"vi\">\(item.text)</p>",
        kind: StageWords(stage: item.stage, isNumbered: true).tagKind)
    }
    return "<h2>Quá trình giải quyết</h2>\(HTML.timeline(events))"
  }

  /// An act as the applicant sees it; what is new here is still a change.
  static func words(_ act: String) -> Phrase {
    guard let kind = ActKind(rawValue: act) else {
      return act == "submit" ? "Đã nộp hồ sơ" : "Hồ sơ có thay đổi"
    }
    return switch kind {
    case .receive: "Hồ sơ được tiếp nhận"
    case .refuse: "Hồ sơ không được tiếp nhận"
    case .forward: "Chuyển đến cơ quan giải quyết"
    case .assign: "Giao cán bộ giải quyết"
    case .requestSupplement: "Cơ quan yêu cầu bổ sung"
    case .supply: "Đã nộp bổ sung"
    case .requestPayment: "Cơ quan thông báo nộp tiền"
    case .pay: "Cơ quan đã nhận tiền"
    case .extend: "Cơ quan xin lỗi và hẹn lại"
    case .decide: "Đã có kết quả"
    case .deliver: "Đã trả kết quả"
    case .withdraw: "Đã rút hồ sơ"
    case .stop: "Dừng giải quyết"
    case .correct: "Có đề nghị đính chính"
    case .approveCorrection: "Đã đính chính"
    case .rate: "Bạn đã đánh giá"
    }
  }

  var papers: HTML {
    guard !file.view.papers.isEmpty else { return "<h2>Giấy tờ đã nộp</h2><p>Chưa có tệp nào.</p>" }
    let rows = file.view.papers.map { paper -> [HTML] in
      let asked = file.view.components.first { $0.number == paper.component }
      let name: HTML = asked.map { "<span lang=\"vi\">\($0.name)</span>" } ?? "Giấy tờ khác"
      let round: Phrase = paper.round == 0 ? "Khi nộp" : "Bổ sung lần \(paper.round)"
      return [
        name,
        """
        <a href="\(Paths.paper(dossier.id, paper.file.id))" lang="vi">\(paper.file.name)</a> \
        <span class="hint">\(DossierParts.size(paper.file.size))</span>
        """,
        "\(round)",
      ]
    }
    let columns = [Column("Thành phần"), Column("Tệp"), Column("Lần nộp")]
    return """
      <h2>Giấy tờ đã nộp</h2>
      \(HTML.table(
        caption: "Giấy tờ đã nộp", columns: columns, rows: rows, captionHidden: true))
      """
  }

  var letterList: HTML? {
    guard !letters.isEmpty else { return nil }
    let lines = letters.map { letter -> HTML in
      let round: HTML? = letter.round.map { ", lần \($0)" }
      return """
        <li><a href="\(letter.path(of: dossier.id.rawValue, for: .applicant))" lang="vi">\
        \(letter.title)</a>\(round) <span class="hint">(PDF, \(letter.at.vietnamese))</span></li>
        """
    }
    return "<section class=\"box\"><h2>Giấy và phiếu của hồ sơ</h2><ul>\(lines)</ul></section>"
  }

  var notices: HTML? {
    guard !file.notices.isEmpty else { return nil }
    let lines = file.notices.map { "<li>\($0)</li>" as HTML }
    return """
      <section class="box"><h2>Thông báo</h2><ul class="plain" lang="vi">\(lines)</ul></section>
      """
  }
}
