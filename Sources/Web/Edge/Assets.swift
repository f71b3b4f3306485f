import Crypto
import Foundation
import Ground

/// Style sheets, pictures and scripts, read once at start and named by their content, so that a
/// browser may keep them for ever.
public struct Assets: Sendable {
  struct Asset: Sendable {
    let type: String
    let bytes: [UInt8]
  }

  private var byName: [String: Asset] = [:]
  private var published: [String: String] = [:]

  /// No assets at all; for tests.
  public init() {}

  /// Reads the files of `folder`; endings that we do not serve are left alone. A folder that
  /// cannot be read is a fault.
  public init(folder: String) throws {
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      guard let dot = file.lastIndex(of: "."),
        let type = mediaTypes[String(file[file.index(after: dot)...])]
      else { continue }
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + file)))
      add(file, type: type, bytes)
    }
  }

  mutating func add(_ file: String, type: String, _ bytes: [UInt8]) {
    let digest = hex(Array(SHA256.hash(data: bytes)).prefix(6))
    let parts = file.split(separator: ".")
    let name = parts.dropLast().joined(separator: ".") + ".\(digest).\(parts.last ?? "")"
    byName[name] = Asset(type: type, bytes: bytes)
    published[file] = name
  }

  /// The address of `file` with its content's hash; without one if there is no such file.
  func path(_ file: String) -> Path { .asset(published[file] ?? file) }

  func asset(_ name: String) -> Asset? { byName[name] }
}

private let mediaTypes = [
  "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
  "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2",
  "txt": "text/plain; charset=utf-8", "webmanifest": "application/manifest+json",
]
