"""The keys of the books: one age identity, who may use it, and the recovery code.

`keys/keys.json` holds the identity in the clear until a first password is set. From then on each person has a small
identity of their own, locked with their password (Argon2id, AES-256-GCM), and the books' identity is an age file that
any of them opens. So a person can come or go, or the books' identity be renewed, without the others' passwords.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyrage

from carerdesk.store.connection import KEY_INFO
from carerdesk.store.files import write_whole
from carerdesk.store.problems import (
    DamagedBooks,
    EmptyPassword,
    LastPerson,
    NeedsPassword,
    PersonAlreadyThere,
    UnknownPerson,
    WrongPassword,
    WrongRecoveryCode,
)

FOLDER = "keys"
CURRENT = "keys.json"
NEXT = "next.json"
_MEMORY_KIB = 64 * 1024
_PASSES = 3
_LANES = 4
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_PASSES = 20
_PREFIX = "AGE-SECRET-KEY-1"
# none of these letters is used in the code, so each can only be a slip of the pen for the other
_SLIPS = str.maketrans({"O": "0", "I": "L", "1": "L", "B": "8"})
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one password costs (Argon2id)."""

    memory_kib: int
    passes: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a password: their own identity, locked with it, and a mark that the books let them in."""

    name: str
    public: str
    salt: bytes
    nonce: bytes
    locked: bytes
    cost: Cost
    mark: bytes


@dataclass(frozen=True, slots=True)
class Keyring:
    """The books' identity as it lies in keys/: in the clear, or sealed to the people who may open it."""

    public: str
    clear: str | None
    people: tuple[Person, ...]
    sealed: bytes | None

    @property
    def has_password(self) -> bool:
        """Whether the identity is locked away."""
        return self.clear is None


def new_identity() -> str:
    """A fresh age X25519 identity, in its canonical text."""
    return str(pyrage.x25519.Identity.generate())


def public_of(identity: str) -> str:
    """The public half, which names the identity."""
    return str(pyrage.x25519.Identity.from_str(identity).to_public())


def in_the_clear(identity: str) -> Keyring:
    """A keyring that anybody who can read the folder can use."""
    return Keyring(public_of(identity), identity, (), None)


def locked_away(identity: str) -> Keyring:
    """A keyring nobody has a password for yet: only the recovery code opens it."""
    return Keyring(public_of(identity), None, (), None)


def unlock(ring: Keyring, password: str | None) -> tuple[str, str]:
    """The books' identity and the name of the person whose password it was ("" where none is needed)."""
    if ring.clear is not None:
        return ring.clear, ""
    if password is None:
        raise NeedsPassword
    person, own = _whose(ring, password)
    return unseal(_sealed(ring), own), person.name


def _sealed(ring: Keyring) -> bytes:
    if ring.sealed is None:
        raise DamagedBooks
    return ring.sealed


def _whose(ring: Keyring, password: str) -> tuple[Person, str]:
    for person in ring.people:
        with suppress(WrongPassword):
            return person, _unlock_person(person, password)
    raise WrongPassword


def add_person(ring: Keyring, identity: str, name: str, password: str) -> Keyring:
    """The keyring with one more person who may open the books."""
    if any(person.name == name for person in ring.people):
        raise PersonAlreadyThere(name=name)
    person = _new_person(identity, name, password)
    return _sealed_to(identity, (*ring.people, person))


def change_password(ring: Keyring, identity: str, name: str, password: str) -> Keyring:
    """The keyring with another password for one person."""
    if all(person.name != name for person in ring.people):
        raise UnknownPerson(name=name)
    people = [_new_person(identity, name, password) if each.name == name else each for each in ring.people]
    return _sealed_to(identity, people)


def renewed(ring: Keyring, old: str, new: str, *, without: str | None = None) -> Keyring:
    """The keyring for a new identity: the same people, less one, each with the password they have.

    People whose mark was not made with the old identity are left out: somebody slipped them in.
    """
    if without is not None and all(person.name != without for person in ring.people):
        raise UnknownPerson(name=without)
    if not ring.people:
        return in_the_clear(new)
    kept = [person for person in ring.people if person.name != without and _let_in(old, person)]
    if not kept:
        raise LastPerson
    return _sealed_to(new, [replace(person, mark=_mark(new, person.name, person.public)) for person in kept])


def _sealed_to(identity: str, people: Iterable[Person]) -> Keyring:
    everyone = tuple(people)
    return Keyring(public_of(identity), None, everyone, seal(identity, *(person.public for person in everyone)))


def seal(identity: str, *publics: str) -> bytes:
    """An identity as an age file for others."""
    recipients = [pyrage.x25519.Recipient.from_str(public) for public in publics]
    return bytes(pyrage.encrypt(identity.encode("ascii"), recipients))


def unseal(sealed: bytes, identity: str) -> str:
    """An identity out of an age file."""
    try:
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(identity)])).decode("ascii")
    except pyrage.DecryptError as error:
        raise DamagedBooks from error


