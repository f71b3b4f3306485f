import Foundation
import Ground
import Testing

@testable import Catalogue

@Suite struct SourceTests {
  private func read(_ source: ProcedureSource) throws -> [String] {
    var lines: [String] = []
    try source.lines { number, line in
      lines.append("\(number) \(String(decoding: line, as: UTF8.self))")
    }
    return lines
  }

  private func unpacked(_ base64: String) throws -> [UInt8] {
    Array(try #require(Data(base64Encoded: base64)))
  }

  private let twoMembers =
    "H4sIAAAAAAACA8vPS+UqKc8HAHXGiAIHAAAAH4sIAAAAAAACA1PkKskoSk3lAgCUhgq6CAAAAA=="

  /// 200,000 letters in 230 bytes.
  private let bomb =
    "H4sIAAAAAAACA+3BMQEAAADCoKzrX8IM/kABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    + "AAAAAK8Bm1Np4EANAwA="

  @Test func linesAreCountedFromOneAndTheLastMayLackItsEnd() throws {
    #expect(try read(.bytes(Array("a\n\nb".utf8))) == ["1 a", "2 ", "3 b"])
  }

  @Test func gzipIsKnownByItsContentAndMayHaveSeveralMembers() throws {
    #expect(try read(.bytes(try unpacked(twoMembers))) == ["1 one", "2 two!", "3 three"])
  }

  @Test func aBombIsRefusedBeforeItIsUnpacked() throws {
    let bytes = try unpacked(bomb)
    #expect(try read(.bytes(bytes)).count == 1)
    #expect(throws: ImportRefused(problems: ["the file unpacks to more than 0 MiB"])) {
      try read(.bytes(bytes, limit: 100_000))
    }
  }

  @Test func aFileThatEndsInTheMiddleIsRefused() throws {
    let bytes = try unpacked(bomb)
    #expect(throws: ImportRefused.self) { try read(.bytes(Array(bytes.dropLast(100)))) }
  }

  @Test func aDamagedFileIsRefused() throws {
    var bytes = try unpacked(bomb)
    bytes[bytes.count - 6] ^= 255
    #expect(throws: ImportRefused.self) { try read(.bytes(bytes)) }
  }

  @Test func aFileThatIsNotThereIsNamed() {
    let refused = #expect(throws: ImportRefused.self) { try read(.file("/no/such/file")) }
    #expect(refused?.description.contains("/no/such/file") == true)
  }

  @Test func anEmptyFileIsNoCatalogue() {
    #expect(throws: ImportRefused(problems: ["the file holds no procedure"])) {
      try ProcedureFile(reading: .bytes([]))
    }
  }

  @Test func aCodeThatStandsTwiceIsRefusedWithBothLines() {
    #expect(
      throws: ImportRefused(problems: ["line 3: code 1.001193 stands already in line 1"])
    ) {
      try ProcedureFile(reading: lines([birth, termless, birth]))
    }
  }

  @Test func everyLineAtFaultIsNamed() {
    let text = "{}\n\(birth.json.serialised)\nnonsense"
    let refused = #expect(throws: ImportRefused.self) {
      try ProcedureFile(reading: .bytes(Array(text.utf8)))
    }
    #expect(refused?.description.contains("line 1: code: is missing") == true)
    #expect(refused?.count == 18)
  }
}
