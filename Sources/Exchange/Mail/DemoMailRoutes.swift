import Ground
import Web

/// The mailbox of a demonstration. A real province has no such page.
struct DemoMailRoutes: Sendable {
  let desk: MailDesk

  var endpoints: [Endpoint] {
    [
      Endpoint(
        .get, "/thu-demo", name: "demoMailPage", summary: "Hộp thư của bản trình diễn",
        tag: "pages", access: .everyone, answers: [AnswerShape(200, type: "text/html")]
      ) { _ in .page(DemoMailPage(letters: try await desk.newest(limit: 50))) }
    ]
  }
}
