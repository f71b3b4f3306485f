import Directory
import Ground
import Workbooks

extension RegisterSheet {
  /// The spreadsheet to fill: a line for each agency that the asker reports for, with what it has
  /// reported.
  var template: SheetDraft {
    let columns = register.columns
    let heads = [SheetReading.agencyHeading, SheetReading.nameHeading] + columns.map(\.heading)
    return SheetDraft(
      name: period.code, head: heads,
      widths: [14, 40] + columns.map { max(12, min(40, $0.heading.count + 2)) },
      rows: lines.filter(\.mayReport).map { line in
        [.text(line.agency.code.rawValue), .text(line.agency.name)]
          + columns.map { column in line.last?.values[column.code].map(\.cell) }
      })
  }
}

extension RegisterValue {
  fileprivate var cell: CellValue {
    switch self {
    case .number(let number): .number(number.text)
    case .text(let text): .text(text)
    case .day(let day): .text(day.vietnamese)
    }
  }
}

/// What a spreadsheet would do to a register, before it is done.
struct SheetPreview: Sendable {
  struct Change: Sendable, Equatable {
    let line: RegisterSheet.Line
    let values: RegisterValues
  }

  /// New reports, corrections, and how many say what stands already.
  let fresh: [Change]
  let corrected: [Change]
  let same: Int

  init(_ drafts: [RegisterDraft], on sheet: RegisterSheet) {
    let changes = drafts.compactMap { draft in
      sheet.line(of: draft.agency).map { Change(line: $0, values: draft.values) }
    }
    fresh = changes.filter { $0.line.last == nil }
    corrected = changes.filter { change in
      change.line.last.map { $0.values != change.values } ?? false
    }
    same = changes.count - fresh.count - corrected.count
  }
}
