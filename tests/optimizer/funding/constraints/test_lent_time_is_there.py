import pytest

from optimizer.funding import needs
from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, person, stage, team

NAME = "lent_time_is_there"


@pytest.fixture(autouse=True)
def _hubs_from_the_first_person_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(needs, "MOST_DIRECT", 0)


def test_lent_time_is_there() -> None:
    for slices, fits in ((2, True), (2 + 1, False)):
        shop = build(
            team("web"),
            team("api", "platform"),
            person("ann", "api", {"build": 3, "test": 3}, slices=2, lendable="anywhere"),
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={("build", 2): 1, ("test", 3): slices - 1})),
        )
        assert holds(shop, {"shop": 0}) is fits
        assert fits or breaks(shop, {"shop": 0}, NAME)


def test_a_reserve_holds_for_lent_time_too() -> None:
    for theme, fits in (("run", False), ("as-a-service", True)):
        shop = build(
            team("web"),
            team("api", "platform", reserve=100),
            person("ann", "api", {"build": 3}, slices=2, lendable="anywhere"),
            fund("main", [900, 900]),
            initiative("shop", stage(100, needs={"build": 1}), theme=theme),
        )
        assert holds(shop, {"shop": 0}) is fits
