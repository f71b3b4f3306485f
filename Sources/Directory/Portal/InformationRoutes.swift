import Ground
import Web

/// Pages that tell how to use the house and what one may expect of it.
struct InformationRoutes: Sendable {
  let desk: DirectoryDesk

  var endpoints: [Endpoint] {
    [
      contact,
      told("/tro-giup", "helpPage", "Trang trợ giúp") { HelpPage() },
      told("/tiep-can", "accessibilityPage", "Tuyên bố về khả năng tiếp cận") {
        AccessibilityPage()
      },
      told("/rieng-tu", "privacyStatementPage", "Trang quyền riêng tư") { PrivacyStatementPage() },
    ]
  }

  private func told(
    _ path: String, _ name: String, _ summary: String,
    _ page: @escaping @Sendable () -> some Page
  ) -> Endpoint {
    Endpoint(
      .get, path, name: name, summary: summary, tag: "pages", access: .everyone,
      answers: [AnswerShape(200, type: "text/html")]
    ) { _ in .page(page()) }
  }

  private var contact: Endpoint {
    Endpoint(
      .get, "/lien-he", name: "contactPage", summary: "Trang liên hệ", tag: "pages",
      access: .everyone, answers: [AnswerShape(200, type: "text/html")]
    ) { _ in
      let (agency, contact) = try await desk.province()
      return .page(ContactPage(agency: agency, contact: contact))
    }
  }
}
