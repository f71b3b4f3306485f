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
    let body = DemoActs.submission(
      procedure.code, at: office.agency, channel, of: citizen.name, number: story.number, &dice)
    let caller = channel == .online ? citizen : office.receiver
    let stored = try await story.slice.desk.submit(
      try SubmissionForm(body), by: caller, once: once)
    dossier = try JSON(reading: stored.body)
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
      try await act(DemoActs.refuse, by: office.receiver)
      return false
    }
    try await act(["act": "receive"], by: office.receiver)
    return true
  }

  private mutating func processing(_ office: DemoCast.Office) async throws {
    guard try wait(30 + dice.roll(200)) else { return }
    try await act(DemoActs.assign(to: office.handler), by: office.approver)
    if dice.chance(14), try await supplement(office) == false { return }
    if dice.chance(20), try await payment(office) == false { return }
    if dice.chance(3) {
      guard try wait(100) else { return }
      try await act(DemoActs.withdraw, by: office.receiver)
      return
    }
    try await decision(office)
  }

  private mutating func supplement(_ office: DemoCast.Office) async throws -> Bool {
    guard try wait(60 + dice.roll(400)) else { return false }
    try await act(DemoActs.requestSupplement, by: office.handler)
    guard try wait(200 + dice.roll(2000)) else { return false }
    try await act(DemoActs.supply, by: office.receiver)
    return true
  }

  private mutating func payment(_ office: DemoCast.Office) async throws -> Bool {
    let amount = (1 + dice.roll(20)) * 5000
    try await act(DemoActs.requestPayment(amount), by: office.receiver)
    guard try wait(60 + dice.roll(600)) else { return false }
    let isTransfer = dice.chance(60)
    try await act(
      DemoActs.pay(amount, isTransfer: isTransfer, number: story.number + 1), by: office.receiver)
    return true
  }

  private mutating func decision(_ office: DemoCast.Office) async throws {
    guard let due = dossier["dueAt"]?.text.flatMap({ Instant(rfc3339: $0) }) else { return }
    let left = try cast.calendar.workingMinutes(from: at, to: max(at, due))
    let late = dice.chance(9)
    let share = late ? 105 + dice.roll(60) : 30 + dice.roll(65)
    guard try wait(max(10, left * share / 100)) else { return }
    let file = try await DemoActs.result(story.number + 1, by: office.approver, in: story.slice)
    let refused = dice.chance(4)
    try await act(
      DemoActs.decide(
        refused: refused, number: story.number + 1, on: at.day, by: office.approver, file: file),
      by: office.approver)
    guard try wait(30 + dice.roll(900)) else { return }
    try await act(DemoActs.deliver, by: office.receiver)
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
