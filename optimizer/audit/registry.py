"""All checks, in the order in which they are told, by the section of docs/formulation.md."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from models.plan import Check, Plan
from models.portfolio import Portfolio
from optimizer.audit.checks.amounts_are_positive import amounts_are_positive
from optimizer.audit.checks.before_finishes_first import before_finishes_first
from optimizer.audit.checks.bound_is_no_lower import bound_is_no_lower
from optimizer.audit.checks.committed_work_keeps_its_start import committed_work_keeps_its_start
from optimizer.audit.checks.deadline_is_kept import deadline_is_kept
from optimizer.audit.checks.demand_is_served import demand_is_served
from optimizer.audit.checks.each_stage_has_one_decision import each_stage_has_one_decision
from optimizer.audit.checks.earliest_start import earliest_start
from optimizer.audit.checks.envelope_ceiling import envelope_ceiling
from optimizer.audit.checks.envelope_floor import envelope_floor
from optimizer.audit.checks.excluded_is_not import excluded_is_not
from optimizer.audit.checks.flag_bridges_dependency import flag_bridges_dependency
from optimizer.audit.checks.function_lends_within_limit import function_lends_within_limit
from optimizer.audit.checks.fund_covers_charges import fund_covers_charges
from optimizer.audit.checks.fund_may_pay import fund_may_pay
from optimizer.audit.checks.hire_within_option import hire_within_option
from optimizer.audit.checks.locks_hold import locks_hold
from optimizer.audit.checks.longest_loan import longest_loan
from optimizer.audit.checks.most_teams_per_person import most_teams_per_person
from optimizer.audit.checks.moves_are_counted import moves_are_counted
from optimizer.audit.checks.must_do_is_done import must_do_is_done
from optimizer.audit.checks.needed_is_selected import needed_is_selected
from optimizer.audit.checks.no_release_without_gate import no_release_without_gate
from optimizer.audit.checks.no_row_stands_twice import no_row_stands_twice
from optimizer.audit.checks.nothing_forbids_planning import nothing_forbids_planning
from optimizer.audit.checks.one_of_a_group import one_of_a_group
from optimizer.audit.checks.order_within_initiative import order_within_initiative
from optimizer.audit.checks.out_never_starts import out_never_starts
from optimizer.audit.checks.overrun_covers_excess import overrun_covers_excess
from optimizer.audit.checks.person_has_one_time import person_has_one_time
from optimizer.audit.checks.plan_is_of_this_portfolio import plan_is_of_this_portfolio
from optimizer.audit.checks.platform_keeps_reserve import platform_keeps_reserve
from optimizer.audit.checks.pool_within_capacity import pool_within_capacity
from optimizer.audit.checks.prices_are_right import prices_are_right
from optimizer.audit.checks.release_now_is_allowed import release_now_is_allowed
from optimizer.audit.checks.retrained_time_is_given_up import retrained_time_is_given_up
from optimizer.audit.checks.rows_refer_to_real_things import rows_refer_to_real_things
from optimizer.audit.checks.same_release_together import same_release_together
from optimizer.audit.checks.shortage_of_committed_only import shortage_of_committed_only
from optimizer.audit.checks.shortfall_is_least import shortfall_is_least
from optimizer.audit.checks.skill_and_level_fit import skill_and_level_fit
from optimizer.audit.checks.starts_within_horizon import starts_within_horizon
from optimizer.audit.checks.state_says_what_happens import state_says_what_happens
from optimizer.audit.checks.team_keeps_fewest import team_keeps_fewest
from optimizer.audit.checks.team_takes_most import team_takes_most
from optimizer.audit.checks.tranche_is_fully_paid import tranche_is_fully_paid
from optimizer.audit.checks.value_counts_when_live import value_counts_when_live
from optimizer.audit.checks.verdicts_follow_evidence import verdicts_follow_evidence
from optimizer.audit.checks.within_reach import within_reach
from optimizer.audit.context import Context
from optimizer.audit.outcome import Auditor

BY_SECTION: Mapping[str, tuple[Auditor, ...]] = MappingProxyType(
    {
        "1. Facts": (committed_work_keeps_its_start,),
        "2. When a stage may start": (
            out_never_starts,
            starts_within_horizon,
            no_release_without_gate,
            earliest_start,
            order_within_initiative,
            deadline_is_kept,
            must_do_is_done,
            one_of_a_group,
        ),
        "3. Dependencies": (
            before_finishes_first,
            flag_bridges_dependency,
            same_release_together,
            needed_is_selected,
            excluded_is_not,
        ),
        "4. Money": (
            tranche_is_fully_paid,
            fund_may_pay,
            fund_covers_charges,
            overrun_covers_excess,
            shortfall_is_least,
        ),
        "5. Envelopes": (
            envelope_floor,
            envelope_ceiling,
        ),
        "6. Value": (
            value_counts_when_live,
            prices_are_right,
            hire_within_option,
        ),
        "7. People": (
            demand_is_served,
            shortage_of_committed_only,
            skill_and_level_fit,
            within_reach,
            person_has_one_time,
            locks_hold,
            most_teams_per_person,
            longest_loan,
            function_lends_within_limit,
            team_keeps_fewest,
            team_takes_most,
            platform_keeps_reserve,
            pool_within_capacity,
            retrained_time_is_given_up,
            moves_are_counted,
        ),
        "8. What a tranche's state is": (
            state_says_what_happens,
            release_now_is_allowed,
        ),
        "9. What a gate says": (verdicts_follow_evidence,),
        "10. What a plan states": (
            plan_is_of_this_portfolio,
            rows_refer_to_real_things,
            no_row_stands_twice,
            amounts_are_positive,
            each_stage_has_one_decision,
            nothing_forbids_planning,
            bound_is_no_lower,
        ),
    }
)
"""The checks of each section of docs/formulation.md; each is named after its file."""

CHECKS: tuple[Auditor, ...] = tuple(check for checks in BY_SECTION.values() for check in checks)
"""Every check once, in the order of the sections."""


def audit(portfolio: Portfolio, plan: Plan) -> tuple[Check, ...]:
    """Hold the plan against every rule; it may be written only if all checks pass.

    The portfolio must be free of faults (references, ranges, duplicates); the plan may be anything.
    Returns one check per rule, in the order of `CHECKS`. Time grows with the rows of the plan.
    """
    context = Context(portfolio, plan)
    return tuple(check(context) for check in CHECKS)
