"""No tranche that several funds share is paid in part or twice."""

from collections import defaultdict
from collections.abc import Iterator

from optimizer.funding.expressions import Programme, terms
from optimizer.funding.model import Row, equal


def tranche_is_fully_paid(p: Programme) -> Iterator[Row]:
    """Sum of what the funds pay = their shared charges, per window (formulation, section 4)."""
    for key, by_fund in p.v.paid.items():
        due = terms(p.charges[1].get(key, defaultdict(int)))
        columns = [(column, 1) for column in by_fund.values()]
        yield equal(
            ("tranche_is_fully_paid", *key.funds, key.window),
            [*columns, *((column, -amount) for column, amount in due)],
            0,
        )
