import Foundation
import Synchronization

/// A door before a PostgreSQL server that can fall silent as a stopped host does: connections are
/// still taken, and nothing that comes in goes on. Guards whether it is silent.
final class Silenceable: Sendable {
  private let silence = Mutex(false)
  private let target: URLComponents
  private let door: Int32
  private let port: Int

  var isSilent: Bool {
    get { silence.withLock { $0 } }
    set { silence.withLock { $0 = newValue } }
  }

  /// The address of the server through the door.
  var address: String {
    var address = target
    address.port = port
    return address.string ?? ""
  }

  /// An address of two hosts: the door, then the server itself.
  func address(beside other: String) -> String {
    let server = "\(target.host ?? ""):\(target.port ?? 5432)"
    return other.replacing(server, with: "\(target.host ?? ""):\(port),\(server)")
  }

  init(before url: String) throws {
    guard let target = URLComponents(string: url) else { throw POSIXError(.EINVAL) }
    self.target = target
    let door = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    self.door = door
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafeMutablePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(door, address, length) == 0 && listen(door, 64) == 0
          && getsockname(door, address, &length) == 0
      }
    }
    guard isOpen else { throw POSIXError(.EADDRINUSE) }
    port = Int(UInt16(bigEndian: place.sin_port))
    let thread = Thread { [weak self, door] in
      while true {
        let guest = accept(door, nil, nil)
        guard guest >= 0, let self else { return }
        self.take(guest)
      }
    }
    thread.start()
  }

  deinit { shutdown(door, Int32(SHUT_RDWR)) }

  private func take(_ guest: Int32) {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var place = sockaddr_in()
    place.sin_family = sa_family_t(AF_INET)
    place.sin_port = UInt16(target.port ?? 5432).bigEndian
    place.sin_addr.s_addr = inet_addr("127.0.0.1")
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafePointer(to: &place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Foundation.connect(server, $0, length) == 0
      }
    }
    guard isOpen else {
      close(guest)
      return
    }
    for (from, to) in [(guest, server), (server, guest)] {
      Thread { [self] in carry(from, to) }.start()
    }
  }

  private func carry(_ from: Int32, _ to: Int32) {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(from, &bytes, bytes.count, 0)
      while isSilent { Thread.sleep(forTimeInterval: 0.01) }
      guard count > 0, send(to, bytes, count, Int32(MSG_NOSIGNAL)) == count else { break }
    }
    shutdown(to, Int32(SHUT_RDWR))
  }
}
