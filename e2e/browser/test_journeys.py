"""The whole way of a dossier in Chromium: filed, received, supplemented, late, decided, rated."""

import pytest

import town as towns
import walk

LAND, RESIDENCE, BUSINESS, BIRTH = "1.012784", "1.004222", "1.001612", "1.001193"
long = pytest.mark.long

# procedure, width, script, keyboard alone
WAYS = [
    (RESIDENCE, towns.PHONE, True, False),
    (BIRTH, towns.DESKTOP, False, True),
    pytest.param(LAND, towns.PHONE, False, False, marks=long),
    pytest.param(LAND, towns.DESKTOP, True, True, marks=long),
    pytest.param(RESIDENCE, towns.DESKTOP, True, True, marks=long),
    pytest.param(RESIDENCE, towns.PHONE, False, False, marks=long),
    pytest.param(BUSINESS, towns.PHONE, True, True, marks=long),
    pytest.param(BUSINESS, towns.DESKTOP, False, False, marks=long),
    pytest.param(BIRTH, towns.PHONE, True, True, marks=long),
    pytest.param(BIRTH, towns.PHONE, False, False, marks=long),
    pytest.param(BIRTH, towns.DESKTOP, True, False, marks=long),
]


@pytest.mark.realdata
@pytest.mark.parametrize("procedure, width, scripted, keyboard", WAYS)
def test_a_dossier_goes_its_whole_way(town, window, procedure, width, scripted, keyboard):
    if procedure == BUSINESS:
        walk.lay_down_term(town, BUSINESS, "H99.101", 3)
    way = walk.Walk(town, procedure, width, scripted, keyboard, window)
    way.file()
    assert way.refused, "a spoilt paper was not tried"
    assert way.dossier["stage"] == "submitted" and way.dossier["channel"] == "online"
    tracked(way, way.dossier["reference"])
    way.act("tiepnhan", "receive")
    way.act("tiepnhan", "forward")
    way.act("lanhdao", "assign")
    way.act("chuyenvien", "requestSupplement")
    assert way.dossier["stage"] == "awaitingSupplement"
    way.own("supply")
    assert way.dossier["stage"] == "processing"
    if procedure == LAND:
        way.act("lanhdao", "extend", way.extension())
    if procedure in (LAND, BIRTH):
        way.past_due()
        late_is_said(way)
    way.act("lanhdao", "decide")
    way.act("tiepnhan", "deliver")
    way.own("rate")
    assert way.dossier["stage"] == "delivered"
    tracked(way, way.dossier["number"])
    by_code(way)


def tracked(way, number):
    """Anybody with the number sees how it stands, and nobody's name."""
    me = way.hands(None, "/tra-cuu")
    box = next(each for each in me.controls() if each["type"] in ("text", "search"))
    me.write(box, number)
    me.lab.turn(lambda: me.page.keyboard.press("Enter"))
    said = me.words()
    assert number in said
    for hidden in ("name", "personalNumber", "phone"):
        assert way.person[hidden] not in said


def by_code(way):
    """The address in the printed code leads to the dates without typing anything."""
    me = way.hands(
        None, f"/tra-cuu?ma={way.dossier['number']}&xac-thuc={way.dossier['lookupToken']}")
    assert way.dossier["number"] in me.words()
    assert "/2026" in me.words() or "/2027" in me.words(), "no dates although the token is right"
    assert way.person["name"] not in me.words()


def late_is_said(way):
    """Late stands on the desk and on the citizen's page, in words."""
    desk = way.hands(way.officer("lanhdao"), f"/ban-lam-viec/ho-so/{way.dossier['id']}")
    assert "quá hạn" in desk.words().lower() or "trễ" in desk.words().lower()
    own = way.hands("congdan", f"/ho-so/{way.dossier['id']}")
    said = own.words().lower()
    assert "quá hạn" in said or "trễ" in said or "xin lỗi" in said
