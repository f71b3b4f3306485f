import Ground
import Web

/// One dossier for whoever handed it in: where it stands, what comes next, what can be done.
struct MyDossierPage: Page {
  let file: DossierFile
  let around: Surroundings
  let forms: ActForms
  let now: Instant

  private var dossier: Dossier { file.view.dossier }

  var title: String {
    "\(forms.tried == nil ? "" : "Lỗi: ")Hồ sơ \(dossier.number ?? dossier.reference.text)"
  }

  /// What an applicant does; officers have their own page.
  static let acts: [ActKind] = [.supply, .rate, .withdraw]

  var body: HTML {
    let acts = MyDossierPage.acts.filter(file.possibleActs.contains)
    return """
      <p>\(HTML.link("Hồ sơ của tôi", Paths.mine))</p>
      \(forms.state.summary)
      <h1>\(file.view.procedureName)</h1>
      \(next)
      \(HTML.details(facts))
      \(DossierParts.result(dossier))
      <h2>Việc có thể làm</h2>\(forms.html(acts))
      \(notices)
      \(DossierParts.timeline(file.timeline, names: around.names))
      \(DossierParts.papers(file.view))
      <h2>Người nộp</h2>\(DossierParts.person(dossier.contents.applicant))
      \(owner)
      """
  }

  private func name(_ agency: AgencyCode) -> HTML {
    .escaped(around.names[agency] ?? agency.rawValue)
  }

  private var facts: [(String, HTML)] {
    var facts: [(String, HTML)] = []
    if let number = dossier.number { facts.append(("Mã hồ sơ", "<strong>\(number)</strong>")) }
    facts += [
      ("Mã tra cứu", "<strong>\(dossier.reference.text)</strong>"),
      ("Mã xác thực", tracking), ("Trạng thái", DossierParts.tag(dossier.stage)),
      ("Nơi nộp", name(dossier.agency)), ("Nộp lúc", .escaped(dossier.submittedAt.vietnamese)),
    ]
    if dossier.competentAgency != dossier.agency {
      facts.append(("Cơ quan giải quyết", name(dossier.competentAgency)))
    }
    if let received = dossier.receivedAt {
      facts.append(("Tiếp nhận lúc", .escaped(received.vietnamese)))
      facts.append(("Hẹn trả kết quả", DossierParts.due(dossier, now: now)))
    }
    return facts + [
      ("Phí, lệ phí", DossierParts.fee(dossier)),
      ("Nhận kết quả", .escaped(DeliveryWays.name(dossier.contents.delivery))),
    ]
  }

  private var tracking: HTML {
    let path = Paths.tracked(
      dossier.number ?? dossier.reference.text, token: dossier.lookupToken)
    return """
      \(dossier.lookupToken) · \(HTML.link("Mở trang tra cứu, gửi được cho người nhà", path))
      """
  }

  /// What happens next, and who must move. It stays true when the page is opened again.
  private var next: HTML {
    let place = around.names[dossier.agency] ?? dossier.agency.rawValue
    let text =
      switch dossier.stage {
      case .submitted:
        """
        Đã nhận hồ sơ, mã tra cứu \(dossier.reference.text). \(place) sẽ tiếp nhận, yêu cầu bổ sung hoặc \
        từ chối có nêu lý do trong 8 giờ làm việc. Ông/bà không phải làm gì thêm.
        """
      case .received, .processing: "Hồ sơ đang được giải quyết. Ông/bà không phải làm gì thêm."
      case .awaitingSupplement:
        "Hồ sơ cần bổ sung. Xem nội dung và nộp ở mục “Việc có thể làm”; thời hạn đang tạm dừng."
      case .awaitingPayment:
        """
        Hồ sơ cần nộp \(dossier.fee.asked?.vietnamese ?? "tiền"). Nộp tại bộ phận một cửa hoặc chuyển \
        khoản; thời hạn đang tạm dừng.
        """
      case .decided: "Đã có kết quả. Nhận theo cách đã chọn, hoặc tải văn bản kết quả dưới đây."
      case .delivered: "Kết quả đã được trả. Mời ông/bà đánh giá việc giải quyết."
      case .refused:
        "Hồ sơ không được tiếp nhận. Xem lý do dưới đây; có thể nộp lại khi đủ điều kiện."
      case .stopped: "Hồ sơ đã dừng giải quyết. Xem lý do dưới đây."
      case .withdrawn: "Hồ sơ đã được rút."
      }
    return "<p class=\"notice info\">\(text)</p>"
  }

  private var notices: HTML? {
    guard !file.notices.isEmpty else { return nil }
    return "<h2>Thông báo</h2><ul>\(file.notices.map { "<li>\($0)</li>" as HTML })</ul>"
  }

  private var owner: HTML? {
    dossier.contents.owner.map { "<h2>Chủ hồ sơ</h2>\(DossierParts.person($0))" }
  }
}
