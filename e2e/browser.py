"""A browser without JavaScript: follows links, fills forms by their labels, keeps cookies."""

import html.parser
import re
import unicodedata
import urllib.parse

import requests

import world

VOID = {"input", "br", "img", "hr", "meta", "link"}


def folded(text):
    text = unicodedata.normalize("NFD", (text or "").casefold().replace("đ", "d"))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


class Form:
    def __init__(self, attributes):
        self.action = attributes.get("action")
        self.method = attributes.get("method", "get").lower()
        self.multipart = "multipart" in attributes.get("enctype", "")
        self.fields, self.text = [], ""

    def field(self, name):
        return next((field for field in self.fields if field["name"] == name), None)

    def named(self, *words):
        """The first visible field whose name or label holds one of the words."""
        for field in self.fields:
            said = folded(f"{field['name']} {field['label']}")
            if field["type"] != "hidden" and any(word in said for word in words):
                return field["name"]
        return None

    def values(self):
        """What a browser would send for the untouched form, buttons left out."""
        sent = {}
        for field in self.fields:
            if field["type"] in ("submit", "button", "file") or not field["name"]:
                continue
            if field["type"] in ("radio", "checkbox") and not field["checked"]:
                continue
            sent[field["name"]] = field["value"]
        return sent


class Page(html.parser.HTMLParser):
    """Reads title, text, links, forms with labels, and headings of a page."""

    def __init__(self, answer):
        super().__init__()
        self.answer, self.status, self.address = answer, answer.status_code, answer.url
        self.source = answer.text
        self.links, self.forms, self.labels, self.title = [], [], {}, ""
        self.lang, self.open, self.text = None, [], ""
        self.form = self.label = self.select = self.area = self.link = self.button = None
        self.feed(self.source)
        for form in self.forms:
            for field in form.fields:
                field["label"] = field["label"] or self.labels.get(field["id"], "")

    def handle_starttag(self, tag, attributes):
        a = {key: value or "" for key, value in attributes}
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.lang = a.get("lang")
        elif tag == "a" and "href" in a:
            self.link = [a["href"], ""]
            self.links.append(self.link)
        elif tag == "form":
            self.form = Form(a)
            self.forms.append(self.form)
        elif tag == "label":
            self.label = [a.get("for"), ""]
        elif tag in ("input", "select", "textarea", "button"):
            self.control(tag, a)
        elif tag == "option" and self.select is not None:
            self.select["options"].append(a.get("value", ""))
            if "selected" in a:
                self.select["chosen"] = True
                self.select["value"] = a.get("value", "")

    def control(self, tag, a):
        kind = a.get("type", {"input": "text", "button": "submit"}.get(tag, tag))
        field = {"name": a.get("name", ""), "id": a.get("id"), "type": kind, "options": [],
                 "value": a.get("value", "on" if kind == "checkbox" else ""), "label": "",
                 "checked": "checked" in a, "required": "required" in a, "in": self.label}
        if self.form is not None:
            self.form.fields.append(field)
        if tag == "select":
            self.select = field
        elif tag == "textarea":
            self.area = field
        elif tag == "button":
            self.button = field

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag == "label" and self.label:
            if self.label[0]:
                self.labels[self.label[0]] = self.label[1].strip()
            for field in self.form.fields if self.form else []:
                if field["in"] is self.label:
                    field["label"] = self.label[1].strip()
            self.label = None
        elif tag == "select" and self.select:
            if not self.select["value"] and not self.select.get("chosen"):
                self.select["value"] = next((o for o in self.select["options"] if o), "")
            self.select = None
        elif tag in ("form", "textarea", "a", "button"):
            setattr(self, {"textarea": "area", "a": "link"}.get(tag, tag), None)

    def handle_data(self, data):
        if self.open and self.open[-1] in ("script", "style"):
            return
        if self.open and self.open[-1] == "title":
            self.title += data
        self.text += data
        for holder in (self.link, self.label):
            if holder:
                holder[1] += data
        if self.area is not None:
            self.area["value"] += data
        if self.button is not None:
            self.button["label"] += data
        if self.form is not None:
            self.form.text += data

    @property
    def words(self):
        return re.sub(r"\s+", " ", self.text)

    def form_with(self, *words):
        """The first form in whose text, fields or buttons one of the words stands."""
        for form in self.forms:
            said = folded(form.text + " ".join(
                f"{field['name']} {field['value']}" for field in form.fields)
                + (form.action or ""))
            if any(word in said for word in words):
                return form
        raise AssertionError(f"no form with {words} on {self.address}: "
                             f"{[form.action for form in self.forms]}")

    def link_to(self, part):
        return next((href for href, _ in self.links if part in href), None)


class Browser:
    def __init__(self, base):
        self.base, self.http = base, requests.Session()
        self.seen = []

    def page(self, answer):
        made = Page(answer)
        self.seen.append(made)
        return made

    def get(self, path, params=None, status=200):
        answer = self.http.get(urllib.parse.urljoin(self.base, path), params=params, timeout=60)
        assert answer.status_code == status, f"{path}: {answer.status_code} {answer.text[:500]}"
        return self.page(answer)

    def send(self, page, form, values, files=None, headers=None):
        """Submits the form as a browser does: with Origin, cookies and hidden fields."""
        address = urllib.parse.urljoin(page.address, form.action or page.address)
        headers = {"Origin": self.base, "Referer": page.address, **(headers or {})}
        if form.method == "get":
            return self.page(self.http.get(address, params=values, timeout=60))
        if form.multipart:
            given = files or {f["name"]: ("", b"") for f in form.fields if f["type"] == "file"}
            answer = self.http.post(
                address, data=values, files=given or {"": ("", b"")}, headers=headers, timeout=60)
        else:
            answer = self.http.post(address, data=values, headers=headers, timeout=60)
        return self.page(answer)

    def sign_in(self, username, password):
        page = self.get("/dang-nhap")
        form = page.form_with("password")
        values = {**form.values(), "username": username, "password": password}
        return self.send(page, form, values)


def filled(form, person, agency=world.AGENCY):
    """The form filled by reading its labels, as a person does."""
    values = form.values()
    known = [
        (("personalnumber", "so dinh danh", "can cuoc"), person["personalNumber"]),
        (("birthdate", "ngay sinh", "nam sinh"), person["birthDate"]),
        (("phone", "dien thoai"), person["phone"]), (("email", "thu dien tu"), person["email"]),
        (("commune", "xa, phuong", "xa/phuong", "phuong/xa", "xa "),
         person["address"]["commune"]),
        (("province", "tinh"), person["address"]["province"]),
        (("line", "so nha", "dia chi", "thon"), person["address"]["line"]),
        (("applicantname", "applicant.name", "ho va ten", "ho, ten", "name"), person["name"]),
    ]
    taken = set()
    for words, value in known:
        for field in form.fields:
            said = folded(f"{field['name']} {field['label']}")
            free = field["name"] not in taken and field["type"] in (
                "text", "tel", "email", "date", "search", "textarea", "number")
            if free and not other_person(field) and any(word in said for word in words):
                values[field["name"]] = value
                taken.add(field["name"])
                break
    for field in form.fields:
        if field["type"] == "select" and agency in field["options"]:
            values[field["name"]] = agency
        if field["type"] in ("radio", "checkbox") and (
                field["required"] or field["type"] == "radio"):
            values.setdefault(field["name"], field["value"])
    return values


def other_person(field):
    return any(word in folded(f"{field['name']} {field['label']}")
               for word in ("owner", "mandate", "chu ho so", "uy quyen", "helper"))
