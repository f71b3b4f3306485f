import Ground
import Testing

@testable import Workbooks

private let sound = StoredZip.sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")

private func refusal(_ zip: StoredZip) -> String? { refusal(zip.bytes) }

private func refusal(_ bytes: [UInt8]) -> String? {
  do throws(WorkbookRefused) {
    _ = try Workbook(reading: bytes)
    return nil
  } catch { return error.code }
}

@Suite struct HostileWorkbookTests {
  @Test func theSoundOneIsRead() throws { #expect(refusal(sound) == nil) }

  @Test func aFileCutAnywhereIsRefused() {
    let bytes = sound.bytes
    for length in 0..<bytes.count {
      #expect(refusal(Array(bytes.prefix(length))) == "workbook.unreadable", "cut to \(length)")
    }
  }

  /// Whatever one byte is changed to, the reader answers; it reads or refuses.
  @Test func aChangedByteNeverBringsTheReaderDown() {
    let bytes = sound.bytes
    for index in bytes.indices {
      for mask in [1, 0x80, 0xFF] as [UInt8] {
        var changed = bytes
        changed[index] ^= mask
        if let code = refusal(changed) { #expect(code.hasPrefix("workbook.")) }
      }
    }
  }

  @Test func whatPromisesToGrowIsNotUnpacked() {
    var bomb = sound
    bomb.entries[3].announced = 9 << 20
    bomb.entries[3].method = 8
    #expect(refusal(bomb) == "workbook.too-large-unpacked", "one part")
    var many = sound
    for number in 0..<6 {
      var part = StoredZip.Entry("xl/media/\(number).bin", "a")
      (part.announced, part.method) = (7 << 20, 8)
      many.entries.append(part)
    }
    #expect(refusal(many) == "workbook.too-large-unpacked", "all together")
    var dense = sound
    var part = StoredZip.Entry("xl/theme/theme1.xml", "a")
    (part.announced, part.method) = (1 << 20, 8)
    dense.entries.append(part)
    #expect(refusal(dense) == "workbook.too-large-unpacked", "a thousand for one")
  }

  @Test func whatIsLongerOrShorterThanPromisedIsRefused() {
    for change in [-1, 1, 50] {
      var lying = sound
      let size = lying.entries[3].content.count
      lying.entries[3].announced = UInt32(size + change)
      #expect(refusal(lying) == "workbook.unreadable", "\(change)")
    }
  }

  @Test func tooManyPartsAreRefusedByTheirCount() {
    var crowd = sound
    crowd.entries += (0..<300).map { StoredZip.Entry("xl/media/\($0).png", "") }
    #expect(refusal(crowd) == "workbook.too-many-parts")
  }

  @Test(arguments: ["../etc/passwd", "/xl/a.xml", "xl//a.xml", "xl/./a.xml", "xl/ă.xml"])
  func aPartOutsideIsRefused(_ name: String) {
    var stray = sound
    stray.entries.append(StoredZip.Entry(name, "a"))
    #expect(refusal(stray) == "workbook.part-name-unfit")
  }

  @Test func twoPartsOfOneNameAreRefused() {
    var double = sound
    double.entries.append(StoredZip.Entry("xl/WORKBOOK.xml", "<a/>"))
    #expect(refusal(double) == "workbook.part-name-unfit")
  }

  @Test func filesInsideAndProgramsAreRefused() {
    for (name, code) in [
      ("xl/vbaProject.bin", "workbook.macros"), ("xl/embeddings/a.xlsx", "workbook.files-inside"),
      ("a.zip", "workbook.files-inside"), ("b.7z", "workbook.files-inside"),
    ] {
      var carrier = sound
      carrier.entries.append(StoredZip.Entry(name, "PK"))
      #expect(refusal(carrier) == code)
    }
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>",
    "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]>",
    "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">",
  ])
  func aDocumentTypeIsRefused(_ head: String) {
    for index in sound.entries.indices {
      var entity = sound
      entity.entries[index].content = Array(head.utf8) + entity.entries[index].content
      #expect(refusal(entity) == "workbook.part-unfit")
    }
  }

  @Test func anEncodingThatHidesADocumentTypeIsRefused() {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>"
    var hidden = sound
    hidden.entries[0].content = Array(text.utf8)
    #expect(refusal(hidden) == "workbook.part-unfit")
    var wide = sound
    wide.entries[0].content = [0xFE, 0xFF] + Array("<!DOCTYPE a>".utf8).flatMap { [0, $0] }
    #expect(refusal(wide) == "workbook.part-unfit")
  }

  @Test func elementsWithoutEndAndDeepOnesAreRefused() {
    for text in ["<a>", "<a></b>", "", "<a>&#0;</a>", "<a>&nichts;</a>"] {
      var broken = sound
      broken.entries[3].content = Array(text.utf8)
      #expect(refusal(broken) == "workbook.part-unfit", "\(text)")
    }
    var deep = sound
    let depth = 100_000
    deep.entries[3].content = Array(
      (String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)).utf8)
    #expect(refusal(deep) == "workbook.part-unfit")
  }

  @Test func otherFilesAreNoWorkbooks() {
    for text in ["", "PK", "%PDF-1.7", "<html>", "Mã cơ quan\tSố liệu\n", "\u{1F}\u{8B}"] {
      #expect(refusal(Array(text.utf8)) == "workbook.unreadable")
    }
    #expect(
      refusal(StoredZip(entries: [StoredZip.Entry("word/document.xml", "<a/>")]))
        == "workbook.unreadable")
  }
}
