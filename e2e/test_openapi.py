"""schemathesis over the served OpenAPI: no 500, no undocumented answer."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

import journey
import program
from client import ok

CHECKS = ("not_a_server_error,status_code_conformance,content_type_conformance,"
          "response_schema_conformance")
# these would end or lock out the very session the tool works with
LEFT_OUT = ["/api/v1/sessions", "/api/v1/sessions/current"]


def tool():
    beside = pathlib.Path(sys.executable).with_name("schemathesis")
    found = str(beside) if beside.exists() else shutil.which("schemathesis")
    return found or program.missing("schemathesis is not installed: pip install schemathesis")


def schemathesis(server, account, folder, examples, seconds):
    """Runs the tool as `account` (None: nobody) and gives what it printed on failure."""
    header = []
    if account:
        header = ["--header", f"Authorization: Bearer {server.as_(account).token}"]
    for path in LEFT_OUT:
        header += ["--exclude-path", path]
    done = subprocess.run(
        [tool(), "run", f"{server.base}/api/v1/openapi.json", "--checks", CHECKS,
         "--phases", "examples,coverage,fuzzing", "--max-examples", str(examples),
         "--max-time", str(seconds), "--seed", "20261121", "--workers", "1",
         "--continue-on-failure", "--request-timeout", "30", "--suppress-health-check", "all",
         "--warnings", "off", "--no-shrink", *header],
        capture_output=True, text=True, timeout=seconds + 240, cwd=folder,
        env={**os.environ, "COLUMNS": "160"})
    return done


@pytest.mark.parametrize("account", ["tiepnhan", "congdan", None], ids=str)
def test_no_500_and_no_undocumented_answer(spare, account, tmp_path):
    journey.drive(spare, 4)
    done = schemathesis(spare, account, tmp_path, 15, 20)
    assert done.returncode == 0, (done.stdout + done.stderr)[-8000:]
    ok(spare.anyone().get("/procedures"))


@pytest.mark.long
@pytest.mark.parametrize("account", [
    "nguoigiup", "chuyenvien", "lanhdao", "vanthu", "tonghop", "giamsat", "quantri"])
def test_every_role_is_answered_as_documented(spare, account, tmp_path):
    done = schemathesis(spare, account, tmp_path, 60, 60)
    assert done.returncode == 0, (done.stdout + done.stderr)[-8000:]


def test_the_description_is_whole(spare):
    served = ok(spare.anyone().get("/openapi.json"))
    assert served["openapi"].startswith("3.1")
    paths = {path.removeprefix("/api/v1") for path in served["paths"]}
    names = {"/".join("{}" if part.startswith("{") else part for part in path.split("/"))
             for path in paths}
    promised = {
        "/sessions", "/sessions/current", "/agencies", "/officers", "/procedures",
        "/procedures/{}", "/procedures/{}/due", "/files", "/dossiers", "/dossiers/{}",
        "/dossiers/{}/timeline", "/dossiers/{}/acts", "/lookup", "/reports/settlement",
        "/indicators", "/indicators/{}", "/indicators/{}/evidence", "/journal/checkpoint",
        "/journal/key", "/journal/facts"}
    assert promised <= names, promised - names
    for path, methods in served["paths"].items():
        for method, described in methods.items():
            if method not in ("get", "post", "put", "patch", "delete"):
                continue
            assert described.get("operationId"), f"{method} {path} has no name"
            assert any(code.startswith("2") for code in described["responses"]), f"{method} {path}"
            for code, answer in described["responses"].items():
                if code[0] in "45" and "content" in answer:
                    assert list(answer["content"]) == ["application/problem+json"], (path, code)
