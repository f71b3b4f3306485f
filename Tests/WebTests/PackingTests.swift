import CZlib
import Testing

@testable import Web

/// What is packed is unpacked by zlib's own reader to what it was, checksum and length included.
struct PackingTests {
  /// Texts of all lengths around the borders of windows: empty, alike, and without any pattern.
  private static let texts: [[UInt8]] = {
    var chance = SystemRandomNumberGenerator()
    return [0, 1, 2, 100, 4095, 4096, 4097, 16_384, 16_385, 70_000].flatMap { length in
      [
        (0..<length).map { UInt8(truncatingIfNeeded: $0 % 7) },
        (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &chance) },
      ]
    }
  }()

  @Test(arguments: texts)
  func aTextComesBack(_ text: [UInt8]) throws {
    guard let packed = Packing.packed(text, level: 1) else { return }
    #expect(packed.count < text.count)
    #expect(try unpacked(packed) == text)
  }

  @Test(arguments: texts)
  func aPartThatWasPackedBeforeStandsBetweenTwoOthers(_ text: [UInt8]) throws {
    let part = PackedPart(text)
    for frame in [[], Array("<html>".utf8), text] {
      #expect(try unpacked(Packing.packed(frame, part, frame)) == frame + text + frame)
    }
  }

  private struct Unreadable: Error { let code: Int32 }

  /// The one gzip member in `packed`, with nothing after it.
  private func unpacked(_ packed: [UInt8]) throws -> [UInt8] {
    var (stream, packed) = (z_stream(), packed)
    // 16 asks for the frame of gzip: zlib compares its checksum and length.
    try require(
      inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)), Z_OK)
    defer { inflateEnd(&stream) }
    var out = [UInt8](repeating: 0, count: 300_000)
    try packed.withUnsafeMutableBufferPointer { given in
      try out.withUnsafeMutableBufferPointer { taken in
        stream.next_in = given.baseAddress
        stream.avail_in = UInt32(given.count)
        stream.next_out = taken.baseAddress
        stream.avail_out = UInt32(taken.count)
        try require(inflate(&stream, Z_FINISH), Z_STREAM_END)
      }
    }
    #expect(stream.avail_in == 0, "something follows the end")
    return Array(out.prefix(Int(stream.total_out)))
  }

  private func require(_ code: Int32, _ wanted: Int32) throws {
    if code != wanted { throw Unreadable(code: code) }
  }
}
