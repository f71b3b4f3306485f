public import Ground

/// A procedure (thủ tục hành chính) in one version. A version never changes; a dossier keeps the
/// one under which it was received. Source: domain 0.2, CAT-1.
public struct Procedure: Sendable, Equatable {
  public let code: ProcedureCode
  /// The code in the national list; for a local extension, of what it extends. Source: CAT-4.
  public let nationalCode: ProcedureCode?
  /// The code in the province's own list; `nil` for a national procedure. Source: CAT-4.
  public let localCode: ProcedureCode?
  /// Counts from 1.
  public let version: Int
  public let validFrom: Instant
  /// When a later version took its place; `nil` while it is the current one.
  public let validTo: Instant?
  public let record: ProcedureRecord

  /// The papers, numbered by their place in the record.
  public var components: [Component] {
    record.components.enumerated().map { Component(number: $0 + 1, paper: $1) }
  }

  public var name: String { record.name }
  public var sector: Sector { Sector(named: record.sector) }
  public var levels: [Level] { record.levels }
  public var results: [ResultPaper] { record.results }
  public var legalBases: [String] { record.legalBases }
  public var applicants: [String] { record.applicants }
  public var steps: String? { record.steps }
  public var requirements: String? { record.requirements }
  public var authority: String? { record.authority }
  public var onlineScope: OnlineScope { record.onlineScope }
  /// The channels it lists, in the order online, counter, post.
  public var channels: [Channel] { record.listedChannels }

  /// The cases of one channel, in the record's order; empty when it does not list the channel.
  public func terms(_ channel: Channel) -> [CaseTerm] { record.terms(channel) }

  /// What lists show of it.
  public var summary: ProcedureSummary {
    ProcedureSummary(
      code: code, version: version, name: name, sector: sector, levels: levels,
      onlineScope: onlineScope, terms: channels.flatMap(terms))
  }
}

/// One paper of the dossier; `number` counts the record's papers from 1 and is what
/// `papers[].component` names.
public struct Component: Sendable, Equatable {
  public let number: Int
  /// The case to which it belongs, in words; `nil` for all.
  public let group: String?
  public let name: String
  public let form: String?
  public let originals: Int
  public let copies: Int

  init(number: Int, paper: ProcedureRecord.Paper) {
    self.number = number
    (group, name, form) = (paper.group, paper.name, paper.form)
    (originals, copies) = (paper.originals, paper.copies)
  }

  /// A line that asks for nothing: 0 originals and 0 copies. Source: data/README.
  public var isNote: Bool { originals == 0 && copies == 0 }
}

/// What lists show of a procedure; cheap to read.
public struct ProcedureSummary: Sendable, Equatable {
  public let code: ProcedureCode
  public let version: Int
  public let name: String
  public let sector: Sector
  public let levels: [Level]
  public let onlineScope: OnlineScope
  /// Every case of every channel, in the order online, counter, post.
  public let terms: [CaseTerm]
}
