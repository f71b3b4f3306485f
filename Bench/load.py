"""A load client of one thread: kept-alive connections, one request at a time on each.

It counts for nothing in the figures (CPU is read from the server's process), but it must not starve
the server of a small machine: so raw sockets and no parser of HTTP beyond what answers need.
"""

import collections
import select
import socket
import time


def request(method, path, token=None, body=None, cookie=None, headers=(), raw=None):
    """The bytes of one request; `body` is JSON, `raw` the bytes of a PDF."""
    lines = [f"{method} {path} HTTP/1.1", "Host: bench"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if cookie:
        lines.append(f"Cookie: {cookie}")
    lines += headers
    content = body if raw is None else raw
    if content is not None:
        media = "application/json" if raw is None else "application/pdf"
        lines += [f"Content-Type: {media}", f"Content-Length: {len(content)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + (content or b"")


class Answer:
    """Status, headers as they came, body."""

    __slots__ = ("status", "head", "body")

    def __init__(self, status, head, body):
        self.status, self.head, self.body = status, head, body


class Run:
    """What one run of requests came to."""

    def __init__(self):
        self.statuses = collections.Counter()
        self.bytes, self.seconds, self.answers, self.failed = 0, 0.0, [], []
        self.waits = []

    @property
    def count(self):
        return sum(self.statuses.values())

    def wait(self, share):
        """The wait in milliseconds below which this share of the answers stayed."""
        ordered = sorted(self.waits)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


class Connection:
    def __init__(self, address):
        self.socket = socket.create_connection(address)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.sent_at = 0.0

    def send(self, data):
        self.buffer = b""
        self.sent_at = time.perf_counter()
        self.socket.sendall(data)

    def take(self):
        """The answer when all of it has come; `None` before."""
        piece = self.socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.buffer += piece
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self.buffer[:end]
        body = self.buffer[end + 4:]
        lower = head.lower()
        at = lower.find(b"content-length:")
        if at >= 0:
            length = int(lower[at + 15:].split(b"\r\n", 1)[0])
            if len(body) < length:
                return None
        elif b"transfer-encoding: chunked" in lower and not body.endswith(b"0\r\n\r\n"):
            return None
        return Answer(int(head[9:12]), head, body)


def play(port, requests, clients=16, keep=False):
    """Sends every request once, `clients` at a time; gives what came of it."""
    run, waiting = Run(), iter(requests)
    poll, connections = select.epoll(), {}
    begun = time.perf_counter()
    for _ in range(clients):
        first = next(waiting, None)
        if first is None:
            break
        connection = Connection(("127.0.0.1", port))
        connections[connection.socket.fileno()] = connection
        poll.register(connection.socket.fileno(), select.EPOLLIN)
        connection.send(first)
    while connections:
        for descriptor, _ in poll.poll(30):
            connection = connections[descriptor]
            answer = connection.take()
            if answer is None:
                continue
            run.waits.append(time.perf_counter() - connection.sent_at)
            run.statuses[answer.status] += 1
            run.bytes += len(answer.body)
            if keep:
                run.answers.append(answer)
            if answer.status >= 400 and len(run.failed) < 3:
                run.failed.append(answer.body[:500])
            following = next(waiting, None)
            if following is None:
                poll.unregister(descriptor)
                connection.socket.close()
                del connections[descriptor]
            else:
                connection.send(following)
    run.seconds = time.perf_counter() - begun
    return run
