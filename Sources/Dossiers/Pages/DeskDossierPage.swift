import Catalogue
import Deadlines
import Ground
import Web

/// One dossier for officers: who, what, by when, and only the acts that are possible now.
struct DeskDossierPage: Page {
  let file: DossierFile
  let around: Surroundings
  let forms: ActForms
  let now: Instant

  private var dossier: Dossier { file.view.dossier }

  var face: Face { .desk }
  var title: String {
    "\(forms.tried == nil ? "" : "Lỗi: ")Hồ sơ \(dossier.number ?? dossier.reference.text)"
  }

  var body: HTML {
    """
    <p>\(HTML.link("Bàn làm việc", Paths.desk))</p>
    \(forms.state.summary)
    <h1>\(dossier.number ?? "Hồ sơ \(dossier.reference.text)")</h1>
    <p>\(HTML.link(file.view.procedureName, Paths.procedure(dossier.procedure.rawValue)))</p>
    \(HTML.details(facts))
    \(pending)
    <h2>Việc có thể làm</h2>\(forms.html(file.possibleActs))
    \(DossierParts.result(dossier))
    <h2>Người nộp</h2>\(DossierParts.person(dossier.contents.applicant))
    \(owner)
    \(DossierParts.papers(file.view))
    \(DossierParts.timeline(file.timeline, names: around.names))
    """
  }

  private func name(_ agency: AgencyCode) -> HTML {
    "\(around.names[agency] ?? agency.rawValue) (\(agency.rawValue))"
  }

  private var facts: [(String, HTML)] {
    [
      ("Trạng thái", DossierParts.tag(dossier.stage)),
      ("Hẹn trả kết quả", DossierParts.due(dossier, now: now)),
      ("Thời hạn", .escaped(dossier.clock?.term.vietnamese ?? "Chưa tính")),
      ("Mã tra cứu", .escaped(dossier.reference.text)),
      ("Hình thức nộp", .escaped(dossier.channel.vietnamese)),
      ("Người nhập", .escaped(dossier.typedBy.vietnamese)),
      ("Nộp lúc", .escaped(dossier.submittedAt.vietnamese)),
      ("Tiếp nhận lúc", .escaped(dossier.receivedAt?.vietnamese ?? "Chưa tiếp nhận")),
      ("Cơ quan tiếp nhận", name(dossier.agency)),
      ("Cơ quan giải quyết", name(dossier.competentAgency)),
      ("Nơi trả kết quả", name(dossier.returnAgency)),
      ("Cách nhận kết quả", .escaped(DeliveryWays.name(dossier.contents.delivery))),
      ("Cán bộ xử lý", .escaped(around.officer ?? "Chưa phân công")),
      ("Trường hợp", .escaped(dossier.caseNumber.map(String.init) ?? "Chưa xác định")),
      ("Phí, lệ phí", DossierParts.fee(dossier)),
    ]
  }

  private var pending: HTML? {
    guard let correction = dossier.correction else { return nil }
    return """
      <p class="notice warning">Có đề nghị đính chính từ \(correction.at.vietnamese), chờ người khác \
      duyệt. Lý do: \(correction.reason)</p>
      """
  }

  private var owner: HTML? {
    guard let owner = dossier.contents.owner else { return nil }
    let mandate: HTML? = dossier.contents.mandate.map { mandate in
      """
      <p>\(HTML.link("Giấy ủy quyền", Paths.paper(dossier.id, mandate.file)))\
      \(mandate.until.map { ", đến ngày \($0.vietnamese)" })</p>
      """
    }
    return "<h2>Chủ hồ sơ</h2>\(DossierParts.person(owner))\(mandate)"
  }
}

extension TypedBy {
  /// What officers read.
  var vietnamese: String {
    switch self {
    case .`self`: "Người nộp tự nhập"
    case .proxy: "Người khác nhập thay"
    case .assisted: "Tổ công nghệ số cộng đồng nhập giúp"
    case .officer: "Cán bộ tiếp nhận"
    case .partner: "Hệ thống liên thông"
    case .`import`: "Chuyển từ hệ thống cũ"
    }
  }
}
