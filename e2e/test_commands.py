"""Commands of contract.md that need no server: dates, usage, and the store's own checks."""

import re
import unicodedata

import pytest

import program
import vectors

FIRST_LINE = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\+07:00$")


def due(at, limit, *more):
    lines = program.run("due", "--at", at, "--limit", limit, *more).stdout.splitlines()
    assert FIRST_LINE.match(lines[0]), lines[:1]
    return lines


def plain(text):
    """Without marks and case; đ is d."""
    text = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


@pytest.mark.parametrize("day, count, end", vectors.CIVIL, ids=str)
def test_civil_term_ends_at_the_close_of_the_day_the_law_gives(day, count, end):
    lines = due(day, f"{count}wd", "--policy", "civil")
    assert lines[0] == f"{end}T17:00+07:00"


@pytest.mark.parametrize("start, hours, end", vectors.HOURLY, ids=str)
def test_hourly_term_runs_through_working_hours(start, hours, end):
    assert due(start, f"{hours}h", "--policy", "hourly")[0] == f"{end}+07:00"
    assert due(start, f"{hours}h")[0] == f"{end}+07:00", "hourly is the default"
    assert due(start, f"{hours}h", "--hours", "07:00-11:30,13:30-17:00")[0] == f"{end}+07:00"


@pytest.mark.parametrize("start, limit, end", vectors.DAYS_AND_MONTHS, ids=str)
def test_days_and_months_end_at_the_close_of_hours_and_move_off_rest_days(start, limit, end):
    for policy in ("hourly", "civil"):
        assert due(start, limit, "--policy", policy)[0] == f"{end}+07:00", policy


def test_the_two_policies_differ_as_cal_3_says():
    assert due("2026-11-16T15:30", "2wd")[0] == "2026-11-18T15:30+07:00"
    assert due("2026-11-16T15:30", "2wd", "--policy", "civil")[0] == "2026-11-18T17:00+07:00"


def test_a_bare_day_means_the_start_of_hours():
    assert due("2026-11-16", "8h")[0] == due("2026-11-16T07:00", "8h")[0]
    assert due("2026-11-16", "8h")[0] == "2026-11-16T17:00+07:00"


def test_other_hours_of_an_agency_are_counted():
    given = due("2026-11-20T16:00", "8h", "--hours", "08:00-12:00,13:00-17:00")
    assert given[0] == "2026-11-23T16:00+07:00"
    # one hour on Friday, six on Monday; Tuesday 24/11 is a holiday
    assert due("2026-11-20T16:00", "8h", "--hours", "08:00-11:00,14:00-17:00")[0] == (
        "2026-11-25T09:00+07:00")


def test_the_days_skipped_and_the_saturday_worked_are_explained():
    lines = due("2024-04-26", "3wd", "--policy", "civil")[1:]
    text = "\n".join(lines)
    for day in ("2024-04-29", "2024-04-30", "2024-05-01", "2024-05-04"):
        year, month, date = day.split("-")
        forms = (day, f"{date}/{month}/{year}", f"{int(date)}/{int(month)}/{year}")
        assert any(form in text for form in forms), f"{day} is not explained:\n{text}"


def test_a_year_without_a_decision_follows_the_labour_code():
    for before, end in vectors.PROJECTED:
        assert due(before, "1wd", "--policy", "civil")[0] == f"{end}T17:00+07:00"


@pytest.mark.parametrize("year, count", list(vectors.WORKING_DAYS.items()))
def test_working_days_of_the_year(year, count):
    assert program.run("workdays", year).stdout.split()[0] == str(count)
    listed = program.run("workdays", year, "--list").stdout
    assert len(set(re.findall(rf"\b{year}-\d{{2}}-\d{{2}}\b", listed))) == count


@pytest.mark.parametrize("day", [*vectors.TET, *vectors.TET_TRAPS], ids=str)
def test_tet_is_the_first_day_of_the_lunar_year_in_hanoi(day):
    assert program.run("lunar", day).stdout.strip() == f"1/1/{day.year}"


@pytest.mark.parametrize("day", vectors.HUNG_KINGS, ids=str)
def test_hung_kings_is_the_tenth_of_the_third_month(day):
    assert program.run("lunar", day).stdout.strip() == f"10/3/{day.year}"


