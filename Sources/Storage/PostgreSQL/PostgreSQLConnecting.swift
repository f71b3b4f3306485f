import CLibPQ
import Foundation
import Ground

/// Why no connection was opened, and whether some server said so itself: it lives then, though it
/// is full or just starting.
struct ConnectFailed: Error {
  let fault: StorageFault
  var hasAnswered = false

  init(_ message: String, hasAnswered: Bool = false) {
    (fault, self.hasAnswered) = (StorageFault(.unreachable, message), hasAnswered)
  }
}

/// Opens a connection in pipeline mode that does not block, to the first host that takes it.
///
/// Each host has `within` to do so. Trap: libpq tries the next host only when one refuses; one that
/// is stopped still accepts the connection, and says nothing for ever. So each is tried alone.
func connect(_ url: String, within: Duration) throws(ConnectFailed) -> OpaquePointer {
  var last = ConnectFailed("the address names no host")
  for place in try places(url) {
    do {
      return try connect(url, place, ContinuousClock.now + within)
    } catch {
      last = ConnectFailed(error.fault.message, hasAnswered: last.hasAnswered || error.hasAnswered)
    }
  }
  throw last
}

/// One host of an address that may name several, as settings that go after the address.
private typealias Place = [(name: String, value: String)]

private func places(_ url: String) throws(ConnectFailed) -> [Place] {
  var complaint: UnsafeMutablePointer<CChar>?
  guard let parsed = PQconninfoParse(url, &complaint) else {
    defer { PQfreemem(complaint) }
    // What libpq says of it quotes the address, and with it perhaps a password.
    throw ConnectFailed("the database's address cannot be read")
  }
  defer { PQconninfoFree(parsed) }
  var lists: [String: [String]] = [:]
  var option = parsed
  while let name = option.pointee.keyword {
    if let value = option.pointee.val {
      lists[String(cString: name)] = String(cString: value)
        .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    option += 1
  }
  let hosts = max(lists["host"]?.count ?? 0, lists["hostaddr"]?.count ?? 0)
  guard hosts > 1 else { return [[]] }
  return (0..<hosts).map { index in
    ["host", "hostaddr", "port"].compactMap { name in
      guard let list = lists[name] else { return nil }
      // One port may stand for all hosts.
      return (name, list.count == 1 ? list[0] : list[min(index, list.count - 1)])
    }
  }
}

private func connect(
  _ url: String, _ place: Place, _ deadline: ContinuousClock.Instant
) throws(ConnectFailed) -> OpaquePointer {
  // What stands before `dbname` is a default, which the address may change; what stands after it
  // stays.
  let settings =
    [
      ("keepalives_idle", "30"), ("keepalives_interval", "10"), ("keepalives_count", "3"),
      ("tcp_user_timeout", "30000"), ("application_name", "motcua"), ("client_encoding", "UTF8"),
      ("dbname", url),
    ] + place.map { ($0.name, $0.value) }
  let keywords = settings.map { strdup($0.0) }
  let values = settings.map { strdup($0.1) }
  defer { for text in keywords + values { free(text) } }
  let raw = PQconnectStartParams(
    keywords.map { UnsafePointer($0) } + [nil], values.map { UnsafePointer($0) } + [nil], 1)
  guard let raw else { throw ConnectFailed("no memory for a connection") }
  let (isOpen, hasAnswered) = shakeHands(raw, deadline)
  guard isOpen, PQsetnonblocking(raw, 1) == 0, PQenterPipelineMode(raw) == 1 else {
    let message = String(cString: PQerrorMessage(raw))
    PQfinish(raw)
    throw ConnectFailed(
      message.isEmpty ? "the server does not answer in time" : message, hasAnswered: hasAnswered)
  }
  // Notices ("table exists, skipping") would go to stderr.
  _ = PQsetNoticeProcessor(raw, { _, _ in }, nil)
  return raw
}

private func shakeHands(
  _ raw: OpaquePointer, _ deadline: ContinuousClock.Instant
) -> (isOpen: Bool, hasAnswered: Bool) {
  var hasAnswered = false
  var next = PGRES_POLLING_WRITING
  while PQstatus(raw) != CONNECTION_BAD {
    guard next == PGRES_POLLING_READING || next == PGRES_POLLING_WRITING else {
      return (next == PGRES_POLLING_OK, hasAnswered)
    }
    let reads = next == PGRES_POLLING_READING
    let left = (deadline - .now) / .milliseconds(1)
    guard left > 0 else { break }
    var watched = pollfd(
      fd: PQsocket(raw), events: Int16(reads ? POLLIN : POLLOUT), revents: 0)
    let count = poll(&watched, 1, Int32(left.rounded(.up)))
    if count < 0, errno != EINTR { break }
    guard count > 0 else { continue }
    if reads, watched.revents & Int16(POLLIN) != 0 { hasAnswered = true }
    next = PQconnectPoll(raw)
  }
  return (false, hasAnswered)
}
