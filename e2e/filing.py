"""The portal's form in steps, filled in by hand: what a citizen with a browser does."""

import re

import world

STEPS = ("nguoi-nop", "chu-ho-so", "truong-hop", "giay-to", "nhan-ket-qua", "kiem-tra")
DRAFT = re.compile(r"(/thu-tuc/[^/]+/nop-ho-so/[0-9A-HJKMNP-TV-Z]{26})(?:/([a-z-]+))?")


def address(page):
    """The draft's address and the step of it on which a page stands."""
    found = DRAFT.search(page.address)
    assert found, f"{page.address} is no step of a draft: {page.words[:500]}"
    return found.group(1), found.group(2)


def form_to(page, part):
    """The form whose address ends in `part`."""
    return next(form for form in page.forms if re.sub(r"[?&]lan=.*", "", form.action or "").endswith(part))


def typed(person, who="applicant"):
    """A person as one types it into the boxes."""
    year, month, day = person["birthDate"].split("-")
    where = person["address"]
    return {
        f"{who}.kind": "person", f"{who}.name": person["name"],
        f"{who}.personalNumber": person["personalNumber"], f"{who}.birthDate.ngay": day,
        f"{who}.birthDate.thang": month, f"{who}.birthDate.nam": year,
        f"{who}.phone": person["phone"], f"{who}.email": person["email"],
        f"{who}.address.line": where["line"], f"{who}.address.commune": where["commune"],
        f"{who}.address.province": where["province"]}


def begin(visitor, code, agency=None):
    """Presses "Bắt đầu" and gives the first step."""
    start = visitor.get(f"/thu-tuc/{code}/nop-ho-so")
    form = form_to(start, f"/thu-tuc/{code}/nop-ho-so")
    values = form.values()
    offered = form.field("agency")
    if offered["options"]:
        values["agency"] = agency if agency in offered["options"] else next(
            option for option in offered["options"] if option)
    return visitor.send(start, form, values)


def fill(visitor, page, values, files=()):
    """Sends the step on which `page` stands: what stands there, and `values` over it.

    `files`: (field, name, bytes, media type), several for one field if need be."""
    _, step = address(page)
    form = form_to(page, "/" + step)
    sent = {**form.values(), **values}
    given = [(field, (name, content, kind)) for field, name, content, kind in files]
    return visitor.send(page, form, sent, given or None)


def answers(step, person):
    """What somebody types who does as the page says."""
    if step == "nguoi-nop":
        return typed(person)
    if step == "chu-ho-so":
        return {"owner.who": "self"}
    if step == "truong-hop":
        return {"case": "1"}
    return {"delivery": "counter"} if step == "nhan-ket-qua" else {}


def one_paper(page, name="don.pdf", content=None):
    """A file for the first paper that the step asks for."""
    first = next(field["name"] for form in page.forms for field in form.fields
                 if field["type"] == "file")
    return [(first, name, content or world.pdf(), "application/pdf")]


def to_review(visitor, code, person, agency=None, skip=()):
    """Fills in every step and gives the review, with the steps that were asked."""
    page, asked = begin(visitor, code, agency), []
    while True:
        _, step = address(page)
        if step == "kiem-tra":
            return page, asked
        assert step not in asked, f"{step} twice: {page.words[:800]}"
        asked.append(step)
        files = one_paper(page) if step == "giay-to" and step not in skip else ()
        page = fill(visitor, page, answers(step, person), files)
        assert page.status == 200, page.words[:800]


def declared(page):
    """What the review's form sends once the box is ticked."""
    form = form_to(page, "/kiem-tra")
    return form, {**form.values(), "declaration": "co"}


def send(visitor, page):
    """Declares and sends; gives the confirmation."""
    form, values = declared(page)
    return visitor.send(page, form, values)


def hand_in(visitor, code, person, agency=None):
    page, _ = to_review(visitor, code, person, agency)
    return send(visitor, page)


def reference(page):
    """The ten digits on the confirmation."""
    return re.search(r'class="reference">\s*(\d{10})', page.source).group(1)
