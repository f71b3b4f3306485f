/// One thing that is wrong with the kept journal. Positions count from 0.
public enum JournalDefect: Sendable, Equatable, CustomStringConvertible {
  /// The body is no fact that was ever written so.
  case factUnreadable(id: String, position: Int?, reason: String)
  /// A column says otherwise than the body.
  case columnDiffers(id: String, position: Int?, column: String)
  /// The bytes of the fact are not those that were sealed.
  case factChanged(id: String, position: Int)
  case factMissing(position: Int)
  /// A fact has a position that no checkpoint covers.
  case factNotSealed(id: String, position: Int)
  /// The subject's facts do not count on from 1.
  case seqGap(subject: String, missing: Int)
  /// The subject's facts do not stand in the tree in the order of `seq`.
  case seqMisplaced(subject: String, seq: Int)
  case tileMissing(TilePlace)
  /// The tile does not give the hashes of what is below it.
  case tileChanged(TilePlace, position: Int?)
  case tileUnknown(TilePlace)
  /// Neither facts nor tiles give the root that was signed; it was right for `rightUpTo` facts.
  case rootDiffers(size: Int, rightUpTo: Int)
  case checkpointUnreadable(size: Int, reason: String)
  /// The note says otherwise than the row, or its signature is not good.
  case checkpointChanged(size: Int, reason: String)
  /// The checkpoint was stamped before an earlier one.
  case checkpointEarly(size: Int)

  public var description: String {
    switch self {
    case .factUnreadable(let id, let position, let reason):
      "fact \(id)\(at(position)) cannot be read: \(reason)"
    case .columnDiffers(let id, let position, let column):
      "fact \(id)\(at(position)): the column \(column) says otherwise than the body"
    case .factChanged(let id, let position):
      "fact \(id) at position \(position): its bytes are not those that were sealed"
    case .factMissing(let position): "the fact at position \(position) is missing"
    case .factNotSealed(let id, let position):
      "fact \(id) at position \(position): no checkpoint covers it"
    case .seqGap(let subject, let missing): "subject \(subject): its fact \(missing) is missing"
    case .seqMisplaced(let subject, let seq):
      "subject \(subject): its fact \(seq) does not stand after the one before it"
    case .tileMissing(let place): "\(place) is missing or too short"
    case .tileChanged(let place, let position):
      "\(place) was changed" + (position.map { ", first at position \($0)" } ?? "")
    case .tileUnknown(let place): "\(place) belongs to no sealed fact"
    case .rootDiffers(let size, let rightUpTo):
      "the checkpoint of \(size) facts has another root: of the facts at positions \(rightUpTo) to "
        + "\(size - 1), one was changed together with its tiles, or the checkpoint was"
    case .checkpointUnreadable(let size, let reason):
      "the checkpoint of \(size) facts cannot be read: \(reason)"
    case .checkpointChanged(let size, let reason):
      "the checkpoint of \(size) facts was changed: \(reason)"
    case .checkpointEarly(let size):
      "the checkpoint of \(size) facts is stamped before an earlier one"
    }
  }

  private func at(_ position: Int?) -> String {
    position.map { " at position \($0)" } ?? " (not sealed)"
  }
}

/// What `check` found out about the journal.
public struct JournalState: Sendable, Equatable {
  public let sealedFacts: Int
  public let unsealedFacts: Int
  public let checkpoints: Int
  /// The first thousand, in the order found.
  public let defects: [JournalDefect]
  /// How many more there are.
  public let unnamed: Int

  public var isSound: Bool { defects.isEmpty }
}
