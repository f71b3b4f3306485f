/// Cuts `multipart/form-data` into parts, fed chunk by chunk. Pure.
/// Source: RFC 7578, RFC 2046 section 5.1.
struct MultipartScanner {
  enum Step: Equatable {
    /// Nothing can be said before more bytes come.
    case hungry
    case headers([UInt8])
    case body([UInt8])
    case partEnd
    case end
    case broken
  }

  private enum Place { case preamble, delimiter, headers, body, done }

  private let delimiter: [UInt8]
  private var buffer: [UInt8] = [13, 10]
  private var place = Place.preamble

  static let headerLimit = 8192

  init(boundary: String) { delimiter = Array("\r\n--\(boundary)".utf8) }

  mutating func feed(_ bytes: [UInt8]) { buffer.append(contentsOf: bytes) }

  mutating func step() -> Step {
    switch place {
    case .preamble:
      guard let at = find(delimiter) else { return buffer.count > 4096 ? .broken : .hungry }
      buffer.removeFirst(at + delimiter.count)
      place = .delimiter
      return step()
    case .delimiter: return afterDelimiter()
    case .headers: return headers()
    case .body: return body()
    case .done: return .end
    }
  }

  private mutating func afterDelimiter() -> Step {
    guard buffer.count >= 2 else { return .hungry }
    let pair = Array(buffer.prefix(2))
    if pair == Array("--".utf8) {
      place = .done
      return .end
    }
    guard pair == [13, 10] else { return .broken }
    // One line end stays, so that a part without headers is seen as one.
    place = .headers
    return step()
  }

  private mutating func headers() -> Step {
    guard let at = find([13, 10, 13, 10]) else {
      return buffer.count > Self.headerLimit ? .broken : .hungry
    }
    guard at >= 2, at <= Self.headerLimit else { return .broken }
    let found = Array(buffer[2..<at])
    buffer.removeFirst(at + 4)
    place = .body
    return .headers(found)
  }

  private mutating func body() -> Step {
    if let at = find(delimiter) {
      if at > 0 {
        let found = Array(buffer[..<at])
        buffer.removeFirst(at)
        return .body(found)
      }
      buffer.removeFirst(delimiter.count)
      place = .delimiter
      return .partEnd
    }
    let safe = buffer.count - delimiter.count + 1
    guard safe > 0 else { return .hungry }
    let found = Array(buffer[..<safe])
    buffer.removeFirst(safe)
    return .body(found)
  }

  private func find(_ pattern: [UInt8]) -> Int? {
    guard buffer.count >= pattern.count else { return nil }
    return buffer.withUnsafeBufferPointer { bytes in
      var at = 0
      let last = bytes.count - pattern.count
      while at <= last {
        if bytes[at] == pattern[0], bytes[at..<(at + pattern.count)].elementsEqual(pattern) {
          return at
        }
        at += 1
      }
      return nil
    }
  }
}
