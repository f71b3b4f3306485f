public import Ground

/// A file that was handed in: its bytes lie in the blobs, named by what they are.
public struct UploadedFile: Sendable, Equatable {
  public enum Scan: String, Sendable, CaseIterable {
    /// A scanner found nothing.
    case clean
    /// No scanner was asked.
    case unchecked
  }

  public let id: String
  public let account: AccountID
  /// SHA-256 of the bytes, in hexadecimal.
  public let sha256: String
  public let size: Int64
  public let mediaType: String
  public let name: String
  public let scan: Scan
  public let at: Instant

  public var json: JSON {
    [
      "id": .string(id), "sha256": .string(sha256), "size": .integer(size),
      "mediaType": .string(mediaType), "scan": .string(scan.rawValue),
    ]
  }
}
