import CPango

extension Press {
  /// How many lines of a row are kept together when the row is too tall for that.
  private static let kept = 10

  /// The heading, then the rows, each closed by a rule. A row stays whole unless it is very tall:
  /// then it goes on to the next page after some lines.
  func pieces(of table: Table) -> [Piece] {
    let grid = Grid(table, in: self)
    let heading = Heading(piece: grid.heading()) { grid.close($0) }
    var first = heading.piece
    first.isGlued = !table.rows.isEmpty
    return [first] + table.rows.flatMap { grid.row($0, under: heading) }
      + [space(size * 0.35)]
  }

  /// Begins a table whose rows come later; nothing else may be added until it is ended.
  public func begin(_ table: Table) -> OpenTable {
    let grid = Grid(table, in: self)
    let heading = Heading(piece: grid.heading()) { grid.close($0) }
    place([heading.piece])
    return OpenTable(grid: grid, heading: heading)
  }

  /// Adds a row to an open table: one text a column.
  public func add(_ row: [Text], to table: OpenTable) {
    place(table.grid.row(row, under: table.heading))
  }

  public func end(_ table: OpenTable) { place([space(size * 0.35)]) }

  /// A table that rows are still added to. Stays with its press.
  public struct OpenTable {
    let grid: Grid
    let heading: Heading
  }

  /// A table's columns laid out on the sheet. Guards the texts that were set last: in long tables
  /// the same day, place and procedure come again and again, and setting a text is what costs.
  final class Grid {
    private let press: Press
    private let columns: [Table.Column]
    private let size: Double
    /// The edges of the columns, one more than there are columns.
    private let edges: [Double]
    private let pad: (x: Double, y: Double)
    private let rowHeight: Double
    private var known: [Key: SetText] = [:]

    private struct Key: Hashable {
      let text: Text
      let column: Int
    }

    /// More texts than this are not kept.
    private static let mostKnown = 400

    init(_ table: Table, in press: Press) {
      (self.press, columns) = (press, table.columns)
      size = table.size ?? press.size * 0.95
      rowHeight = table.rowHeight
      pad = (size * 0.3, size * 0.16)
      let shares = table.columns.reduce(0) { $0 + $1.share }
      var edges = [press.sheet.left]
      for column in table.columns {
        edges.append(edges[edges.count - 1] + press.sheet.room * column.share / shares)
      }
      self.edges = edges
    }

    func close(_ y: Double) {
      press.rule(from: edges[0], y, to: edges[edges.count - 1], y)
    }

    /// A cell's text between two edges.
    private func set(_ text: Text, _ from: Int, _ to: Int, _ alignment: SetText.Alignment)
      -> SetText
    {
      press.set(text, size: size, width: edges[to] - edges[from] - 2 * pad.x, alignment)
    }

    /// A body cell's text, set anew only when it was not set a short while ago.
    private func cell(_ text: Text, _ column: Int) -> SetText {
      let key = Key(text: text, column: column)
      if let standing = known[key] { return standing }
      if known.count >= Grid.mostKnown { known = [:] }
      let made = set(text, column, column + 1, columns[column].alignment.setting)
      known[key] = made
      return made
    }

    /// Column headings in bold; those of a group in two storeys.
    func heading() -> Piece {
      let own = columns.enumerated().map { set($1.heading.bold, $0, $0 + 1, .centre) }
      let groups = spans().map { ($0, set($1.bold, $0.lowerBound, $0.upperBound, .centre)) }
      let upper = groups.map { $1.height + 2 * pad.y }.max() ?? 0
      let grouped = groups.flatMap { Array($0.0) }
      let lower = grouped.map { own[$0].height + 2 * pad.y }.max() ?? 0
      let single =
        own.indices.filter { !grouped.contains($0) }
        .map { own[$0].height + 2 * pad.y }.max() ?? 0
      let height = max(upper + lower, single)
      return Piece(height: height) { [self] y in
        close(y)
        close(y + height)
        verticals(y, y + height, except: groups.flatMap { $0.0.dropFirst() })
        for (range, text) in groups {
          let split = y + height - lower
          text.draw(
            at: edges[range.lowerBound] + pad.x, y + (split - y - text.height) / 2,
            on: press.canvas)
          press.rule(from: edges[range.lowerBound], split, to: edges[range.upperBound], split)
          for index in range.dropFirst() {
            press.rule(from: edges[index], split, to: edges[index], y + height)
          }
        }
        for (index, text) in own.enumerated() {
          let top = grouped.contains(index) ? y + height - lower : y
          text.draw(
            at: edges[index] + pad.x, top + (y + height - top - text.height) / 2,
            on: press.canvas)
        }
      }
    }

    /// Which neighbouring columns have one group.
    private func spans() -> [(Range<Int>, Text)] {
      var spans: [(Range<Int>, Text)] = []
      for (index, column) in columns.enumerated() {
        guard let group = column.group else { continue }
        if let last = spans.last, last.1 == group, last.0.upperBound == index {
          spans[spans.count - 1].0 = last.0.lowerBound..<(index + 1)
        } else {
          spans.append((index..<(index + 1), group))
        }
      }
      return spans
    }

    private func verticals(_ top: Double, _ bottom: Double, except hidden: [Int] = []) {
      for (index, x) in edges.enumerated() where !hidden.contains(index) {
        press.rule(from: x, top, to: x, bottom)
      }
    }

    /// One row in as many pieces as it must have.
    func row(_ cells: [Text], under heading: Heading) -> [Piece] {
      let texts = cells.enumerated().map { index, text -> SetText? in
        text.runs.allSatisfy { $0.text.isEmpty } ? nil : cell(text, index)
      }
      let count = max(texts.compactMap { $0?.lines.count }.max() ?? 0, 1)
      let step = texts.compactMap { $0?.step }.first ?? size * 1.2
      let size = count <= 2 * Press.kept ? count : Press.kept
      return stride(from: 0, to: count, by: size).map { start in
        let end = min(start + size, count)
        let (isFirst, isLast) = (start == 0, end == count)
        let full =
          Double(end - start) * step + (isFirst ? pad.y : 0) + (isLast ? pad.y : 0)
        let height = isFirst && isLast ? max(full, rowHeight) : full
        return Piece(height: height, heading: heading) { [self] y in
          verticals(y, y + height)
          if isLast { close(y + height) }
          for (index, text) in texts.enumerated() {
            guard let text, start < text.lines.count else { continue }
            text.draw(
              start..<min(end, text.lines.count), at: edges[index] + pad.x,
              y + (isFirst ? pad.y : 0), on: press.canvas)
          }
        }
      }
    }
  }
}

extension Table.Column.Alignment {
  fileprivate var setting: SetText.Alignment {
    switch self {
    case .left: .left
    case .centre: .centre
    case .right: .right
    }
  }
}
