"""A portfolio and edits, to the portfolio after them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from models.portfolio import Portfolio
from models.scenario import Amend, Drop, Edit, Scale, Scenario, Slip
from optimizer.scenario.amend import amended
from optimizer.scenario.drop import dropped
from optimizer.scenario.scale import scaled
from optimizer.scenario.slip import slipped


def applied(portfolio: Portfolio, edits: Iterable[Edit]) -> Scenario:
    """The portfolio after the edits, one after the other.

    It is not checked: it may break references or rules, as any input may. Raises CannotEdit for
    an edit that cannot be made.
    """
    done = Scenario(portfolio, (), ())
    for edit in edits:
        step = _made(done.portfolio, edit)
        done = Scenario(step.portfolio, (*done.edits, *step.edits), (*done.remarks, *step.remarks))
    return done


def _made(portfolio: Portfolio, edit: Edit) -> Scenario:
    match edit:
        case Amend():
            return amended(portfolio, edit)
        case Drop():
            return dropped(portfolio, edit)
        case Slip():
            return slipped(portfolio, edit)
        case Scale():
            return scaled(portfolio, edit)
        case _:
            assert_never(edit)
