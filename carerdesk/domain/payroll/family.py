"""Who is family, and what that may mean: National Insurance, the minimum wage, and a council's agreement.

These rules only say what to look at: a person decides each of them. Income tax is due whoever it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

COUPLE: Final = frozenset({"spouse", "partner"})
INSURED_RELATIVES: Final = frozenset(
    {"parent", "step_parent", "child", "step_child", "sibling", "grandparent", "grandchild"},
)
"""Relatives whose job in a home that both live in may be disregarded (ESM4156); a stepchild's step-parent too."""
NATIONS_WITH_RULE: Final = frozenset({"england", "northern_ireland", "scotland"})


@dataclass(frozen=True, slots=True)
class Family:
    """How a worker stands to the employer and to the person supported. `adult` is None where the age is not known."""

    relation: str = "none"
    same_home: bool = False
    to_person: str = "none"
    with_person: bool = False
    nation: str = "england"
    adult: bool | None = None

    @property
    def is_related(self) -> bool:
        """Related to the employer or to the person supported."""
        return self.relation != "none" or self.to_person != "none"


def insurance_disregard(of: Family) -> str:
    """Why the job may be left out of National Insurance: "spouse", "relative", or "" where nothing points to it.

    A husband, wife or civil partner, but for their own trade; a listed relative in a private home where both live and
    that is no place of business (HMRC, ESM4156).
    """
    if of.relation == "spouse":
        return "spouse"
    return "relative" if of.relation in INSURED_RELATIVES and of.same_home else ""


def wage_question(of: Family) -> str:
    """What living in the employer's home asks of the minimum wage: "family", "lives_in", or "" outside it.

    A member of the employer's family, living in its home and sharing its tasks and activities, may be outside the
    minimum wage (regulation 57(2)); somebody merely treated as family is not, since 1 April 2024 (SI 2024/75).
    """
    if not of.same_home:
        return ""
    return "lives_in" if of.relation == "none" else "family"


def agreement_needed(of: Family) -> str:
    """Which rule asks for a written agreement before public money pays this relative; "" where none does.

    England and Northern Ireland: a husband, wife or partner wherever they live, any other relative in the same
    household. In England there are two sets of rules, for adults and for children ("england_adult", "england_child";
    "england" where the age is not known). Scotland: any relative. Wales has not been checked, so it asks for any.
    """
    if not of.is_related:
        return ""
    couple = bool(COUPLE & {of.relation, of.to_person})
    at_home = (of.relation != "none" and of.same_home) or (of.to_person != "none" and of.with_person)
    if of.nation in {"scotland", "wales"}:
        return of.nation
    if not couple and not at_home:
        return ""
    if of.nation != "england" or of.adult is None:
        return of.nation
    return "england_adult" if of.adult else "england_child"
