import Ground
import Storage

extension OfferTold {
  static let columns: SQL = """
    position, subject, seq, agency, sector, procedure, from_on, to_on, terms
    """

  init(_ row: Row) throws {
    let terms = try row.optionalText(8).map { text in
      guard let terms = OfferTerms(text: text) else {
        throw ColumnUnfit(index: 8, wanted: "terms of an offer", found: row.columns[8])
      }
      return terms
    }
    self.init(
      position: try row.int(0), subject: try row.text(1), seq: try row.int(2),
      agency: try row.text(3), sector: try row.text(4), procedure: try row.text(5),
      from: try row.day(6), to: try row.optional(7) { try $0.day($1) }, terms: terms)
  }
}

extension AgencyTold {
  static let columns: SQL = """
    position, subject, seq, code, parent, since_on, from_on, to_on, level
    """

  init(_ row: Row) throws {
    self.init(
      position: try row.int(0), subject: try row.text(1), seq: try row.int(2),
      code: try row.text(3), parent: try row.optionalText(4), since: try row.day(5),
      from: try row.day(6), to: try row.optional(7) { try $0.day($1) }, level: try row.text(8))
  }
}

extension DossierState {
  static let columns: SQL = """
    subject, seq, at, agency, sector, procedure, channel, competent_agency, status, is_numbered,
    phase, due_at, index_due_at, submitted_at, received_at, is_index_late, flags, cells, trouble
    """

  /// Reads `columns`.
  init(_ row: Row) throws {
    let place = Heading(
      agency: try row.text(3), sector: try row.text(4), procedure: try row.text(5),
      channel: try row.text(6))
    guard let phase = Phase(rawValue: try row.text(10)) else {
      throw ColumnUnfit(index: 10, wanted: "phase", found: row.columns[10])
    }
    guard let flags = DossierFlags(text: try row.text(16)) else {
      throw ColumnUnfit(index: 16, wanted: "flags", found: row.columns[16])
    }
    guard let cells = Cell.list(text: try row.text(17)) else {
      throw ColumnUnfit(index: 17, wanted: "cells", found: row.columns[17])
    }
    self.init(
      subject: try row.text(0), seq: try row.int(1), at: try row.instant(2), place: place,
      competentAgency: try row.optionalText(7), status: try row.int(8),
      isNumbered: try row.bool(9), phase: phase, due: try row.optionalInstant(11),
      indexDue: try row.optionalInstant(12), submittedAt: try row.optionalInstant(13),
      receivedAt: try row.optionalInstant(14), isIndexLate: try row.bool(15), flags: flags,
      cells: cells, trouble: try row.optionalText(18))
  }
}

extension Cell {
  /// A line each, as they are stored; read back by `list(text:)`.
  static func text(of cells: [Cell]) -> String {
    cells.map { "\($0.counted.event.rawValue)|\($0.counted.traits.text)|\($0.minutes)" }
      .joined(separator: "\n")
  }

  /// `nil` for anything that `text` did not write.
  static func list(text: String) -> [Cell]? {
    var cells: [Cell] = []
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      guard parts.count == 3, let event = FigureEvent(rawValue: String(parts[0])),
        let minutes = Int(parts[2])
      else { return nil }
      let traits = Traits(text: String(parts[1]))
      cells.append(Cell(counted: Counted(event: event, traits: traits), minutes: minutes))
    }
    return cells
  }
}
