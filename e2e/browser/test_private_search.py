"""Looking for somebody by name on the desk, as people do it: the name stands in no address."""

import re
import urllib.parse

import pytest

import journey
import town as towns
import world
from client import ok


def submitted(town):
    """A dossier of somebody with a name of their own."""
    name = f"Giàng Thị Tìm {journey.fresh_seed()}"
    person = world.person(journey.fresh_seed(), name=name)
    answer = town.server.as_("congdan").post(
        "/dossiers", {**world.submission("1.004222"), "applicant": person})
    return name, ok(answer, 201)


def expect_unnamed(page, name):
    links = page.evaluate("[...document.querySelectorAll('[href],[action]')].map("
                          "e => e.getAttribute('href') || e.getAttribute('action')).join(' ')")
    for address in (page.url, links):
        plain = urllib.parse.unquote_plus(address)
        assert name not in plain and name.split()[0] not in plain, plain[:400]


def test_the_list_narrows_while_one_types_and_the_address_names_nobody(town, window):
    name, dossier = submitted(town)
    page = window("tiepnhan", towns.DESKTOP).page
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/ban-lam-viec?viec=cho-tiep-nhan", wait_until="load")
    page.locator("[type=search]").press_sequentially(name, delay=20)
    page.wait_for_url(re.compile(r"[?&]q=~"))
    page.locator("#danh-sach table tbody tr").first.wait_for()
    assert page.locator("#danh-sach tbody tr").count() == 1
    assert dossier["reference"] in page.locator("#danh-sach").inner_text()
    expect_unnamed(page, name)
    assert not [url for url in asked if name.split()[0] in urllib.parse.unquote_plus(url)]
    page.reload(wait_until="load")
    assert page.locator("[type=search]").input_value() == name, "the address is the filter"
    assert page.locator("#danh-sach tbody tr").count() == 1
    page.locator("#danh-sach tbody a").first.click()
    page.wait_for_url(re.compile("/ho-so/"))
    expect_unnamed(page, name)
    page.go_back()
    assert page.locator("[type=search]").input_value() == name


@pytest.mark.parametrize("size", [towns.PHONE, towns.DESKTOP])
def test_without_a_script_the_form_leads_to_the_same_address(town, window, size):
    name, dossier = submitted(town)
    page = window("tiepnhan", size, scripted=False).page
    page.goto("/ban-lam-viec?chung=co", wait_until="load")
    page.locator("[type=search]").fill(name)
    page.locator("[type=search]").press("Enter")
    page.wait_for_url(re.compile(r"[?&]q=~"))
    assert dossier["reference"] in page.locator("#danh-sach").inner_text()
    expect_unnamed(page, name)
