"""One thing money is kept back for, and whose money it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from carerdesk.domain.funding.set_aside import Reason
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.working import Line, Source

Shares = Mapping[int, Money]


@dataclass(frozen=True, slots=True)
class KeptBack:
    """`what` names it; `shares` is each funder's part, None where it could not be worked out: then `what` says why.

    `lines` and `sources` are its working.
    """

    reason: Reason
    what: str
    shares: Shares | None
    lines: tuple[Line, ...] = ()
    sources: tuple[Source, ...] = field(default=())

    @property
    def is_known(self) -> bool:
        """Whether the books say how much."""
        return self.shares is not None

    def of(self, funder_id: int) -> Money | None:
        """A funder's part of it; None where it is not known."""
        return None if self.shares is None else self.shares.get(funder_id, ZERO)
