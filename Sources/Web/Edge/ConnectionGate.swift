import NIOCore

/// Stands at one connection: closes it at once when its address has too many, and has the kernel
/// break it off when the other side takes nothing for half a minute. Lives on the connection's
/// event loop.
///
/// Source: trust.md 4.6; the idle timeout sees who sends too slowly, not who reads too slowly.
final class ConnectionGate: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let load: EdgeLoad
  private let limit: Int
  private var counted: String?

  init(_ load: EdgeLoad, limit: Int) { (self.load, self.limit) = (load, limit) }

  func channelActive(context: ChannelHandlerContext) {
    let address = context.channel.remoteAddress?.ipAddress ?? ""
    let who = peer(address)
    guard load.open(who, limit: isThisMachine(address) ? 0 : limit) else {
      context.close(promise: nil)
      return
    }
    counted = who
    #if os(Linux)
      // TCP_USER_TIMEOUT of tcp(7), in milliseconds; a line that is not TCP needs none.
      _ = context.channel.setOption(ChannelOptions.socket(6, 18), value: 30_000)
    #endif
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if let counted { load.close(counted) }
    counted = nil
    context.fireChannelInactive()
  }
}
