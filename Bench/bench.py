"""Measures what each operation costs, on both engines, with few dossiers and with a million.

Every figure is CPU (user and system) of everything that serves: the program, and with PostgreSQL
its backends and writers too; the load client is left out. See docs/performance.md.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import time

import ceilings
import fill
import instances
import operations
import raw
import stores

HERE = pathlib.Path(__file__).resolve().parent
class Results:
    """Figures as they come, kept in a file beside the instances."""

    def __init__(self, file):
        self.file, self.lines = file, []

    def add(self, figure, engine, dossiers, value, unit):
        self.lines.append((figure, engine, dossiers, value, unit))
        with self.file.open("a", encoding="utf-8") as out:
            out.write(f"{figure}\t{engine}\t{dossiers}\t{value:.4g}\t{unit}\n")
        print(f"  {figure:34} {value:10.4g} {unit}", flush=True)


    def size(self, size):
        """The size of the answer that the latest figure stands for."""
        figure, engine, dossiers, *_ = self.lines[-1]
        self.lines.append((figure + ", answer", engine, dossiers, size / 1000, "kB"))


class Suite:
    """All measurements of one engine with one number of dossiers."""

    def __init__(self, arguments, results, engine, dossiers, cluster):
        self.arguments, self.results = arguments, results
        self.engine, self.dossiers, self.cluster = engine, dossiers, cluster
        self.folder = arguments.folder / f"{engine}-{dossiers}"
        self.instance = instances.Instance(
            arguments.program, self.folder, cluster, f"bench_{dossiers}")

    def add(self, figure, value, unit="ms"):
        self.results.add(figure, self.engine, self.dossiers, value, unit)

    def run(self):
        print(f"{self.engine}, {self.dossiers} dossiers", flush=True)
        self.make()
        self.start()
        try:
            bench = operations.Bench(self.instance, tell=lambda line: None)
            bench.reads(self.arguments.operations)
            bench.portal(self.arguments.operations)
            bench.acts(self.arguments.operations)
            for figure in bench.figures:
                self.add(figure.name, figure.ms)
                self.results.size(figure.size)
            self.add("memory under load", self.instance.memory()["pss"], "MB")
            self.together(bench)
        finally:
            self.instance.stop()
        self.commands()
        if not self.cluster:
            self.commits()
        self.raw()

    def make(self):
        """A demonstration with real dossiers, and copies of them up to the number asked for."""
        mark = self.folder / "made"
        if mark.exists():
            return
        real = min(self.dossiers, 10_000)
        self.instance.start("--sample", str(real))
        self.instance.stop()
        rest = self.dossiers - real
        if rest:
            tables = (stores.PostgreSQLTables(self.instance.options[1]) if self.cluster
                      else stores.SQLiteTables(self.instance.file))
            begun = time.perf_counter()
            fill.fill(tables, rest)
            tables.close()
            self.add("fill, wall", time.perf_counter() - begun, "s")
            self.seal()
        mark.write_text("made by Bench/bench.py\n")

    def seal(self):
        """The copies' facts are sealed by the program when it starts."""
        before = self.instance.cluster.cpu() if self.cluster else 0
        seconds = self.instance.start()
        spent = instances.cpu(self.instance.server.pid)
        if self.cluster:
            spent += self.cluster.cpu() - before
        size = int(self.instance.ask("GET", "/api/v1/journal/checkpoint").body.split(b"\n")[1])
        self.instance.stop()
        self.add("seal, wall", seconds, "s")
        self.add("seal a fact", spent / size)

    def start(self):
        waits = []
        for _ in range(3):
            waits.append(self.instance.start())
            self.add("memory at rest", self.instance.memory()["pss"], "MB")
            self.instance.stop()
            self.results.lines.pop()
        self.add("start to first answer", 1000 * statistics.median(waits))
        self.instance.start()
        self.add("memory at rest", self.instance.memory()["pss"], "MB")
        self.instance.sign_in()

    def together(self, bench):
        """64 clients at once: the cost of an act, and how many syncs it takes."""
        count = 4 * self.arguments.operations
        bench.submitted(count, "submit, 64 clients", 64)
        self.add("submit, 64 clients", bench.figures[-1].ms)
        self.add("submit, 64 clients, rate", bench.figures[-1].rate, "/s")
        syncs = self.syncs_of(lambda: bench.submitted(count, "traced", 64))
        self.add("syncs a request, 64 clients", syncs / count, "")

    def syncs_of(self, work):
        if self.cluster:
            def counted():
                return int(self.cluster.psql(
                    self.instance.name, "SELECT wal_sync FROM pg_stat_wal")[0])
            before = counted()
            work()
            return counted() - before
        return strace_syncs(self.instance.server.pid, work)

    def commands(self):
        """Export, verification, the check of everything, and an import."""
        if self.dossiers > 100_000 and not self.arguments.long:
            return
        facts, note = self.folder / "facts.jsonl", self.folder / "checkpoint"
        self.instance.start()
        note.write_bytes(self.instance.ask("GET", "/api/v1/journal/checkpoint").body)
        key = self.instance.ask("GET", "/api/v1/journal/key").body.decode().strip()
        self.instance.stop()
        facts.unlink(missing_ok=True)
        options = self.instance.options
        count = self.command("export a fact", "export", "facts", "--format", "jsonl", "--out",
                             facts, *options, of=facts)
        self.command("verify a fact", "verify", facts, "--checkpoint", note, "--key", key, of=count)
        self.command("check, a dossier", "check", *options, of=self.dossiers)
        procedures = shared("data/procedures.jsonl.gz")
        if procedures:
            self.command("import procedures, unchanged", "import", "procedures", procedures,
                         *options, of=1)

    def command(self, figure, *words, of):
        done, spent, _ = self.instance.command(*words)
        if done.returncode:
            raise operations.Failed(f"{figure}: {done.stderr[-500:]}")
        count = of if isinstance(of, int) else sum(1 for _ in of.open("rb"))
        self.add(figure, spent / count)
        return count

    def commits(self):
        """Group commit against a transaction a request, in the process, without HTTP."""
        found = {}
        for name, together in (("alone", 1), ("grouped", 100)):
            copy = self.folder / f"commit-{name}"
            shutil.rmtree(copy, ignore_errors=True)
            copy.mkdir()
            for part in ("motcua.sqlite", "keys", "blobs"):
                whole = self.folder / part
                shutil.copytree(whole, copy / part) if whole.is_dir() else shutil.copy(whole, copy)
            words = ["bench", "commit", "--data", copy, "--together", together, "--count",
                     4 * self.arguments.operations]
            done, _, _ = self.instance.command(*words)
            if done.returncode:
                raise operations.Failed(f"bench commit: {done.stderr[-500:]}")
            told = json.loads(done.stdout.splitlines()[-1])
            shutil.rmtree(copy)
            found[name] = told["cpuMilliseconds"] / told["count"]
            self.add(f"submission in process, {name}", found[name])
            self.add(f"commits a submission, {name}", told["commits"] / told["count"], "")
        self.add("saved by group commit", found["alone"] - found["grouped"])

    def raw(self):
        """The engines alone, and which share of our cost they are."""
        mine = next(value for figure, engine, dossiers, value, _ in reversed(self.results.lines)
                    if (figure, engine, dossiers) == (
                        "submit, 64 clients", self.engine, self.dossiers))
        count = 10 * self.arguments.operations
        if self.cluster:
            tables = stores.PostgreSQLTables(self.instance.options[1])
            rows = raw.recorded_by(tables)
            # Into a copy: the instance itself must stay sound.
            self.cluster.psql("postgres", 'DROP DATABASE IF EXISTS raw')
            self.cluster.psql(
                "postgres", f'CREATE DATABASE raw TEMPLATE "{self.instance.name}"')
            alone = raw.postgresql(self.cluster, "raw", rows, count, 16)
            self.cluster.psql("postgres", 'DROP DATABASE raw')
            self.add("raw inserts, pgbench", alone)
        else:
            self.add("raw inserts, a commit each", raw.sqlite(self.instance.file, count, 1))
            alone = raw.sqlite(self.instance.file, count, 64)
            self.add("raw inserts, 64 a commit", alone)
        self.add("share of raw", alone / mine, "")


