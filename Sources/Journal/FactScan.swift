import Ground

/// Reads a line that this program wrote in one pass, without making JSON of it first: thirty times
/// as fast as the long way, which journals of millions of facts need.
///
/// It takes the usual line only: the fixed keys in their order, codes, whole numbers, booleans, lists of
/// codes. For anything else it gives `nil`, and the long way says what is wrong or reads it. What
/// it takes, the long way takes too, as the same fact.
struct FactScan {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  static func fact(in line: [UInt8]) -> Fact? {
    guard line.count <= Fact.longestLine else { return nil }
    return line.withUnsafeBufferPointer { bytes in
      var scan = FactScan(bytes: bytes)
      // What does not fit is told by the long way.
      return try? scan.fact()
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The line is not of the usual form.
  private struct Unusual: Error {}

  private mutating func fact() throws(Unusual) -> Fact {
    try expect("{\"v\":1,\"id\":")
    let id = try code()
    try expect(",\"kind\":")
    let kind = Fact.Kind(rawValue: try code())
    try expect(",\"at\":")
    let at = try instant()
    try expect(",\"recordedAt\":")
    let recordedAt = try instant()
    try expect(",\"subject\":")
    let subject = try code()
    try expect(",\"seq\":")
    let seq = try int()
    guard seq >= 1 else { throw Unusual() }
    var fact = Fact(id: id, kind: kind, at: at, recordedAt: recordedAt, subject: subject, seq: seq)
    try readPlace(into: &fact)
    try readManner(into: &fact)
    try readClock(into: &fact)
    try expect("}")
    guard self.at == bytes.count else { throw Unusual() }
    return fact
  }

  private mutating func readPlace(into fact: inout Fact) throws(Unusual) {
    if found(",\"agency\":") { fact.agency = ID(rawValue: try code()) }
    if found(",\"competentAgency\":") { fact.competentAgency = ID(rawValue: try code()) }
    if found(",\"returnAgency\":") { fact.returnAgency = ID(rawValue: try code()) }
    if found(",\"post\":") { fact.post = ID(rawValue: try code()) }
    if found(",\"procedure\":") { fact.procedure = ID(rawValue: try code()) }
    if found(",\"case\":") { fact.caseNumber = try int() }
    if found(",\"version\":") { fact.version = try int() }
    if found(",\"sector\":") { fact.sector = try code() }
  }

  private mutating func readManner(into fact: inout Fact) throws(Unusual) {
    if found(",\"level\":") { fact.level = try int() }
    if found(",\"mode\":") { fact.mode = try code() }
    if found(",\"eligible\":") { fact.eligible = try bool() }
    if found(",\"integrated\":") { fact.integrated = try bool() }
    if found(",\"channel\":") { fact.channel = try code() }
    if found(",\"typedBy\":") { fact.typedBy = try code() }
    if found(",\"applicantKind\":") { fact.applicantKind = try code() }
    if found(",\"actorTag\":") { fact.actorTag = try code() }
    if found(",\"deviceTag\":") { fact.deviceTag = try code() }
  }

  private mutating func readClock(into fact: inout Fact) throws(Unusual) {
    if found(",\"rules\":") { fact.rules = try codes() }
    if found(",\"term\":") { fact.term = try code() }
    if found(",\"policy\":") { fact.policy = try code() }
    if found(",\"calendar\":") { fact.calendar = try code() }
    if found(",\"pauses\":") { fact.pauses = try pauses() }
    if found(",\"due\":") { fact.due = try instant() }
    if found(",\"workedMinutes\":") { fact.workedMinutes = try int() }
    if found(",\"pausedMinutes\":") { fact.pausedMinutes = try int() }
    if found(",\"data\":") { fact.data = try data() }
    if found(",\"commitment\":") {
      let text = try code()
      guard text.utf8.count == 64, text.utf8.allSatisfy(isLowerHex) else { throw Unusual() }
      fact.commitment = text
    }
  }

  // MARK: Parts

  private mutating func found(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.count - at >= count else { return false }
    for index in 0..<count where bytes[at + index] != text.utf8Start[index] { return false }
    at += count
    return true
  }

  private mutating func expect(_ text: StaticString) throws(Unusual) {
    guard found(text) else { throw Unusual() }
  }

  private mutating func code() throws(Unusual) -> String {
    String(decoding: bytes[try codeBytes()], as: UTF8.self)
  }

  /// The bytes of a code between quotes. Source: `Fact.unfitness`.
  private mutating func codeBytes() throws(Unusual) -> Range<Int> {
    try expect("\"")
    let start = at
    var (hyphens, isNumber) = (0, true)
    while at < bytes.count, isCodeByte(bytes[at]) {
      if bytes[at] == UInt8(ascii: "-") { hyphens += 1 }
      isNumber = isNumber && isDigit(bytes[at])
      at += 1
    }
    let count = at - start
    guard (1...64).contains(count), !(isNumber && (9...14).contains(count)) else {
      throw Unusual()
    }
    // Three parts may be a dossier's number; of these, days are the usual ones.
    if hyphens == 2, bytes[start + count - 3] != UInt8(ascii: "-") || count != 10 {
      let text = String(decoding: bytes[start..<at], as: UTF8.self)
      guard !looksLikeDossierNumber(text) else { throw Unusual() }
    }
    let range = start..<at
    try expect("\"")
    return range
  }

  /// Without leading zeros or a sign that says nothing.
  private mutating func int() throws(Unusual) -> Int {
    let isNegative = found("-")
    let start = at
    var number = 0
    while at < bytes.count, isDigit(bytes[at]), at - start < 18 {
      number = number * 10 + Int(bytes[at] - 48)
      at += 1
    }
    let count = at - start
    guard count > 0, count == 1 || bytes[start] != 48, !(isNegative && number == 0),
      at < bytes.count, [UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(bytes[at])
    else { throw Unusual() }
    return isNegative ? -number : number
  }

  private mutating func bool() throws(Unusual) -> Bool {
    if found("true") { return true }
    try expect("false")
    return false
  }

  /// `2026-11-20T09:00:00Z`, with three digits of a second where they are not zero.
  private mutating func instant() throws(Unusual) -> Instant {
    try expect("\"")
    let year = try digits(4)
    try expect("-")
    let month = try digits(2)
    try expect("-")
    guard let day = Day(year: year, month: month, day: try digits(2)), year > 0 else {
      throw Unusual()
    }
    try expect("T")
    let hour = try digits(2)
    try expect(":")
    let minute = try digits(2)
    try expect(":")
    let second = try digits(2)
    let fraction = found(".") ? try digits(3) : nil
    try expect("Z\"")
    guard hour < 24, minute < 60, second < 60, fraction != 0 else { throw Unusual() }
    let seconds = Int64(day.ordinal) * 86_400 + Int64((hour * 60 + minute) * 60 + second)
    return Instant(milliseconds: seconds * 1000 + Int64(fraction ?? 0))
  }

  /// Exactly so many.
  private mutating func digits(_ count: Int) throws(Unusual) -> Int {
    guard bytes.count - at >= count else { throw Unusual() }
    var number = 0
    for index in at..<(at + count) {
      guard isDigit(bytes[index]) else { throw Unusual() }
      number = number * 10 + Int(bytes[index] - 48)
    }
    at += count
    return number
  }

  private mutating func codes() throws(Unusual) -> [String] {
    try expect("[")
    var codes: [String] = []
    if found("]") { return codes }
    repeat { codes.append(try code()) } while found(",")
    try expect("]")
    return codes
  }

  private mutating func pauses() throws(Unusual) -> [Fact.Pause] {
    try expect("[")
    var pauses: [Fact.Pause] = []
    if found("]") { return pauses }
    repeat {
      try expect("{\"from\":")
      let from = try instant()
      let to = found(",\"to\":") ? try instant() : nil
      try expect(",\"reason\":")
      pauses.append(Fact.Pause(from: from, to: to, reason: try code()))
      try expect("}")
    } while found(",")
    try expect("]")
    return pauses
  }

  private mutating func data() throws(Unusual) -> [JSON.Member] {
    try expect("{")
    var members: [JSON.Member] = []
    members.reserveCapacity(8)
    repeat {
      let name = try code()
      guard !members.contains(where: { $0.name == name }) else { throw Unusual() }
      try expect(":")
      members.append(JSON.Member(name, try value()))
    } while found(",")
    try expect("}")
    return members
  }

  private mutating func value() throws(Unusual) -> JSON {
    guard at < bytes.count else { throw Unusual() }
    switch bytes[at] {
    case UInt8(ascii: "\""): return .string(try code())
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try bool())
    case UInt8(ascii: "["): return .array(try codes().map { .string($0) })
    case UInt8(ascii: "-"), 48...57: return .integer(Int64(try int()))
    case _: throw Unusual()
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
