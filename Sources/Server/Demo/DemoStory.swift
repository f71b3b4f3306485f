import Catalogue
import Deadlines
import Directory
import Dossiers
import Foundation
import Ground

/// One dossier of the sample, from its beginning to where time has led it.
struct DemoStory {
  let slice: DossierSlice
  let cast: DemoCast
  let clock: SteppingClock
  let now: Instant
  let number: Int
  var dice: Dice

  /// Where the dossier stands at the end of its story, by the name of its stage.
  func tell(from start: Instant) async throws -> String {
    var story = DemoTelling(story: self)
    return try await story.run(from: start)
  }
}

/// The telling of one story: each step takes its time, and the story ends when time has come to
/// now.
private struct DemoTelling {
  let story: DemoStory
  var dice: Dice
  var at = Instant(milliseconds: 0)
  var dossier: JSON = .null

  init(story: DemoStory) { (self.story, dice) = (story, story.dice) }

  private var cast: DemoCast { story.cast }
  private var id: String { dossier["id"]?.text ?? "" }
  private var stage: String { dossier["stage"]?.text ?? "" }

  mutating func run(from start: Instant) async throws -> String {
    at = start
    story.clock.set(at)
    // The commune whose accounts people try first has the most to show.
    let office = cast.offices[dice.chance(35) ? 0 : dice.roll(cast.offices.count)]
    try await handIn(at: office)
    if stage == "submitted", try await reception(office) == false { return stage }
    try await processing(office)
    return stage
  }

  private mutating func handIn(at office: DemoCast.Office) async throws {
    let procedure = cast.procedures[dice.roll(cast.procedures.count)]
    let wished: Channel = dice.chance(70) ? .online : dice.chance(85) ? .counter : .post
    let open = procedure.terms.map(\.channel)
    let channel = open.contains(wished) ? wished : open[0]
    let citizen = cast.citizens[dice.roll(cast.citizens.count)]
    let body: JSON = [
      "procedure": .string(procedure.code.rawValue), "agency": .string(office.agency.rawValue),
      "channel": .string(channel.rawValue),
      "applicant": [
        "kind": "person", "name": .string(citizen.name), "personalNumber": personalNumber(),
        "birthDate": .string("19\(padded(60 + dice.roll(40), 2))"), "phone": "0900000000",
        "address": [
          "line": .string("Thôn \(story.number % 9 + 1)"), "commune": "Phường Sao Mai",
          "province": "Tỉnh Sao Mai",
        ],
      ],
      "answers": [:], "papers": [], "delivery": ["way": channel == .online ? "online" : "counter"],
    ]
    let caller = channel == .online ? citizen : office.receiver
    let stored = try await story.slice.desk.submit(
      try SubmissionForm(body), by: caller, once: once)
    dossier = try JSON(reading: stored.body)
  }

  /// Twelve digits under the province code 000, which belongs to nobody. Source: domain 7.2.
  private mutating func personalNumber() -> JSON {
    .string("000" + padded(dice.roll(999_999_999), 9))
  }

  private var once: DossierDesk.Once {
    DossierDesk.Once(key: nil, hash: "") { done in
      StoredAnswer(status: 200, headers: [], body: done.view.json.bytes)
    }
  }

  /// Waits `minutes` of working time; false when that lies beyond now.
  private mutating func wait(_ minutes: Int) throws -> Bool {
    let next = try cast.calendar.adding(workingMinutes: minutes, to: at)
    guard next < story.now else { return false }
    at = next
    story.clock.set(at)
    return true
  }

  private mutating func act(_ body: JSON, by caller: Caller) async throws {
    let stored = try await story.slice.desk.act(
      try Act(body), on: id, by: caller, expecting: nil, once: once)
    dossier = try JSON(reading: stored.body)
  }

  /// False when the story ends at reception.
  private mutating func reception(_ office: DemoCast.Office) async throws -> Bool {
    guard try wait(20 + dice.roll(500)) else { return false }
    if dice.chance(4) {
      let no: JSON = [
        "act": "refuse", "reason": "Không thuộc thẩm quyền giải quyết.",
        "legalBasis": "Điều 17 Nghị định 61/2018/NĐ-CP",
      ]
      try await act(no, by: office.receiver)
      return false
    }
    try await act(["act": "receive"], by: office.receiver)
    return true
  }

