"""`motcua score`: composite indices as they were published, recomputed here with fractions."""

import decimal
import json
import random
from fractions import Fraction as F

import pytest

import program

# maximum, full at, capped, what 0 out of 0 means. Source: domain 5.3.
QD766 = {
    "1.1": (6, 1, False, "none"), "1.2": (4, 1, False, "none"), "1.3": (2, 1, False, "none"),
    "1.4": (6, 1, False, "none"), "2.1": (20, 1, False, "zero"),
    "3.1": (2, F("0.8"), True, "zero"), "3.2": (4, 1, False, "zero"),
    "3.3": (6, F("0.5"), True, "zero"), "4.1": (6, 1, False, "zero"),
    "4.2": (2, F("0.8"), True, "zero"), "4.3": (2, F("0.8"), False, "zero"),
    "5.1": (6, 1, False, "none"), "5.2": (4, 1, False, "none"),
    "5.3": (2, F("0.8"), True, "none"), "5.4": (4, 1, False, "none"),
    "5.5": (2, 1, False, "none"), "5.6": (2, 1, False, "none"), "5.7": (2, 1, False, "none"),
    "6.1": (6, F("0.9"), True, "zero"), "6.2": (6, 1, False, "full"),
    "6.3": (6, 1, False, "full"),
}


def score(tmp_path, pack, indicators, *more, code=0):
    file = tmp_path / "figures.json"
    file.write_text(json.dumps({"unit": "Đơn vị thử", "indicators": indicators}))
    done = program.run("score", pack, "--input", file, *more, code=code)
    return json.loads(done.stdout) if "--json" in more and not code else done


def published(value, decimals=2):
    """Half up, trailing zeros dropped."""
    step = F(1, 10 ** decimals)
    whole = (value / step + F(1, 2)).__floor__()
    text = format(decimal.Decimal(whole).scaleb(-decimals), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def expected(code, numerator, denominator):
    maximum, full, capped, zero = QD766[code]
    if denominator == 0:
        return {"none": None, "zero": F(0), "full": F(maximum)}[zero]
    points = maximum * F(numerator, denominator) / full
    return min(points, F(maximum)) if capped else points


@pytest.mark.parametrize("seed", range(12))
def test_random_units_agree_with_fractions(tmp_path, seed):
    dice = random.Random(seed)
    indicators, scores = {}, {}
    for code in dice.sample(sorted(QD766), dice.randint(1, len(QD766))):
        whole = dice.choice([0, 1, 3, 7, dice.randint(1, 50), dice.randint(1, 200_000)])
        part = dice.randint(0, whole)
        indicators[code] = {"numerator": part, "denominator": whole}
        scores[code] = expected(code, part, whole)
    answer = score(tmp_path, "qd766", indicators, "--json")
    for code in QD766:
        found = scores.get(code)
        said = answer["indicators"][code]["score"]
        assert said == (None if found is None else published(found)), code
    for group, figures in answer["groups"].items():
        own = [found for code, found in scores.items()
               if code[0] == group and found is not None]
        assert figures["score"] == (published(sum(own, F(0))) if own else None)
    every = [found for found in scores.values() if found is not None]
    assert answer["total"]["score"] == (published(sum(every, F(0))) if every else None)


def test_the_province_month_of_august_2026(tmp_path):
    counts = "2.1 144625 184513, 3.1 52 56, 3.2 406 1968, 3.3 150956 152595, 4.1 82913 98459, " \
             "4.2 93 310, 4.3 56 310, 6.1 144574 184513, 6.2 182 247, 6.3 137 247"
    indicators = {code: {"numerator": int(a), "denominator": int(b)}
                  for code, a, b in (each.split() for each in counts.split(", "))}
    answer = score(tmp_path, "qd766", {**indicators, "5.7": {"rate": 1}}, "--json")
    assert {group: answer["groups"][group]["score"] for group in "2346"} == {
        "2": "15.68", "3": "8.83", "4": "6.25", "6": "12.97"}
    assert answer["indicators"]["2.1"] == {"rate": "78.38", "score": "15.68"}
    assert answer["pack"]["code"] == "qd766" and answer["pack"]["source"]
    assert answer["total"]["maximum"] == "100"


def test_rates_alone_make_an_index_too(tmp_path):
    rates = (1, 0.9, 0.8253, 0.8487, 0.7578, 0.8575, 0.7836, 0.5197)
    answer = score(tmp_path, "dti2022",
                   {f"x{n + 1}": {"rate": rate} for n, rate in enumerate(rates)}, "--json")
    assert answer["total"] == {"score": "0.8002", "maximum": "1"}
    answer = score(tmp_path, "egdi", {"osi": {"rate": 0.6529}, "tii": {"rate": 0.6694},
                                      "hci": {"rate": 0.6779}}, "--json")
    assert answer["total"]["score"] == "0.6667"


def test_people_read_a_table(tmp_path):
    shown = score(tmp_path, "qd766", {"2.1": {"numerator": 1, "denominator": 3}}).stdout
    assert "33.33 %\t6.67/20" in shown and "chưa có số liệu\t–/6" in shown


@pytest.mark.parametrize("indicators, told", [
    ({"2.2": {"rate": 1}}, "/indicators/2.2"),
    ({"2.1": {"numerator": 5, "denominator": 0}}, "/indicators/2.1/numerator"),
    ({"2.1": {"numerator": "5", "denominator": 9}}, "/indicators/2.1/numerator"),
    ({"2.1": {"rate": -0.1}}, "/indicators/2.1/rate"), ({"2.1": {}}, "/indicators/2.1"),
])
def test_what_does_not_fit_is_named(tmp_path, indicators, told):
    done = score(tmp_path, "qd766", indicators, "--json", code=1)
    assert told in done.stderr and not done.stdout


def test_no_pack_and_no_json_are_named(tmp_path):
    file = tmp_path / "figures.json"
    file.write_text('{"unit": "x",\n"indicators": }')
    for pack, told in (("qd766", "line 2"), ("khong-co", "khong-co.yaml"),
                       ("holidays", "holidays.yaml")):
        done = program.run("score", pack, "--input", file, code=1)
        assert told in done.stderr, done.stderr
    program.run("score", "../x", "--input", file, code=2)
    done = program.run("score", "qd766", "--input", tmp_path / "none.json", code=1)
    assert "none.json" in done.stderr
