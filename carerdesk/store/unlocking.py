"""From a password or a recovery code to the identity of the books, also between two keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.store import keys
from carerdesk.store.connection import DATABASE, database_key, opens
from carerdesk.store.problems import KeysMissing, WrongPassword, WrongRecoveryCode

if TYPE_CHECKING:
    from carerdesk.store import renewal


def unlock(folder: Path, password: str | None, recovery_code: str | None) -> tuple[str, str]:
    """The identity in force, and whose password it was. While a renewal is under way, the new keys open it too."""
    under_way = renewal_under_way(folder)
    ring = _ring(folder)
    if recovery_code is not None:
        return _by_recovery_code(folder, ring, under_way, recovery_code), ""
    if ring is None:
        raise KeysMissing
    try:
        return keys.unlock(ring, password)
    except WrongPassword:
        if under_way is None:
            raise
        new, person = keys.unlock(under_way.ring, password)
        return keys.unseal(under_way.for_new, new), person


def renewal_under_way(folder: Path) -> renewal.Pending | None:
    """The renewal of the key under way, if there is one. Its module is imported only then."""
    if not (folder / keys.FOLDER / keys.NEXT).exists():
        return None
    from carerdesk.store import renewal

    return renewal.pending(folder)


def _ring(folder: Path) -> keys.Keyring | None:
    try:
        return keys.read(folder / keys.FOLDER / keys.CURRENT)
    except FileNotFoundError:
        return None


def _by_recovery_code(folder: Path, ring: keys.Keyring | None, under_way: renewal.Pending | None, typed: str) -> str:
    identity = keys.from_recovery_code(typed)
    public = keys.public_of(identity)
    if under_way is not None and public == under_way.ring.public:
        return keys.unseal(under_way.for_new, identity)
    known = public == ring.public if ring is not None else opens(folder / DATABASE, database_key(identity))
    if not known:
        raise WrongRecoveryCode
    return identity
