"""How fast the program is, beside a peer or a stated floor measured in the same run; and what it costs a person.

Run by `packaging/bench`.

One JSON object a line on stdout; without `--json` a line for a person on stderr as well.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from tests.bench.children import Failed, say
from tests.bench.measured import Row


def _start() -> Sequence[Row]:
    from tests.bench.starting import start

    return start()


def _start_ten() -> Sequence[Row]:
    from tests.bench.starting import start_ten

    return start_ten()


def _week() -> Sequence[Row]:
    from tests.bench.ways import week

    return week()


def _pack() -> Sequence[Row]:
    from tests.bench.packs import pack

    return pack()


def _statement() -> Sequence[Row]:
    from tests.bench.statement import statement

    return statement()


def _payslips() -> Sequence[Row]:
    from tests.bench.payslips import payslips

    return payslips()


def _rota_ten() -> Sequence[Row]:
    from tests.bench.rota import rota_ten

    return rota_ten()


_BENCHES: dict[str, Callable[[], Sequence[Row]]] = {
    "start": _start,
    "start-10": _start_ten,
    "rota-10": _rota_ten,
    "week": _week,
    "pack-1000": _pack,
    "import-50k": _statement,
    "payslips-10k": _payslips,
}


def main() -> int:
    """The exit code: 0 all measured, 1 something could not be."""
    parser = argparse.ArgumentParser("packaging/bench", description="Measure how fast CarerDesk is.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of: {', '.join(_BENCHES)} (default: all)")
    parser.add_argument("--json", action="store_true", help="nothing but JSON lines")
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - set(_BENCHES):
        parser.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(_BENCHES)}")
    failed = False
    for name in wanted.names or _BENCHES:
        try:
            found = _BENCHES[name]()
        except Failed as trouble:
            say(f"{name} could not be measured: {trouble}")
            failed = True
            continue
        for each in found:
            sys.stdout.write(each.as_json() + "\n")
            sys.stdout.flush()
            if not wanted.json:
                say(each.as_text())
    return int(failed)


sys.exit(main())
