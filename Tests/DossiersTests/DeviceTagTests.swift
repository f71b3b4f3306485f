import Ground
import TestKit
import Testing

@testable import Dossiers
@testable import Journal

/// A fact tells that two dossiers came from one browser, and nothing that leads back to it.
/// Source: docs/facts.md, `deviceTag`; domain P5.
@Suite struct DeviceTagTests {
  /// The first fact of what `filer` sends from `browser`.
  private func sent(
    _ world: World, _ person: Person, from browser: String?
  ) async throws -> [Fact] {
    let filer = try await Filer.start(world, person)
    try await filer.fill()
    let id = try await filer.send(browser: browser)
    return try await world.facts(ofSubject: try await world.stored(id.rawValue).subject)
  }

  @Test(arguments: Engine.all)
  func twoPeopleAtOneBrowserHaveOneTagAndAnotherBrowserAnother(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let mark = "TWFya0JhY2tTaG93c05vdGhpbmdPZkl0"
      let first = try await sent(world, .citizen, from: mark)
      let second = try await sent(world, .neighbour, from: mark)
      let other = try await sent(world, .citizen, from: String(mark.reversed()))
      let tag = try #require(first.first?.deviceTag)
      #expect(tag.count == 32 && tag.allSatisfy { $0.isHexDigit })
      #expect(second.first?.deviceTag == tag)
      #expect(other.first?.deviceTag != nil && other.first?.deviceTag != tag)
      #expect(first.first?.actorTag != second.first?.actorTag)
      for fact in first + second + other {
        #expect(!String(decoding: fact.line, as: UTF8.self).contains(mark))
      }
      #expect(try await sent(world, .neighbour, from: nil).first?.deviceTag == nil)
    }
  }

  /// Through the pages: the browser that sent it is marked, and its next dossier has the same tag.
  @Test func thePageMarksTheBrowserThatSends() async throws {
    try await World.with(.sqlite) { world in
      let citizen = Walker(world, .citizen)
      let draft = try await citizen.begin(FilingPageTests.form)
      let sent = try await citizen.declare(try await citizen.fillIn(draft), draft)
      #expect(sent.header("Set-Cookie")?.hasPrefix("motcua-may=") == true)
      let looked = try await citizen.get("\(draft)/da-gui")
      #expect(looked.header("Set-Cookie") == nil)
    }
  }

  /// What an officer types for somebody tells of no device.
  @Test func theCounterHasNoTag() async throws {
    try await World.with(.sqlite) { world in
      let taken = try await world.submit(by: .receiver)
      let facts = try await world.facts(ofSubject: try await world.stored(taken).subject)
      #expect(facts.allSatisfy { $0.deviceTag == nil })
    }
  }
}
