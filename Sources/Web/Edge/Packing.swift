import CZlib

/// Answers packed by gzip (RFC 1952) for browsers that take it: on a slow line a page is a third
/// as long.
enum Packing {
  /// Shorter answers gain nothing.
  static let least = 1024

  /// Whether the header `Accept-Encoding` takes gzip. Source: RFC 9110, 12.5.3.
  static func isAccepted(_ header: String?) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { part in
      let pieces = part.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      return pieces.first == "gzip" && !pieces.dropFirst().contains { $0 == "q=0" }
    }
  }

  /// `bytes` packed, `level` from 1 (quick) to 9 (small); `nil` where it would be no shorter.
  static func packed(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
    var stream = z_stream()
    // 15 is the window, 16 asks for the frame of gzip, 8 is zlib's usual memory.
    guard
      deflateInit2_(
        &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    var input = bytes
    var isWhole = false
    let out = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
      input.withUnsafeMutableBufferPointer { given in
        stream.next_in = given.baseAddress
        stream.avail_in = UInt32(given.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        isWhole = deflate(&stream, Z_FINISH) == Z_STREAM_END
      }
      count = buffer.count - Int(stream.avail_out)
    }
    return isWhole ? out : nil
  }
}
