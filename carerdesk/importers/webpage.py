"""A web page saved with a spreadsheet's name: its table rows as cells."""

from __future__ import annotations

from html.parser import HTMLParser

from carerdesk.importers.grid import Grid, Row

_WIDEST_CELL = 20


class _Rows(HTMLParser):
    """Collects the cells of every table row; end tags may be missing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[Row] = []
        self._open = False
        self._at = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append((self.getpos()[0], []))
            self._open = False
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1][1].append("")
            self._open = True
            self.rows[-1][1].extend([""] * (_span(attrs) - 1))
            self._at = len(self.rows[-1][1]) - _span(attrs)
        elif tag == "br" and self._open:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr", "table"}:
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][1][self._at] += data


def _span(attrs: list[tuple[str, str | None]]) -> int:
    text = dict(attrs).get("colspan") or "1"
    return min(int(text), _WIDEST_CELL) if text.isdecimal() and int(text) > 0 else 1


def read_web_page(text: str) -> Grid:
    """Every table row that holds something, with the line of the page it starts on."""
    parser = _Rows()
    parser.feed(text)
    parser.close()
    return Grid([row for row in parser.rows if any(cell.strip() for cell in row[1])])
