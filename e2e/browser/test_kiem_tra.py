"""The page of a bag of evidence, as a supervisor opens it: by double click, without network."""

import hashlib
import json
import re
import subprocess
import sys
import time

import pytest

import program
import test_verify_figures as bags
import town as towns
from client import ok

WIDTHS = [towns.PHONE, towns.DESKTOP]
READY = "html[data-xong], #ket-luan.bad"


@pytest.fixture(scope="module")
def honest(town, tmp_path_factory):
    town.people()
    town.server.settled()
    folder = tmp_path_factory.mktemp("kiem-tra") / "bag"
    town.server.run("export bag", "--out", folder, "--from", "2026-05", "--to", "2026-11")
    return folder


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lived")
    with bags.life_of(20260105, program.SQLite(folder), folder) as evidence:
        yield evidence


@pytest.fixture
def signer(town):
    return bags.Signer(town.server.store.folder / "keys/journal.key")


def opened(window, folder, width=towns.DESKTOP, view="", seconds=60):
    """The page of a bag, once it has judged."""
    lab = window(None, width, offline=True)
    lab.page.goto(f"{folder.as_uri()}/kiem-tra.html{view}")
    lab.page.wait_for_selector(READY, state="attached", timeout=seconds * 1000)
    return lab


def sentence(lab):
    return lab.page.inner_text("#cau")


def words(lab):
    """Everything that is said, with what is folded away."""
    return " ".join(lab.page.text_content("main").split())


def wrong_figures(lab):
    if lab.page.locator("#loc-sai").is_visible():
        lab.page.locator("#loc-sai").check()
    return lab.page.locator("#dong-so tr.bad").all_inner_texts()


def bring(lab, key=None, points=None):
    lab.page.locator("#khoa").fill(key or "")
    lab.page.locator("#moc").fill(points or "")
    lab.page.get_by_role("button", name="So sánh").click()
    lab.page.wait_for_selector("#ket-qua-so li, #da-so:not(:empty)")


def test_every_figure_of_an_honest_bag_is_right_without_a_network(window, honest):
    lab = opened(window, honest)
    told = subprocess.run([sys.executable, str(bags.SCRIPT), str(honest)], capture_output=True, text=True)
    count = int(re.search(r"(\d+) figures recounted", told.stdout)[1])
    assert told.returncode == 0 and count > 500, told.stdout
    assert sentence(lab) == f"✓Tất cả {count:,} con số đều đúng.".replace(",", ".")
    assert {each.split(":")[0] for each in lab.requests} <= {"file", "data"}, lab.requests
    assert lab.faults() == []
    assert lab.page.locator("#kiem > li.bad").count() == 0
    bring(lab, key=(honest / "key.txt").read_text(), points=(honest / "checkpoint.txt").read_text())
    assert lab.page.locator("#kiem > li.note").count() == 0, words(lab)


@pytest.mark.long
def test_every_figure_of_a_random_history_is_right(window, lived):
    lab = opened(window, lived.bag)
    assert "đều đúng." in sentence(lab), wrong_figures(lab)
    assert lab.page.locator("#kiem > li.bad").count() == 0


@pytest.mark.long
def test_every_condition_is_counted_alike(window, lived, tmp_path):
    bag = bags.Bag(lived.bag)
    count = bags.every_condition(bag, bags.Signer(lived.server.store.folder / "keys/journal.key"))
    lab = opened(window, bag.write(tmp_path / "bag"))
    assert sentence(lab) == f"✓Tất cả {count:,} con số đều đúng.".replace(",", "."), wrong_figures(lab)


def test_a_browser_without_ed25519_checks_the_signature_too(window, honest, signer, tmp_path):
    """Those of before 2025 have none of their own."""
    no_such = "crypto.subtle.importKey = () => Promise.reject(new Error('no such algorithm'))"
    forged = bags.another_key(bags.Bag(honest), signer).bag.write(tmp_path / "bag")
    for folder, state in ((honest, "note"), (forged, "bad")):
        lab = window(None, offline=True)
        lab.page.add_init_script(no_such)
        lab.page.goto(f"{folder.as_uri()}/kiem-tra.html")
        lab.page.wait_for_selector(READY, state="attached")
        assert lab.page.locator("#kiem-chu-ky").get_attribute("class") == state


