/// Why a file of procedures was not taken, in English, for whoever runs the command. Nothing of the
/// file was kept.
public struct ImportRefused: Error, Sendable, Equatable, CustomStringConvertible {
  /// Each with its line number where it has one; the first twenty.
  public let problems: [String]
  /// How many there are in all.
  public let count: Int

  public init(problems: [String]) {
    (self.problems, count) = (Array(problems.prefix(20)), problems.count)
  }

  public var description: String {
    let more = count > problems.count ? ["… and \(count - problems.count) more"] : []
    return (problems + more).joined(separator: "\n")
  }
}
