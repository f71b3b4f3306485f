import Ground
import NIOCore

/// Who counts as one asker: an IPv4 address, or the 64 bits that a provider gives one customer of
/// IPv6.
func peer(_ address: String) -> String {
  guard address.contains(":"), !address.hasPrefix("::ffff:"),
    let socket = try? SocketAddress(ipAddress: address, port: 0)  // what is none stays as it is
  else { return address }
  // In a sockaddr_in6 the address begins after family, port and flow label.
  return socket.withSockAddr { pointer, size in
    hex(UnsafeRawBufferPointer(start: pointer, count: size)[8..<16])
  }
}

/// Whether the address is the machine's own; so is one that is not known, as of a local socket.
func isThisMachine(_ address: String) -> Bool {
  address.isEmpty || address == "::1" || address.hasPrefix("127.")
    || address.hasPrefix("::ffff:127.")
}

/// The address that a proxy wrote down last, which is the one it saw itself; `nil` when that is no
/// address.
func forwardedAddress(_ header: String?) -> String? {
  guard let last = header?.split(separator: ",").last?.filter({ $0 != " " }),
    last.utf8.count <= 45,
    (try? SocketAddress(ipAddress: last, port: 0)) != nil  // what is none is not believed
  else { return nil }
  return last
}
