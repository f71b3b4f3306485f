/// What the sealer has to say while it runs; each trouble once, until it changes or passes.
public enum SealerNotice: Sendable, CustomStringConvertible {
  /// Nothing is sealed, for this reason; it is tried again, later and later.
  case stopped(String)
  case resumed

  public var description: String {
    switch self {
    case .stopped(let reason): "sealing has stopped: \(reason)"
    case .resumed: "sealing goes on"
    }
  }
}

extension Sealer {
  /// Seals every `interval` until the task is cancelled; then ends after the transaction under way.
  ///
  /// A fault is told to `notice` once and tried again after a wait that doubles up to 30 s.
  public func run(
    every interval: Duration = .milliseconds(200), notice: @Sendable (SealerNotice) -> Void
  ) async {
    var trouble: String?
    var wait = interval
    while !Task.isCancelled {
      let (found, mayBeMore) = await turn()
      if Task.isCancelled { return }
      // The clock's own words change every second; it is told once.
      if let found, trouble?.prefix(20) != found.prefix(20) { notice(.stopped(found)) }
      if found == nil, trouble != nil { notice(.resumed) }
      wait = found == nil ? interval : min(wait * 2, .seconds(30))
      trouble = found
      if mayBeMore { continue }
      // The only error of a sleep is that the task is cancelled, which ends the loop.
      try? await Task.sleep(for: wait)
    }
  }

  /// One attempt: the trouble, if there is any, and whether more waits to be sealed.
  private func turn() async -> (trouble: String?, mayBeMore: Bool) {
    do {
      switch try await sealOnce() {
      case .sealed(_, let mayBeMore): return (nil, mayBeMore)
      case .nothingToSeal, .othersTurn: return (nil, false)
      case .clockBehind(let checkpoint, let now):
        return ("\(SealerClockBehind(checkpoint: checkpoint, now: now))", false)
      }
    } catch {
      return ("\(error)", false)
    }
  }
}