@pytest.mark.parametrize("plant", bags.PLANTS + bags.GAPS, ids=bags.by_name)
def test_whatever_is_changed_is_found_and_named(window, honest, signer, plant, tmp_path):
    planted = plant(bags.Bag(honest).copy(), signer)
    lab = opened(window, planted.bag.write(tmp_path / "bag"))
    if planted.key or planted.checkpoint:
        assert "đều đúng." in sentence(lab), "nothing tells without what is brought along"
        bring(lab, planted.key, planted.checkpoint)
    assert "đều đúng." not in sentence(lab)
    said = words(lab)
    for text in planted.named["page"]:
        assert text in said, f"{text!r} is not said: {said[:6000]}"
    assert lab.page.locator("#kiem > li.bad, #dong-so tr.bad").count() > 0
    assert lab.faults() == []


@pytest.mark.parametrize("plant", [bags.changed_fact, bags.removed_fact, bags.sealed_lie], ids=bags.by_name)
def test_a_wrong_figure_names_the_dossier_behind_it(window, honest, signer, plant, tmp_path):
    bag = bags.Bag(honest).copy()
    number = bag.number(bag.fact(bag.find(bags.is_finish))["subject"])
    lab = opened(window, plant(bag, signer).bag.write(tmp_path / "bag"))
    named = [text for text in wrong_figures(lab) if number in text]
    assert any(bag.title(bags.ON_TIME) in text for text in named), wrong_figures(lab)[:5]
    lab.page.locator("#dong-so tr.bad a", has_text=number).first.click()
    assert number in lab.page.inner_text("h1:visible")
    assert lab.page.locator("tr.bad").count() or "thiếu" in lab.page.inner_text("main")


def test_a_checkpoint_copied_from_paper_tells_a_rebuilt_journal(window, honest, signer, tmp_path):
    """Three lines without a signature, as printed: the name, how many, the root."""
    planted = bags.rebuilt(bags.Bag(honest).copy(), signer)
    lab = opened(window, planted.bag.write(tmp_path / "bag"))
    bring(lab, points="\n".join(planted.checkpoint.split("\n")[:3]))
    assert "chưa chắc" in sentence(lab) and "nhật ký đã bị viết lại" in words(lab)
    bring(lab, points="cái này không phải mốc")
    assert "Không đọc được mốc nào" in lab.page.inner_text("#da-so")


def test_a_broken_bag_is_said_to_be_one(window, honest, tmp_path):
    folder = bags.Bag(honest).write(tmp_path / "bag")
    (folder / "du-lieu/facts-0001.js").write_text("kiemTra.facts(")
    lab = opened(window, folder)
    assert "không đọc được du-lieu/facts-0001.js" in words(lab)
    assert "đều đúng" not in sentence(lab)
    (folder / "du-lieu/bag.js").unlink()
    assert "Túi dữ liệu hỏng hoặc thiếu" in words(opened(window, folder))


def test_data_of_a_bag_cannot_speak_for_the_page(window, honest, tmp_path):
    """They are programs, and come from whom the page is to check."""
    folder = bags.Bag(honest).write(tmp_path / "bag")
    with (folder / "du-lieu/bag.js").open("a") as file:
        file.write("""
          try { parent.document.title = "xong"; } catch { }
          try { top.location = "https://example.vn/"; } catch { }
          new Image().src = "https://example.vn/x"; fetch("https://example.vn/y").catch(() => 0);""")
    lab = opened(window, folder)
    assert "đều đúng." in sentence(lab) and "Một Cửa" in lab.page.title()
    assert lab.page.url.startswith("file:")


def test_the_settlement_is_counted_again_too(town, window, honest, tmp_path):
    bag = bags.Bag(honest).copy()
    answer = next(each for each in bag.answers() if each["from"] == "2026-10-01")
    asked = {"from": "2026-10-01", "to": "2026-10-31", "agency": answer["agency"], "by": "agency"}
    told = ok(town.server.as_("tonghop").get("/reports/settlement", asked))
    told["asOf"] = answer["asOf"]  # of the bag: all of October was sealed by then
    bag.reports["settlement-2026-10"] = [told]
    lab = opened(window, bag.write(tmp_path / "bag"))
    assert "đều đúng." in sentence(lab), wrong_figures(lab)
    lab.page.locator("#loc-chi-so").select_option("settlement")
    assert lab.page.locator("#dong-so tr").count() >= 20
    told["rows"][0]["received"]["counter"] += 1
    lab = opened(window, bag.write(tmp_path / "bag"))
    assert any("Nhận trực tiếp" in text for text in wrong_figures(lab))


