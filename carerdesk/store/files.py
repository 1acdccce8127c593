"""Files that are whole or not there at all, readable by their owner alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

FILE_MODE = 0o600
FOLDER_MODE = 0o700
PART = ".part"


def make_folder(folder: Path) -> None:
    """A folder for its owner alone; one that is there is left as it is."""
    folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)


def write_whole(path: Path, data: bytes) -> None:
    """Written beside, forced to the disk and renamed: a reader sees the old bytes or the new, never half."""
    part = path.with_name(path.name + PART)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, FILE_MODE), "wb") as stream:
            stream.write(data)
            force(stream)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    settle(path.parent)


def force(stream: BinaryIO) -> None:
    """What was written to a stream is on the disk when this returns."""
    stream.flush()
    os.fsync(stream.fileno())


def close_to_others(folder: Path) -> None:
    """Takes everybody else's rights from a folder and all it holds."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


def settle(folder: Path) -> None:
    """Forces the folder's list of names to the disk, where the system can (Windows does so by itself)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def claim(path: Path) -> None:
    """An empty new file for its owner alone; raises FileExistsError where there is one."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE))
