import Foundation

/// The lines of an import file, plain or gzip: told apart by content, never by name.
public struct ProcedureSource: Sendable {
  /// No file of the national list comes near these; a zip bomb does.
  static let unpackedLimit = 256 << 20
  static let lineLimit = 4 << 20

  private let content: Content
  private let limit: Int

  private enum Content: Sendable {
    case file(String)
    case bytes([UInt8])
  }

  private init(_ content: Content, limit: Int) { (self.content, self.limit) = (content, limit) }

  /// A file on disk, read piece by piece.
  public static func file(_ path: String) -> ProcedureSource {
    ProcedureSource(.file(path), limit: unpackedLimit)
  }

  /// Bytes that are here already.
  public static func bytes(_ bytes: [UInt8]) -> ProcedureSource {
    ProcedureSource(.bytes(bytes), limit: unpackedLimit)
  }

  static func bytes(_ bytes: [UInt8], limit: Int) -> ProcedureSource {
    ProcedureSource(.bytes(bytes), limit: limit)
  }

  /// Hands each line to `take` with its number from 1, without its line end; the last may lack one.
  ///
  /// Refuses: `ImportRefused` for what cannot be read, unpacked, or is too long.
  func lines(_ take: (_ number: Int, _ line: ArraySlice<UInt8>) throws -> Void) throws {
    var splitter = LineSplitter(limit: ProcedureSource.lineLimit)
    var inflation: Inflation?
    var isFirst = true
    var total = 0
    do {
      try pieces { piece in
        if isFirst {
          if piece.starts(with: [0x1F, 0x8B]) { inflation = try Inflation(limit: limit) }
          isFirst = false
        }
        if let inflation {
          try inflation.unpack(piece) { try splitter.add($0, take) }
        } else {
          total += piece.count
          guard total <= limit else {
            throw ImportRefused(problems: ["the file is larger than \(limit >> 20) MiB"])
          }
          try splitter.add(piece, take)
        }
      }
      try inflation?.finish()
      try splitter.finish(take)
    } catch let failed as InflationFailed {
      throw ImportRefused(problems: [failed.reason])
    }
  }

  private func pieces(_ take: ([UInt8]) throws -> Void) throws {
    switch content {
    case .bytes(let bytes): try take(bytes)
    case .file(let path):
      let file: FileHandle
      do {
        file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      } catch {
        throw ImportRefused(problems: ["\(path) cannot be read: is it there, and may we read it?"])
      }
      // Closing a file that was only read can lose nothing.
      defer { try? file.close() }
      while let piece = try read(file, path), !piece.isEmpty { try take(Array(piece)) }
    }
  }

  private func read(_ file: FileHandle, _ path: String) throws -> Data? {
    do {
      return try file.read(upToCount: 1 << 18)
    } catch {
      throw ImportRefused(problems: ["\(path) cannot be read as a file"])
    }
  }
}

/// Cuts pieces of bytes into lines.
private struct LineSplitter {
  let limit: Int
  private var rest: [UInt8] = []
  private var number = 0

  init(limit: Int) { self.limit = limit }

  mutating func add(_ piece: [UInt8], _ take: (Int, ArraySlice<UInt8>) throws -> Void) throws {
    var from = 0
    while let end = piece[from...].firstIndex(of: 10) {
      if rest.isEmpty {
        try give(piece[from..<end], take)
      } else {
        rest += piece[from..<end]
        try give(rest[...], take)
        rest.removeAll(keepingCapacity: true)
      }
      from = end + 1
    }
    rest += piece[from...]
    try check(rest.count)
  }

  mutating func finish(_ take: (Int, ArraySlice<UInt8>) throws -> Void) throws {
    if !rest.isEmpty { try give(rest[...], take) }
  }

  private mutating func give(
    _ line: ArraySlice<UInt8>, _ take: (Int, ArraySlice<UInt8>) throws -> Void
  ) throws {
    number += 1
    try check(line.count)
    try take(
      number, number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF]) ? line.dropFirst(3) : line)
  }

  private func check(_ count: Int) throws {
    guard count <= limit else {
      throw ImportRefused(problems: ["line \(number + 1): longer than \(limit >> 20) MiB"])
    }
  }
}
