import Directory
import Foundation
import Ground
import Storage
import TestKit
import Testing
import Web

@testable import Dossiers

/// Somebody with a browser in which nothing runs: follows links, fills forms, goes where 303 leads.
struct Walker {
  let world: World
  let person: Person?

  init(_ world: World, _ person: Person?) { (self.world, self.person) = (world, person) }

  var endpoints: [Endpoint] {
    DossierPages(
      desk: world.dossiers.desk, files: world.dossiers.files, readings: world.directory.readings,
      pace: LookupPace()
    ).endpoints
  }

  func get(_ path: String) async throws -> Reply {
    let reply = try await ask(Asking(.get, path))
    if reply.header("Content-Type")?.hasPrefix("text/html") == true { expectSound(reply.text) }
    return reply
  }

  /// Sends the form of `page` that leads to `action`: its hidden fields, and `fields` over them.
  /// `from` names another form, for whoever meddles with the address.
  func send(
    _ page: Reply, to action: String, _ fields: [(String, String)] = [], hidden: Bool = true,
    from: String? = nil,
    files: [(field: String, name: String, bytes: String)] = []
  ) async throws -> Reply {
    let form = try #require(Form(page.text, action: from ?? action), "no form to \(action)")
    let kept = hidden ? form.hidden : []
    let pairs = kept.filter { old in !fields.contains { $0.0 == old.0 } } + fields
    let (type, body) =
      form.isMultipart
      ? multipart(pairs, files) : ("application/x-www-form-urlencoded", encoded(pairs))
    let reply = try await ask(
      Asking(
        .post, action, headers: [("Content-Type", type), ("Origin", "http://localhost:8080")],
        body: body))
    if reply.header("Content-Type")?.hasPrefix("text/html") == true { expectSound(reply.text) }
    return reply
  }

  /// The same, and where an act asks to be confirmed, confirmed on the page that asks.
  func confirming(
    _ page: Reply, to action: String, _ fields: [(String, String)] = [],
    files: [(field: String, name: String, bytes: String)] = []
  ) async throws -> Reply {
    let reply = try await send(page, to: action, fields, files: files)
    guard reply.status == 200, reply.text.contains("name=\"xac-nhan\"") else { return reply }
    return try await send(reply, to: action, [("xac-nhan", "co")])
  }

  /// The page that an answer leads to.
  func follow(_ reply: Reply) async throws -> Reply {
    #expect(reply.status == 303)
    return try await get(try #require(reply.header("Location")))
  }

  private func ask(_ asking: Asking) async throws -> Reply {
    guard let person else { return try await asking.ask(world.edge) }
    return try await asking.cookie(try await world.token(person)).ask(world.edge)
  }

  private func encoded(_ pairs: [(String, String)]) -> String {
    pairs.map { "\(escaped($0.0))=\(escaped($0.1))" }.joined(separator: "&")
  }

  private func escaped(_ text: String) -> String {
    text.utf8.map { "%" + hex([$0]) }.joined()
  }

  private func multipart(
    _ pairs: [(String, String)], _ files: [(field: String, name: String, bytes: String)]
  ) -> (String, String) {
    let edge = "ranh-gioi-cua-thu"
    var parts = pairs.map { "Content-Disposition: form-data; name=\"\($0.0)\"\r\n\r\n\($0.1)" }
    parts += files.map {
      """
      Content-Disposition: form-data; name="\($0.field)"; filename="\($0.name)"\r
      Content-Type: application/octet-stream\r\n\r\n\($0.bytes)
      """
    }
    let body = parts.map { "--\(edge)\r\n\($0)\r\n" }.joined() + "--\(edge)--\r\n"
    return ("multipart/form-data; boundary=\(edge)", body)
  }
}

extension World {
  /// The row of the dossier with this id.
  func stored(_ id: String) async throws -> Dossier {
    let found = try await database.read { tx in try DossierStore(tx: tx).dossier(id) }
    return try #require(found)
  }
}

/// One form of a page, as far as a walker needs it.
private struct Form {
  let isMultipart: Bool
  let hidden: [(String, String)]

  init?(_ html: String, action: String) {
    let forms = html.components(separatedBy: "<form").dropFirst()
    guard let form = forms.first(where: { Self.posts($0, to: action) }) else { return nil }
    let text = form.components(separatedBy: "</form>")[0]
    isMultipart = text.prefix { $0 != ">" }.contains("enctype=\"multipart/form-data\"")
    let fields = text.matches(of: /<input type="hidden" name="([^"]*)" value="([^"]*)">/)
    hidden = fields.map { (String($0.1), String($0.2)) }
  }

  /// Whether the form that begins here leads to `action`, whatever mark stands behind it.
  private static func posts(_ form: String, to action: String) -> Bool {
    let attributes = form.prefix { $0 != ">" }
    guard attributes.contains(" method=\"post\"") else { return false }
    return attributes.firstMatch(of: /\saction="([^"]*?)(?:\?|&amp;)lan=/).map { String($0.1) }
      == action
  }
}
