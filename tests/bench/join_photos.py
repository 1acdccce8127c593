"""The peer for a pack: pyrage unlocks the same photographs and img2pdf joins them into one PDF.

Says how many seconds that took."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import img2pdf
import pyrage


def main(folder: Path, out: Path) -> None:
    """Join them."""
    told = json.loads((folder / "peer.json").read_text(encoding="utf-8"))
    key = pyrage.x25519.Identity.from_str(told["identity"])
    began = time.perf_counter()
    pictures = [pyrage.decrypt((folder / name).read_bytes(), [key]) for name in told["files"]]
    with out.open("wb") as stream:
        img2pdf.convert(pictures, outputstream=stream, rotation=img2pdf.Rotation.ifvalid)
    sys.stdout.write(f"{time.perf_counter() - began}\n")


main(Path(sys.argv[1]), Path(sys.argv[2]))
