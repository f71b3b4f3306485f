import CQREncode

/// A QR code: which of its squares are dark. Source: DOS-3.
public struct QRCode: Sendable, Equatable {
  /// How many squares a side has, without the quiet zone.
  public let side: Int
  private let dark: [Bool]

  /// The blank squares that the standard asks for around a code.
  static let quiet = 4

  /// The code that spells `text`, of the least size at which a seventh of it may be damaged
  /// (level M); `nil` when the text is empty or longer than any code.
  public init?(_ text: String) {
    guard !text.isEmpty,
      let code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1)
    else { return nil }
    defer { QRcode_free(code) }
    side = Int(code.pointee.width)
    dark = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 == 1 }
  }

  /// Whether the square in that row and column is dark, counted from 0.
  public subscript(row: Int, column: Int) -> Bool { dark[row * side + column] }

  /// The dark stretches of a row.
  func stretches(_ row: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for column in 0..<side where self[row, column] {
      if let last = found.last, last.upperBound == column {
        found[found.count - 1] = last.lowerBound..<(column + 1)
      } else {
        found.append(column..<(column + 1))
      }
    }
    return found
  }
}
