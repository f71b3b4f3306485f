import Ground
import Testing

@testable import Dossiers

/// What people type, read as they mean it.
@Suite struct TypedTests {
  @Test(arguments: [
    ("3/2/1990", "1990-02-03"), ("03-02-1990", "1990-02-03"), ("03.02.1990", "1990-02-03"),
    ("2/1990", "1990-02"), ("1990", "1990"), ("1990-02-03", "1990-02-03"), ("1990-02", "1990-02"),
    ("hôm qua", "hôm qua"), ("", ""), ("1/2/3/1990", "1/2/3/1990"),
  ])
  func aDateIsReadAsPeopleWriteIt(_ typed: String, _ read: String) {
    #expect(Typed.date(typed) == read)
  }

  @Test(
    arguments: [
      ("50.000", 50_000), ("50.000 đ", 50_000), ("50,000", 50_000), ("50 000 VND", 50_000),
      ("0", 0), ("", nil), ("năm mươi", nil), ("-5", nil), ("9999999999999999", nil),
    ] as [(String, Int64?)])
  func moneyIsReadAsPeopleWriteIt(_ typed: String, _ read: Int64?) {
    #expect(Typed.dong(typed) == read)
  }

  @Test(
    arguments: [
      ("2026-11-20", "16:30", "16:30 20/11/2026"), ("20/11/2026", "16", "16:00 20/11/2026"),
      ("20/11/2026", "16h30", "16:30 20/11/2026"), ("20/11/2026", "25:00", nil),
      ("31/02/2026", "16:30", nil), ("", "16:30", nil), ("20/11/2026", "", nil),
    ] as [(String, String, String?)])
  func aMomentIsReadInVietnam(_ day: String, _ time: String, _ read: String?) {
    #expect(Typed.instant(day: day, time: time)?.vietnamese == read)
  }
}
