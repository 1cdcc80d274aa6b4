from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, stage, team

NAME = "one_of_a_group"


def test_one_of_a_group() -> None:
    pair = [initiative(name, stage(100), group="search engine") for name in ("buy", "build")]
    shop = build(team("web"), fund("main", [900, 900]), pair)
    assert holds(shop, {"buy": 0})
    assert breaks(shop, {"buy": 0, "build": 3}, NAME)
