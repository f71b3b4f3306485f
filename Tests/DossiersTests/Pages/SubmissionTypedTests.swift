import Directory
import Ground
import Testing
import Web

@testable import Catalogue
@testable import Dossiers

@Suite struct SubmissionTypedTests {
  static let file = "01J0000000000000000000000A"

  private static let whole: [(String, String)] = [
    ("agency", "H99.101"), ("applicant.kind", "person"), ("applicant.name", " Lò Thị Sao Mai "),
    ("applicant.personalNumber", "000190123456"), ("applicant.birthDate", "3/2/1990"),
    ("applicant.phone", "0912345678"), ("applicant.address.commune", "Xã An Bình"),
    ("owner.kind", "person"), ("delivery", "counter"),
  ]

  private func typed(
    _ changes: [(String, String)] = [], channel: Channel = .online
  ) -> SubmissionTyped {
    let kept = Self.whole.filter { old in !changes.contains { $0.0 == old.0 } }
    return SubmissionTyped(
      values: FormValues(kept + changes), procedure: ProcedureCode("9.200001"), channel: channel,
      helper: nil)
  }

  private func places(_ changes: [(String, String)]) -> [String] {
    do {
      _ = try typed(changes).form()
      return []
    } catch {
      return (error as? FormRefused)?.places.map(\.pointer) ?? ["\(error)"]
    }
  }

  @Test func whatIsTypedIsWhatTheAPITakes() throws {
    let form = try typed().form()
    #expect(form.agency == AgencyCode("H99.101") && form.channel == .online)
    #expect(form.contents.applicant.name == "Lò Thị Sao Mai")
    #expect(form.contents.applicant.birthDate == "1990-02-03")
    #expect(form.contents.applicant.address?.commune == "Xã An Bình")
    #expect(form.contents.applicant.email == nil && form.contents.owner == nil)
    #expect(form.caseNumber == nil && form.papers.isEmpty)
  }

  @Test func filesAnswerTheirComponents() throws {
    let form = try typed([
      ("kept.paper.2", Self.file), ("kept.paper.0", Self.file), ("case.online", "2"),
    ]).form()
    #expect(form.papers.map(\.component) == [2, nil])
    #expect(form.papers.map(\.copies) == [1, 1])
    #expect(form.caseNumber == 2)
  }

  @Test func theCaseOfAnotherChannelIsNotTaken() throws {
    #expect(try typed([("case.online", "2")], channel: .counter).form().caseNumber == nil)
  }

  @Test func anOwnerIsWhoIsTypedThere() throws {
    let form = try typed([("owner.name", "Ông Chủ"), ("kept.mandate", Self.file)]).form()
    #expect(form.contents.owner?.name == "Ông Chủ")
    #expect(form.contents.mandate?.file == Self.file)
    #expect(try typed([("kept.mandate", Self.file)]).form().contents.mandate == nil)
  }

  @Test(arguments: [
    ([("applicant.name", "")], ["/applicant/name"]),
    ([("agency", ""), ("delivery", "")], ["/agency", "/delivery"]),
    ([("applicant.kind", "organisation")], ["/applicant/representativeName"]),
    ([("applicant.taxNumber", "0100112437")], ["/applicant/kind"]),
    ([("applicant.birthDate", "hôm qua")], ["/applicant/birthDate"]),
    ([("applicant.kind", "vua")], ["/applicant/kind"]),
    ([("case.online", "hai")], ["/case/online"]),
    ([("owner.phone", "0912345678")], ["/owner/name"]),
    ([("delivery", "chim bồ câu")], ["/delivery"]),
    ([("kept.paper.3", "không phải mã")], ["/paper/3"]),
    ([("applicant.name", "Hai\ndòng")], ["/applicant/name"]),
  ])
  func aWrongEntryIsNamedWhereItStands(_ changes: [(String, String)], _ expected: [String]) {
    #expect(places(changes) == expected)
  }

  @Test func theAdviceSpeaksToPeople() throws {
    #expect(throws: FormRefused.self) {
      do {
        _ = try typed([("applicant.birthDate", "hôm qua"), ("applicant.name", "")]).form()
      } catch let refused as FormRefused {
        for place in refused.places {
          #expect(!place.detail.contains("{") && !place.detail.contains("1990-02"))
        }
        throw refused
      }
    }
  }

  @Test func twoPressesOfTheButtonAreOneRequest() {
    let other = "01J0000000000000000000000B"
    let files = [Self.file: upload(Self.file, "aa"), other: upload(other, "aa")]
    let first = typed([("kept.paper.1", Self.file)]).hash(files)
    #expect(first == typed([("kept.paper.1", other)]).hash(files), "the same bytes, uploaded twice")
    #expect(first != typed([("kept.paper.1", other)]).hash([other: upload(other, "bb")]))
    #expect(first != typed([("applicant.name", "Khác")]).hash(files))
  }

  private func upload(_ id: String, _ sha256: String) -> UploadedFile {
    UploadedFile(
      id: id, account: AccountID("a"), sha256: sha256, size: 1, mediaType: "application/pdf",
      name: "a.pdf", scan: .unchecked, at: Instant(milliseconds: 0))
  }

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
