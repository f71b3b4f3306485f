public import Ground

/// One row of an answer: its columns by position, from 0, in the order the statement names them.
public struct Row: Sendable, Equatable {
  public let columns: [SQL.Value]

  public init(_ columns: [SQL.Value]) { self.columns = columns }

  public func text(_ index: Int) throws(ColumnUnfit) -> String {
    guard case .text(let value) = columns[index] else { throw unfit(index, "text") }
    return value
  }

  public func integer(_ index: Int) throws(ColumnUnfit) -> Int64 {
    guard case .integer(let value) = columns[index] else { throw unfit(index, "integer") }
    return value
  }

  public func int(_ index: Int) throws(ColumnUnfit) -> Int { Int(try integer(index)) }
  public func bool(_ index: Int) throws(ColumnUnfit) -> Bool { try integer(index) != 0 }

  public func bytes(_ index: Int) throws(ColumnUnfit) -> [UInt8] {
    guard case .bytes(let value) = columns[index] else { throw unfit(index, "bytes") }
    return value
  }

  public func instant(_ index: Int) throws(ColumnUnfit) -> Instant {
    Instant(milliseconds: try integer(index))
  }

  public func day(_ index: Int) throws(ColumnUnfit) -> Day {
    guard let day = Day(iso: try text(index)) else { throw unfit(index, "day") }
    return day
  }

  public func id<Of>(_ index: Int) throws(ColumnUnfit) -> ID<Of> { ID(rawValue: try text(index)) }

  /// What `read` reads, or `nil` when the column is NULL: `try row.optional(3) { try $0.day($1) }`.
  public func optional<T>(
    _ index: Int, _ read: (Row, Int) throws -> T
  ) throws -> T? {
    columns[index] == .null ? nil : try read(self, index)
  }

  public func optionalText(_ index: Int) throws(ColumnUnfit) -> String? {
    columns[index] == .null ? nil : try text(index)
  }

  public func optionalInt(_ index: Int) throws(ColumnUnfit) -> Int? {
    columns[index] == .null ? nil : try int(index)
  }

  public func optionalInstant(_ index: Int) throws(ColumnUnfit) -> Instant? {
    columns[index] == .null ? nil : try instant(index)
  }

  private func unfit(_ index: Int, _ wanted: String) -> ColumnUnfit {
    ColumnUnfit(index: index, wanted: wanted, found: columns[index])
  }
}

/// A column does not hold what the statement's reader expects: a fault, never a refusal.
public struct ColumnUnfit: Error {
  public let index: Int
  public let wanted: String
  public let found: SQL.Value

  public init(index: Int, wanted: String, found: SQL.Value) {
    (self.index, self.wanted, self.found) = (index, wanted, found)
  }
}
