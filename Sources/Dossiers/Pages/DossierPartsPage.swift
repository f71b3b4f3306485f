import Catalogue
import Deadlines
import Ground
import Web

/// The parts of a dossier that more than one page shows, each as a value.
enum DossierParts {
  static func tag(_ stage: Stage) -> HTML {
    HTML.tag(
      Phrase(key: stage.vietnamese), StageWords(stage: stage, isNumbered: true).tagKind)
  }

  /// The promised date, and in words whether it has passed or is near. Never by colour alone.
  static func due(_ dossier: Dossier, now: Instant) -> HTML {
    guard let clock = dossier.clock else { return "Chưa có" }
    let date: HTML = "<time datetime=\"\(clock.dueAt.rfc3339)\">\(clock.dueAt.vietnamese)</time>"
    switch clock.state {
    case .ended:
      let late = (clock.endedAt ?? now) > clock.dueAt
      return late
        ? "\(date) <strong class=\"late\">Đã trễ hạn</strong>"
        : "\(date) <span class=\"intime\">Trong hạn</span>"
    case .pausedSupplement, .pausedPayment:
      return "\(date) <span class=\"soon\">Đang tạm dừng tính thời hạn</span>"
    case .running:
      if now > clock.dueAt { return "\(date) <strong class=\"late\">Trễ hạn</strong>" }
      let isNear = now.adding(seconds: 24 * 3600) > clock.dueAt
      return isNear ? "\(date) <strong class=\"soon\">Sắp đến hạn</strong>" : date
    }
  }

  static func timeline(_ items: [TimelineItem], names: [AgencyCode: String]) -> HTML {
    let lines = items.reversed().map { item -> HTML in
      let place: HTML? = item.agency.map { " · \(names[$0] ?? $0.rawValue)" }
      return """
        <li><p><time datetime="\(item.at.rfc3339)">\(item.at.vietnamese)</time> · \
        \(tag(item.stage))\(place)<br><span lang="vi">\(item.text)</span></p></li>
        """
    }
    return "<h2>Quá trình giải quyết</h2><ol class=\"plain\" reversed>\(lines)</ol>"
  }

  static func papers(_ view: DossierView) -> HTML {
    let dossier = view.dossier
    guard !view.papers.isEmpty else { return "<h2>Giấy tờ</h2><p>Chưa có tệp nào.</p>" }
    let rows = view.papers.map { paper -> [HTML] in
      let asked = view.components.first { $0.number == paper.component }?.name ?? "Giấy tờ khác"
      return [
        .escaped(asked),
        HTML.link(Phrase(verbatim: paper.file.name), Paths.paper(dossier.id, paper.file.id)),
        .escaped(size(paper.file.size)), .escaped(paper.file.at.vietnamese),
        .escaped(paper.round == 0 ? "Khi nộp" : "Bổ sung lần \(paper.round)"),
      ]
    }
    return """
      <h2>Giấy tờ</h2>
      \(HTML.table(
        caption: "Giấy tờ đã nộp", heads: ["Thành phần", "Tệp", "Dung lượng", "Tải lên lúc", "Lần nộp"],
        rows: rows))
      """
  }

  static func size(_ bytes: Int64) -> String {
    bytes < 1024 * 1024
      ? "\(max(1, bytes / 1024)) KB"
      : "\(bytes / 1_048_576),\(bytes % 1_048_576 * 10 / 1_048_576) MB"
  }

  static func person(_ person: Applicant) -> HTML {
    let pairs: [(Phrase, String?)] = [
      (person.kind == .person ? "Họ và tên" : "Tên tổ chức", person.name),
      ("Số định danh cá nhân", person.personalNumber), ("Mã số thuế", person.taxNumber),
      ("Người đại diện", person.representativeName),
      ("Ngày sinh", person.birthDate.map(spelt)), ("Điện thoại", person.phone),
      ("Thư điện tử", person.email), ("Địa chỉ", person.address?.text),
    ]
    return HTML.details(
      pairs.compactMap { name, text in text.map { (name, HTML.escaped($0)) } })
  }

  /// `1990-02-03` as `03/02/1990`; year and month likewise. Source: domain 6.4.
  static func spelt(_ date: String) -> String {
    date.split(separator: "-").reversed().joined(separator: "/")
  }

  static func result(_ dossier: Dossier) -> HTML? {
    guard let decision = dossier.decision else { return nil }
    let outcome: Phrase =
      switch decision.outcome {
      case .granted: "Đồng ý giải quyết"
      case .refused: "Từ chối giải quyết"
      }
    var pairs: [(Phrase, HTML)] = [
      ("Kết quả", "\(outcome)"), ("Số văn bản", .escaped(decision.documentNumber)),
      ("Ngày ban hành", .escaped(decision.issuedOn.vietnamese)),
      ("Người ký", .escaped(decision.signer)),
      ("Văn bản", HTML.link("Tải văn bản kết quả", Paths.paper(dossier.id, decision.file))),
    ]
    if let reason = decision.reason { pairs.append(("Lý do", .escaped(reason))) }
    if let delivery = dossier.delivery {
      pairs.append(
        (
          "Đã trả",
          "\(delivery.at.vietnamese), \(DeliveryWays.name(delivery.way)), \(delivery.receiver)"
        ))
    }
    return "<h2>Kết quả</h2>\(HTML.details(pairs))"
  }

  static func fee(_ dossier: Dossier) -> HTML {
    let paid = dossier.fee.payments.reduce(Int64(0)) { $0 + $1.amount.amount }
    if paid > 0 { return "Đã nộp \(Dong(paid).vietnamese)" }
    if let asked = dossier.fee.asked { return "Cần nộp \(asked.vietnamese)" }
    guard let listed = dossier.fee.listed else { return "Chưa quy định" }
    return listed.amount == 0 ? "Không thu" : "\(listed.vietnamese)"
  }
}

/// The ways in which a result is handed out. Source: DOS-10.
enum DeliveryWays {
  static let choices = [
    Choice("counter", "Nhận trực tiếp tại bộ phận một cửa"),
    Choice("post", "Nhận qua bưu chính công ích"), Choice("online", "Nhận bản điện tử"),
  ]

  static func name(_ way: String) -> Phrase {
    choices.first { $0.value == way }?.label ?? Phrase(verbatim: way)
  }
}