def strace_syncs(process, work):
    """How often the disk was asked to sync while `work` ran."""
    trace = subprocess.Popen(
        ["strace", "-f", "-c", "-e", "trace=fsync,fdatasync", "-p", str(process)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    time.sleep(1)
    work()
    trace.send_signal(signal.SIGINT)
    report = trace.communicate(timeout=30)[1]
    lines = (line.split() for line in report.splitlines())
    return sum(int(words[3]) for words in lines if words and words[-1] in ("fsync", "fdatasync"))


def shared(path):
    folder = pathlib.Path(os.environ.get("MOTCUA_SHARED", HERE.parent.parent / "shared"))
    return folder / path if (folder / path).exists() else None


def asked():
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--program", type=pathlib.Path, required=True)
    reader.add_argument("--folder", type=pathlib.Path, required=True,
                        help="where instances and figures are kept")
    reader.add_argument("--engine", choices=("sqlite", "postgresql"), action="append")
    reader.add_argument("--dossiers", type=int, action="append")
    reader.add_argument("--operations", type=int, default=1000)
    reader.add_argument("--long", action="store_true",
                        help="export, verify and check a million dossiers too")
    reader.add_argument("--check", action="store_true",
                        help="say which ceiling has been passed; then exit 1")
    return reader.parse_args()


def main():
    arguments = asked()
    arguments.folder = arguments.folder.resolve()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    # A PostgreSQL that runs as another user must reach its folder.
    arguments.folder.chmod(0o755)
    results = Results(arguments.folder / "figures.tsv")
    results.file.unlink(missing_ok=True)
    for engine in arguments.engine or ("sqlite", "postgresql"):
        cluster = None
        if engine == "postgresql":
            cluster = instances.Cluster(arguments.folder / "cluster").start()
        try:
            for dossiers in arguments.dossiers or (10_000, 1_000_000):
                Suite(arguments, results, engine, dossiers, cluster).run()
        finally:
            if cluster:
                cluster.stop()
    if arguments.check:
        sys.exit(ceilings.told(HERE / "ceilings.tsv", results.lines))


if __name__ == "__main__":
    main()
