"""Published figures, lived through again: they come out as printed, and anyone can recount them."""

import subprocess
import sys
import time

import pytest

import program
from client import ok

REPLAYS = {
    "hau-giang-2021": {"from": "2020-01-01", "to": "2020-12-31"},
    "hau-giang-2022": {"from": "2022-01-01", "to": "2022-06-30"},
}
# what must be seen among the dossiers, in percent of those received (issue 5, "Two replays")
LEAST = {"dossier.supplemented": 8, "dossier.refused": 2, "dossier.settled-late": 10}


@pytest.fixture(scope="module", params=sorted(REPLAYS))
def replayed(request, engine):
    made = program.Server(
        engine.fresh(request.param), "--replay", request.param,
        "--procedures", str(program.real_procedures()), ready_within=3600)
    begun = time.monotonic()
    made.start()
    made.code, made.took = request.param, time.monotonic() - begun
    yield made
    made.stop()


@pytest.mark.long
def test_the_printed_figures_come_out(replayed):
    """The command itself refuses to be born on figures that differ; here they are seen served."""
    reporter, days = replayed.as_("tonghop"), REPLAYS[replayed.code]
    served = {}
    for code in ("service.level-2", "service.level-3", "service.level-4", "dossier.online",
                 "service.integrated", "service.with-dossiers",
                 "dossier.processed-online-of-services"):
        row = ok(reporter.get(f"/indicators/{code}", params=days))["rows"][0]
        served[code] = (row["numerator"], row["denominator"], row["published"])
    if replayed.code == "hau-giang-2021":
        assert served["service.level-2"] == (1535, 1937, "79.2")
        assert served["service.level-3"] == (236, 1937, "12.2")
        assert served["service.level-4"] == (166, 1937, "8.6")
        assert served["dossier.online"] == (9500, 65500, "14.5")
    else:
        assert served["service.integrated"] == (905, 1460, "62.0")
        assert served["service.with-dossiers"] == (307, 1460, "21.0")
        assert served["dossier.processed-online-of-services"] == (13600, 20000, "68.0")


@pytest.mark.long
def test_what_is_invented_has_the_share_of_trouble_that_life_has(replayed):
    reporter, days = replayed.as_("tonghop"), REPLAYS[replayed.code]
    for code, least in LEAST.items():
        row = ok(reporter.get(f"/indicators/{code}", params=days))["rows"][0]
        assert float(row["published"]) >= least, (code, row)
    rows = ok(reporter.get("/reports/settlement", params={**days, "by": "channel"}))["rows"]
    withdrawn = sum(row["withdrawn"] for row in rows)
    received = sum(sum(row["received"].values()) for row in rows)
    assert 100 * withdrawn >= received, "1 % is withdrawn"


@pytest.mark.long
def test_an_outsider_recounts_every_figure_of_the_replay(replayed, tmp_path):
    """`motcua verify` and the Python verifier on the whole bag: every indicator, agency and month."""
    days = REPLAYS[replayed.code]
    bag = tmp_path / "bag"
    replayed.run("export bag", "--out", bag, "--from", days["from"][:7], "--to", days["to"][:7])
    program.run("verify", bag)
    done = subprocess.run(
        [sys.executable, str(program.ROOT / "e2e/verify_figures.py"), str(bag)],
        capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@pytest.mark.long
def test_the_period_is_published_as_of_its_own_time(replayed):
    reporter, days = replayed.as_("tonghop"), REPLAYS[replayed.code]
    publication = ok(reporter.get("/publications"))["items"][0]
    assert (publication["from"], publication["to"]) == (days["from"], days["to"])
    assert publication["publishedAt"][:4] == str(int(days["to"][:4]) + (days["to"][5:7] == "12"))


@pytest.mark.long
def test_every_page_says_what_was_printed_and_what_is_invented(replayed):
    for path in ("/", "/so-lieu", "/dang-nhap", "/dien-lai"):
        page = replayed.anyone().get(path, api=False).text
        assert "Báo in:" in page and "là dựng" in page, path


def test_an_unknown_replay_is_refused_and_nothing_is_made(tmp_path):
    done = program.run("demo", "--data", tmp_path / "x", "--replay", "atlantis-1", code=1)
    assert "atlantis-1" in done.stderr and "hau-giang-2021" in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_replay_and_a_sample_exclude_each_other(tmp_path):
    done = program.run(
        "demo", "--data", tmp_path, "--replay", "hau-giang-2021", "--sample", "5", code=2)
    assert "--sample" in done.stderr


def test_a_demonstration_does_not_become_a_replay(spare):
    spare.stop()
    done = program.run("demo", *spare.store.options, "--replay", "hau-giang-2021", code=1)
    assert "empty folder" in done.stderr
    spare.start()
