"""What holds a server up among many askers, what it says of itself, and how it stops."""

import contextlib
import gzip
import re
import signal
import socket
import subprocess
import threading
import time

import pytest
import requests

import journey
import program
import world
from client import ok
from lines import answers, head, is_gone


@contextlib.contextmanager
def served(engine, own_procedures, *options):
    server = program.Server(
        engine.fresh("serving"), "--procedures", str(own_procedures), "--sample", "0",
        *options).start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="module")
def lite(tmp_path_factory):
    """These promises do not depend on the engine."""
    return program.SQLite(tmp_path_factory.mktemp("lite"))


def own_address():
    """An address of this machine that is not its loopback one."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent
            return probe.getsockname()[0]
        except OSError:
            pytest.skip("this machine has no address but its loopback one")


def test_a_flood_from_one_address_is_refused_with_a_time(lite, own_procedures):
    with served(lite, own_procedures, "--behind-proxy", "--address-rate", "240") as server:
        def ask(address, path="/api/v1/agencies"):
            return requests.get(server.base + path, timeout=60,
                                headers={"X-Forwarded-For": address})
        flood = [ask("6.6.6.6, 203.0.113.7") for _ in range(80)]
        refused = [answer for answer in flood if answer.status_code == 429]
        assert len(refused) >= 15 and flood[0].status_code == 200
        assert refused[0].json()["code"] == "edge.too-often"
        assert 1 <= int(refused[-1].headers["Retry-After"]) <= 60
        page = ask("203.0.113.7", "/")
        assert page.status_code == 429 and "hãy chờ" in page.text
        assert ask("203.0.113.8").status_code == 200, "another address is not held"
        assert requests.get(server.base + "/health", timeout=60).status_code == 200
        time.sleep(int(refused[-1].headers["Retry-After"]))
        assert ask("203.0.113.7").status_code == 200, "it goes on after the time that was said"


def test_one_address_gets_no_more_than_its_connections(lite, own_procedures):
    address = own_address()
    options = ("--host", "0.0.0.0", "--address-connections", "10")
    with served(lite, own_procedures, *options) as server, contextlib.ExitStack() as stack:
        lines = [stack.enter_context(socket.create_connection((address, server.port), timeout=10))
                 for _ in range(30)]
        time.sleep(0.5)
        gone = [is_gone(line, 0.1) for line in lines[-5:]]
        assert all(gone), gone
        assert ok(server.anyone().get("/agencies", {"limit": 1})), "others are still served"
        for line in lines:
            line.close()
        time.sleep(0.5)
        assert requests.get(f"http://{address}:{server.port}/health", timeout=10).ok


@pytest.mark.long
def test_who_takes_no_answer_is_cut_off(lite, own_procedures):
    with served(lite, own_procedures) as server:
        asked = head("GET", "/api/v1/openapi.json")
        with socket.socket() as line:
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.connect(("127.0.0.1", server.port))
            line.setblocking(False)
            until = time.monotonic() + 5
            while time.monotonic() < until:
                try:
                    line.send(asked)
                except BlockingIOError:
                    time.sleep(0.1)
            begun = time.monotonic()
            while open_lines(server) > 1 and time.monotonic() - begun < 90:
                time.sleep(1)
            assert time.monotonic() - begun < 60, "a reader who takes nothing holds its line"


def metrics(server):
    text = requests.get(server.base + "/metrics", timeout=60).text
    return {name: float(value) for name, value in re.findall(
        r"^([a-z_]+(?:\{[^}]*\})?) ([0-9.e+-]+)$", text, re.M)}


def open_lines(server):
    """Connections, the asker's own among them."""
    return metrics(server)["motcua_connections"]


def test_metrics_say_what_a_watcher_needs(server):
    before = metrics(server)
    journey.submit(server.as_("tiepnhan"), channel="counter")
    time.sleep(1)
    after = metrics(server)
    for name in ("motcua_requests_under_way", "motcua_connections", "motcua_disk_free_bytes",
                 "motcua_sealed_facts", "motcua_unsealed_facts", "motcua_letters_waiting",
                 "process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds"):
        assert after[name] >= 0, name
    labels = 'route="/api/v1/dossiers",method="POST"'
    assert after[f"motcua_request_seconds_count{{{labels}}}"] == 1 + before.get(
        f"motcua_request_seconds_count{{{labels}}}", 0)
    assert after[f'motcua_request_seconds_bucket{{{labels},le="+Inf"}}'] >= after[
        f'motcua_request_seconds_bucket{{{labels},le="0.005"}}']
    assert after["motcua_sealed_facts"] > before["motcua_sealed_facts"]
    if server.store.database is None:
        assert after["motcua_committed_writes_total"] >= after["motcua_commits_total"] > 0


def begin_upload(server, content):
    """The first half of an upload; gives the line and the other half."""
    line = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    half = len(content) // 2
    line.sendall(head(
        "POST", "/api/v1/files", f"Authorization: Bearer {server.as_('congdan').token}",
        "Content-Type: application/pdf", "X-Filename: nua.pdf", "Connection: close",
        f"Content-Length: {len(content)}", body=content[:half]))
    return line, content[half:]