@pytest.mark.parametrize("year, month, first", vectors.LEAP, ids=str)
def test_leap_months_begin_where_the_table_says(year, month, first):
    assert program.run("lunar", first).stdout.strip() == f"1/{month}/{year} nhuận"
    feasts = feasts_of(year)
    assert any(re.search("nhuan|leap", name) and day == first.isoformat()
               for name, day in feasts), feasts


@pytest.mark.parametrize("day", vectors.NOT_LEAP, ids=str)
def test_a_month_without_a_principal_term_is_not_always_leap(day):
    assert "nhuận" not in program.run("lunar", day).stdout


def test_the_twelfth_month_has_29_days_eight_years_running():
    eves = [(day, day.fromordinal(day.toordinal() - 1)) for day in vectors.TET
            if 2025 <= day.year <= 2032]
    for tet, eve in eves:
        assert program.run("lunar", eve).stdout.strip() == f"29/12/{tet.year - 1}"


def feasts_of(year):
    lines = program.run("lunar", "--year", year).stdout.splitlines()
    assert all(line.count("\t") == 1 for line in lines), lines
    return [(plain(name), day) for name, day in (line.split("\t") for line in lines)]


@pytest.mark.parametrize("year", range(2018, 2034))
def test_the_feasts_of_a_year_are_listed(year):
    feasts = feasts_of(year)
    tet = next(day for day in vectors.TET if day.year == year)
    kings = next(day for day in vectors.HUNG_KINGS if day.year == year)
    assert any("tet" in name and day == tet.isoformat() for name, day in feasts), feasts
    assert any("hung" in name and day == kings.isoformat() for name, day in feasts), feasts
    leap = any(y == year for y, _, _ in vectors.LEAP)
    assert leap == any(re.search("nhuan|leap", name) for name, _ in feasts), feasts


@pytest.mark.parametrize("words", [
    "khong-co-lenh-nay", "due", "due --at 2026-11-20", "due --at hom-nay --limit 3wd",
    "due --at 2026-02-30 --limit 3wd", "due --at 2026-11-20T25:00 --limit 3wd",
    "due --at 2026-11-20 --limit 3x", "due --at 2026-11-20 --limit -3wd",
    "due --at 2026-11-20 --limit 99999999999999999999wd",
    "due --at 2026-11-20 --limit 3wd --policy theo-y",
    "due --at 2026-11-20 --limit 3wd --hours 17:00-07:00",
    "due --at 2026-11-20 --limit 3wd --hours sang-chieu",
    "lunar", "lunar 31/02/2026", "lunar --year x", "workdays", "workdays hai-nghin",
    "serve --port khong", "import", "import procedures", "verify", "export", "export facts --khong",
])
def test_wrong_usage_ends_with_2_and_says_so(words):
    done = program.run(*words.split(), code=2, timeout=30)
    assert done.stderr.strip(), "nothing was said"
    assert "Fatal error" not in done.stderr


def test_help_is_given_and_is_no_error():
    done = program.run("--help")
    for command in ("serve", "demo", "import", "due", "lunar", "verify", "check", "export"):
        assert command in done.stdout


def test_migrate_twice_and_check_an_empty_store(engine):
    store = engine.fresh("empty")
    program.run("migrate", *store.options)
    program.run("migrate", *store.options)
    program.run("check", *store.options)


def test_config_shows_what_is_in_force_and_masks_secrets(engine):
    store = engine.fresh("config")
    program.run("migrate", *store.options)
    shown = program.run("config", *store.options).stdout
    assert str(store.folder) in shown or (store.database and "motcua_e2e" in shown)
    if store.database and "@" in store.database and ":" in store.database.split("@")[0][11:]:
        password = store.database.split("@")[0].rsplit(":", 1)[1]
        assert password not in shown


def test_verify_without_its_checkpoint_is_refused_and_says_so(tmp_path):
    facts = tmp_path / "facts"
    facts.write_text("")
    done = program.run("verify", facts, "--checkpoint", tmp_path / "khong-co", code=1)
    assert "khong-co" in done.stderr
