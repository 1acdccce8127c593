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


def _spare_reading_sources() -> None:
    """Keep PySide6 from reading the source of every module imported after it.

    It looks there for the word PySide6, to know where its switchable features (snake_case names) may hold. Nobody
    switches them on here, so "no feature" is right for every module, and some hundred files need not be read.
    """
    import PySide6.QtCore  # noqa: F401 - its support modules come with it

    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        setattr(feature, "_mod_uses_pyside", lambda _module: True)  # noqa: B010 - a module's own name, to replace


_spare_reading_sources()
if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
    _keep_singletons()
