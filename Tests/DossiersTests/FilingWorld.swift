import Directory
import Foundation
import Ground
import TestKit
import Testing

@testable import Catalogue
@testable import Dossiers

/// Somebody who fills in the portal's form through the desk, without pages.
struct Filer {
  let world: World
  let person: Person
  let id: Draft.ID

  static let pdf = "%PDF-1.4\nto khai\n%%EOF\n"

  static func start(
    _ world: World, _ person: Person = .citizen, _ procedure: ProcedureCode = .residence,
    at agency: AgencyCode = .communeA, key: String? = nil
  ) async throws -> Filer {
    let caller = try await world.caller(person)
    return Filer(
      world: world, person: person,
      id: try await world.drafts.start(procedure, at: agency, by: caller, key: key))
  }

  func save(_ step: FilingStep, _ typed: [(String, String)], expecting: Int = 0) async throws {
    try await world.drafts.save(
      step, Filer.values(typed), of: id, by: world.caller(person), expecting: expecting)
  }

  @discardableResult
  func add(
    _ text: String = pdf, _ name: String = "to-khai.pdf", at place: PaperPlace = .component(1),
    type: MediaType = .pdf
  ) async throws -> DraftFile {
    let chunks = AsyncStream<[UInt8]> { stream in
      if !text.isEmpty { stream.yield(Array(text.utf8)) }
      stream.finish()
    }
    return try await world.drafts.add(
      chunks, type: type, name: name, at: place, of: id, by: world.caller(person))
  }

  /// Every step as a person fills it who does as the page says.
  func fill(name: String? = nil) async throws {
    try await save(.applicant, Filer.applicant(name ?? person.name))
    try await save(.owner, [("owner.who", "self")])
    try await add()
    try await save(.papers, [])
    try await save(.delivery, [("delivery", "counter")])
  }

  func opened() async throws -> OpenedDraft {
    guard case .open(let opened) = try await world.drafts.opened(id, of: world.caller(person))
    else { throw NotOpen() }
    return opened
  }

  func troubles() async throws -> [String] {
    try await opened().form.troubles(on: world.clock.now.day).map(\.pointer)
  }

  @discardableResult
  func send(
    terms: Draft.Terms? = nil, isTrue: Bool = true, browser: String? = nil
  ) async throws -> Dossier.ID {
    let seen: Draft.Terms
    if let terms { seen = terms } else { seen = Draft.Terms(try await opened().offered) }
    return try await world.drafts.send(
      id, by: world.caller(person), declaring: .init(terms: seen, isTrue: isTrue, browser: browser))
  }

  static func values(_ pairs: [(String, String)]) -> DraftValues {
    DraftValues(pairs.map { .init(name: $0.0, value: $0.1) })
  }

  static func applicant(_ name: String, who: String = "applicant") -> [(String, String)] {
    [
      ("kind", "person"), ("name", name), ("personalNumber", "000 190 123 456"),
      ("birthDate.ngay", "3"), ("birthDate.thang", "2"), ("birthDate.nam", "1990"),
      ("phone", "0912 345 678"), ("email", ""), ("address.line", "Thôn 1"),
      ("address.commune", "Xã An Bình"), ("address.province", "Tỉnh Thử Nghiệm"),
    ].map { ("\(who).\($0.0)", $0.1) }
  }
}

/// The draft that a test asks for is sent or closed.
struct NotOpen: Error {}

extension World {
  var drafts: DraftDesk { DraftDesk(dossiers: dossiers.desk, files: dossiers.files) }
}

/// The four procedures that the whole journey is shown with.
enum RealProcedures {
  static let codes = ["1.012784", "1.004222", "1.001612", "1.001193"]

  static var file: String {
    let folder = ProcessInfo.processInfo.environment["MOTCUA_SHARED"] ?? World.root + "/../shared"
    return folder + "/data/procedures.jsonl.gz"
  }

  static var isHere: Bool { FileManager.default.fileExists(atPath: file) }

  /// Takes them into the catalogue, and commune A offers them.
  static func take(into world: World) async throws {
    var lines: [UInt8] = []
    try ProcedureSource.file(file).lines { _, line in
      let text = String(decoding: line, as: UTF8.self)
      guard
        codes.contains(where: {
          text.contains("\"code\": \"\($0)\"") || text.contains("\"code\":\"\($0)\"")
        })
      else { return }
      lines += Array(line) + [10]
    }
    _ = try await world.catalogue.procedures.importProcedures(.bytes(lines))
    _ = try await world.catalogue.offers.openOffers(
      codes.map {
        OfferDraft(
          agency: .communeA, procedure: ProcedureCode($0), from: World.birth.day,
          citation: Citation(decision: "01/QĐ-TN", decidedOn: World.birth.day))
      }, at: world.clock.now, by: nil)
  }
}
