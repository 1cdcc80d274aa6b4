"""No envelope gets more than its ceiling."""

from collections.abc import Iterator

from optimizer.funding.constraints.envelope_floor import limited
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row, at_most


def envelope_ceiling(p: Programme) -> Iterator[Row]:
    """Sum <= amount, or 100 * sum <= p * total (formulation, section 5)."""
    for envelope in p.problem.index.portfolio.envelopes:
        if envelope.at_most is not None:
            for label, columns, amount in limited(p, envelope, envelope.at_most):
                yield at_most(("envelope_ceiling", envelope.id, label), columns, amount)
