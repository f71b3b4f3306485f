#!/usr/bin/env python3
"""Verify exported facts against a signed checkpoint, without a line of Một Cửa's code.

    verify_journal.py FACTS --checkpoint FILE [--key NAME+HASH+BASE64]

Written from RFC 9162 (2.1.1), C2SP signed-note and C2SP tlog-checkpoint. Needs `cryptography`.
Exit 0 when sound, 1 when something differs.
"""
import argparse
import base64
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(lines):
    """The root over the lines, keeping one hash for each power of two."""
    peaks = []  # (height, hash), highest first
    for line in lines:
        height, value = 0, hashlib.sha256(b"\x00" + line).digest()
        while peaks and peaks[-1][0] == height:
            height, value = height + 1, node(peaks.pop()[1], value)
        peaks.append((height, value))
    if not peaks:
        return hashlib.sha256(b"").digest()
    root = peaks.pop()[1]
    while peaks:
        root = node(peaks.pop()[1], root)
    return root


def judge_signature(text, signatures, verifier):
    name, key_hash, key = verifier.strip().split("+", 2)
    key = base64.b64decode(key, validate=True)
    expected = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    assert key[0] == 1 and expected.hex() == key_hash, "not a verifier key"
    for line in signatures:
        dash, signer, blob = line.split(" ")
        blob = base64.b64decode(blob, validate=True)
        if dash == "\u2014" and signer == name and blob[:4] == expected:
            try:
                Ed25519PublicKey.from_public_bytes(key[1:]).verify(blob[4:], text.encode())
                return "good"
            except InvalidSignature:
                return "not good"
    return "not there"


def main(facts, checkpoint, verifier=None):
    note = open(checkpoint, encoding="utf-8").read()
    text, _, signatures = note.rpartition("\n\n")
    text += "\n"
    origin, size, root = text.split("\n")[:3]
    size, root = int(size), base64.b64decode(root, validate=True)
    lines = open(facts, "rb").read().split(b"\n")
    if lines[-1] == b"":
        lines.pop()
    trouble, reached = [], {}
    if len(lines) < size:
        trouble.append(f"{size} facts are sealed, there are {len(lines)} lines")
    for number, line in enumerate(lines[:size], 1):
        try:
            fact = json.loads(line)
            subject, seq = fact["subject"], fact["seq"]
        except (ValueError, KeyError, TypeError) as error:
            trouble.append(f"line {number} cannot be read: {error}")
            continue
        if seq != reached.get(subject, 0) + 1:
            trouble.append(f"line {number}: subject {subject} jumps to seq {seq}")
        reached[subject] = seq
    if root_of(lines[:size]) != root:
        trouble.append("the root differs")
    signature = judge_signature(text, signatures.strip().split("\n"), verifier) if verifier else "not judged"
    if signature not in ("good", "not judged"):
        trouble.append(f"the signature is {signature}")
    print(f"{origin}: {size} facts, {max(0, len(lines) - size)} lines past them, signature {signature}")
    print("\n".join(trouble) or "sound")
    return 1 if trouble else 0


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("facts")
    options.add_argument("--checkpoint", required=True)
    options.add_argument("--key")
    given = options.parse_args()
    sys.exit(main(given.facts, given.checkpoint, given.key))
