"""A thin client of the JSON API: what a partner's programmer would write in an hour."""

import re
import time

import requests

ULID = re.compile(r"^[0-9A-HJKMNP-TV-Z]{26}$")


class Client:
    """One caller. `patient` callers wait when told to (429) and sign in again when timed out."""

    def __init__(self, base, token=None):
        self.base, self.token, self.user, self.expires = base, token, None, None
        self.credentials = None
        self.http = requests.Session()
        self.last_fact = None

    def copy(self):
        twin = Client(self.base, self.token)
        twin.user, twin.expires, twin.credentials = self.user, self.expires, self.credentials
        return twin

    def sign_in(self, username, password):
        self.credentials = (username, password)
        self.token = None
        answer = self.post("/sessions", {"username": username, "password": password}, strict=True)
        while answer.status_code == 429:
            time.sleep(min(int(answer.headers["Retry-After"]), 30))
            answer = self.post(
                "/sessions", {"username": username, "password": password}, strict=True)
        assert answer.status_code == 201, f"{username}: {answer.status_code} {answer.text[:500]}"
        body = answer.json()
        self.token, self.user, self.expires = body["token"], body["user"], body["expiresAt"]
        return self

    def request(self, method, path, *, strict=False, headers=None, api=True, **more):
        address = self.base + ("/api/v1" if api else "") + path
        for attempt in range(6):
            sent = dict(headers or {})
            if self.token and "Authorization" not in sent:
                sent["Authorization"] = f"Bearer {self.token}"
            answer = self.http.request(method, address, headers=sent, timeout=60, **more)
            if strict:
                break
            if answer.status_code == 429:
                time.sleep(min(float(answer.headers.get("Retry-After", 1)), 10))
            elif answer.status_code == 401 and self.credentials and attempt == 0:
                self.sign_in(*self.credentials)
            else:
                break
        self.last_fact = answer.headers.get("Motcua-Fact", self.last_fact)
        return answer

    def get(self, path, params=None, **more):
        return self.request("GET", path, params=params, **more)

    def post(self, path, body=None, **more):
        return self.request("POST", path, json=body, **more)

    def delete(self, path, **more):
        return self.request("DELETE", path, **more)

    def upload(self, content, media="application/pdf", name="giay-to.pdf", **more):
        headers = {"Content-Type": media, "X-Filename": name, **more.pop("headers", {})}
        return self.request("POST", "/files", data=content, headers=headers, **more)

    def items(self, path, **params):
        """Every item of a list, page after page."""
        found, after = [], None
        while True:
            page = {**params, **({"after": after} if after else {})}
            body = ok(self.get(path, params=page))
            found += body["items"]
            after = body["next"]
            if after is None:
                return found


def ok(answer, status=200):
    """The body of an answer that must be a success."""
    asked = f"{answer.request.method} {answer.request.url}"
    assert answer.status_code == status, f"{asked}: {answer.status_code} {answer.text[:800]}"
    return answer.json()


def problem(answer, status, code=None, pointer=None):
    """Insists on a refusal in the promised form and gives its body."""
    asked = f"{answer.request.method} {answer.request.url}"
    expected = status if isinstance(status, (set, tuple)) else {status}
    assert answer.status_code in expected, f"{asked}: {answer.status_code} {answer.text[:800]}"
    media = answer.headers.get("Content-Type", "")
    assert media.startswith("application/problem+json"), f"{asked}: {media}"
    body = answer.json()
    for field in ("code", "title", "detail", "requestId"):
        assert body.get(field), f"{asked}: no {field} in {body}"
    assert body.get("status", answer.status_code) == answer.status_code
    assert any(ord(letter) > 127 for letter in body["title"] + body["detail"]), (
        f"{asked}: not Vietnamese: {body['title']} / {body['detail']}")
    if code is not None:
        assert body["code"] == code, f"{asked}: {body}"
    if pointer is not None:
        pointers = [place["pointer"] for place in body.get("errors", [])]
        assert any(same_place(given, pointer) for given in pointers), f"{asked}: {body}"
    for place in body.get("errors", []):
        assert set(place) >= {"pointer", "code", "detail"}, f"{asked}: {place}"
    return body


def same_place(given, asked):
    return given.lstrip("#").strip("/") == asked.strip("/")
