/// One way in which exported facts differ from what was sealed. Lines count from 1, positions from
/// 0.
public enum Difference: Sendable, Equatable, CustomStringConvertible {
  /// The line is no fact that was ever written so.
  case unreadable(line: Int, reason: String)
  case idTwice(line: Int, id: String)
  /// The subject's facts do not count on: one was removed, added or moved.
  case gap(line: Int, id: String, subject: String, expected: Int, found: Int)
  /// Fewer lines than the checkpoint has facts.
  case tooFew(lines: Int, size: Int)
  /// The line is not the one that was sealed at its position.
  case changed(line: Int, position: Int, id: String?)
  /// Sealed facts have no line; the line is the one after them.
  case missing(line: Int, positions: ClosedRange<Int>)
  /// The line is the one sealed a position earlier.
  case late(line: Int, id: String?)
  case rootDiffers(size: Int, sealed: TreeHash, found: TreeHash)
  /// The tiles that were given are not those of the checkpoint.
  case tilesDiffer(size: Int, sealed: TreeHash, found: TreeHash)
  case tileMissing(TilePlace)
  case signatureBad(key: String)
  case notSigned(key: String)

  public var description: String {
    switch self {
    case .unreadable(let line, let reason): "line \(line) cannot be read: \(reason)"
    case .idTwice(let line, let id): "line \(line): the fact \(id) stands there a second time"
    case .gap(let line, let id, let subject, let expected, let found):
      "line \(line), fact \(id): subject \(subject) should come to seq \(expected), not \(found)"
        + (found > expected ? "; a fact before it is missing" : "")
    case .tooFew(let lines, let size):
      "\(size) facts are sealed, but there are \(lines) lines: \(size - lines) missing"
    case .changed(let line, let position, let id):
      "line \(line), position \(position)\(named(id)): not what was sealed there"
    case .missing(let line, let positions):
      "before line \(line): the facts at positions \(positions.lowerBound) to "
        + "\(positions.upperBound) are missing"
    case .late(let line, let id):
      "line \(line)\(named(id)): sealed one position earlier; a line before it was put in"
    case .rootDiffers(let size, let sealed, let found):
      "the root over \(size) facts is \(found.base64), but \(sealed.base64) was sealed"
    case .tilesDiffer(let size, let sealed, let found):
      "the tiles over \(size) facts give \(found.base64), but \(sealed.base64) was sealed"
    case .tileMissing(let place): "\(place) is missing or too short"
    case .signatureBad(let key): "the signature of \(key) is not good"
    case .notSigned(let key): "there is no signature of \(key)"
    }
  }

  private func named(_ id: String?) -> String { id.map { ", fact \($0)" } ?? "" }
}
