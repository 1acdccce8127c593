"""The window."""

import sys


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
