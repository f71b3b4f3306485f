public import Ground

/// Why one line is no procedure: everything that is wrong with it, in English, for whoever imports.
public struct RecordUnfit: Error, Sendable, Equatable {
  public let problems: [String]
}

extension ProcedureRecord {
  /// Reads one line of the import file. Every field must be there, and none that is not known; text
  /// is taken in NFC, without spaces around it.
  public init(line: some Collection<UInt8>) throws(RecordUnfit) {
    let json: JSON
    do {
      json = try JSON(reading: line)
    } catch {
      throw RecordUnfit(problems: ["not JSON at byte \(error.offset + 1): \(error.reason)"])
    }
    try self.init(json: json)
  }

  /// Reads the form that `json` writes.
  public init(json: JSON) throws(RecordUnfit) {
    guard json.members != nil else { throw RecordUnfit(problems: ["not a JSON object"]) }
    var reader = FieldReader(json, fields: recordFields)
    let channels = reader.objects("channels", limit: 200, fields: channelFields) {
      $0.channelEntry()
    }
    let components = reader.objects("components", limit: 1000, fields: paperFields) { $0.paper() }
    let results = reader.objects("results", limit: 200, fields: resultFields) { $0.resultPaper() }
    self.init(
      code: ProcedureCode(reader.text("code", 16)), name: reader.text("name", 4000),
      decision: reader.optionalText("decision", 200), kind: reader.optionalText("kind", 200),
      sector: reader.text("sector", 400), ministry: reader.optionalText("ministry", 200),
      levels: reader.levels(), applicants: reader.texts("applicants", 400),
      authority: reader.optionalText("authority", 4000),
      agency: reader.optionalText("agency", 8000), steps: reader.optionalText("steps", 400_000),
      channels: channels, components: components,
      requirements: reader.optionalText("requirements", 400_000), results: results,
      legalBases: reader.texts("legalBases", 400))
    if !code.isProcedureCode, !code.rawValue.isEmpty {
      reader.problem(
        "code", "\"\(code.rawValue)\" is no procedure code (d.dddddd or DP.X99.dddddd)")
    }
    guard reader.problems.isEmpty else { throw RecordUnfit(problems: reader.problems) }
  }
}

private let recordFields = [
  "code", "name", "decision", "kind", "sector", "ministry", "levels", "applicants", "authority",
  "agency", "steps", "channels", "components", "requirements", "results", "legalBases",
]
private let channelFields = ["channel", "time", "timeUnit", "feeVND", "feeNote", "note"]
private let paperFields = ["group", "name", "form", "originals", "copies"]
private let resultFields = ["name", "code"]

extension FieldReader {
  fileprivate mutating func levels() -> [Level] {
    let levels = texts("levels", 20).compactMap { text -> Level? in
      if let level = Level(rawValue: text) { return level }
      problem(
        "levels", "\"\(text)\" is none of \(Level.allCases.map(\.rawValue).joined(separator: ", "))"
      )
      return nil
    }
    if levels.isEmpty { problem("levels", "names no level") }
    if Set(levels).count < levels.count { problem("levels", "names a level twice") }
    return levels
  }

  fileprivate mutating func channelEntry() -> ProcedureRecord.ChannelEntry {
    let channel: Channel = word("channel") ?? .counter
    let time = optionalInteger("time", 0...100_000)
    let unit: ProcedureRecord.TimeUnit? = isNull("timeUnit") ? nil : word("timeUnit")
    if (time == nil) != isNull("timeUnit") {
      problem("timeUnit", "time and timeUnit must both be given or both be null")
    }
    return .init(
      channel: channel, time: time.map { Int($0) }, timeUnit: unit,
      feeVND: optionalInteger("feeVND", 0...1_000_000_000_000),
      feeNote: optionalText("feeNote", 400_000), note: optionalText("note", 400_000))
  }

  fileprivate mutating func paper() -> ProcedureRecord.Paper {
    .init(
      group: optionalText("group", 40_000), name: text("name", 40_000),
      form: optionalText("form", 40_000),
      originals: Int(optionalInteger("originals", 0...1000) ?? missing("originals")),
      copies: Int(optionalInteger("copies", 0...1000) ?? missing("copies")))
  }

  fileprivate mutating func resultPaper() -> ResultPaper {
    ResultPaper(name: text("name", 40_000), code: optionalText("code", 100))
  }

  private mutating func missing(_ name: String) -> Int64 {
    if isNull(name) { problem(name, "must not be null") }
    return 0
  }
}
