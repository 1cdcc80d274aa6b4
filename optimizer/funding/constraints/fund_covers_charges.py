"""No fund pays more than its budget, what it carries over and its priced overrun."""

from collections.abc import Iterator

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def fund_covers_charges(p: Programme) -> Iterator[Row]:
    """C(w) - K(w) - overrun(w) <= B(w) + shortfall(w) (formulation, section 4: budgets)."""
    for fund in sorted(p.problem.index.funds):
        for w in range(len(p.problem.index.calendar.windows)):
            terms = p.charge(fund, w)
            terms += [(c, -1) for c in _relief(p, fund, w)]
            if terms:
                yield at_most(("fund_covers_charges", fund, w), terms, p.budgets[fund][w])


def _relief(p: Programme, fund: object, w: int) -> list[int]:
    return [
        column
        for columns in (p.v.carried, p.v.overrun)
        for (owner, window), column in columns.items()
        if owner == fund and window == w
    ]
