/// Bytes as they arrive, chunk by chunk; may be walked once.
public struct ByteStream: AsyncSequence, Sendable {
  public typealias Element = [UInt8]
  public typealias Failure = any Error

  let pull: @Sendable () async throws -> [UInt8]?

  public init(_ pull: @escaping @Sendable () async throws -> [UInt8]?) { self.pull = pull }

  public func makeAsyncIterator() -> Iterator { Iterator(pull: pull) }

  /// Walks the stream.
  public struct Iterator: AsyncIteratorProtocol {
    let pull: @Sendable () async throws -> [UInt8]?

    public mutating func next() async throws -> [UInt8]? { try await pull() }
  }

  /// Everything at once. Refuses: `EdgeRefused.tooLarge` past `limit` bytes.
  public func collected(upTo limit: Int) async throws -> [UInt8] {
    var all: [UInt8] = []
    for try await chunk in self {
      guard all.count + chunk.count <= limit else { throw EdgeRefused.tooLarge(limit: limit) }
      all.append(contentsOf: chunk)
    }
    return all
  }
}
