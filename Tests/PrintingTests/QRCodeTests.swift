import Printing
import Testing

@Test func aCodeHasItsThreeFinderPatterns() throws {
  let code = try #require(QRCode("https://motcua.example/tra-cuu?ma=H99.101-261120-0001"))
  for (row, column) in [(0, 0), (0, code.side - 7), (code.side - 7, 0)] {
    let edge = (0..<7).map { code[row, column + $0] }
    #expect(edge == Array(repeating: true, count: 7))
    #expect(code[row + 3, column + 3])
    #expect(!code[row + 1, column + 1])
  }
}

@Test func whatNoCodeCanHoldMakesNone() {
  #expect(QRCode("") == nil)
  #expect(QRCode(String(repeating: "x", count: 3000)) == nil)
}
