"""A reception of 1.001193 at the counter, by keyboard alone, in a practised person's time."""

import keystrokes
import pytest

import hands
import journey
import town as towns
import world

LIMIT = 45.0


def test_telex_counts_the_keys_of_marks_and_capitals():
    assert keystrokes.telex("lan") == 3
    assert keystrokes.telex("Lan") == 4
    assert keystrokes.telex("đường") == 5 + 4  # dd, uw, ow, f
    assert keystrokes.telex("12/3") == 4


def focused(typist):
    return typist.page.evaluate("document.activeElement.name || ''")


def go_to(typist, name, most=12):
    """By Tab to the field; each press is counted."""
    for _ in range(most):
        if focused(typist) == name:
            return
        typist.press("Tab")
    raise AssertionError(f"{name} is more than {most} Tabs away from {focused(typist)}")


@pytest.mark.realdata
def test_a_birth_is_received_within_45_seconds(town, window):
    """From the empty form (Enter on the page before leads here) to the number, with the name,
    number, birthday, telephone and address of the applicant and three papers counted."""
    lab = window("tiepnhan", towns.DESKTOP)
    page, person = lab.page, world.person(journey.fresh_seed(), name="Giàng Thị Minh Họa")
    page.goto("/ban-lam-viec/tiep-nhan", wait_until="load")
    typist = keystrokes.Typist(lab)
    go_to(typist, "q")
    typist.write("1.001193")
    typist.send()
    assert page.url.endswith("/1.001193"), page.url
    go_to(typist, "applicant.name")
    typist.write(person["name"])
    for name, text in (("applicant.personalNumber", person["personalNumber"]),
                       ("applicant.birthDate", "03021990"),
                       ("applicant.phone", person["phone"]),
                       ("applicant.address.line", "Tổ 5, đường Hoa Ban")):
        go_to(typist, name, most=3)
        typist.write(text)
    papers(typist)
    typist.think()  # the last look before it counts
    typist.send()
    shown = hands.Hands(lab).words()
    print(typist)
    assert "H99.101-" in shown, shown[:600]
    assert "Tiếp nhận hồ sơ khác" in page.evaluate("document.activeElement.innerText"), (
        "Enter goes on with the next one of the same procedure")
    made = [each for each in town.server.as_("tiepnhan").items("/dossiers", q=person["name"])
            if each["applicant"]["phone"] == person["phone"]]
    assert len(made) == 1 and made[0]["stage"] == "received" and made[0]["channel"] == "counter"
    assert typist.seconds <= LIMIT, str(typist)


def papers(typist):
    """The originals of three papers; Alt+G leads to the table, Tab to its next row."""
    typist.press("Alt+g")
    first = focused(typist)
    assert first, "Alt+G does not lead to the papers"
    kind = first.rsplit(".", 1)[-1]
    for number in range(3):
        typist.write("1")
        here = focused(typist)
        for _ in range(6 if number < 2 else 0):
            typist.press("Tab")
            if focused(typist) != here and focused(typist).endswith(kind):
                break
