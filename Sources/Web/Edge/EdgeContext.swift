public import Hummingbird
import NIOCore

/// What the server knows about a request besides its bytes.
public struct EdgeContext: InitializableFromSource, Sendable {
  let channel: any Channel

  public init(source: ApplicationRequestContextSource) { channel = source.channel }

  var address: String { channel.remoteAddress?.ipAddress ?? "" }
}
