"""A bad line to a remote commune, between the browser and the server, on loopback.

Bytes pass through two shared buckets (256 kbit/s towards the citizen, 128 back), half the round
trip late each way, and a new connection costs one round trip. The line can be cut: at once, or
after a chosen count of bytes in one direction. While it is cut, open connections are reset and
new ones refused; `mend` brings it back. Everything runs in one thread beside the test.
"""

import asyncio
import socket
import struct
import threading
import time

SEGMENT = 1400


class Bucket:
    """One direction of the line: who comes later waits until the earlier bytes are through."""

    def __init__(self, kbits):
        self.bytes_per_second = kbits * 125
        self.free_at = 0.0

    def delay(self, count):
        if not self.bytes_per_second:
            return 0
        now = time.monotonic()
        self.free_at = max(self.free_at, now) + count / self.bytes_per_second
        return self.free_at - now


class SlowLink:
    def __init__(self, target, down=256, up=128, round_trip=0.6):
        self.target, self.half = target, round_trip / 2
        self.buckets = {"down": Bucket(down), "up": Bucket(up)}
        self.passed = {"down": 0, "up": 0}
        self.connections, self.cut_count = 0, 0
        self.dark, self.limit = False, None
        self.open = set()
        self.loop = asyncio.new_event_loop()
        started = threading.Event()
        self.thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self.thread.start()
        started.wait(10)

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    def _run(self, started):
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(
            asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        started.set()
        self.loop.run_forever()

    def stop(self):
        self.cut()
        self.loop.call_soon_threadsafe(self._end)
        self.thread.join(10)

    def _end(self):
        self.server.close()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.call_later(0.1, self.loop.stop)

    def cut(self):
        """The line breaks now and stays broken."""
        done = threading.Event()
        self.loop.call_soon_threadsafe(lambda: (self._cut(), done.set()))
        done.wait(10)

    def cut_after(self, direction, count):
        """The line breaks when `count` more bytes have passed in that direction: with 0, at the
        first byte that wants to pass, which is then lost."""
        self.cut_count = 0
        self.limit = (direction, self.passed[direction] + count)

    def mend(self):
        self.limit, self.dark = None, False

    def _cut(self):
        self.dark, self.limit = True, None
        self.cut_count += 1
        for writer in list(self.open):
            reset(writer)
        self.open.clear()

    async def _accept(self, reader, writer):
        if self.dark:
            return reset(writer)
        self.connections += 1
        self.open.add(writer)
        try:
            await asyncio.sleep(self.half * 2)
            there, back = await asyncio.open_connection("127.0.0.1", self.target)
            self.open.add(back)
            await asyncio.gather(
                self._pass(reader, back, "up"), self._pass(there, writer, "down"))
            self.open.discard(back)
        except OSError:
            reset(writer)
        self.open.discard(writer)

    async def _pass(self, reader, writer, direction):
        """Reads and delivers at the same time, so that lateness does not add up."""
        line = asyncio.Queue()
        deliver = asyncio.ensure_future(self._deliver(line, writer, direction))
        try:
            while piece := await reader.read(SEGMENT):
                await line.put((time.monotonic() + self.half, piece))
        except OSError:
            pass
        await line.put((0, b""))
        await deliver

    async def _deliver(self, line, writer, direction):
        try:
            while True:
                due, piece = await line.get()
                if not piece:
                    break
                await asyncio.sleep(self.buckets[direction].delay(len(piece)))
                await asyncio.sleep(max(0, due - time.monotonic()))
                piece = self._within_limit(direction, piece)
                if piece and not writer.is_closing():
                    writer.write(piece)
                    self.passed[direction] += len(piece)
                if self.limit and self._used_up(direction):
                    # What was let through must leave before the reset throws it away.
                    await asyncio.sleep(0.02)
                    self._cut()
            writer.close()
        except (OSError, RuntimeError):
            pass

    def _within_limit(self, direction, piece):
        if self.dark:
            return b""
        if not self.limit or self.limit[0] != direction:
            return piece
        room = self.limit[1] - self.passed[direction]
        if len(piece) <= room:
            return piece
        self._over = True
        return piece[:max(room, 0)]

    _over = False

    def _used_up(self, direction):
        over, self._over = self._over and self.limit[0] == direction, False
        return over


def reset(writer):
    """Ends a connection as a broken line does: RST, no farewell."""
    plug = writer.get_extra_info("socket")
    if plug is not None:
        try:
            plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        except OSError:
            pass
    writer.transport.abort()
