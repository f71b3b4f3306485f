import Ground
import Testing

@testable import Web

/// What is looked for by name stands in no address. Source: domain 7.2.
struct AddressSealTests {
  private static let house = AddressSeal(secret: [UInt8](repeating: 7, count: 32))

  @Test(arguments: ["Nguyễn Thị Ánh", "", "~", "a", String(repeating: "ữ", count: 200)])
  func whatWasSealedIsOpenedByEveryServerOfTheHouse(_ text: String) throws {
    let sealed = Self.house.sealed(text)
    let other = AddressSeal(secret: [UInt8](repeating: 7, count: 32))
    #expect(sealed == other.sealed(text), "an address names a list, so it is the same each time")
    #expect(try other.opened(sealed, of: "q") == text)
    #expect(Path(sealed).text == "/" + sealed, "it needs no escape")
  }

  @Test func itShowsNothingOfTheText() {
    let (first, second) = (Self.house.sealed("Nguyễn Thị Ánh"), Self.house.sealed("Nguyễn Thị Anh"))
    #expect(first.prefix(10) != second.prefix(10))
    #expect(!first.contains(base64URL(Array("Nguyễn".utf8))))
  }

  @Test func aSealOfAnotherHouseOrADamagedOneIsRefused() throws {
    let sealed = AddressSeal(secret: [UInt8](repeating: 8, count: 32)).sealed("Lan")
    var damaged = Array(Self.house.sealed("Lan").utf8)
    damaged[damaged.count / 2] ^= 1
    for text in [sealed, String(decoding: damaged, as: UTF8.self), "~", "~~", "~AAAA"] {
      #expect(throws: EdgeRefused.self) { try Self.house.opened(text, of: "q") }
    }
  }

  @Test func whatWasTypedIntoAnAddressByHandStays() throws {
    #expect(try Self.house.opened("Lan", of: "q") == "Lan")
  }
}

/// A list whose items stand written is the list that `JSON.list` writes.
@Test(arguments: [0, 1, 3], ["next", nil])
func aWrittenListIsTheSameList(_ count: Int, _ next: String?) {
  let items = (0..<count).map { JSON.object([JSON.Member("n", .integer(Int64($0)))]) }
  let answer = Answer.list(written: items.map(\.bytes), next: next)
  guard case .bytes(let bytes) = answer.content else {
    Issue.record("no bytes")
    return
  }
  #expect(bytes == JSON.list(items, next: next).bytes)
}