  private mutating func processing(_ office: DemoCast.Office) async throws {
    guard try wait(30 + dice.roll(200)) else { return }
    let handler = JSON.string(office.handler.account.rawValue)
    try await act(["act": "assign", "officer": handler], by: office.approver)
    if dice.chance(14), try await supplement(office) == false { return }
    if dice.chance(20), try await payment(office) == false { return }
    if dice.chance(3) {
      guard try wait(100) else { return }
      try await act(["act": "withdraw", "reason": "Không còn nhu cầu."], by: office.receiver)
      return
    }
    try await decision(office)
  }

  private mutating func supplement(_ office: DemoCast.Office) async throws -> Bool {
    guard try wait(60 + dice.roll(400)) else { return false }
    let ask: JSON = [
      "act": "requestSupplement",
      "items": [["what": "Bản chụp giấy tờ chưa rõ", "how": "Chụp lại đủ bốn góc rồi tải lên"]],
      "reason": "Bản chụp không đọc được.",
    ]
    try await act(ask, by: office.handler)
    guard try wait(200 + dice.roll(2000)) else { return false }
    try await act(["act": "supply", "papers": []], by: office.receiver)
    return true
  }

  private mutating func payment(_ office: DemoCast.Office) async throws -> Bool {
    let amount = JSON.integer(Int64(1 + dice.roll(20)) * 5000)
    let ask: JSON = [
      "act": "requestPayment", "amountVND": amount, "reason": "Lệ phí theo quy định.",
    ]
    try await act(ask, by: office.receiver)
    guard try wait(60 + dice.roll(600)) else { return false }
    let pay: JSON = [
      "act": "pay", "method": .string(dice.chance(60) ? "transfer" : "cash"), "amountVND": amount,
      "receiptNumber": .string("BL-\(story.number + 1)"),
    ]
    try await act(pay, by: office.receiver)
    return true
  }

  private mutating func decision(_ office: DemoCast.Office) async throws {
    guard let due = dossier["dueAt"]?.text.flatMap({ Instant(rfc3339: $0) }) else { return }
    let left = try cast.calendar.workingMinutes(from: at, to: max(at, due))
    let late = dice.chance(9)
    let share = late ? 105 + dice.roll(60) : 30 + dice.roll(65)
    guard try wait(max(10, left * share / 100)) else { return }
    let stored = try await story.slice.files.take(
      OneChunk(bytes: DemoPaper.pdf(number: story.number + 1)), type: .pdf,
      name: "ket-qua-\(story.number + 1).pdf", by: office.approver
    ) { StoredAnswer(status: 201, headers: [], body: Array($0.id.utf8)) }
    let refused = dice.chance(4)
    let decide: JSON = [
      "act": "decide", "outcome": .string(refused ? "refused" : "granted"),
      "document": [
        "number": .string("\(story.number + 1)/QĐ-UBND"), "issuedOn": JSON(at.day),
        "signer": .string(office.approver.name),
        "file": .string(String(decoding: stored.body, as: UTF8.self)),
      ],
      "reason": refused ? "Không đủ điều kiện." : .null,
    ]
    try await act(decide, by: office.approver)
    guard try wait(30 + dice.roll(900)) else { return }
    let deliver: JSON = ["act": "deliver", "way": "counter", "receiver": "Người nộp hồ sơ"]
    try await act(deliver, by: office.receiver)
  }
}

/// Bytes in memory as the stream that the blobs take.
struct OneChunk: AsyncSequence, Sendable {
  let bytes: [UInt8]

  struct Iterator: AsyncIteratorProtocol {
    var bytes: [UInt8]?

    mutating func next() async -> [UInt8]? {
      defer { bytes = nil }
      return bytes
    }
  }

  func makeAsyncIterator() -> Iterator { Iterator(bytes: bytes) }
}

/// A page that says what it is: the result of a dossier that does not exist.
enum DemoPaper {
  /// A whole PDF 1.4 file with one line of text.
  static func pdf(number: Int) -> [UInt8] {
    let text = "BT /F1 14 Tf 72 720 Td (Ket qua trinh dien so \(number) - khong co gia tri) Tj ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      """
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
      /Resources << /Font << /F1 5 0 R >> >> >>
      """,
      "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var file = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    let entries = offsets.map { padded($0, 10) + " 00000 n \n" }.joined()
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(entries)"
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }
}
