public import Ground
import Yams

/// The law as data: one file of `Packs/`, records that each say from when to when they hold and on
/// which basis. Source: domain 0.2 (everything legal is effective-dated).
public struct RulePack: Sendable, Equatable {
  /// What `pack:` says at the top.
  public let name: String
  /// In the order of the file.
  public let records: [RuleRecord]
  /// What stands at the top beside `records`.
  public let header: JSON

  /// Reads a pack: a mapping with `pack` and `records`, each record with `valid_from`,
  /// `legal_basis` and, if it has ended, `valid_to`.
  ///
  /// Refuses: bytes that are not such YAML, naming the line.
  public init(yaml bytes: some Collection<UInt8>) throws(RulePackUnreadable) {
    let node = try YAMLReader.document(Array(bytes))
    guard let top = node.mapping, let listed = top["records"]?.sequence,
      let name = top["pack"]?.scalar?.string
    else { throw RulePackUnreadable(line: 1, reason: "pack: and records: must stand at the top") }
    self.name = name
    var records: [RuleRecord] = []
    for record in listed {
      let content = try YAMLReader.json(record)
      records.append(try RuleRecord(content, line: YAMLReader.line(record)))
    }
    self.records = records
    var header: [JSON.Member] = []
    for (key, value) in top where key.scalar?.string != "records" {
      header.append(JSON.Member(key.scalar?.string ?? "", try YAMLReader.json(value)))
    }
    self.header = .object(header)
  }

  /// The records that hold on `day`, both ends included, in the order of the file.
  public func records(on day: Day) -> [RuleRecord] {
    records.filter { $0.validFrom <= day && ($0.validTo.map { day <= $0 } ?? true) }
  }
}

/// One dated rule.
public struct RuleRecord: Sendable, Equatable {
  public let validFrom: Day
  /// The last day on which it holds; `nil` while no end is known.
  public let validTo: Day?
  public let legalBasis: String
  /// Where it stands in the file, from 1.
  public let line: Int
  /// The whole record, as the file has it.
  public let content: JSON

  init(_ content: JSON, line: Int) throws(RulePackUnreadable) {
    guard let from = content["valid_from"]?.text.flatMap(Day.init(iso:)) else {
      throw RulePackUnreadable(line: line, reason: "valid_from must be a day like 2026-09-02")
    }
    guard let basis = content["legal_basis"]?.text, !basis.isEmpty else {
      throw RulePackUnreadable(line: line, reason: "legal_basis is missing")
    }
    var to: Day?
    if let text = content["valid_to"], !text.isNull {
      guard let day = text.text.flatMap(Day.init(iso:)), from <= day else {
        throw RulePackUnreadable(
          line: line, reason: "valid_to must be a day like 2026-09-02, not before valid_from")
      }
      to = day
    }
    (validFrom, validTo, legalBasis) = (from, to, basis)
    (self.line, self.content) = (line, content)
  }
}

/// Why bytes are no pack. The installation is at fault, not who asked; commands show it as it is.
public struct RulePackUnreadable: Error, Sendable, Equatable, CustomStringConvertible {
  /// From 1.
  public let line: Int
  public let reason: String

  public init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }

  public var description: String { "line \(line): \(reason)" }
}
