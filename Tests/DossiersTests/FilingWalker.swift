import Ground
import TestKit
import Testing

@testable import Dossiers

/// The portal's form by hand, step after step.
extension Walker {
  /// Begins a draft and gives the address of it.
  func begin(_ form: String, at agency: String = "H99.101") async throws -> String {
    let start = try await get(form)
    let begun = try await send(start, to: form, [("agency", agency)])
    return try #require(begun.header("Location"))
  }

  /// Sends one step with what its page holds already, and `fields` over it.
  func step(
    _ draft: String, _ step: FilingStep, _ fields: [(String, String)],
    files: [(field: String, name: String, bytes: String)] = [], query: String = ""
  ) async throws -> Reply {
    let path = "\(draft)/\(step.rawValue)"
    return try await send(try await get(path + query), to: path, fields, files: files)
  }

  /// Every step as somebody fills it who does as the page says; gives the review.
  func fillIn(
    _ draft: String, name: String = Person.citizen.name, pdf: String = Filer.pdf
  ) async throws -> Reply {
    var reply = try await step(draft, .applicant, Filer.applicant(name))
    reply = try await step(draft, .owner, [("owner.who", "self")])
    reply = try await step(draft, .papers, [], files: [("paper.1", "to-khai.pdf", pdf)])
    reply = try await step(draft, .delivery, [("delivery", "counter")])
    #expect(reply.header("Location") == "\(draft)/kiem-tra")
    return try await get("\(draft)/kiem-tra")
  }

  /// Says that it is true, and sends; gives what the sending answered.
  func declare(_ review: Reply, _ draft: String) async throws -> Reply {
    try await send(review, to: "\(draft)/kiem-tra", [("declaration", "co")])
  }

  /// The whole form; gives the confirmation.
  func handIn(_ form: String, pdf: String = Filer.pdf) async throws -> Reply {
    let draft = try await begin(form)
    let sent = try await declare(try await fillIn(draft, pdf: pdf), draft)
    return try await follow(sent)
  }
}
