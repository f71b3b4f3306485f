"""The other language: every page in English, nothing left over but what is data."""

import functools
import re
import unicodedata

import pytest

import places
import program
import town as towns

ENGLISH = {"name": "motcua-xem", "value": "en.100.thuong.vua"}


@pytest.mark.parametrize("place", places.each_of(
    [each for each in places.PLACES if each.name != "thiet-ke"]))  # for those who build it
@pytest.mark.long
def test_in_english_no_vietnamese_is_left_outside_data(town, window, place):
    lab = window(place.who, towns.PHONE)
    lab.page.context.add_cookies([{**ENGLISH, "url": town.base}])
    lab.page.goto(town.address(place.path), wait_until="load")
    assert lab.frame(lang="en") == []
    found = lab.vietnamese()
    if left_over(town, found):
        data.cache_clear()  # what was made since it was read
    assert left_over(town, found) == []
    assert lab.overflow() == []


def vietnamese(text):
    """Whether a letter is left that English has not."""
    return any(not letter.isascii() and unicodedata.category(letter).startswith("L")
               for letter in text)


def left_over(town, found):
    return [text for text in found if vietnamese(without_data(town, text))]


def without_data(town, text):
    """The text less all names, titles and records that are data, examples in quotation marks,
    numbers of documents, and the name of the money."""
    for known in data(town):
        text = text.replace(known, "")
    end = text.find("…")
    for start in (0, *(each.end() for each in re.finditer(r"[:.] ", text))):
        cut = text[start:end]
        if len(cut) > 20 and any(known.startswith(cut) for known in data(town)):
            text = text.replace(cut, "")
    return re.sub(r"“[^”]*”|\S*\d\S*Đ\S*|\bđ(ồng)?\b|Tết", "", text)


@functools.cache
def data(town):
    """Every text that the API gives to those who look at the pages, the longest first, and what
    the packs say about printed forms and holidays."""
    found = {"Tỉnh Sao Mai", "Một Cửa", "Lưu ý", "Mẫu số"}

    def collect(value):
        if isinstance(value, str):
            found.add(re.sub(r"\s+", " ", value).strip())
            found.update(line.strip() for line in value.splitlines())
        elif isinstance(value, dict):
            collect(list(value.values()))
        elif isinstance(value, list):
            for each in value:
                collect(each)

    anyone = town.server.anyone()
    collect(anyone.items("/procedures", limit=500))
    agencies = anyone.get("/agencies", params={"limit": 500}).json()["items"]
    collect(agencies)
    for account in ("tiepnhan", "chuyenvien", "congdan"):
        client = town.server.as_(account)
        collect(client.user)
        for dossier in client.items("/dossiers", limit=500):
            collect(client.get(f"/dossiers/{dossier['id']}").json())
            collect(client.get(f"/dossiers/{dossier['id']}/timeline").json())
    for code in ("1.001193", "1.004222", "1.001612", "1.012784"):
        collect(anyone.get(f"/procedures/{code}").json())
    for agency in agencies:
        collect(town.server.as_("quantri").get(
            "/officers", params={"agency": agency["code"]}).json())
    for pack in ("form-sets", "holidays"):
        text = (program.ROOT / f"Packs/{pack}.yaml").read_text(encoding="utf-8")
        collect(re.findall(r'"([^"]+)"', text))
    return sorted((each for each in found if vietnamese(each)), key=len, reverse=True)


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
