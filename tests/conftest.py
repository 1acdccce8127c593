"""Every test has its own home, its own folders and no screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import carerdesk.ui  # noqa: F401 - before Qt is first used

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_FONT_DPI"] = "96"
os.environ["QT_ACCESSIBILITY"] = "1"
os.environ.pop("QT_STYLE_OVERRIDE", None)

# A busy machine is no fault of the program: nothing passes or fails by the clock.
settings.register_profile("carerdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("carerdesk")

# The offscreen platform says this of every window with a least size, and of menus; no real platform does.
_ONLY_OFFSCREEN = "This plugin does not support (propagateSizeHints|raise|grabbing the keyboard)"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(_ONLY_OFFSCREEN, extend=True))


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / name.lower()))
    return home
