/// How much of a spreadsheet file is taken; what goes beyond is refused before it is unpacked.
/// Source: trust.md 3.4.
public struct WorkbookLimits: Sendable, Equatable {
  /// Files inside the file.
  public var entries = 200
  /// Unpacked bytes of one file inside.
  public var entryBytes = 8 << 20
  /// Unpacked bytes of all files inside.
  public var totalBytes = 32 << 20
  /// Unpacked bytes for each packed byte.
  public var ratio = 100
  public var sheets = 20
  /// The last row in which something may stand.
  public var rows = 5000
  /// The last column in which something may stand.
  public var columns = 200
  /// Unicode scalars of one cell.
  public var textLength = 4000

  public init() {}
}
