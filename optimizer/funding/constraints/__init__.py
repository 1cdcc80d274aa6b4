"""The rows of the programme: one constraint per file, in the order in which they are built.

Each says what may never happen, cites its place in the formulation and has a twin in the audit.
"""

from collections.abc import Callable, Iterator

from optimizer.funding.constraints.arrivals_are_counted import arrivals_are_counted
from optimizer.funding.constraints.before_finishes_first import before_finishes_first
from optimizer.funding.constraints.carry_over_is_a_share import carry_over_is_a_share
from optimizer.funding.constraints.committed_lack_least import committed_lack_least
from optimizer.funding.constraints.deadline_is_kept import deadline_is_kept
from optimizer.funding.constraints.demand_is_served import demand_is_served
from optimizer.funding.constraints.earliest_start import earliest_start
from optimizer.funding.constraints.envelope_ceiling import envelope_ceiling
from optimizer.funding.constraints.envelope_floor import envelope_floor
from optimizer.funding.constraints.excluded_is_not import excluded_is_not
from optimizer.funding.constraints.flag_bridges_dependency import flag_bridges_dependency
from optimizer.funding.constraints.function_lends_within_limit import function_lends_within_limit
from optimizer.funding.constraints.fund_covers_charges import fund_covers_charges
from optimizer.funding.constraints.hire_within_option import hire_within_option
from optimizer.funding.constraints.hires_stay import hires_stay
from optimizer.funding.constraints.imports_have_work import imports_have_work
from optimizer.funding.constraints.lent_time_is_there import lent_time_is_there
from optimizer.funding.constraints.loans_end import loans_end
from optimizer.funding.constraints.moves_are_counted import moves_are_counted
from optimizer.funding.constraints.must_do_is_done import must_do_is_done
from optimizer.funding.constraints.needed_is_selected import needed_is_selected
from optimizer.funding.constraints.one_of_a_group import one_of_a_group
from optimizer.funding.constraints.order_within_initiative import order_within_initiative
from optimizer.funding.constraints.out_never_starts import out_never_starts
from optimizer.funding.constraints.person_has_one_time import person_has_one_time
from optimizer.funding.constraints.platform_keeps_reserve import platform_keeps_reserve
from optimizer.funding.constraints.pool_within_capacity import pool_within_capacity
from optimizer.funding.constraints.retrained_time_is_given_up import retrained_time_is_given_up
from optimizer.funding.constraints.same_release_together import same_release_together
from optimizer.funding.constraints.started_stays_started import started_stays_started
from optimizer.funding.constraints.team_keeps_fewest import team_keeps_fewest
from optimizer.funding.constraints.team_takes_most import team_takes_most
from optimizer.funding.constraints.tranche_is_fully_paid import tranche_is_fully_paid
from optimizer.funding.constraints.value_counts_when_live import value_counts_when_live
from optimizer.funding.expressions import Programme
from optimizer.funding.model import Row

Constraint = Callable[[Programme], Iterator[Row]]

WORK: tuple[Constraint, ...] = (
    started_stays_started,
    order_within_initiative,
    earliest_start,
    out_never_starts,
    deadline_is_kept,
    must_do_is_done,
    one_of_a_group,
    before_finishes_first,
    flag_bridges_dependency,
    same_release_together,
    needed_is_selected,
    excluded_is_not,
    value_counts_when_live,
)
"""What starts, and when."""

MONEY: tuple[Constraint, ...] = (
    tranche_is_fully_paid,
    fund_covers_charges,
    carry_over_is_a_share,
    envelope_floor,
    envelope_ceiling,
)
"""Who pays it, and what it is spent on."""

PEOPLE: tuple[Constraint, ...] = (
    demand_is_served,
    lent_time_is_there,
    person_has_one_time,
    loans_end,
    function_lends_within_limit,
    team_keeps_fewest,
    team_takes_most,
    platform_keeps_reserve,
    pool_within_capacity,
    hire_within_option,
    hires_stay,
    retrained_time_is_given_up,
    moves_are_counted,
    arrivals_are_counted,
    imports_have_work,
)
"""Who does it."""

CONSTRAINTS: tuple[Constraint, ...] = (*WORK, *MONEY, *PEOPLE, committed_lack_least)
"""All rows of the programme."""
