import Deadlines
import Ground
import Testing

@Suite struct HolidayFileTests {
  private func read(_ text: String) throws(HolidayFileRefused) -> [CalendarRecord] {
    try CalendarRecord.list(tsv: Array(text.utf8), knownOn: Day(2026, 12, 1))
  }

  private func problems(_ text: String) -> [HolidayFileRefused.Problem] {
    do throws(HolidayFileRefused) {
      _ = try read(text)
      return []
    } catch { return error.problems }
  }

  @Test(arguments: ["", "date\tkind\tname\tdecision\n", "\u{FEFF}date\tkind\tname\tdecision\r\n"])
  func linesAreReadWithOrWithoutAHead(_ head: String) throws {
    let records = try read(
      head + "2027-02-11\toff\tTết Nguyên đán\tVăn bản 1\r\n\n2027-02-20\twork\tlàm bù\tVăn bản 1\n"
    )
    #expect(records.map(\.day) == [Day(2027, 2, 11), Day(2027, 2, 20)])
    #expect(records.map(\.kind) == [.off, .work])
    #expect(records[0].name == "Tết Nguyên đán" && records[0].decision == "Văn bản 1")
    #expect(records[0].knownOn == Day(2026, 12, 1))
  }

  @Test(arguments: [
    ("2027-02-30\toff\ta\tb", HolidayFileRefused.Reason.notADay("2027-02-30")),
    ("11/02/2027\toff\ta\tb", .notADay("11/02/2027")),
    ("2027-02-11\tOff\ta\tb", .notAKind("Off")),
    ("2027-02-11\toff\ta", .fields(3)),
    ("2027-02-11\toff\ta\tb\tc", .fields(5)),
    ("2027-02-11\toff\t\tb", .missing("name")),
    ("2027-02-11\toff\ta\t ", .missing("decision")),
    ("2101-02-11\toff\ta\tb", .outsideCalendar(2101)),
    ("2027-01-01\toff\ta\tb", .repeated(Day(2027, 1, 1), line: 1)),
  ])
  func aBrokenLineIsNamedAndNothingIsTaken(_ line: String, _ reason: HolidayFileRefused.Reason) {
    let found = problems("2027-01-01\toff\ta\tb\n" + line + "\n2027-05-03\toff\ta\tb")
    #expect(found.map(\.line) == [2])
    #expect(found.map(\.reason) == [reason])
  }

  @Test func everyBrokenLineIsNamed() {
    #expect(problems("x\n2027-01-01\toff\ta\tb\ny").map(\.line) == [1, 3])
  }

  @Test func aFileWithoutDaysOrNotInUTF8IsRefused() {
    #expect(problems("\n\n").map(\.reason) == [.empty])
    #expect(throws: HolidayFileRefused.self) { try CalendarRecord.list(tsv: [0xFF, 0xFE, 0x41]) }
  }

  @Test func theRefusalSpeaksToPeopleAndToTheTerminal() throws {
    do throws(HolidayFileRefused) {
      _ = try read("2027-02-30\toff\ta\tb")
    } catch {
      #expect(error.code == "holidays.unreadable" && error.kind == .content)
      #expect(error.explanation.text.hasPrefix("Dòng 1: "))
      #expect(error.english == "line 1: '2027-02-30' is no day like 2026-09-02")
    }
  }
}
