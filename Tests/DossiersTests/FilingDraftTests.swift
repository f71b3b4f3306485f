import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Catalogue
@testable import Dossiers

/// A draft loses nothing, is nobody else's, and goes when its time is over.
@Suite struct FilingDraftTests {
  @Test(arguments: Engine.all)
  func whatWasTypedIsThereAgainEvenWhenItIsWrong(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.save(
        .applicant, [("applicant.name", " Lò <b>Mai</b> "), ("applicant.personalNumber", "12")])
      world.clock.advance(hours: 24 * 29)
      let draft = try await filer.opened().draft
      #expect(draft.values["applicant.name"] == " Lò <b>Mai</b> ")
      #expect(draft.values["applicant.personalNumber"] == "12")
      #expect(try await filer.troubles().contains("/applicant/personalNumber"))
      let all = try await world.dossiers.desk.drafts(of: world.caller(.citizen))
      #expect(all.map(\.id) == [filer.id] && all[0].agency == .communeA)
      #expect(all[0].procedureName.hasPrefix("Xác nhận cư trú"))
    }
  }

  @Test(arguments: Engine.all)
  func aDraftIsTheAccountsOwn(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.fill()
      let handle = try await filer.opened().draft.files[0].handle
      for person in [Person.neighbour, .helper, .receiver, .supervisor, .administrator] {
        let other = Filer(world: world, person: person, id: filer.id)
        let caller = try await world.caller(person)
        try await world.refuses("draft.unknown", .unknown) { _ = try await other.opened() }
        try await world.refuses("draft.unknown") { try await other.save(.owner, [("x", "y")]) }
        try await world.refuses("draft.unknown") { try await other.add("%PDF-1.4\n2\n%%EOF\n") }
        try await world.refuses("draft.unknown") {
          _ = try await world.drafts.file(handle, of: filer.id, by: caller)
        }
        try await world.refuses("draft.unknown") {
          try await other.send(terms: Draft.Terms(text: "1:x"))
        }
        try await world.drafts.delete(filer.id, by: caller)
        #expect(try await world.dossiers.desk.drafts(of: caller).isEmpty)
      }
      #expect(try await filer.opened().draft.files.count == 1)
    }
  }

  @Test(arguments: Engine.all)
  func pressingBeginTwiceBeginsOnce(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let ids = try await withThrowingTaskGroup(of: Draft.ID.self) { group in
        for _ in 0..<8 {
          group.addTask { try await Filer.start(world, key: "k").id }
        }
        return try await group.reduce(into: Set<Draft.ID>()) { $0.insert($1) }
      }
      #expect(ids.count == 1)
      for _ in 1..<DraftDesk.limit { _ = try await Filer.start(world) }
      try await world.refuses("draft.too-many") { _ = try await Filer.start(world) }
      #expect(try await Filer.start(world, .neighbour).person == .neighbour)
    }
  }

  /// Two windows: the later is told, and what both typed is still somewhere.
  @Test(arguments: Engine.all)
  func anotherWindowIsNeverOverwrittenInSilence(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.save(.delivery, [("delivery", "counter")])
      try await filer.save(.delivery, [("delivery", "counter")])
      #expect(try await filer.opened().draft.screens[.delivery]?.version == 1, "the same again")
      try await world.refuses("draft.changed-elsewhere", .stale) {
        try await filer.save(.delivery, [("delivery", "post")])
      }
      #expect(try await filer.opened().draft.values["delivery"] == "counter")
      try await filer.save(.delivery, [("delivery", "post")], expecting: 1)
      try await filer.save(.owner, [("owner.who", "self")])
      let draft = try await filer.opened().draft
      #expect(draft.values["delivery"] == "post" && draft.screens[.delivery]?.version == 2)
    }
  }

  @Test(arguments: Engine.all)
  func ofManyWindowsAtOnceOneIsKeptAndTheOthersAreTold(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<12 {
          group.addTask {
            do {
              try await filer.save(.applicant, [("applicant.name", "Tên \(number)")])
              return true
            } catch DraftRefused.changedElsewhere { return false }
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(kept == 1)
      #expect(try await filer.opened().draft.screens[.applicant]?.version == 1)
    }
  }

  @Test(arguments: Engine.all)
  func theSameBytesForTheSamePaperAreOnePaper(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      let first = try await filer.add()
      #expect(try await filer.add(Filer.pdf, "ten-khac.pdf") == first)
      world.clock.advance(hours: 1)
      try await filer.add(Filer.pdf, "ten-khac.pdf", at: .component(2))
      world.clock.advance(hours: 1)
      try await filer.add("%PDF-1.4\nkhac\n%%EOF\n")
      #expect(try await filer.opened().draft.files.map(\.place.order) == [1, 2, 1])
      #expect(try await world.count("file") == 3)
    }
  }

  @Test(arguments: Engine.all)
  func aRefusedFileKeepsTheOthers(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.add()
      try await world.refuses("file.not-what-it-claims") {
        try await filer.add("không phải ảnh", "anh.jpg", type: .jpeg)
      }
      try await world.refuses("file.empty") { try await filer.add("", "rong.pdf") }
      try await world.refuses("file.damaged", .content) {
        try await filer.add("%PDF-1.4\nnửa chừng", "dut.pdf")
      }
      #expect(try await filer.opened().draft.files.map(\.file.name) == ["to-khai.pdf"])
    }
  }

  @Test(arguments: Engine.all)
  func aDraftThatNobodyChangesGoesWithItsFiles(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let (old, fresh) = (try await Filer.start(world), try await Filer.start(world, .neighbour))
      try await old.fill()
      try await fresh.save(.owner, [("owner.who", "self")])
      world.clock.advance(hours: 24 * 15)
      try await fresh.save(.delivery, [("delivery", "post")])
      world.clock.advance(hours: 24 * 15)
      try await world.refuses("draft.unknown", .unknown) { _ = try await old.opened() }
      #expect(try await world.drafts.purge() == 1)
      #expect(try await world.drafts.purge() == 0)
      #expect(try await fresh.opened().draft.values["delivery"] == "post")
      for table in ["draft_file", "file"] as [SQL] { #expect(try await world.count(table) == 0) }
      #expect(try await world.count("draft") == 1)
      #expect(try await world.count("draft_screen") == 2)
    }
  }

  @Test(arguments: Engine.all)
  func deletingADraftTakesEverythingAndMayBeDoneAgain(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let filer = try await Filer.start(world)
      try await filer.fill()
      let caller = try await world.caller(.citizen)
      try await world.drafts.delete(filer.id, by: caller)
      try await world.drafts.delete(filer.id, by: caller)
      try await world.refuses("draft.unknown") { _ = try await filer.opened() }
      #expect(try await world.count("draft") == 0)
      #expect(try await world.count("file") == 0)
      #expect(try await world.count("file_leftover") == 1)
    }
  }

  /// The bytes go a day after the row, unless a file with the same bytes came meanwhile.
  @Test func theBytesOfARemovedFileGoUnlessSomebodyElseHasThem() async throws {
    try await World.with(.sqlite) { world in
      let filer = try await Filer.start(world)
      let file = try await filer.add()
      try await filer.add("%PDF-1.4\nchung\n%%EOF\n", "chung.pdf", at: .component(2))
      let shared = try await Filer.start(world, .neighbour)
      let common = try await shared.add("%PDF-1.4\nchung\n%%EOF\n", "chung.pdf")
      try await world.drafts.delete(filer.id, by: world.caller(.citizen))
      world.clock.advance(hours: 25)
      try await world.drafts.purge()
      #expect(try await world.count("file_leftover") == 0)
      let blobs = world.dossiers.files.blobs
      #expect(try await blobs.find(common.file.sha256) != nil)
      #expect(
        try await blobs.find(file.file.sha256) != nil, "it was put within this day of the disk")
      try await blobs.remove(file.file.sha256, unlessYoungerThan: -1)
      #expect(try await blobs.find(file.file.sha256) == nil)
      try await blobs.remove(file.file.sha256, unlessYoungerThan: -1)
    }
  }
}
