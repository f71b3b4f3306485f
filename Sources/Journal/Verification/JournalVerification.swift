import Crypto
import Ground

/// Judges exported facts against a checkpoint, line by line, without a database: anybody can, on a
/// machine that has never seen the province.
///
/// Memory: 16 bytes a fact and 24 a subject, whatever the length of the lines.
/// Source: contract, `verify`.
public struct JournalVerification {
  private let checkpoint: Checkpoint
  private var edge = TreeEdge()
  private var sealed: SealedLeaves?
  private var ids: Set<UInt128> = []
  private var reached: [UInt128: Int] = [:]
  private var lines = 0
  private var differences: [Difference] = []
  private var unnamed = 0

  /// `tiles` gives the hashes of a tile of level 0, or `nil`; with tiles, a changed line is named.
  public init(checkpoint: Checkpoint, tiles: ((TilePlace) throws -> [TreeHash]?)? = nil) {
    self.checkpoint = checkpoint
    sealed = tiles.map { SealedLeaves(size: checkpoint.size, tile: $0) }
  }

  /// How many differences are named; the others are counted.
  static let named = 100

  /// Takes the next line, without its line feed, and gives the fact when it is one of those sealed
  /// by the checkpoint and can be read.
  public mutating func take(_ line: [UInt8]) throws -> Sealed? {
    lines += 1
    guard lines <= checkpoint.size else { return nil }
    let hash = TreeHash.leaf(line)
    edge.append(hash)
    let fact = read(line)
    try place(hash, fact?.id)
    return fact.map { Sealed(position: lines - 1, fact: $0) }
  }

  /// The verdict over all lines taken. Without a key the signature is not judged.
  public mutating func verdict(note: SignedNote, key: VerifierKey?) throws -> Verdict {
    if lines < checkpoint.size { add(.tooFew(lines: lines, size: checkpoint.size)) }
    if lines >= checkpoint.size, edge.root != checkpoint.root {
      add(.rootDiffers(size: checkpoint.size, sealed: checkpoint.root, found: edge.root))
    }
    if let found = try finishTiles(), found != checkpoint.root {
      add(.tilesDiffer(size: checkpoint.size, sealed: checkpoint.root, found: found))
    }
    if let key {
      switch key.judge(note) {
      case .good: break
      case .bad: add(.signatureBad(key: key.name))
      case .notSigned: add(.notSigned(key: key.name))
      }
    }
    return Verdict(
      checkpoint: checkpoint, judgedLines: min(lines, checkpoint.size),
      linesPast: max(0, lines - checkpoint.size), isSignatureJudged: key != nil,
      differences: differences, unnamed: unnamed)
  }

  private mutating func add(_ difference: Difference) {
    if differences.count < JournalVerification.named {
      differences.append(difference)
    } else {
      unnamed += 1
    }
  }

  private mutating func read(_ line: [UInt8]) -> Fact? {
    let fact: Fact
    do { fact = try Fact(line: line) } catch {
      add(.unreadable(line: lines, reason: error.reason))
      return nil
    }
    if !ids.insert(short(fact.id)).inserted { add(.idTwice(line: lines, id: fact.id)) }
    let expected = (reached[short(fact.subject)] ?? 0) + 1
    if fact.seq != expected {
      add(
        .gap(
          line: lines, id: fact.id, subject: fact.subject, expected: expected, found: fact.seq))
    }
    reached[short(fact.subject)] = fact.seq
    return fact
  }

  private mutating func place(_ hash: TreeHash, _ id: String?) throws {
    guard sealed != nil else { return }
    do {
      switch try sealed?.place(hash) {
      case .sound, .beyond, nil: break
      case .changed(let position): add(.changed(line: lines, position: position, id: id))
      case .after(let positions): add(.missing(line: lines, positions: positions))
      case .late: add(.late(line: lines, id: id))
      }
    } catch let missing as TileMissing {
      add(.tileMissing(missing.place))
      sealed = nil
    }
  }

  private mutating func finishTiles() throws -> TreeHash? {
    do { return try sealed?.finish() } catch let missing as TileMissing {
      add(.tileMissing(missing.place))
      return nil
    }
  }
}

/// What came of a verification.
public struct Verdict: Sendable, Equatable {
  public let checkpoint: Checkpoint
  public let judgedLines: Int
  /// Lines after the checkpoint's size: counted, not judged.
  public let linesPast: Int
  public let isSignatureJudged: Bool
  /// The first hundred, in the order found.
  public let differences: [Difference]
  /// How many more there are.
  public let unnamed: Int

  public var isSound: Bool { differences.isEmpty }
}

/// Sixteen bytes that stand for a name, so that a set of millions stays small.
private func short(_ name: String) -> UInt128 {
  SHA256.hash(data: Array(name.utf8)).prefix(16).reduce(0) { $0 << 8 | UInt128($1) }
}
