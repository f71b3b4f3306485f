import Ground
import Testing

@Suite struct IDTests {
  private let chance = Chance { count in [UInt8](repeating: 0xFF, count: count) }

  @Test func aULIDIs26CharactersTimeFirst() {
    let none = Chance { [UInt8](repeating: 0, count: $0) }
    #expect(none.ulid(at: Instant(milliseconds: 0)) == "00000000000000000000000000")
    #expect(none.ulid(at: Instant(milliseconds: 1_469_918_176_385)) == "01ARYZ6S410000000000000000")
    #expect(chance.ulid(at: Instant(milliseconds: 0)) == "0000000000ZZZZZZZZZZZZZZZZ")
    #expect(chance.ulid(at: Instant(milliseconds: -5)) == "0000000000ZZZZZZZZZZZZZZZZ")
  }

  @Test func laterULIDsSortLater() {
    var before = ""
    for milliseconds in stride(from: Int64(0), to: 4_000_000_000_000, by: 7_654_321_987) {
      let ulid = Chance.system.ulid(at: Instant(milliseconds: milliseconds))
      #expect(ulid.utf8.count == 26 && before < ulid)
      before = ulid
    }
  }

  @Test func chanceIsNotTheSameTwice() {
    #expect(Set((0..<1000).map { _ in Chance.system.token() }).count == 1000)
    #expect(Chance.system.bytes(32).count == 32)
    #expect(Chance.system.token(24).utf8.count == 32)
  }

  /// RFC 4648, section 10, without padding; and the two characters that differ in addresses.
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
    ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
  ])
  func base64(_ text: String, _ encoded: String) {
    #expect(base64URL(Array(text.utf8)) == encoded)
    #expect(base64URL([0xFB, 0xFF]) == "-_8")
  }

  @Test func hexadecimalComesBack() {
    let all = (0...255).map { UInt8($0) }
    #expect(unhex(hex(all)) == all && unhex(hex(all).uppercased()) == all)
    #expect(hex([0, 10, 255]) == "000aff" && unhex("") == [])
    for text in ["0", "0g", "0x", " 0", "é0"] { #expect(unhex(text) == nil) }
  }

  @Test func numbersArePaddedAndNeverCut() {
    #expect(padded(7, 4) == "0007" && padded(10_001, 4) == "10001" && padded(0, 1) == "0")
  }

  @Test func idsOfOneKindCompareByTheirText() {
    enum Thing {}
    #expect(ID<Thing>("a") < ID<Thing>("b") && ID<Thing>("a") == ID<Thing>(rawValue: "a"))
  }

  @Test(arguments: [
    (0, "0 đ"), (999, "999 đ"), (1000, "1.000 đ"), (1_024_000, "1.024.000 đ"),
    (-30_500, "-30.500 đ"), (48_800_000_000, "48.800.000.000 đ"),
  ])
  func moneyIsShownWithDots(_ amount: Int64, _ shown: String) {
    #expect(Dong(amount).vietnamese == shown)
  }
}