def test_a_seed_draws_the_same_dossiers_for_everybody_and_prints_them(window, honest):
    lab = opened(window, honest)
    bag = bags.Bag(honest)
    subjects = {fact["subject"] for fact in map(json.loads, bag.lines) if fact["kind"].startswith("dossier.")}
    seed = "xổ số 22/11: 48 217"
    lab.page.locator("#cau-rut").fill(seed)
    lab.page.locator("#so-rut").fill("12")
    lab.page.get_by_role("button", name="Rút hồ sơ").click()
    drawn = sorted(subjects, key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).digest())
    rows = lab.page.locator(".checklist tbody tr").all_inner_texts()
    assert len(rows) == 12
    for row, subject in zip(rows, drawn):
        assert bag.number(subject) in row and row.count("☐") == 4
    lab.page.emulate_media(media="print")
    assert not lab.page.locator("header").is_visible() and lab.page.locator(".checklist").is_visible()
    assert lab.page.get_by_role("button", name="In danh sách này").count() == 0, "no buttons on paper"
    paper = lab.page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox *\[0 0 ([0-9.]+) ([0-9.]+)\]", paper)
    assert len(boxes) == 2 and all(float(wide) > float(high) for wide, high in boxes), boxes


def test_what_cannot_be_proven_is_stated(window, honest):
    lab = opened(window, honest)
    said = lab.page.inner_text("#muc-5")
    for text in ("chưa từng được nhập", "không đúng sự thật", "nằm ngoài phạm vi", "Chính trang này"):
        assert text in said


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("view", ["", "figure", pytest.param("dossier", marks=pytest.mark.long),
                                  pytest.param("draw", marks=pytest.mark.long)])
def test_every_view_is_legible_and_axe_finds_nothing(window, honest, signer, width, view, tmp_path):
    planted = bags.changed_fact(bags.Bag(honest).copy(), signer).bag
    fact = planted.fact(planted.find(lambda fact: fact["kind"] == "dossier.decided"))
    addresses = {"figure": "#/so/3", "dossier": f"#/ho-so/{fact['subject']}", "draw": "#/rut/xo-so/15///"}
    lab = opened(window, planted.write(tmp_path / "bag"), width, addresses.get(view, ""))
    assert lab.axe() == []
    assert lab.overflow() == []
    assert lab.faults() == []


def multiplied(bag, signer, least):
    """Every dossier so often that there are at least so many; shares stay what they are."""
    dossiers = {fact["subject"] for fact in map(json.loads, bag.lines) if fact["kind"].startswith("dossier.")}
    times, letters = -(-least // len(dossiers)), b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    tails = [bytes(letters[at >> shift & 31] for shift in (10, 5, 0)) for at in range(times)]
    names, lines = {}, []
    for line in bag.lines:
        fact = json.loads(line)
        subject, own = fact["subject"].encode(), fact["id"].encode()
        for at, tail in enumerate(tails if fact["kind"].startswith("dossier.") else ()):
            lines.append(line.replace(subject, subject[:-3] + tail).replace(own, own[:-3] + tail))
            names[(subject[:-3] + tail).decode()] = f"{bag.number(fact['subject'])}.{at}"
        if not fact["kind"].startswith("dossier."):
            lines.append(line)
    bag.lines, bag.js["names"]["dossiers"] = lines, names
    bag.seal(signer)
    for answer in bag.answers():
        for row in answer["rows"] if answer["definition"]["formula"]["kind"] != "procedures" else ():
            row["numerator"], row["denominator"] = row["numerator"] * times, row["denominator"] * times
    return len(names)


@pytest.mark.long
def test_65500_dossiers_are_judged_within_30_seconds(window, honest, signer, tmp_path):
    bag = bags.Bag(honest).copy()
    count = multiplied(bag, signer, 65_500)
    folder = bag.write(tmp_path / "bag")
    start = time.monotonic()
    lab = opened(window, folder, seconds=120)
    took = time.monotonic() - start
    assert "đều đúng." in sentence(lab), wrong_figures(lab)[:3]
    print(f"\n{count} dossiers, {len(bag.lines)} facts: {took:.1f} s, "
          f"{took / len(bag.lines) * 1e6:.0f} µs a fact")
    assert count >= 65_500 and took < 30
