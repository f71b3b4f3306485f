import Ground

/// One file of a form, while it arrives.
public struct FilePart: Sendable {
  /// The name of the form's field.
  public let field: String
  /// The file's name as the browser gave it, without folders; never to be trusted as a path.
  public let fileName: String
  /// What the browser says it is; what it is, its content says.
  public let mediaType: String
  /// Its bytes; may be walked once, before the next part is asked for.
  public let stream: ByteStream
}

/// A form with files: the fields, and what became of each file, in the form's order.
public struct MultipartForm<File: Sendable>: Sendable {
  public let values: FormValues
  public let files: [(field: String, file: File)]
}

extension Call {
  /// Reads a `.multipart` body; each file goes through `take` as it arrives, an empty file input
  /// does not.
  ///
  /// Refuses: `EdgeRefused.shape` (not such a form, too many parts), `.tooLarge`, and
  /// `.formTokenWrong` before the first file is taken.
  public func multipart<File: Sendable>(
    _ take: (FilePart) async throws -> File
  ) async throws -> MultipartForm<File> {
    guard let boundary else { throw EdgeRefused.unsupported(expected: "multipart/form-data") }
    let reader = MultipartReader(stream, boundary: boundary)
    var pairs: [(String, String)] = []
    var files: [(field: String, file: File)] = []
    while let head = try await reader.nextPart() {
      guard pairs.count + files.count < 300 else { throw MultipartReader.unreadable }
      guard let fileName = head.fileName else {
        let bytes = try await reader.rest().collected(upTo: 256 * 1024)
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw MultipartReader.unreadable
        }
        pairs.append((head.field, text))
        continue
      }
      try tokens.require(pairs.first { $0.0 == FormTokens.fieldName }?.1)
      guard !fileName.isEmpty else { continue }
      let part = FilePart(
        field: head.field, fileName: fileName, mediaType: head.mediaType, stream: reader.rest())
      files.append((head.field, try await take(part)))
    }
    try tokens.require(pairs.first { $0.0 == FormTokens.fieldName }?.1)
    return MultipartForm(values: try FormValues(checked: pairs), files: files)
  }
}

/// What stands above a part's bytes.
struct PartHead: Sendable, Equatable {
  let field: String
  let fileName: String?
  let mediaType: String

  /// `nil` when the lines do not say which field this is.
  init?(lines: [UInt8]) {
    guard let text = String(validating: lines, as: UTF8.self), !text.utf8.contains(0) else {
      return nil
    }
    var disposition: String?
    var type = "application/octet-stream"
    for line in text.split(separator: "\r\n") {
      let halves = line.split(separator: ":", maxSplits: 1)
      guard halves.count == 2 else { return nil }
      let value = halves[1].drop { $0 == " " || $0 == "\t" }
      switch halves[0].lowercased() {
      case "content-disposition": disposition = String(value)
      case "content-type": type = String(value.prefix { $0 != ";" }).lowercased()
      default: continue
      }
    }
    guard let disposition, disposition.lowercased().hasPrefix("form-data"),
      let field = parameter("name", of: disposition), !field.isEmpty, field.utf8.count <= 200
    else { return nil }
    self.field = field
    fileName = parameter("filename", of: disposition).map { baseName($0) }
    mediaType = type.filter { $0 != " " }
  }
}

/// Walks the parts of one body, in order.
actor MultipartReader {
  private let source: ByteStream
  private var scanner: MultipartScanner
  private var inPart = false

  static let unreadable = EdgeRefused.shape([
    RefusedPlace(
      pointer: "", code: "shape.multipart",
      detail: "Không đọc được biểu mẫu có tệp; hãy tải lại trang, chọn lại tệp và gửi lại.")
  ])

  init(_ source: ByteStream, boundary: String) {
    (self.source, scanner) = (source, MultipartScanner(boundary: boundary))
  }

  /// The next part; what is left of the one before is passed over.
  func nextPart() async throws -> PartHead? {
    while inPart { _ = try await chunk() }
    while true {
      switch scanner.step() {
      case .hungry: try await feed()
      case .headers(let lines):
        guard let head = PartHead(lines: lines) else { throw Self.unreadable }
        inPart = true
        return head
      case .end: return nil
      case .body, .partEnd, .broken: throw Self.unreadable
      }
    }
  }

  /// The bytes of the part that `nextPart` gave.
  nonisolated func rest() -> ByteStream { ByteStream { try await self.chunk() } }

  private func chunk() async throws -> [UInt8]? {
    guard inPart else { return nil }
    while true {
      switch scanner.step() {
      case .hungry: try await feed()
      case .body(let bytes): return bytes
      case .partEnd:
        inPart = false
        return nil
      case .headers, .end, .broken: throw Self.unreadable
      }
    }
  }

  private func feed() async throws {
    guard let bytes = try await source.pull() else { throw Self.unreadable }
    scanner.feed(bytes)
  }
}

/// The value of `name="…"` in a header line; browsers write `"` inside as `%22`, others as `\"`.
private func parameter(_ name: String, of line: String) -> String? {
  let bytes = Array(line.utf8)
  let wanted = Array("\(name)=\"".utf8)
  var at = 0
  while at + wanted.count <= bytes.count {
    let before = at == 0 ? UInt8(ascii: ";") : bytes[at - 1]
    let whole = before == UInt8(ascii: " ") || before == UInt8(ascii: ";")
    guard whole, bytes[at..<(at + wanted.count)].elementsEqual(wanted) else {
      at += 1
      continue
    }
    var out: [UInt8] = []
    var index = at + wanted.count
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "\"")
      {
        index += 1
      }
      out.append(bytes[index])
      index += 1
    }
    guard index < bytes.count else { return nil }
    let text = String(decoding: out, as: UTF8.self)
    return text.replacing("%22", with: "\"")
  }
  return nil
}

private func baseName(_ name: String) -> String {
  let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
  let scalars = last.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 }
  return String(String.UnicodeScalarView(scalars.prefix(200)))
}
