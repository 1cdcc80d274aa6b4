"""News: the gates whose stages are done say what was drawn for them."""

from __future__ import annotations

from models.portfolio import Portfolio
from models.stage import StageKey, StageStatus
from optimizer.facts import Facts, is_reversed
from optimizer.simulation.start import opening
from optimizer.simulation.void import first_failures, void, waiting_for


def reached(portfolio: Portfolio, gates: frozenset[StageKey]) -> frozenset[StageKey]:
    """The gates in play whose stages are done."""
    done = {row.key for row in portfolio.stages if row.status is StageStatus.DONE}
    return gates & done


def told(
    portfolio: Portfolio, known: frozenset[StageKey], failing: frozenset[StageKey], facts: Facts
) -> Portfolio:
    """The portfolio once these gates have said something; `facts` are those of the first plan.

    A gate that passes stays open. An initiative of which one fails is left out from then on, and
    so is what has been built, or waits to be built, upon work behind that gate. What was reversed
    before today may be released again, as the first plan counts on.
    """
    there = {row.subject for row in portfolio.waivers}
    opened = [opening(gate) for gate in sorted(known - failing)]
    failed = first_failures(known & failing)
    begun = {row.key for row in portfolio.stages if row.status is not StageStatus.NOT_STARTED}
    waiting = waiting_for(facts, void(facts, begun, failed))
    stopped = {*failed, *(stage.initiative for stage in waiting)}
    return portfolio.model_copy(
        update={
            "waivers": (
                *portfolio.waivers,
                *(row for row in opened if row.subject not in there),
            ),
            "releases": tuple(
                row
                for row in portfolio.releases
                if not is_reversed(facts.index, StageKey(row.initiative, row.stage))
                or row not in facts.index.portfolio.releases
            ),
            "initiatives": tuple(
                row.model_copy(update={"leave_out": True, "must_do": False})
                if row.id in stopped
                else row
                for row in portfolio.initiatives
            ),
        }
    )


def eased(portfolio: Portfolio) -> tuple[Portfolio, ...]:
    """What a company gives up, one after the other, where nothing else can be planned any more."""
    free = portfolio.model_copy(
        update={
            "initiatives": tuple(
                row.model_copy(update={"must_do": False}) for row in portfolio.initiatives
            )
        }
    )
    envelopes = tuple(
        row.model_copy(update={"at_least": None})
        for row in portfolio.envelopes
        if row.at_most is not None
    )
    return free, free.model_copy(update={"envelopes": envelopes})
