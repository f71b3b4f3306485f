import Ground

/// Whether a file that has the right beginning also has its end: a photograph that was cut off on
/// its way cannot be opened by the officer. Pure.
enum FileSoundness {
  /// How many last bytes `isWhole` needs.
  static let tailLength = 66_000

  /// `tail` is the end of the file, or all of a shorter one. What stands behind the end mark, as
  /// some cameras and signatures leave it, is no fault.
  static func isWhole(_ type: MediaType, tail: [UInt8]) -> Bool {
    switch type {
    case .pdf: holds(tail, Array("%%EOF".utf8))
    case .jpeg: holds(tail, [0xFF, 0xD9])
    case .png: holds(tail, Array("IEND".utf8))
    case .docx, .xlsx, .odt, .zip: holds(tail, [0x50, 0x4B, 0x05, 0x06])
    case .tiff, .xml, .plainText: true
    }
  }

  private static func holds(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
    guard bytes.count >= mark.count else { return false }
    return bytes.indices.dropLast(mark.count - 1).contains { index in
      bytes[index] == mark[0] && bytes[index..<(index + mark.count)].elementsEqual(mark)
    }
  }
}

/// A file that ends too early.
struct FileDamaged: Refusal, Equatable {
  var code: String { "file.damaged" }
  var kind: RefusalKind { .content }
  var explanation: Phrase {
    "Tệp bị hỏng hoặc chưa tải lên hết. Mở thử tệp trên máy của bạn, chụp hoặc lưu lại rồi chọn lại."
  }
}
