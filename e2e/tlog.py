"""The journal's forms read without the program: C2SP checkpoint, tiles, RFC 9162 hashing."""

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def leaf_hash(line):
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    half = 1
    while half * 2 < len(hashes):
        half *= 2
    return node_hash(tree_root(hashes[:half]), tree_root(hashes[half:]))


class Key:
    """A verifier key: name+hash+base64(0x01 and the public key)."""

    def __init__(self, text):
        self.name, mark, body = text.strip().split("+", 2)
        raw = base64.b64decode(body, validate=True)
        assert raw[0] == 1 and len(raw) == 33, "an Ed25519 key"
        self.mark = hashlib.sha256(self.name.encode() + b"\n" + raw).digest()[:4]
        assert mark == self.mark.hex(), "the key's hash is of another key"
        self.public = Ed25519PublicKey.from_public_bytes(raw[1:])


class Checkpoint:
    """origin, size, root, an empty line, signatures."""

    def __init__(self, text):
        self.text, (body, _, signatures) = text, text.partition("\n\n")
        lines = body.split("\n")
        self.origin, self.size = lines[0], int(lines[1])
        self.root = base64.b64decode(lines[2], validate=True)
        assert str(self.size) == lines[1] and len(self.root) == 32
        self.body = (body + "\n").encode()
        assert text.endswith("\n")
        self.signatures = [line.removeprefix("— ").rsplit(" ", 1)
                           for line in signatures.splitlines() if line.startswith("— ")]

    def verify(self, key):
        """Raises unless one signature of this key is good."""
        assert self.origin == key.name
        for name, value in self.signatures:
            raw = base64.b64decode(value)
            if name == key.name and raw[:4] == key.mark:
                key.public.verify(raw[4:], self.body)
                return
        raise AssertionError(f"no signature of {key.name}: {self.signatures}")


def tile_path(level, index, width=256):
    """C2SP: the number in groups of three, all but the last marked by x; .p/W when partial."""
    groups = [f"{index % 1000:03d}"]
    while index >= 1000:
        index //= 1000
        groups.insert(0, f"x{index % 1000:03d}")
    return f"/journal/tile/{level}/{'/'.join(groups)}" + ("" if width == 256 else f".p/{width}")


def tiles(size):
    """Every tile of a tree of this size: (level, index, width)."""
    level = 0
    while size:
        whole, part = divmod(size, 256)
        yield from ((level, index, 256) for index in range(whole))
        if part:
            yield level, whole, part
        size, level = whole, level + 1


def leaves_of(answer):
    """The lines of `/journal/facts`, as bytes, whichever JSON form they came in."""
    if answer.headers["Content-Type"].split(";")[0] == "application/json":
        items = answer.json()["items"]
        return [each.encode() if isinstance(each, str) else json.dumps(
            each, ensure_ascii=False, separators=(",", ":")).encode() for each in items]
    return answer.content.splitlines()
