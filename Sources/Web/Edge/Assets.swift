import Crypto
import Foundation
import Ground

/// Style sheets, pictures and scripts, read once at start and named by their content, so that a
/// browser may keep them for ever.
public struct Assets: Sendable {
  struct Asset: Sendable {
    let type: String
    let bytes: [UInt8]
    /// The same for those who take gzip; `nil` where it gains nothing.
    let packed: [UInt8]?
  }

  private var byName: [String: Asset] = [:]
  private var published: [String: String] = [:]

  /// No assets at all; for tests.
  public init() {}

  /// Reads the files of `folder` and of `vendor/` in it; endings that we do not serve are left
  /// alone. A folder that cannot be read is a fault.
  ///
  /// Style sheets come last: what they name by `url("…")` gets its published name.
  public init(folder: String) throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).sorted()
    let sheets = files.filter { $0.hasSuffix(".css") }
    for path in files.filter({ !$0.hasSuffix(".css") }) + sheets {
      let file = path.split(separator: "/").last.map(String.init) ?? path
      guard let dot = file.lastIndex(of: "."),
        let type = mediaTypes[String(file[file.index(after: dot)...])]
      else { continue }
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + path)))
      add(file, type: type, file.hasSuffix(".css") ? linked(bytes) : bytes)
    }
  }

  private func linked(_ sheet: [UInt8]) -> [UInt8] {
    var text = String(decoding: sheet, as: UTF8.self)
    for (file, name) in published {
      text = text.replacingOccurrences(of: "url(\"\(file)\")", with: "url(\"\(name)\")")
    }
    return Array(text.utf8)
  }

  mutating func add(_ file: String, type: String, _ bytes: [UInt8]) {
    let digest = hex(Array(SHA256.hash(data: bytes)).prefix(6))
    let parts = file.split(separator: ".")
    let name = parts.dropLast().joined(separator: ".") + ".\(digest).\(parts.last ?? "")"
    let isPacked = type == "font/woff2" || type == "image/png"
    byName[name] = Asset(
      type: type, bytes: bytes, packed: isPacked ? nil : Packing.packed(bytes, level: 9))
    published[file] = name
  }

  /// The address of `file` with its content's hash; without one if there is no such file.
  func path(_ file: String) -> Path { .asset(published[file] ?? file) }

  func asset(_ name: String) -> Asset? { byName[name] }
}

private let mediaTypes = [
  "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
  "svg": "image/svg+xml", "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2",
]