def test_stopping_says_so_first_and_finishes_what_is_under_way(engine, own_procedures):
    with served(engine, own_procedures, "--drain-seconds", "2") as server:
        content = world.pdf("nua chung")
        line, rest = begin_upload(server, content)
        with line:
            time.sleep(0.3)
            begun = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            time.sleep(0.5)
            ready = requests.get(server.base + "/ready", timeout=10)
            assert ready.status_code == 503 and "stopping" in ready.text
            assert requests.get(server.base + "/health", timeout=10).status_code == 200
            time.sleep(2.5)
            with pytest.raises(requests.ConnectionError):
                requests.get(server.base + "/health", timeout=5)
            line.sendall(rest)
            came = b""
            while chunk := line.recv(65_536):
                came += chunk
            assert b"HTTP/1.1 201" in came, came[:300]
        assert server.process.wait(timeout=15) == 0
        assert time.monotonic() - begun < 20


def test_stopping_does_not_wait_for_ever(lite, own_procedures):
    with served(lite, own_procedures, "--stop-seconds", "2") as server:
        line, _ = begin_upload(server, world.pdf("khong bao gio xong"))
        with line:
            time.sleep(0.3)
            begun = time.monotonic()
            server.process.send_signal(signal.SIGTERM)
            assert server.process.wait(timeout=15) == 0, server.tail()
            assert 1 < time.monotonic() - begun < 10


def test_a_stop_in_the_middle_of_a_crowd_loses_no_acknowledged_dossier(engine, own_procedures):
    with served(engine, own_procedures) as server:
        acknowledged, stop = [], threading.Event()

        def submit():
            client = server.another("congdan")
            client.credentials = None
            while not stop.is_set():
                try:
                    answer = client.post("/dossiers", world.submission(
                        seed=journey.fresh_seed()), strict=True)
                except requests.RequestException:
                    return
                if answer.status_code == 201:
                    acknowledged.append(answer.json()["id"])
                else:
                    assert answer.status_code in (429, 503), answer.text

        server.as_("congdan")
        crowd = [threading.Thread(target=submit) for _ in range(8)]
        for each in crowd:
            each.start()
        while len(acknowledged) < 30:
            time.sleep(0.05)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=40) == 0, server.tail()
        stop.set()
        for each in crowd:
            each.join()
        server.run("check")
        server.start()
        listed = {each["id"] for each in server.as_("congdan").items("/dossiers", limit=500)}
        assert set(acknowledged) <= listed


def test_a_limit_that_is_none_is_wrong_usage(lite):
    store = lite.fresh("usage")
    for option in ("--address-rate", "--connections", "--drain-seconds"):
        program.run("demo", *store.options, option, "-1", code=2)


def test_no_secret_lies_in_the_repository():
    listed = subprocess.run(["git", "ls-files"], cwd=program.ROOT, capture_output=True, text=True)
    if listed.returncode:
        pytest.skip("this is no checkout")
    looks = re.compile(
        rb"-----BEGIN [A-Z ]*PRIVATE KEY|PRIVATE\+KEY\+[^+\s]+\+[0-9a-f]{8}\+"
        rb"|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[baprs]-[0-9A-Za-z-]{10}"
        rb"|eyJ[A-Za-z0-9_-]{20,}\.eyJ")
    for name in listed.stdout.splitlines():
        path = program.ROOT / name
        if path.is_file() and name != "e2e/test_serving.py":
            assert not looks.search(path.read_bytes()), name


def test_answers_while_a_crowd_dawdles(lite, own_procedures):
    """Half-open lines and half-sent heads beside a normal request: it is answered within 100 ms."""
    with served(lite, own_procedures) as server, contextlib.ExitStack() as stack:
        for _ in range(200):
            line = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-")
        took = []
        for _ in range(10):
            begun = time.monotonic()
            codes, _ = answers(server, head("GET", "/health", "Connection: close"))
            took.append(time.monotonic() - begun)
            assert codes == [200]
        assert sorted(took)[len(took) // 2] < 0.1, took


def public_pages(server):
    """Every page without a name in its address that anybody may read."""
    for line in server.run("routes").stdout.splitlines():
        method, path, face, access = line.split("\t")[:4]
        if (method, face, access) == ("GET", "portal", "everyone") and "{" not in path:
            yield path


def without_marks(page):
    """A page without what differs from answer to answer."""
    return re.sub(rb'name="_token" value="[^"]*"|lan=[0-9a-f]+', b"", page)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_says_the_same_packed_and_plain(lite, own_procedures, language):
    with served(lite, own_procedures) as server:
        def ask(path, encoding):
            answer = requests.get(server.base + path, timeout=60, stream=True, headers={
                "Accept-Encoding": encoding, "Cookie": f"motcua-xem={language}.100.thuong.vua"})
            return answer.headers.get("Content-Encoding"), answer.raw.read(decode_content=False)
        pages = [*public_pages(server), "/thu-tuc?q=khai+sinh", f"/co-quan/{world.AGENCY}"]
        assert len(pages) > 15
        for path in pages:
            _, plain = ask(path, "identity")
            for _ in range(2):  # the second is made of what was kept
                encoding, packed = ask(path, "gzip")
                if encoding is None:
                    assert len(plain) < 1024, f"{path} is sent at full length"
                    continue
                assert without_marks(gzip.decompress(packed)) == without_marks(plain), path
                assert len(packed) < len(plain) * 0.6, f"{path}: {len(packed)} of {len(plain)}"
