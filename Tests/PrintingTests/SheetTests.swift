import Printing
import Testing

@Test func anA4SheetHasTheMarginsOfTheDecree() {
  func millimetres(_ points: Double) -> Double { points * 25.4 / 72 }
  #expect((20...25).contains(millimetres(Sheet.a4.top).rounded()))
  #expect((20...25).contains(millimetres(Sheet.a4.bottom).rounded()))
  #expect((30...35).contains(millimetres(Sheet.a4.left).rounded()))
  #expect((15...20).contains(millimetres(Sheet.a4.right).rounded()))
}
