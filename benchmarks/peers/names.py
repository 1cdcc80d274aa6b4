"""Names for a peer's plan, in a process of its own that is ended when its time is up.

Where people are only just enough, naming takes long, and what a peer has chosen may be just that.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping
from multiprocessing.connection import Connection

from models.plan import HireUse
from models.portfolio import Portfolio
from models.stage import StageKey
from models.units import PeriodIndex
from optimizer.staffing import Staffing, StaffingError, staff

SECONDS = 60.0


def named(
    portfolio: Portfolio,
    starts: Mapping[StageKey, PeriodIndex],
    hires: tuple[HireUse, ...],
    committed: frozenset[StageKey],
    seconds: float = SECONDS,
) -> Staffing | None:
    """Names with the fewest moves; None where they are not found in time.

    Raises StaffingError as `staff` does.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    asked = (there, portfolio, dict(starts), hires, committed)
    process = context.Process(target=_name, args=asked, daemon=True)
    process.start()
    there.close()
    try:
        found = here.recv() if here.poll(seconds) else None
    except EOFError:  # the process broke down
        found = None
    process.terminate()
    process.join()
    here.close()
    if isinstance(found, StaffingError):
        raise found
    return found if isinstance(found, Staffing) else None


def _name(
    answer: Connection,
    portfolio: Portfolio,
    starts: dict[StageKey, PeriodIndex],
    hires: tuple[HireUse, ...],
    committed: frozenset[StageKey],
) -> None:
    try:  # nobody asks which names are cheapest or what clashes
        found = staff(portfolio, starts, hires, committed=committed, interrupted=lambda: True)
    except StaffingError as refusal:
        answer.send(StaffingError(str(refusal)))
        return
    answer.send(found)
