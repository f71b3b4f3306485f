/// How much one address, one account and everybody together may ask for. 0: as much as they like.
///
/// An office or a mobile network may stand behind one address, so the limits hold off floods, not
/// busy people. Whoever asks from this machine is not held: it is the watcher, or a proxy that was
/// not declared and speaks for everybody.
public struct EdgeRates: Sendable, Equatable {
  public var requestsPerMinutePerAddress = 6000
  public var requestsPerMinutePerAccount = 1200
  /// Connections that are open at once; others wait in the kernel's queue.
  public var connections = 1024
  public var connectionsPerAddress = 256

  public init() {}
}
