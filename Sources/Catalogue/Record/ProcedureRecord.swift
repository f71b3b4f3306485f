import Crypto
public import Ground

/// One procedure as the national list publishes it: a line of the import file, checked and in NFC.
///
/// `nil` means that the page does not say. Source: CAT-1, data/README.
public struct ProcedureRecord: Sendable, Equatable {
  public var code: ProcedureCode
  public var name: String
  /// The decision that publishes it.
  public var decision: String?
  public var kind: String?
  public var sector: String
  public var ministry: String?
  /// At least one, in the record's order.
  public var levels: [Level]
  public var applicants: [String]
  public var authority: String?
  public var agency: String?
  public var steps: String?
  public var channels: [ChannelEntry]
  public var components: [Paper]
  public var requirements: String?
  public var results: [ResultPaper]
  public var legalBases: [String]

  /// One row of the ways of performing: a case (trường hợp) of one channel.
  public struct ChannelEntry: Sendable, Equatable {
    public var channel: Channel
    public var time: Int?
    /// `nil` exactly when `time` is.
    public var timeUnit: TimeUnit?
    public var feeVND: Int64?
    public var feeNote: String?
    public var note: String?

    public init(
      channel: Channel, time: Int? = nil, timeUnit: TimeUnit? = nil, feeVND: Int64? = nil,
      feeNote: String? = nil, note: String? = nil
    ) {
      (self.channel, self.time, self.timeUnit) = (channel, time, timeUnit)
      (self.feeVND, self.feeNote, self.note) = (feeVND, feeNote, note)
    }
  }

  /// The units that the national list uses.
  public enum TimeUnit: String, Sendable, CaseIterable {
    case hours, workingDays, days, months
  }

  /// One paper of the dossier (thành phần hồ sơ).
  public struct Paper: Sendable, Equatable {
    public var group: String?
    public var name: String
    public var form: String?
    public var originals: Int
    public var copies: Int

    public init(
      group: String? = nil, name: String, form: String? = nil, originals: Int, copies: Int
    ) {
      (self.group, self.name, self.form) = (group, name, form)
      (self.originals, self.copies) = (originals, copies)
    }
  }

  public init(
    code: ProcedureCode, name: String, decision: String? = nil, kind: String? = nil, sector: String,
    ministry: String? = nil, levels: [Level], applicants: [String] = [], authority: String? = nil,
    agency: String? = nil, steps: String? = nil, channels: [ChannelEntry] = [],
    components: [Paper] = [], requirements: String? = nil, results: [ResultPaper] = [],
    legalBases: [String] = []
  ) {
    (self.code, self.name, self.decision, self.kind) = (code, name, decision, kind)
    (self.sector, self.ministry, self.levels) = (sector, ministry, levels)
    (self.applicants, self.authority, self.agency) = (applicants, authority, agency)
    (self.steps, self.channels, self.components) = (steps, channels, components)
    (self.requirements, self.results, self.legalBases) = (requirements, results, legalBases)
  }
}

/// What a procedure ends in, as a birth certificate; `code` as `KQ.G15.000193`.
public struct ResultPaper: Sendable, Equatable {
  public var name: String
  public var code: String?

  public init(name: String, code: String? = nil) { (self.name, self.code) = (name, code) }
}

extension ProcedureRecord {
  /// The record as JSON, its members always in the order of the import file.
  public var json: JSON {
    [
      "code": .string(code.rawValue), "name": .string(name), "decision": JSON(decision),
      "kind": JSON(kind), "sector": .string(sector), "ministry": JSON(ministry),
      "levels": .array(levels.map { .string($0.rawValue) }),
      "applicants": .array(applicants.map { .string($0) }), "authority": JSON(authority),
      "agency": JSON(agency), "steps": JSON(steps), "channels": .array(channels.map(\.json)),
      "components": .array(components.map(\.json)), "requirements": JSON(requirements),
      "results": .array(results.map { ["name": .string($0.name), "code": JSON($0.code)] }),
      "legalBases": .array(legalBases.map { .string($0) }),
    ]
  }

  /// SHA-256 of the bytes of `json`, in hexadecimal: two records are the same when these are.
  public var digest: String { ProcedureRecord.digest(of: json.bytes) }

  static func digest(of bytes: [UInt8]) -> String { hex(SHA256.hash(data: bytes)) }
}

extension ProcedureRecord.ChannelEntry {
  var json: JSON {
    [
      "channel": .string(channel.rawValue), "time": JSON(time),
      "timeUnit": JSON(timeUnit?.rawValue),
      "feeVND": feeVND.map { .integer($0) } ?? .null, "feeNote": JSON(feeNote), "note": JSON(note),
    ]
  }
}

extension ProcedureRecord.Paper {
  var json: JSON {
    [
      "group": JSON(group), "name": .string(name), "form": JSON(form), "originals": JSON(originals),
      "copies": JSON(copies),
    ]
  }
}
