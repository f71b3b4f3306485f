public import Ground

/// Something that happened to a subject, once. Facts are added, never edited.
///
/// A fact carries numbers, codes and booleans only: never a dossier's number, a name or free text.
/// Its JSON keys stand in the order of the properties below; keys without a value are left out.
/// Source: architecture, "The one idea".
public struct Fact: Sendable, Equatable {
  /// What happened: slice and verb, as `dossier.received`.
  public struct Kind: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// What stands before the point: the subject's kind, as `dossier`.
    public var slice: Substring {
      let bytes = rawValue.utf8
      return Substring(bytes[..<(bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex)])
    }
  }

  /// One stretch of time in which the legal clock stood still; `to` is `nil` while it stands.
  public struct Pause: Sendable, Equatable {
    public let from: Instant
    public let to: Instant?
    /// `supplement` or `payment`.
    public let reason: String
    public init(from: Instant, to: Instant?, reason: String) {
      (self.from, self.to, self.reason) = (from, to, reason)
    }
  }

  public let id: String
  public let kind: Kind
  /// When it happened.
  public let at: Instant
  /// When it was written down; later than `at` only for late entries.
  public let recordedAt: Instant
  /// What it happened to: an id that is no dossier's number and leads nowhere without the tables.
  public let subject: String
  /// Counts the subject's facts from 1 without a gap.
  public let seq: Int
  /// The receiving agency.
  public var agency: AgencyCode?
  public var competentAgency: AgencyCode?
  public var returnAgency: AgencyCode?
  /// The post, not the person, that acted.
  public var post: PostID?
  public var procedure: ProcedureCode?
  public var caseNumber: Int?
  /// The version of the procedure.
  public var version: Int?
  public var sector: String?
  /// The legacy level (mức độ 1–4), the delivery mode and the two registers on that day (domain
  /// 1.11).
  public var level: Int?
  public var mode: String?
  public var eligible: Bool?
  public var integrated: Bool?
  public var channel: String?
  /// self, proxy, assisted, officer, post, partner, import.
  public var typedBy: String?
  public var applicantKind: String?
  public var actorTag: String?
  public var deviceTag: String?
  /// The rule packs in force, as `name@version`.
  public var rules: [String]?
  /// The term, as `3wd`.
  public var term: String?
  public var policy: String?
  public var calendar: String?
  public var pauses: [Pause]?
  public var due: Instant?
  public var workedMinutes: Int?
  public var pausedMinutes: Int?
  /// Numbers, codes and booleans of this kind of fact.
  public var data: [JSON.Member] = []
  /// SHA-256 over salt and the contents that the slice's tables keep, in hexadecimal.
  public var commitment: String?

  public init(
    id: String, kind: Kind, at: Instant, recordedAt: Instant, subject: String, seq: Int
  ) {
    (self.id, self.kind, self.at, self.recordedAt) = (id, kind, at, recordedAt)
    (self.subject, self.seq) = (subject, seq)
  }
}
