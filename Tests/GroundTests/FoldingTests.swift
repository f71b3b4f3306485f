import Foundation
import Ground
import Testing

@Suite struct FoldingTests {
  @Test(arguments: [
    ("Hậu Giang", "hau giang"), ("Đường Điện Biên đất", "duong dien bien dat"),
    ("ĐĂNG KÝ KHAI SINH", "dang ky khai sinh"), ("hòa", "hoa"), ("hoà", "hoa"),
    ("thúy thuý", "thuy thuy"), ("Nguyễn Thị Ước", "nguyen thi uoc"),
    ("  nhiều   dấu\tcách ", "nhieu dau cach"), ("H'Hen Niê", "h hen nie"),
    ("1.001193", "1 001193"), ("số 12/2024/NĐ-CP", "so 12 2024 nd cp"), ("", ""), ("…!?", ""),
    ("Ơ ơ Ư ư Ă ă Â â Ê ê Ô ô", "o o u u a a a a e e o o"), ("café Zoë", "cafe zoe"),
    ("ΑΘΉΝΑ", "αθηνα"), ("ỳ ỷ ỹ ỵ ý", "y y y y y"),
  ])
  func marksCaseAndBarsAreFolded(_ text: String, _ folding: String) {
    #expect(folded(text) == folding)
    #expect(folded(text.decomposedStringWithCanonicalMapping) == folding)
    #expect(folded(text.precomposedStringWithCanonicalMapping) == folding)
    #expect(folded(folding) == folding)
  }

  @Test func everyVietnameseVowelFoldsToItsLetter() {
    let vowels = [
      "a": "aàảãáạăằẳẵắặâầẩẫấậ", "e": "eèẻẽéẹêềểễếệ", "i": "iìỉĩíị",
      "o": "oòỏõóọôồổỗốộơờởỡớợ", "u": "uùủũúụưừửữứự", "y": "yỳỷỹýỵ",
    ]
    for (letter, marked) in vowels {
      for character in marked {
        #expect(folded(String(character)) == letter)
        #expect(folded(String(character).uppercased()) == letter)
      }
    }
  }

  @Test func textFromOutsideIsOneForm() {
    #expect(
      Array(normalised(" Ha\u{323}\u{302}u \n").unicodeScalars) == Array("Hậu".unicodeScalars))
    #expect(normalised("\tplain ") == "plain")
  }

  @Test(arguments: [
    "Hậu", "Ha\u{323}\u{302}u", " Lan", "Lan\n", "“Đất”", "\u{A0}Lan", "Lan\u{2009}", "a\u{2000}b",
    "\u{212B}", "", "H'Hen Niê", "Trần Thị Sao Mai", "x\u{85}",
  ])
  func theShortWayGivesTheSameForm(_ text: String) {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let whole = trimmed.precomposedStringWithCanonicalMapping
    #expect(Array(normalised(text).unicodeScalars) == Array(whole.unicodeScalars))
  }
}
