import CZlib

/// Why compressed bytes cannot be unpacked, in English.
struct InflationFailed: Error, Sendable, Equatable {
  let reason: String
}

/// Unpacks gzip piece by piece; guards the one zlib stream that it owns. Never shared.
final class Inflation {
  private var stream = z_stream()
  private var isAtEnd = false
  private var given: Int
  private let limit: Int

  /// Refuses more than `limit` unpacked bytes in all, however few packed ones spell them.
  init(limit: Int) throws(InflationFailed) {
    (self.limit, given) = (limit, 0)
    // 15 is the window of gzip, 32 lets zlib recognise the header.
    let status = inflateInit2_(&stream, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw InflationFailed(reason: "zlib does not start (\(status))") }
  }

  deinit { inflateEnd(&stream) }

  /// Unpacks the next piece and hands what comes out to `take`, at most 64 KiB at a time.
  func unpack(_ packed: [UInt8], _ take: ([UInt8]) throws -> Void) throws {
    var packed = packed
    try packed.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      while stream.avail_in > 0 {
        if isAtEnd { try startNextMember() }
        try take(try step())
      }
    }
  }

  /// Refuses a file that ends before its last member does.
  func finish() throws(InflationFailed) {
    guard isAtEnd else { throw InflationFailed(reason: "the gzip file ends in the middle") }
  }

  private func startNextMember() throws(InflationFailed) {
    guard inflateReset(&stream) == Z_OK else {
      throw InflationFailed(reason: "zlib does not restart")
    }
    isAtEnd = false
  }

  private func step() throws(InflationFailed) -> [UInt8] {
    var status = Z_OK
    let out = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      stream.next_out = buffer.baseAddress
      stream.avail_out = 65_536
      status = inflate(&stream, Z_NO_FLUSH)
      count = 65_536 - Int(stream.avail_out)
    }
    guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
      throw InflationFailed(reason: "the gzip file is damaged (\(status))")
    }
    isAtEnd = status == Z_STREAM_END
    given += out.count
    guard given <= limit else {
      throw InflationFailed(reason: "the file unpacks to more than \(limit >> 20) MiB")
    }
    return out
  }
}
