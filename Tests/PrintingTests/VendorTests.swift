import Crypto
import Foundation
import Ground
import Printing
import Testing

private let vendor: String = {
  let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path
  return root + "/Public/vendor/"
}()

/// The rows `| file | sha256 |` of the list of vendored files.
private func listed() throws -> [String: String] {
  let text = try String(contentsOfFile: vendor + "README.md", encoding: .utf8)
  var found: [String: String] = [:]
  for line in text.split(separator: "\n") where line.hasPrefix("| `") {
    let cells = line.split(separator: "`").map(String.init)
    if cells.count >= 4, cells[3].count == 64 { found[cells[1]] = cells[3] }
  }
  return found
}

@Test func everyVendoredFileOfTheListIsTheOneThatWasTaken() throws {
  let files = try listed()
  for (file, sha256) in files {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: vendor + file))
    #expect(hex(SHA256.hash(data: bytes)) == sha256, "\(file) was changed")
  }
  let faces = try FileManager.default.contentsOfDirectory(atPath: vendor + "tinos-20201225")
  #expect(Set(faces.map { "tinos-20201225/" + $0 }).isSubset(of: files.keys))
}

@Test func aFolderWithoutTheFacesIsRefused() {
  #expect(throws: TypefaceMissing.self) { try Typefaces(folder: vendor) }
}
