"""No more is carried into a window than the fund's share of what the window before left over."""

from collections.abc import Iterator
from fractions import Fraction

from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def carry_over_is_a_share(p: Programme) -> Iterator[Row]:
    """K(w+1) <= share * (B(w) + K(w) + overrun(w) - C(w)) (formulation, section 4: budgets)."""
    for (fund, w), carried in p.v.carried.items():
        share = Fraction(p.problem.index.funds[fund].carry_over) / 100
        terms = [(column, share * amount) for column, amount in p.charge(fund, w - 1)]
        before = p.v.carried.get((fund, w - 1))
        overrun = p.v.overrun.get((fund, w - 1))
        terms += [(column, -share) for column in (before, overrun) if column is not None]
        yield at_most(
            ("carry_over_is_a_share", fund, w),
            [(carried, 1), *terms],
            share * p.budgets[fund][w - 1],
        )
