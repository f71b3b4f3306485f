import Directory
import Ground
import Testing

struct AgencyCodeSchemeTests {
  @Test(arguments: [
    ("H44", AgencyCodeScheme.current), ("H44.100", .current), ("G22.1.2", .current),
    ("H30.12.3", .current), ("000.00.00.H30", .former), ("28.22.H17", .formerShort),
    ("22.H17", .formerShort), ("Z01ABC123", .scheme), ("0100233488", .business),
  ])
  func aCodeTellsItsScheme(_ text: String, _ scheme: AgencyCodeScheme) {
    #expect(AgencyCodeScheme.of(text) == scheme)
  }

  @Test(arguments: [
    "", "h99", "H9", "H99.", ".H99", "H99..1", "H99.1 ", "H99-1", "Z44", "H99.ƠN",
    "H99.12345678901234567890123456789012", "0100233480", "000.00.H30.00",
  ])
  func whatIsNoCodeHasNoScheme(_ text: String) {
    #expect(AgencyCodeScheme.of(text) == nil)
  }

  @Test func thirtyFiveCharactersAreACodeAndThirtySixAreNot() {
    let longest = "H99." + String(repeating: "1", count: 31)
    #expect(AgencyCodeScheme.of(longest) == .current)
    #expect(AgencyCodeScheme.of(longest + "1") == nil)
  }

  @Test func aBusinessNumberIsNoCodeOfAnAgency() {
    #expect(AgencyCodeScheme.ofAgency("0100233488") == nil)
    #expect(AgencyCodeScheme.ofAgency("H99.101") == .current)
  }
}

struct PersonalNumberTests {
  @Test func twelveDigitsAreANumberWhateverTheyTell() throws {
    #expect(try PersonalNumber("086091001234").masked == "086•••••1234")
    #expect(try PersonalNumber(" 086 091 001 234 ").digits == "086091001234")
    for wrong in ["08609100123", "0860910012345", "08609100123a", "", "٠٨٦٠٩١٠٠١٢٣٤"] {
      #expect(throws: FieldUnfit.personalNumber) { try PersonalNumber(wrong) }
    }
  }

  @Test(arguments: [
    ("086091001234", 1991, Sex.male), ("001190001234", 1990, .female),
    ("001204001234", 2004, .male), ("001315001234", 2015, .female),
  ])
  func centuryAndSexAreOneDigit(_ text: String, _ year: Int, _ sex: Sex) throws {
    let number = try PersonalNumber(text)
    #expect(number.birthYear == year)
    #expect(number.sex == sex)
  }

  @Test func whatDoesNotFitIsADoubtAndNoRefusal() throws {
    let born = try PartialDay("1990-02-03")
    let number = try PersonalNumber("093091001234")
    #expect(number.doubts(birth: try PartialDay("1991"), sex: .male).isEmpty)
    #expect(number.doubts(birth: born, sex: .female) == [.birthYear, .sex])
    #expect(try PersonalNumber("097091001234").doubts(birth: nil, sex: nil) == [.province])
    #expect(try PersonalNumber("000091001234").doubts(birth: nil, sex: nil).isEmpty)
  }
}

struct FieldTests {
  @Test(arguments: ["0100233488", "0100112437", "0100109106", "0312687878-001", "0314409058-002"])
  func aTaxNumberWithItsCheckDigitIsTaken(_ text: String) throws {
    #expect(try TaxNumber(text).text == text)
  }

  @Test func aTaxNumberWithAnotherCheckDigitIsNotTaken() {
    #expect(throws: FieldUnfit.taxNumberCheckDigit) { try TaxNumber("0100233480") }
    for wrong in ["010023348", "0100233488-", "0100233488-000", "0100233488001", "01002334-8"] {
      #expect(throws: FieldUnfit.taxNumberForm) { try TaxNumber(wrong) }
    }
  }

  @Test(arguments: [
    ("0912 345 678", "0912345678"), ("0299.3822339", "02993822339"), ("+84912345678", "0912345678"),
    ("(024) 3825-1234", "02438251234"),
  ])
  func aTelephoneNumberIsTakenAsPeopleWriteIt(_ typed: String, _ digits: String) throws {
    #expect(try Phone(typed).digits == digits)
  }

  @Test(arguments: ["", "912345678", "0012345678", "09123456", "0912345678x", "113"])
  func whatIsNoTelephoneNumberIsNotTaken(_ typed: String) {
    #expect(throws: FieldUnfit.phone) { try Phone(typed) }
  }

  @Test func anAddressForLettersHasTwoHalves() throws {
    #expect(try EmailAddress(" lan@example.vn ").text == "lan@example.vn")
    for wrong in ["lan", "lan@", "@example.vn", "lan@vn", "a@b@c.vn", "a b@c.vn", "a,b@c.vn"] {
      #expect(throws: FieldUnfit.email) { try EmailAddress(wrong) }
    }
  }

  @Test(arguments: ["Lan", "H'Hen Niê", "Y Phôn", "Nguyễn Văn A-B", "K'Brêl", "O'Neil", "李"])
  func aLegalNameIsTaken(_ name: String) throws {
    #expect(try PersonName(name).text == name)
  }

  @Test func aNameIsComposedAndItsSpacesAreOne() throws {
    #expect(try PersonName("  Nguye\u{302}\u{303}n   Lan ").text.unicodeScalars.count == 10)
    #expect(try PersonName(String(repeating: "a", count: 100)).text.count == 100)
    for wrong in ["", "   ", "123", "Lan\u{202E}", "a\nb", String(repeating: "a", count: 101)] {
      #expect(throws: FieldUnfit.personName) { try PersonName(wrong) }
    }
  }

  @Test func aDayOfBirthIsKnownAsFarAsItIs() throws {
    #expect(try PartialDay("1990").month == nil)
    #expect(try PartialDay("1990-02").text == "1990-02")
    #expect(try PartialDay("1992-02-29").day == 29)
    for wrong in ["", "90", "1990-13", "1990-02-30", "1990-2-3", "03/02/1990", "1799", "19900"] {
      #expect(throws: FieldUnfit.partialDay) { try PartialDay(wrong) }
    }
  }

  @Test func workingHoursAreSessionsInOrder() throws {
    #expect(try HoursText("07:00-11:30, 13:30-17:00").text == "07:00-11:30,13:30-17:00")
    for wrong in [
      "", "7:00-11:30", "11:30-07:00", "07:00-11:30,11:00-17:00", "07:00", "24:00-25:00",
    ] {
      #expect(throws: FieldUnfit.hours) { try HoursText(wrong) }
    }
  }

  @Test func aUsernameIsPlainAndItsCaseDoesNotCount() throws {
    #expect(try Username("Lan.Nguyen").key == "lan.nguyen")
    for wrong in ["ab", "lan nguyen", "làn", "a\u{0}bc", String(repeating: "a", count: 65)] {
      #expect(throws: FieldUnfit.username) { try Username(wrong) }
    }
  }
}
