"""The window."""

import ctypes
import sys

_NEVER_USED_UP = 1 << 40


def _keep_singletons() -> None:
    """Give None, True and False more references than a program can lose.

    PySide6 6.12 hands them out as if they were immortal, which they are only from Python 3.12 on: on 3.11 each call
    of a Qt setter takes one reference from None, and after some thousands the interpreter stops with "deallocating
    None". An object's count of references is its first field in CPython.
    """
    for singleton in (None, True, False):
        ctypes.c_ssize_t.from_address(id(singleton)).value += _NEVER_USED_UP


if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    _keep_singletons()
