import Directory
import Ground
import Storage
import TestKit
import Testing

@testable import Dossiers

/// Source: issue 2, "Attachments: size and type checked by content"; trust 3.4.
@Suite struct MediaTypeTests {
  private static let heads: [(MediaType, [UInt8])] = [
    (.pdf, Array("%PDF-1.7\n".utf8)), (.jpeg, [0xFF, 0xD8, 0xFF, 0xE0, 0, 16]),
    (.png, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), (.tiff, [0x49, 0x49, 0x2A, 0]),
    (.tiff, [0x4D, 0x4D, 0, 0x2A]), (.docx, [0x50, 0x4B, 0x03, 0x04, 20]),
    (.xml, Array("<?xml version=\"1.0\"?>".utf8)), (.plainText, Array("xin chào\n".utf8)),
  ]

  @Test(arguments: heads.indices)
  func contentTellsTheTypeAndTheNameDoesNot(_ index: Int) {
    let (type, head) = Self.heads[index]
    #expect(type.fits(head))
    for (other, otherHead) in Self.heads where other != type {
      let both =
        [type, other] == [.plainText, .xml]
        || [type, other] == [.plainText, .pdf]
      #expect(type.fits(otherHead) == both, "\(type) and \(other)")
    }
  }

  @Test func nothingFitsNothing() {
    for type in MediaType.allCases {
      #expect(!type.fits([]))
      #expect(!type.fits([0x4D, 0x5A, 0x90, 0]), "a program is no paper")
    }
  }

  @Test func aHeaderMayCarryParameters() {
    #expect(MediaType(header: "text/plain; charset=utf-8") == .plainText)
    #expect(MediaType(header: "Application/PDF") == .pdf)
    for header in ["", "text/html", "application/x-msdownload", "pdf"] {
      #expect(MediaType(header: header) == nil)
    }
  }
}

@Suite struct FilesTests {
  private let pdf = Array("%PDF-1.4\nmột tờ giấy\n%%EOF\n".utf8)

  @Test(arguments: Engine.all)
  func whatIsNotWhatItClaimsIsNotTaken(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      try await world.refuses("file.not-what-it-claims", .content) {
        _ = try await world.upload(pdf, .jpeg, name: "anh.jpg", by: .citizen)
      }
      try await world.refuses("file.empty", .content) {
        _ = try await world.upload([], .pdf, name: "rong.pdf", by: .citizen)
      }
      let long = String(repeating: "a", count: 201)
      for name in ["", "a/b.pdf", "a\\b.pdf", "a\nb.pdf", long] {
        try await world.refuses("file.name-unfit", .content) {
          _ = try await world.upload(pdf, .pdf, name: name, by: .citizen)
        }
      }
      #expect(try await world.count("file") == 0)
    }
  }

  /// One byte past the limit is too much, and nothing of it stays.
  @Test func whatIsTooLargeIsNotTaken() async throws {
    try await World.with(.sqlite) { world in
      let piece = Array("%PDF-".utf8) + [UInt8](repeating: 65, count: (1 << 20) - 5)
      let chunks = AsyncStream<[UInt8]> { stream in
        for _ in 0..<50 { stream.yield(piece) }
        stream.yield([65])
        stream.finish()
      }
      let citizen = try await world.caller(.citizen)
      await #expect(throws: BlobTooLarge.self) {
        try await world.dossiers.files.take(
          chunks, type: .pdf, name: "lon.pdf", by: citizen
        ) { _ in StoredAnswer(status: 201, body: []) }
      }
      #expect(try await world.count("file") == 0)
    }
  }

  /// Source: contract, "files by SHA-256".
  @Test(arguments: Engine.all)
  func theSameKeyAndBytesGiveTheSameFile(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let first = try await world.upload(pdf, .pdf, name: "a.pdf", by: .citizen, key: "k")
      let again = try await world.upload(pdf, .pdf, name: "a.pdf", by: .citizen, key: "k")
      #expect(first == again)
      try await world.refuses("idempotency.other-body", .content) {
        _ = try await world.upload(pdf + [10], .pdf, name: "a.pdf", by: .citizen, key: "k")
      }
      let other = try await world.upload(pdf, .pdf, name: "a.pdf", by: .citizen)
      #expect(other != first)
    }
  }

  @Test(arguments: Engine.all)
  func aPaperIsReadByThoseWhoMaySeeTheDossier(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let file = try await world.upload(pdf, .pdf, name: "to-khai.pdf", by: .citizen)
      let taken = try await world.submit(
        changes: ["papers": [["component": 1, "file": .string(file), "copies": 1]]])
      for person in [Person.citizen, .receiver, .handler, .supervisor] {
        let read = try await world.dossiers.files.read(
          file, of: taken.id, for: world.caller(person))
        var bytes: [UInt8] = []
        for try await chunk in read.chunks { bytes += chunk }
        #expect(bytes == pdf && read.file.name == "to-khai.pdf")
        #expect(read.file.size == Int64(pdf.count) && read.file.scan == .unchecked)
      }
      for person in [Person.neighbour, .receiverB, .reporter] {
        try await world.refuses("dossier.unknown", .unknown) {
          _ = try await world.dossiers.files.read(file, of: taken.id, for: world.caller(person))
        }
      }
      let loose = try await world.upload(by: .citizen)
      try await world.refuses("file.unknown", .unknown) {
        _ = try await world.dossiers.files.read(loose, of: taken.id, for: world.caller(.citizen))
      }
    }
  }

  @Test(arguments: Engine.all)
  func theResultIsReadByTheApplicant(_ engine: Engine) async throws {
    try await World.with(engine) { world in
      let decided = try await world.dossier(.decided)
      let file = try #require(decided.json["decision"]?["file"]?.text)
      let read = try await world.dossiers.files.read(
        file, of: decided.id, for: world.caller(.citizen))
      #expect(read.file.id == file)
      let hashes = try await world.dossiers.files.contents(after: "", limit: 10)
      #expect(hashes == [read.file.sha256])
    }
  }
}
