import Foundation
import Ground
import Printing
import Testing

@Test func equalLettersAreEqualBytes() {
  let letter = sampleLetter()
  let bytes = letter.pdf(typefaces)
  #expect(bytes.starts(with: Array("%PDF-1.".utf8)))
  #expect(bytes == letter.pdf(typefaces))
}

@Test func aLongTableGoesOnToTheNextPages() throws {
  #expect(pages(sampleLetter(rows: 3)) == 1)
  #expect(pages(sampleLetter(rows: 60)) > 1)
  #expect(pages(sampleLetter(.a4, rows: 60)) < pages(sampleLetter(rows: 60)))
}

@Test func printingFromManyTasksGivesTheSameBytes() async {
  let letter = sampleLetter(rows: 30)
  let expected = letter.pdf(typefaces)
  await withTaskGroup(of: Bool.self) { group in
    for _ in 0..<16 { group.addTask { letter.pdf(typefaces) == expected } }
    for await same in group { #expect(same) }
  }
}

@Test func aCellLongerThanAPageIsPrintedToItsEnd() {
  var letter = sampleLetter()
  let long = Text(String(repeating: "một lý do rất dài ", count: 600))
  letter = Letter(
    title: "Dài", madeAt: letter.madeAt, sheet: .a5, size: 10.5,
    blocks: [.table(Table([Table.Column("Lý do", share: 1)], rows: [[long]]))])
  #expect(pages(letter) > 2)
}

/// How many pages the file has, as its own page tree counts them.
func pages(_ letter: Letter) -> Int {
  let text = String(decoding: letter.pdf(typefaces), as: UTF8.self)
  let counts = text.matches(of: /\/Count ([0-9]+)/)
  return counts.compactMap { Int($0.1) }.max() ?? 0
}
