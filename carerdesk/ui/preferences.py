"""What this person likes on this computer. Kept apart from the books: it holds nothing about anybody."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from platformdirs import user_config_path


def _setting(default: Any, help_text: str) -> Any:  # noqa: ANN401 - a dataclass field stands for its value's type
    return field(default=default, metadata={"help": help_text})


@dataclass(slots=True)
class Preferences:
    """Settings with their defaults and what they mean; `save()` writes them, a damaged file gives the defaults."""

    appearance: str = _setting("system", "system, light, dark or contrast")
    text_size: int = _setting(100, "text size in per cent, 100 to 200")
    width: int = _setting(1180, "width of the window when last closed, in pixels")
    height: int = _setting(720, "height of the window when last closed, in pixels")
    maximised: bool = _setting(True, "whether the window filled the screen")
    books: str = _setting("", "folder of the books last open")
    room: str = _setting("this_week", "room last open")
    rota_as: str = _setting("picture", "show the rota as a picture or as a table")
    gauges_as_tables: bool = _setting(False, "show money held as a table rather than bars")
    path: Path = field(default=Path(), repr=False)

    @classmethod
    def load(cls, path: Path | None = None) -> Preferences:
        """Read the settings; unknown or unfitting ones are left at their defaults."""
        file = path or user_config_path("carerdesk", appauthor=False) / "preferences.json"
        try:
            found = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            found = {}
        known = {each.name: each.default for each in fields(cls) if each.name != "path"}
        fit: dict[str, Any] = {
            name: value
            for name, value in (found.items() if isinstance(found, dict) else ())
            if name in known and type(value) is type(known[name])
        }
        return cls(**fit, path=file)

    def save(self) -> None:
        """Write them beside the old file, then in its place."""
        values = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "path"}
        self.path.parent.mkdir(parents=True, exist_ok=True)
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(values, indent=2), encoding="utf-8")
        part.replace(self.path)
