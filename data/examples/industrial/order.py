"""What the industrial supplier's initiatives ask of each other, and what was waived."""

from datetime import date

from data.examples.shorthand import thousands
from models.dependency import Dependency, DependencyType
from models.ledger_extract import Waiver
from models.units import InitiativeId, TeamId

DEPENDENCIES = (
    Dependency(
        before=InitiativeId("PRC-1"),
        before_stage=1,
        after=InitiativeId("QUO-1"),
        after_stage=2,
        lag=1,
        release_plan_of=TeamId("pricing"),
    ),
    Dependency(
        before=InitiativeId("TRM-1"),
        after=InitiativeId("CON-1"),
        after_stage=2,
        flag_cost=thousands(18),
        release_plan_of=TeamId("terms"),
    ),
    Dependency(
        before=InitiativeId("MEM-1"),
        after=InitiativeId("CON-2"),
        type=DependencyType.NEEDS,
        release_plan_of=TeamId("memberships"),
    ),
    Dependency(
        before=InitiativeId("CFG-2"),
        after=InitiativeId("CFG-3"),
        type=DependencyType.EXCLUDES,
        release_plan_of=TeamId("configurator"),
    ),
    Dependency(
        before=InitiativeId("EDI-3"),
        after=InitiativeId("RET-2"),
        type=DependencyType.SAME_RELEASE,
        release_plan_of=TeamId("edi"),
    ),
)

WAIVERS = (
    Waiver(
        rule="gate",
        subject="TRM-2/1",
        approver="Lorraine Cho",
        reason="Two milestones slipped by a week; the legal deadline does not move.",
        expires=date(2027, 6, 30),
    ),
)
