"""Checks a ledger that Gender Desk handed over, with nothing but Python (3.8 or later) and the log's public key.

    python verify_ledger.py FOLDER KEY

FOLDER holds what ``genderdesk ledger export`` wrote. KEY is the line that ``genderdesk ledger key`` printed, taken
from somebody other than who handed over the folder, such as a witness. The answer is one sentence; exit status 0 means
that everything fits. It reads two kinds of folder:

* ``entries.jsonl`` and ``checkpoint.txt``: the whole log. Each line is one entry, exactly as it was hashed.
* ``entry.json``, ``proof.json`` and ``checkpoint.txt``: one entry, with the proof that it stands in the log.

``checkpoint.txt`` is a signed statement (C2SP tlog-checkpoint): whose log, how many entries, their root hash, when. The
root is computed as RFC 9162, 2.1 says; the signature is Ed25519 (RFC 8032), checked by the short code below.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import Iterable, Tuple

# Ed25519, RFC 8032, section 5.1: the curve -x² + y² = 1 + d·x²·y² over the field of 2^255 - 19.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


# A point in extended coordinates.
Point = Tuple[int, int, int, int]


class Wrong(Exception):
    """Something does not fit; the sentence says what."""


def recover_x(y: int, sign: int) -> int:
    """The x of a point on the curve from its y and the sign of x."""
    if y >= P:
        raise Wrong("The signature or key is no point of the curve.")
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P or (x == 0 and sign):
        raise Wrong("The signature or key is no point of the curve.")
    return P - x if (x & 1) != sign else x


def point(data: bytes) -> Point:
    """A point in extended coordinates from its 32 bytes."""
    number = int.from_bytes(data, "little")
    y = number & ((1 << 255) - 1)
    x = recover_x(y, number >> 255)
    return (x, y, 1, x * y % P)


def add(a: Point, b: Point) -> Point:
    """The sum of two points."""
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = f - e, h - g, h + g, f + e
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(number: int, a: Point) -> Point:
    """A point added to itself so many times."""
    total = (0, 1, 1, 0)
    while number:
        if number & 1:
            total = add(total, a)
        a = add(a, a)
        number >>= 1
    return total


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signed_by(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature of 64 bytes fits a message and a public key of 32 bytes."""
    if len(signature) != 64 or len(public) != 32:
        return False
    key, first = point(public), point(signature[:32])
    number = int.from_bytes(signature[32:], "little")
    if number >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    left = multiply(number, BASE)
    right = add(first, multiply(int.from_bytes(digest, "little") % ORDER, key))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Iterable[bytes]) -> tuple[int, bytes]:
    """Number of leaves and root hash of a tree."""
    size = 0
    roots: list[bytes] = []
    for leaf in leaves:
        place = size
        while place & 1:
            leaf = node(roots.pop(), leaf)
            place >>= 1
        roots.append(leaf)
        size += 1
    if not roots:
        return 0, hashlib.sha256(b"").digest()
    root = roots.pop()
    while roots:
        root = node(roots.pop(), root)
    return size, root


def root_by(leaf: bytes, place: int, size: int, path: list[bytes]) -> bytes:
    """The root that an audit path leads to from a leaf; RFC 9162, 2.1.3.2."""
    last = size - 1
    if not 0 <= place < size:
        raise Wrong("The entry's place lies outside the log.")
    for step in path:
        if last == 0:
            raise Wrong("The proof is too long.")
        if place & 1 or place == last:
            leaf = node(step, leaf)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            leaf = node(leaf, step)
        place, last = place >> 1, last >> 1
    if last:
        raise Wrong("The proof is too short.")
    return leaf


def leaf_hash(text: bytes) -> bytes:
    """The hash of an entry's text."""
    return hashlib.sha256(b"\x00" + text).digest()


def checkpoint_of(folder: Path, key_line: str) -> tuple[int, bytes, datetime]:
    """Size, root and time of the signed checkpoint; raises Wrong where the key did not sign it."""
    parts = key_line.strip().split("+", 2)
    if len(parts) != 3:
        raise Wrong("A key is written name+id+key, on one line.")
    name, short, data = parts[0], parts[1], base64.b64decode(parts[2])
    identity = hashlib.sha256(name.encode() + b"\n" + data).digest()[:4]
    if identity.hex() != short:
        raise Wrong("The key is damaged: its id does not fit.")
    text, gap, signatures = (folder / "checkpoint.txt").read_text(encoding="utf-8").rpartition("\n\n")
    text += "\n"
    lines = [line.split(" ")[2] for line in signatures.splitlines() if line.startswith("— " + name + " ")]
    found = [base64.b64decode(each) for each in lines]
    ours = [each[4:] for each in found if each[:4] == identity]
    if not gap or not ours:
        raise Wrong("The checkpoint was not signed with this key.")
    if not all(signed_by(data[1:], text.encode(), each) for each in ours):
        raise Wrong("The checkpoint's signature does not fit: it was altered, or is signed with another key.")
    origin, size, root, when = text.splitlines()
    if origin != name:
        raise Wrong("The checkpoint is of another log, " + origin + ".")
    made = datetime.fromtimestamp(int(when.split(" ")[1]), timezone.utc)
    return int(size), base64.b64decode(root), made


def verify(folder: Path, key_line: str) -> str:
    """What was checked, in a sentence; raises Wrong."""
    size, root, made = checkpoint_of(folder, key_line)
    stamp = made.strftime("%Y-%m-%d %H:%M:%S UTC")
    if (folder / "entries.jsonl").exists():
        with (folder / "entries.jsonl").open("rb") as file:
            found, computed = root_of(leaf_hash(line.rstrip(b"\n")) for line in file)
        if found != size:
            raise Wrong(f"The checkpoint speaks of {size} entries, and {found} are here.")
        if computed != root:
            raise Wrong("The entries are not those that were signed: one was altered, moved, added or taken out.")
        return f"All {size} entries are as they were signed on {stamp}."
    proof = json.loads((folder / "proof.json").read_text(encoding="utf-8"))
    text = (folder / "entry.json").read_bytes().rstrip(b"\n")
    path = [base64.b64decode(each) for each in proof["path"]]
    if root_by(leaf_hash(text), int(proof["place"]), size, path) != root:
        raise Wrong("This entry does not stand in the log as it was signed: the entry or the proof was altered.")
    return f"The entry stands at place {proof['place']} of the {size} that were signed on {stamp}."


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__)
        return 2
    try:
        print("OK   " + verify(Path(arguments[0]), arguments[1]))
    except (Wrong, OSError, ValueError, KeyError, IndexError) as reason:
        print("WRONG  " + (str(reason) or type(reason).__name__))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
