"""A wrong input on every form keeps what was typed and says what to do, beside the field and in
the summary. The forms are found by looking at every page; none is listed by hand."""

import pytest

import hands as tools
import places
import town as towns

RUBBISH = "?? không đúng <b>&\"'"
FORMS = """() => [...document.querySelectorAll('main form')].filter(f => f.method === 'post')
  .map(f => ({at: [...document.forms].indexOf(f), action: f.getAttribute('action').replace(/[?&]lan=[0-9a-f]+/, ''),
    fields: [...f.querySelectorAll('input:not([type=hidden]), select, textarea')].length,
    free: f.noValidate || ![...f.elements].some(e => e.required || e.pattern
      || ['email', 'number', 'url'].includes(e.type))}))"""
OPEN = "() => document.querySelectorAll('main details').forEach(box => { box.open = true; })"


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """One of its own: what is taken here would stand in the way of others."""
    made = towns.Town(tmp_path_factory.mktemp("forms"))
    yield made
    made.close()


def opened(town, window, place):
    lab = window(place.who, towns.PHONE)
    me = tools.Hands(lab)
    me.page.goto(town.address(place.path, "forms"), wait_until="load")
    me.page.evaluate(OPEN)
    return me


def type_in(me, form, text):
    """Writes the same into every box of one form; gives what then stands in it."""
    for control in me.controls():
        if control["form"] != form["at"] or control["type"] in (
                "radio", "checkbox", "file", "select-one", "password", "submit"):
            continue
        box = me.locate(control)
        if control["type"] in ("date", "time", "number", "month"):
            box.fill("")
        else:
            limit = box.get_attribute("maxlength")
            box.fill(text[:int(limit)] if limit else text)
    return held(me, form)


def held(me, form):
    return {(each["name"], each["value"] if each["type"] == "radio" else ""):
            each["checked"] if each["type"] in ("radio", "checkbox") else each["value"]
            for each in me.controls()
            if each["form"] == form["at"] and each["type"] not in ("password", "file")}


def send(me, form):
    buttons = me.page.locator("form").nth(form["at"]).locator(
        "button.primary, button.warning, button:not(.secondary)").locator("visible=true")
    if not buttons.count():
        return None
    with me.page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        me.lab.turn(buttons.last.click)
    status = answered.value.status
    return 200 if status in (302, 303) else status


def judge(me, form, typed, status):
    """What is wrong with the page that answers a wrong input."""
    said, faults = me.errors(), []
    if status not in (401, 409, 422, 429):
        faults.append(f"status {status}")
    if not said["title"].startswith(("Lỗi: ", "Error: ")):
        faults.append(f"the title does not begin with the fault: {said['title']}")
    beyond_the_form = status == 409 and said["alert"] and not said["summary"]
    if not said["summary"] and not beyond_the_form:
        faults.append("no summary with links")
    if not said["beside"] and not beyond_the_form:
        faults.append("nothing beside a field")
    for line in said["summary"]:
        if not line["leads"]:
            faults.append(f"the summary leads nowhere: {line}")
        if line["says"] not in said["beside"].values():
            faults.append(f"said in the summary only: {line['says']}")
    me.page.evaluate(OPEN)
    action = form["action"]
    after = next((each for each in me.page.evaluate(FORMS) if each["action"] == action), None)
    if after is None:
        return faults + [f"the form {action} is gone"]
    now = held(me, after)
    lost = [f"{name}: {value!r} is now {now.get((name, own))!r}"
            for (name, own), value in typed.items()
            if now.get((name, own)) != value and (name, own) in now]
    marked = me.page.locator("main [aria-invalid=true]").count()
    if not marked and not beyond_the_form:
        faults.append("no field is marked aria-invalid")
    return faults + lost


@pytest.mark.parametrize("place", places.each_of(places.PLACES))
@pytest.mark.parametrize("text", [
    pytest.param("", id="empty"), pytest.param(RUBBISH, id="rubbish", marks=pytest.mark.long)])
def test_a_wrong_input_keeps_what_was_typed_and_says_what_to_do(town, window, place, text):
    me = opened(town, window, place)
    forms = [each for each in me.page.evaluate(FORMS) if each["fields"]]
    faults, taken = [], False
    for known in forms:
        me = opened(town, window, place)
        form = next((each for each in me.page.evaluate(FORMS)
                     if each["action"] == known["action"]), None)
        if form is None:
            if not taken:
                faults.append(f"{known['action']}: the form is gone, and nothing was taken")
            continue
        if not form["free"]:
            faults.append(f"{form['action']}: the browser judges before the server: novalidate")
            me.page.evaluate("() => document.querySelectorAll('form').forEach("
                             "form => { form.noValidate = true; })")
        typed = type_in(me, form, text)
        status = send(me, form)
        if status in (200, None):
            taken = True  # nothing in this form was wrong
            continue
        faults += [f"{form['action']}: {each}" for each in judge(me, form, typed, status)]
    assert faults == []
