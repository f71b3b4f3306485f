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
    var out = head
    let stream = Deflating(level: level, for: bytes.count)
    stream.add(bytes, to: &out, .finish)
    out += tail(checksum(bytes), bytes.count)
    return out.count < bytes.count ? out : nil
  }

  /// A text of three parts, of which the middle one was packed before.
  static func packed(_ before: [UInt8], _ middle: PackedPart, _ after: [UInt8]) -> [UInt8] {
    var out = head
    out.reserveCapacity(middle.bytes.count + (before.count + after.count) / 2)
    let stream = Deflating(level: 1, for: max(before.count, after.count))
    stream.add(before, to: &out, .align)
    out += middle.bytes
    stream.add(after, to: &out, .finish)
    var sum = crc32_combine(checksum(before), middle.sum, middle.length)
    sum = crc32_combine(sum, checksum(after), after.count)
    return out + tail(sum, before.count + middle.length + after.count)
  }

  /// gzip's own head: deflated, no name, no time, any system.
  private static let head: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]

  private static func tail(_ sum: UInt, _ length: Int) -> [UInt8] {
    [UInt32(truncatingIfNeeded: sum), UInt32(truncatingIfNeeded: length)].flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
  }

  fileprivate static func checksum(_ bytes: [UInt8]) -> UInt {
    crc32(0, bytes, UInt32(bytes.count))
  }
}

/// A stretch of text packed by itself, to stand between others. Source: RFC 1951, 2.3: blocks of
/// one stream may come from anywhere while none looks back beyond its own beginning.
struct PackedPart: Sendable {
  let bytes: [UInt8]
  /// CRC-32 and length of what is packed.
  let sum: UInt
  let length: Int

  /// Packed more thoroughly than what is sent once.
  init(_ text: [UInt8]) {
    var out: [UInt8] = []
    let stream = Deflating(level: 6, for: text.count)
    stream.add(text, to: &out, .align)
    (bytes, sum, length) = (out, Packing.checksum(text), text.count)
  }
}

/// zlib at work on a bare stream (RFC 1951). Its memory is no larger than the text asks for: most
/// of the time for a short one would go into clearing it.
///
/// A class because zlib remembers where the stream lies, and gives its memory back at the end.
private final class Deflating {
  enum Close: Int32 {
    /// Ends at a whole byte, and what follows does not look back: `Z_FULL_FLUSH`.
    case align = 3
    /// `Z_FINISH`.
    case finish = 4
  }

  private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)

  init(level: Int32, for length: Int) {
    stream.initialize(to: z_stream())
    let window: Int32 = length <= 4096 ? 12 : length <= 16_384 ? 14 : 15
    let code = deflateInit2_(
      stream, level, Z_DEFLATED, -window, window - 7, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    // Fails only without memory, and then nothing in the program goes on.
    precondition(code == Z_OK, "zlib has no memory")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  func add(_ text: [UInt8], to out: inout [UInt8], _ close: Close) {
    var text = text
    let room = Int(deflateBound(stream, UInt(text.count))) + 16
    out += [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      text.withUnsafeMutableBufferPointer { given in
        stream.pointee.next_in = given.baseAddress
        stream.pointee.avail_in = UInt32(given.count)
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(room)
        let code = deflate(stream, close.rawValue)
        let isWhole = stream.pointee.avail_in == 0 && stream.pointee.avail_out > 0
        precondition(isWhole && (code == Z_OK || code == Z_STREAM_END), "zlib left something over")
      }
      count = room - Int(stream.pointee.avail_out)
    }
  }
}
