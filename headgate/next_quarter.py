"""The steps of `headgate roll`: the plan must hold, the next portfolio must be sound."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from headgate.errors import InputError, InputFaults, UsageError
from headgate.wording import many
from models.issue import Issue, Place, Severity
from models.ledger_extract import Release
from models.plan import Plan
from models.portfolio import Portfolio

if TYPE_CHECKING:
    from data.revision import Revision
    from optimizer.rolling import Rolled


def agreed(portfolio: Portfolio, plan: Plan, path: Path) -> None:
    """The plan is of this portfolio and passes the audit; raises InputError with every reason."""
    from models.plan_tables import ABOUT
    from optimizer.audit import audit

    if plan.provenance.portfolio != portfolio.digest():
        where = Place(sheet=f"{path.name}, {ABOUT.sheet}")
        what = "the plan is of another state of the portfolio"
        allowed = "plan it again; or roll what was planned, and merge new outcomes afterwards"
        raise InputError([_fault(where, what, allowed)])
    failed = [check for check in audit(portfolio, plan) if not check.passed]
    if failed:
        place, allowed = Place(sheet=path.name), "a plan that passes `headgate audit`"
        raise InputError(_fault(place, f"{x.name}: {x.detail}", allowed) for x in failed)


def _fault(place: Place, what: str, allowed: str) -> Issue:
    return Issue(severity=Severity.ERROR, place=place, what=what, allowed=allowed)


def next_of(
    portfolio: Portfolio, plan: Plan, ledger: Sequence[Release] | None, as_of: date | None
) -> Rolled:
    """The next quarter, sound in itself.

    Raises UsageError where there is none, InputFaults where the facts contradict each other.
    """
    from models.references import check
    from optimizer.rolling import CannotRoll, roll

    try:
        rolled = roll(portfolio, plan, ledger, as_of)
    except CannotRoll as why:
        raise UsageError(str(why)) from why
    issues = [issue for issue in check(rolled.portfolio) if issue.stops]
    if issues:
        raise InputFaults(issues)
    return rolled


def unmerged(source: Path, target: Path) -> None:
    """Filled rows of New outcomes that another form would lose; raises UsageError for them."""
    from data.observations import prepared_rows

    _, filled = prepared_rows(source) or (None, {})
    if filled and source.suffix.casefold() != target.suffix.casefold():
        waiting = many(len(filled), "filled row")
        raise UsageError(
            f"New outcomes has {waiting} that nobody has merged; they stay where the result is of "
            f"the same kind as {source}"
        )


def prepare(place: Path, rolled: Rolled) -> Sequence[Revision]:
    """The sheet New outcomes of the next quarter; rows that somebody has filled in stay."""
    from data.observations import prepared_rows
    from data.revision import prepared

    source, filled = prepared_rows(place) or (None, {})
    return [prepared(source, filled, rolled.open_objectives)]


def as_document(rolled: Rolled) -> dict[str, object]:
    """What was moved, lost or taken for granted, and what waits for an outcome."""
    return {
        "remarks": [remark._asdict() for remark in rolled.remarks],
        "open_objectives": [row.model_dump(mode="json") for row in rolled.open_objectives],
    }
