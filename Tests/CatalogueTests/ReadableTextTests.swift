import Testing

@testable import Catalogue

private func shape(_ text: String) -> [String] {
  ReadableText(text).blocks.flatMap { block -> [String] in
    switch block {
    case .paragraph("", let text): ["p \(text)"]
    case .paragraph(let lead, let text): ["p [\(lead)] \(text)"]
    case .list(let items): items.map { "\($0.level) \($0.text)" }
    }
  }
}

@Suite struct ReadableTextTests {
  @Test(arguments: [
    ("Một dòng", ["p Một dòng"]),
    ("- Một.\n- Hai.", ["1 Một.", "2 Hai."].map { $0.replacing("2", with: "1") }),
    ("- Một.\n+ Trong một.\n- Hai.", ["1 Một.", "2 Trong một.", "1 Hai."]),
    ("+ Một.\n+ Hai.", ["1 Một.", "2 Hai."]),
    ("Bước 1: Nộp hồ sơ.\n Bước 2: Chờ.", ["p [Bước 1:] Nộp hồ sơ.", "p [Bước 2:] Chờ."]),
    ("nộp tại Trung \ntâm phục vụ.", ["p nộp tại Trung tâm phục vụ."]),
    ("Kết thúc.\ntiếp theo", ["p Kết thúc.", "p tiếp theo"]),
    ("Gồm\na) Một\nb) Hai", ["p Gồm", "p a) Một", "p b) Hai"]),
    ("Trực tiếp: - Nộp đơn. - Nhận kết quả.", ["p Trực tiếp:", "1 Nộp đơn.", "1 Nhận kết quả."]),
    ("Thứ Hai - thứ Sáu", ["p Thứ Hai - thứ Sáu"]), ("- 5 độ", ["p - 5 độ"]),
    ("Một\t\t dòng\r\nCó   tab", ["p Một dòng", "p Có tab"]), ("", []), ("  \n ", []),
  ])
  func aMessyTextIsCutIntoWhatItPlainlyIs(_ text: String, _ wanted: [String]) {
    #expect(shape(text) == wanted)
  }

  @Test(
    .enabled(if: SharedFolder.isHere || SharedFolder.isCI, "needs the shared data"))
  func noWordOfTheNationalListIsLostOrMoved() throws {
    let file = try ProcedureFile(reading: .file(SharedFolder.procedures))
    func words(_ text: String) -> [Substring] {
      text.split { $0.isWhitespace || "-–•*+●·○".contains($0) }
    }
    for entry in file.entries {
      for text in [entry.record.steps, entry.record.requirements].compactMap(\.self) {
        let shown = ReadableText(text).blocks.flatMap { block -> [Substring] in
          switch block {
          case .paragraph(let lead, let text): words(lead) + words(text)
          case .list(let items): items.flatMap { words($0.text) }
          }
        }
        // "Bước 1:Nộp" is told apart in two words; never are two made one.
        #expect(shown.joined() == words(text).joined(), "\(entry.record.code)")
        #expect(shown.count >= words(text).count, "\(entry.record.code)")
      }
    }
  }
}
