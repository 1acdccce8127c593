"""Bytes to text: the byte-order mark first, then UTF-8, then Windows-1252 line by line."""

from __future__ import annotations

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes) -> str:
    """The text of a file with line ends made plain; never fails, a lone byte A3 is a pound sign."""
    text = _decode(data).removeprefix("\ufeff")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict_or_old(data[len(mark) :]) if name == "utf-8" else data[2:].decode(name, "replace")
    wide = _unmarked_utf16(data)
    return data.decode(wide, "replace") if wide else _strict_or_old(data)


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:400]
    half = len(head) // 2
    if half < 4:  # noqa: PLR2004 - too little to tell
        return None
    if head[1::2].count(0) > half * 0.8:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > half * 0.8 else None


def _strict_or_old(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return "\n".join(_line(line) for line in data.replace(b"\r\n", b"\n").split(b"\n"))


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
