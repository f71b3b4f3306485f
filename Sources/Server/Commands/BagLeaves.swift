import Foundation
import Ground
import Journal

/// The hashes of all sealed facts as a bag holds them.
struct BagLeaves {
  private let hashes: Data

  /// Refuses: a file that is no whole number of hashes.
  init(file: String) throws {
    do { hashes = try Data(contentsOf: URL(fileURLWithPath: file), options: .alwaysMapped) } catch {
      throw CommandRefused("\(file) cannot be read: \(error.localizedDescription)")
    }
    guard hashes.count.isMultiple(of: 32) else {
      throw CommandRefused("\(file): no whole number of hashes")
    }
  }

  var count: Int { hashes.count / 32 }

  subscript(position: Int) -> TreeHash? {
    guard (0..<count).contains(position) else { return nil }
    return TreeHash(bytes: hashes[(position * 32)..<(position * 32 + 32)])
  }

  /// The root over the first `size`; `nil` when there are fewer.
  func root(_ size: Int) -> TreeHash? {
    guard size <= count else { return nil }
    var edge = TreeEdge()
    for position in 0..<size {
      guard let leaf = self[position] else { return nil }
      edge.append(leaf)
    }
    return edge.root
  }
}
