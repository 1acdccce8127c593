"""Views can be made without loading the libraries that print them, so the window opens at once."""

from __future__ import annotations

import subprocess
import sys


def test_importing_every_view_loads_no_heavy_library() -> None:
    code = (
        "import sys\n"
        "from carerdesk.reports import accounts, archive, hmrc_figures, pack\n"
        "from carerdesk.reports import pack_sheets, payment_list, payslip, timesheet\n"
        "print([name for name in ('reportlab', 'pikepdf', 'PIL', 'xlsxwriter', 'pypdf') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "[]\n"
