"""Bytes on a line, as no HTTP library would send them."""

import re
import socket
import time


def answers(server, sent, wait=2.0):
    """Everything that comes back within `wait` seconds of silence, as (status codes, bytes)."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(sent)
        line.settimeout(wait)
        came = b""
        try:
            while chunk := line.recv(65_536):
                came += chunk
        except (TimeoutError, ConnectionError):
            pass
    return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d{3}) ", came)], came


def head(method, path, *fields, body=b""):
    """A request as bytes; `fields` are whole header lines."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def is_gone(line, within):
    """Whether the other side closes the line within so many seconds."""
    until = time.monotonic() + within
    line.settimeout(1)
    while time.monotonic() < until:
        try:
            if not line.recv(65_536):
                return True
        except TimeoutError:
            continue
        except ConnectionError:
            return True
    return False
