"""Every slice that a stage asks for is served, or counted as missing."""

from __future__ import annotations

from optimizer.staffing.programme import Programme
from optimizer.staffing.question import Question
from optimizer.staffing.variables import Variables


def demand_is_served(question: Question, programme: Programme, variables: Variables) -> None:
    """Sum of work, pools, hires and what is missing = demand (slices; section 7, first sentence).

    For each need (team, skill, lowest level, as-a-service or not) and period.
    """
    for cell in variables.short:
        need, t = cell
        asked = question.asked[cell]
        total = asked.committed + asked.free
        name = f"demand_is_served[{need.team},{need.skill},{need.level},{need.service:d},{t}]"
        programme.row(name, [(1, variables.serving[cell])], at_least=total, at_most=total)
