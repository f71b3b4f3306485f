import Crypto
import Ground

/// One hash of the tree: 32 bytes of SHA-256.
public struct TreeHash: Sendable, Hashable, CustomStringConvertible {
  public let bytes: [UInt8]

  /// `nil` unless there are 32 bytes.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == TreeHash.width else { return nil }
    self.bytes = Array(bytes)
  }

  private init(finished hasher: SHA256) { bytes = Array(hasher.finalize()) }

  static let width = 32

  /// The hash of an entry. Source: RFC 9162, 2.1.1.
  public static func leaf(_ entry: some Collection<UInt8>) -> TreeHash {
    var hasher = SHA256()
    hasher.update(data: [0] as [UInt8])
    hasher.update(data: Array(entry))
    return TreeHash(finished: hasher)
  }

  /// The hash over two subtrees. Source: RFC 9162, 2.1.1.
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    var hasher = SHA256()
    hasher.update(data: [1] as [UInt8] + left.bytes + right.bytes)
    return TreeHash(finished: hasher)
  }

  /// The root of the tree without entries. Source: RFC 9162, 2.1.1.
  public static let empty = TreeHash(finished: SHA256())

  /// The root over a power of two of subtrees of one height.
  static func root(ofPerfect hashes: ArraySlice<TreeHash>) -> TreeHash {
    precondition(hashes.count > 0 && hashes.count & (hashes.count - 1) == 0)
    var row = Array(hashes)
    while row.count > 1 {
      row = stride(from: 0, to: row.count, by: 2).map { node(row[$0], row[$0 + 1]) }
    }
    return row[0]
  }

  /// Lower-case hexadecimal, as figures show a root.
  public var hexadecimal: String { hex(bytes) }

  /// Standard base64, as a checkpoint shows a root.
  public var base64: String { encodeBase64(bytes) }

  public var description: String { hexadecimal }
}

/// Hashes one after the other, as a tile keeps them.
func packed(_ hashes: [TreeHash]) -> [UInt8] { hashes.flatMap(\.bytes) }

/// The hashes of a tile; `nil` unless its length is a whole number of 1 to 256 hashes.
func unpacked(_ bytes: [UInt8]) -> [TreeHash]? {
  guard !bytes.isEmpty, bytes.count % TreeHash.width == 0, bytes.count / TreeHash.width <= 256
  else { return nil }
  return stride(from: 0, to: bytes.count, by: TreeHash.width).compactMap {
    TreeHash(bytes: bytes[$0..<($0 + TreeHash.width)])
  }
}
