"""Public scanners against a running demonstration; what they find of medium or higher is named."""

import json
import pathlib
import shutil
import subprocess
import sys

import program
from browser import Browser

REPORTS = program.ROOT / ".build-scan/reports"
WAPITI = pathlib.Path(sys.prefix) / "wapiti/bin/wapiti"
MEDIUM = 2
# Categories that docs/threats.md explains, line by line, why they are none here.
EXPLAINED = set()
MODULES = ("cookieflags,crlf,csp,csrf,exec,file,http_headers,methods,permanentxss,redirect,sql,"
           "ssrf,timesql,upload,xss,xxe")
# What a scanner asks for with every parameter; the others are paths only.
ADDRESSES = (
    "/thu-tuc?q=khai+sinh&linh-vuc=x&cap=commune", "/tra-cuu?ma=H99.101-1&xac-thuc=2",
    "/so-lieu?tu=2026-01-01",
    "/ban-lam-viec?q=lan&viec=x&thu-tuc=1&co-quan=H99.101", "/dang-nhap?tiep=/ho-so",
    "/bao-cao/tinh-hinh?tu=2026-01-01&den=2026-12-31&co-quan=H99.101",
    "/api/v1/procedures?q=khai+sinh&sector=x&level=commune&agency=H99.101",
    "/api/v1/agencies?q=xa&level=commune", "/api/v1/lookup?number=H99.101-1&token=2",
    "/api/v1/dossiers?q=lan&agency=H99.101&stage=submitted",
    "/api/v1/reports/settlement?from=2026-01-01&to=2026-12-31&agency=H99.101",
)


def wapiti(server, cookie, token):
    out = REPORTS / "wapiti.json"
    for module in MODULES.split(",") if not WAPITI.exists() else ():
        raise SystemExit(f"wapiti is not there, so {module} cannot be run: see bin/scan")
    subprocess.run(
        [WAPITI, "-u", server.base + "/", "-m", MODULES, "--flush-session", "-f", "json",
         "-o", out, "--no-bugreport", "-H", f"Cookie: {cookie}", "--scope", "domain", "-d", "4",
         "--max-links-per-page", "40", "--max-scan-time", "180", "--max-attack-time", "40",
         "-x", server.base + "/dang-xuat", "-x", server.base + "/api/v1/sessions", "-S", "normal"]
        + [part for path in ADDRESSES for part in ("-s", server.base + path)],
        check=True, stdout=(REPORTS / "wapiti.log").open("w"), stderr=subprocess.STDOUT)
    report = json.loads(out.read_text())
    print("wapiti:", report["infos"].get("crawled_pages_nbr", "?"), "pages")
    for category, each in {**report["vulnerabilities"], **report["anomalies"]}.items():
        for one in each:
            yield one["level"], category, f"{one['method']} {one['path']}: {one['info']}"


def sqlmap(server, cookie, token):
    if not shutil.which("sqlmap"):
        raise SystemExit("sqlmap is not there: apt install sqlmap")
    folder = REPORTS / "sqlmap"
    shutil.rmtree(folder, ignore_errors=True)
    for path in ADDRESSES:
        done = subprocess.run(
            ["sqlmap", "-u", server.base + path, "--batch", "--level", "1", "--risk", "1",
             "--cookie", cookie, "--headers", f"Authorization: Bearer {token}", "--threads", "2",
             "--output-dir", folder, "--flush-session", "--disable-coloring",
             "--skip-waf", "--ignore-code", "400,401,404,429"],
            capture_output=True, text=True, timeout=600)
        with (REPORTS / "sqlmap.log").open("a") as log:
            log.write(done.stdout)
        for line in done.stdout.splitlines():
            if line.startswith("Parameter: ") or "is vulnerable" in line:
                yield 4, "SQL injection", f"{path}: {line}"
    print("sqlmap:", len(ADDRESSES), "addresses")


def schemathesis(server, cookie, token):
    command = [pathlib.Path(sys.prefix) / "bin/schemathesis", "run",
               server.base + "/api/v1/openapi.json", "--max-examples", "25",
               "--continue-on-failure", "--exclude-path-regex", "/sessions", "--no-color",
               "--exclude-checks", "positive_data_acceptance",
               "--header", f"Authorization: Bearer {token}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1200)
    (REPORTS / "schemathesis.log").write_text(done.stdout + done.stderr)
    print("schemathesis:", done.stdout.strip().splitlines()[-1])
    if done.returncode:
        yield MEDIUM, "schemathesis", f"exit {done.returncode}, see schemathesis.log"


TOOLS = {"wapiti": wapiti, "sqlmap": sqlmap, "schemathesis": schemathesis}


def main(names):
    REPORTS.mkdir(parents=True, exist_ok=True)
    folder = REPORTS / "store"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    server = program.Server(
        program.SQLite(folder).fresh("scan"), "--sample", "60", "--procedures",
        str(program.ROOT / "Packs/own-procedures.jsonl")).start()
    bad = []
    try:
        visitor = Browser(server.base)
        visitor.sign_in("tiepnhan", program.PASSWORD)
        cookie = "; ".join(f"{each.name}={each.value}" for each in visitor.http.cookies)
        for name in names or TOOLS:
            for level, category, words in TOOLS[name](
                    server, cookie, server.as_("tiepnhan").token):
                print(f"  {name}, level {level}, {category}: {words}")
                if level >= MEDIUM and category not in EXPLAINED:
                    bad.append(category)
        assert server.process.poll() is None, server.tail()
        faults = server.log.read_text(errors="replace").count('"message":"fault"')
    finally:
        server.stop()
    print(f"{len(bad)} of medium or higher, {faults} faults in the log")
    return 1 if bad or faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
