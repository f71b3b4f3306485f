/// Cuts what is read into lines at each line feed, in memory that does not grow with the file.
public struct LineReader {
  private let read: () throws -> [UInt8]
  private var block: [UInt8] = []
  private var at = 0
  private var isAtEnd = false

  /// `read` gives the next bytes of the file, and none at its end.
  public init(read: @escaping () throws -> [UInt8]) { self.read = read }

  /// A longer line is cut to this and one byte more, so that nobody takes it for a shorter one.
  public static let longest = 1 << 20

  /// The next line without its line feed; `nil` at the end. A last line needs no line feed.
  public mutating func next() throws -> [UInt8]? {
    var line: [UInt8] = []
    while try fill() {
      let end = block[at...].firstIndex(of: 10)
      let room = LineReader.longest + 1 - line.count
      line += block[at..<(end ?? block.count)].prefix(room)
      at = end.map { $0 + 1 } ?? block.count
      if end != nil { return line }
    }
    return line.isEmpty ? nil : line
  }

  private mutating func fill() throws -> Bool {
    while at == block.count, !isAtEnd {
      (block, at) = (try read(), 0)
      isAtEnd = block.isEmpty
    }
    return !isAtEnd
  }
}
