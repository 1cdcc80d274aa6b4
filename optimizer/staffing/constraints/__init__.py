"""What may never happen, one rule per file, in the order in which the rows are written."""

from optimizer.staffing.constraints.arrival_is_counted import arrival_is_counted
from optimizer.staffing.constraints.demand_is_served import demand_is_served
from optimizer.staffing.constraints.function_lends_so_much import function_lends_so_much
from optimizer.staffing.constraints.hire_has_so_much import hire_has_so_much
from optimizer.staffing.constraints.loan_ends import loan_ends
from optimizer.staffing.constraints.lock_is_for_its_team import lock_is_for_its_team
from optimizer.staffing.constraints.person_has_few_teams import person_has_few_teams
from optimizer.staffing.constraints.person_has_one_time import person_has_one_time
from optimizer.staffing.constraints.pool_has_so_much import pool_has_so_much
from optimizer.staffing.constraints.retrained_give_up_their_time import (
    retrained_give_up_their_time,
)
from optimizer.staffing.constraints.team_absorbs_so_much import team_absorbs_so_much
from optimizer.staffing.constraints.team_in_use_is_on import team_in_use_is_on
from optimizer.staffing.constraints.team_keeps_its_people import team_keeps_its_people
from optimizer.staffing.constraints.team_keeps_its_reserve import team_keeps_its_reserve

ALWAYS = (
    demand_is_served,
    person_has_one_time,
    lock_is_for_its_team,
    function_lends_so_much,
    team_keeps_its_people,
    team_absorbs_so_much,
    team_keeps_its_reserve,
    pool_has_so_much,
    hire_has_so_much,
    retrained_give_up_their_time,
    arrival_is_counted,
)
"""Rows over slices alone."""

WHERE_WATCHED = (
    team_in_use_is_on,
    person_has_few_teams,
    loan_ends,
)
"""Rows that need to know who is on which team; only for people who broke one without them."""
