"""Portfolios without a plan, one per usual culprit."""

from __future__ import annotations

from models.portfolio import Portfolio
from tests.portfolios import (
    after,
    build,
    envelope,
    fund,
    gate,
    initiative,
    person,
    release,
    stage,
    team,
    works,
)

CULPRITS: dict[str, Portfolio] = {
    "money": build(
        team("web"),
        fund("main", [99, 0]),
        initiative("law", stage(100), must_do=True),
        initiative("shop", stage(100)),
    ),
    "ledger": build(
        team("web"),
        fund("main", [120, 0]),
        initiative("old", stage(100)),
        release("old", 1, 100),
        initiative("law", stage(50), must_do=True),
    ),
    "active": build(
        team("web"),
        fund("main", [120, 0]),
        initiative("old", stage(100, periods=2, status="active")),
        initiative("law", stage(50), must_do=True),
    ),
    "lock": build(
        team("web"),
        team("api", "platform"),
        person("ann", "web", {"build": 3}),
        fund("main", [900, 900]),
        works("ann", "api", 2, lock=True),
        initiative("law", stage(100, needs={"build": 1}), must_do=True),
    ),
    "floor": build(
        team("web"),
        fund("main", [100, 100]),
        initiative("law", stage(80), must_do=True, theme="regulatory"),
        initiative("shop", stage(90), theme="growth"),
        envelope("grow", "released", "theme: growth", least=120, window="all"),
    ),
    "ceiling": build(
        team("web"),
        fund("main", [100, 100]),
        initiative("law", stage(80), must_do=True),
        envelope("small", "released", most=70, window="all"),
    ),
    "deadline": build(
        team("web"),
        team("api", "platform"),
        fund("main", [900, 900]),
        initiative("base", stage(10, periods=2), team="api"),
        initiative("law", stage(10, periods=2), must_do=True, latest_finish="Q3"),
        after("base", "law"),
    ),
    "dates": build(
        team("web"),
        fund("main", [900, 900]),
        initiative(
            "law", stage(10, periods=2), must_do=True, earliest_start="Q3", latest_finish="Q3"
        ),
    ),
    "skill": build(
        team("web"),
        person("ann", skills={"build": 1}),
        fund("main", [900, 900]),
        initiative("law", stage(100, needs={"legal": 1}), must_do=True),
    ),
    "left out": build(
        team("web"),
        fund("main", [900, 900]),
        initiative("base", stage(100), leave_out=True),
        initiative("law", stage(100), must_do=True),
        after("base", "law"),
    ),
    "gate": build(
        team("web"),
        fund("main", [900, 900]),
        initiative("law", stage(100, status="done"), stage(100), must_do=True),
        gate("law", 1, "failed"),
    ),
    "open gate": build(
        team("web"),
        fund("main", [900, 900]),
        initiative("law", stage(9, status="done"), stage(9), must_do=True, latest_finish="Q1"),
        gate("law", 1, "pending"),
    ),
    "group": build(
        team("web"),
        fund("main", [900, 900]),
        initiative("buy", stage(100), must_do=True, group="engine"),
        initiative("make", stage(100), must_do=True, group="engine"),
    ),
    "fewest": build(
        team("web"),
        team("api", "platform", fewest=2),
        person("ann", "api", {"build": 3}, lendable="anywhere"),
        fund("main", [900, 900]),
        initiative("law", stage(100, needs={"build": 1}), must_do=True),
    ),
    "most": build(
        team("web", most=1),
        person("ann", "web", {"build": 3}),
        fund("main", [900, 900]),
        initiative("law", stage(100, needs={"build": 2}), must_do=True),
    ),
    "reserve": build(
        team("api", "platform", reserve="50"),
        person("ann", "api", {"build": 3}),
        fund("main", [900, 900]),
        initiative("law", stage(100, needs={"build": 2}), team="api", must_do=True),
    ),
    "two": build(
        team("web"),
        person("ann", skills={"build": 1}),
        fund("main", [10, 10]),
        initiative("law", stage(100, needs={"legal": 1}), must_do=True),
    ),
}

NAMES = build(
    team("web"),
    team("api", "platform"),
    person("ann", "web", {"build": 3}, lendable="anywhere"),
    fund("main", [900, 900]),
    initiative("law", stage(10, needs={"build": 1}), must_do=True, latest_finish="Q1"),
    initiative("tax", stage(10, needs={"build": 1}), team="api", must_do=True, latest_finish="Q1"),
    most_teams=1,
)
"""One person has time for both, but for one team only."""