def _mark(identity: str, name: str, public: str) -> bytes:
    told = json.dumps(["person", name, public]).encode()
    return hmac.digest(identity.encode("ascii"), told, hashlib.sha256)


def _let_in(identity: str, person: Person) -> bool:
    return hmac.compare_digest(person.mark, _mark(identity, person.name, person.public))


def _new_person(identity: str, name: str, password: str) -> Person:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not password:
        raise EmptyPassword
    own = new_identity()
    cost = Cost(_MEMORY_KIB, _PASSES, _LANES)
    salt, nonce, public = os.urandom(16), os.urandom(12), public_of(own)
    locked = AESGCM(_stretched(password, salt, cost)).encrypt(nonce, own.encode("ascii"), public.encode())
    return Person(name, public, salt, nonce, locked, cost, _mark(identity, name, public))


def _unlock_person(person: Person, password: str) -> str:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = _stretched(password, person.salt, person.cost)
    try:
        return AESGCM(key).decrypt(person.nonce, person.locked, person.public.encode()).decode("ascii")
    except InvalidTag as error:
        raise WrongPassword from error


def _stretched(password: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    if cost.memory_kib > _MOST_MEMORY_KIB or cost.passes > _MOST_PASSES:
        raise DamagedBooks
    stretch = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return stretch.derive(unicodedata.normalize("NFC", password).encode())


def read(path: Path) -> Keyring:
    """A keyring from its file; FileNotFoundError where there is none, DamagedBooks where it makes no sense."""
    return from_bytes(path.read_bytes())


def from_bytes(data: bytes) -> Keyring:
    """A keyring from what its file holds; DamagedBooks where it makes no sense."""
    try:
        return _from_plain(json.loads(data))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedBooks from error


def write(path: Path, ring: Keyring) -> None:
    """A keyring into its file, whole or not at all."""
    write_whole(path, to_bytes(ring))


def to_bytes(ring: Keyring) -> bytes:
    """A keyring as its file holds it."""
    return json.dumps(_to_plain(ring), indent=1, ensure_ascii=False).encode()


def _to_plain(ring: Keyring) -> dict[str, Any]:
    people = [
        {
            "name": person.name,
            "public": person.public,
            "salt": _text(person.salt),
            "nonce": _text(person.nonce),
            "locked": _text(person.locked),
            "argon2id": {
                "memory_kib": person.cost.memory_kib,
                "passes": person.cost.passes,
                "lanes": person.cost.lanes,
            },
            "mark": _text(person.mark),
        }
        for person in ring.people
    ]
    sealed = None if ring.sealed is None else _text(ring.sealed)
    return {"version": 1, "public": ring.public, "clear": ring.clear, "people": people, "sealed": sealed}


def _from_plain(plain: dict[str, Any]) -> Keyring:
    people = tuple(
        Person(
            name=str(each["name"]),
            public=str(each["public"]),
            salt=_bytes(each["salt"]),
            nonce=_bytes(each["nonce"]),
            locked=_bytes(each["locked"]),
            cost=Cost(**{name: int(figure) for name, figure in each["argon2id"].items()}),
            mark=_bytes(each["mark"]),
        )
        for each in plain["people"]
    )
    sealed = None if plain["sealed"] is None else _bytes(plain["sealed"])
    return Keyring(str(plain["public"]), plain["clear"], people, sealed)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def recovery_code(identity: str) -> str:
    """The identity in groups of four for paper."""
    letters = identity.upper().removeprefix(_PREFIX)
    groups = [letters[start : start + _GROUP] for start in range(0, len(letters), _GROUP)]
    return " ".join([_PREFIX, *groups])


def from_recovery_code(typed: str) -> str:
    """The identity from a recovery code as people type it: any case, any grouping, O for 0."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    start = "".join(letter for letter in _PREFIX if letter.isalnum())
    if not letters.startswith(start):
        raise WrongRecoveryCode
    identity = _PREFIX + letters.removeprefix(start).translate(_SLIPS)
    try:
        return str(pyrage.x25519.Identity.from_str(identity))
    except pyrage.IdentityError as error:
        raise WrongRecoveryCode from error


def recovery_recipe() -> tuple[str, ...]:
    """How somebody who holds the recovery code reads everything with public tools, step by step."""
    return (
        f"Write the recovery code in capitals as one line without spaces. It is an age identity: it begins {_PREFIX}.",
        "Each file in the folder documents is an age file. Put the line into a file called key.txt.",
        "Then run: age --decrypt -i key.txt -o receipt FILE",
        "The records are in books.db, a SQLCipher 4 database. Its raw key is 32 bytes, made with HKDF and SHA-256.",
        f"HKDF takes the line as its input, no salt, and the words “{KEY_INFO.decode()}” as its info.",
        "Open books.db with sqlcipher and first type: PRAGMA key = \"x'THE 32 BYTES IN HEXADECIMAL'\";",
        "The table stored_file says which file in documents belongs to which document.",
    )
