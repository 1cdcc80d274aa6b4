"""Every constraint on names has a twin in the audit."""

from pathlib import Path

import optimizer.staffing.constraints as package
from optimizer.audit.registry import CHECKS

TWINS = {
    "arrival_is_counted": "moves_are_counted",
    "demand_is_served": "demand_is_served",
    "function_lends_so_much": "function_lends_within_limit",
    "hire_has_so_much": "hire_within_option",
    "loan_ends": "longest_loan",
    "lock_is_for_its_team": "locks_hold",
    "person_has_few_teams": "most_teams_per_person",
    "person_has_one_time": "person_has_one_time",
    "pool_has_so_much": "pool_within_capacity",
    "retrained_give_up_their_time": "retrained_time_is_given_up",
    "team_absorbs_so_much": "team_takes_most",
    "team_in_use_is_on": "most_teams_per_person",
    "team_keeps_its_people": "team_keeps_fewest",
    "team_keeps_its_reserve": "platform_keeps_reserve",
}


def test_each_constraint_on_names_has_a_twin_in_the_audit() -> None:
    folder = Path(str(package.__file__)).parent
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(TWINS)
    assert set(TWINS.values()) <= {check.__name__ for check in CHECKS}
