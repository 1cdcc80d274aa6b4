"""All staffings of tiny portfolios are tried: none is better than the one that is given."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.optimizer.staffing.brute_force import compared
from tests.optimizer.staffing.oracle import Facts, score
from tests.optimizer.staffing.small_portfolios import small_portfolios

slow_to_draw = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=slow_to_draw)
@given(small_portfolios())
def test_no_staffing_is_better(facts: Facts) -> None:
    staffing, found = compared(facts)
    assert staffing.proven
    assert list(facts.faults(staffing.assignments)) == []
    unserved = sum(row.slices for row in staffing.unserved)
    short = sum(row.slices for row in staffing.shortages)
    assert score(facts, staffing.assignments, unserved, short) == found
    assert staffing.moved == staffing.moved_bound
