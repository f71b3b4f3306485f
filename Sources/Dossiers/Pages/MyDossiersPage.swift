import Ground
import Web

/// What somebody handed in, newest first.
struct MyDossiersPage: Page {
  let text: String
  let items: [WorklistItem]
  /// After which the next page begins; `nil` on the last.
  let next: String?
  let now: Instant

  var title: String { "Hồ sơ của tôi" }

  var body: HTML {
    """
    <h1>Hồ sơ của tôi</h1>
    \(HTML.searchForm(
      to: Paths.mine,
      """
      \(HTML.input(Entry("q", "Tìm theo mã hoặc tên người nộp", value: text), .search, max: 200))
      \(HTML.button("Tìm", .secondary))
      """))
    \(items.isEmpty ? empty : list)
    """
  }

  private var empty: HTML {
    guard text.isEmpty else {
      return "<p>Không có hồ sơ nào khớp với “\(text)”. \(HTML.link("Xem tất cả", Paths.mine))</p>"
    }
    return """
      <p>Chưa có hồ sơ nào. \(HTML.link("Tìm thủ tục cần làm", Paths.procedures())) rồi chọn “Nộp hồ \
      sơ”. Hồ sơ nộp tại quầy thì xem ở trang \(HTML.link("Tra cứu", Paths.lookup)).</p>
      """
  }

  private var list: HTML {
    let rows = items.map { item -> [HTML] in
      let dossier = item.dossier
      return [
        HTML.link(
          dossier.number ?? dossier.reference.text, Paths.dossier(dossier.id.rawValue)),
        .escaped(item.procedureName), .escaped(dossier.contents.applicant.name),
        "\(DossierParts.tag(dossier.stage))\(call(dossier.stage))",
        .escaped(dossier.submittedAt.vietnamese), DossierParts.due(dossier, now: now),
      ]
    }
    let more: HTML? = next.map {
      "<p>\(HTML.link("Hồ sơ cũ hơn", Paths.mine(q: text, after: $0)))</p>"
    }
    return """
      \(HTML.table(
        caption: "Hồ sơ đã nộp, mới nhất trước",
        heads: ["Mã", "Thủ tục", "Người nộp", "Trạng thái", "Nộp lúc", "Hẹn trả"], rows: rows))
      \(more)
      """
  }

  /// What waits for the one who reads this.
  private func call(_ stage: Stage) -> HTML? {
    switch stage {
    case .awaitingSupplement: " <strong class=\"soon\">Cần nộp bổ sung</strong>"
    case .awaitingPayment: " <strong class=\"soon\">Cần nộp tiền</strong>"
    case .submitted, .received, .refused, .processing, .withdrawn, .stopped, .decided, .delivered:
      nil
    }
  }
}
