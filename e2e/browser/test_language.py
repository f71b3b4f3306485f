"""The other language: every page in English, nothing left over but what is data."""

import re

import pytest

import places
import town as towns

ENGLISH = {"name": "motcua-xem", "value": "en.100.thuong.vua"}
EVERY = pytest.mark.parametrize("place", places.each_of(places.PLACES))


@EVERY
@pytest.mark.long
def test_in_english_no_vietnamese_is_left_outside_data(town, window, place):
    lab = window(place.who, towns.PHONE)
    lab.page.context.add_cookies([{**ENGLISH, "url": town.base}])
    lab.page.goto(town.address(place.path), wait_until="load")
    assert lab.frame(lang="en") == []
    assert lab.vietnamese() == []
    assert lab.overflow() == []


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "plain"])
def test_the_switch_leads_to_the_same_page_in_english_and_back(window, scripted):
    lab = window(None, towns.PHONE, scripted=scripted)
    lab.page.goto("/thu-tuc?q=khai+sinh", wait_until="load")
    before = lab.page.url
    switch(lab, "English", "en")
    assert re.sub("#.*", "", lab.page.url) == before
    lab.page.goto("/tra-cuu", wait_until="load")
    assert lab.page.evaluate("document.documentElement.lang") == "en", "it is kept"
    switch(lab, "Tiếng Việt", "vi")


def switch(lab, name, lang):
    button = lab.page.locator("header button, footer button").filter(
        has_text=name).locator("visible=true").first
    lab.turn(button.click)
    assert lab.page.evaluate("document.documentElement.lang") == lang


@pytest.mark.parametrize("size", [125, 150])
def test_larger_letters_fit_a_narrow_phone(town, window, size):
    lab = window(None, 320)
    lab.page.context.add_cookies([
        {"name": "motcua-xem", "value": f"vi.{size}.cao.thoang", "url": town.base}])
    for path in ("/", "/thu-tuc/1.001193", "/tra-cuu", "/dang-nhap"):
        lab.page.goto(path, wait_until="load")
        assert lab.overflow() == [], path
        assert lab.axe() == [], path
