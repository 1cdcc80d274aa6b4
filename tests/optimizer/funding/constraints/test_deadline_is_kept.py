from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, stage, team

NAME = "deadline_is_kept"


def test_deadline_is_kept() -> None:
    shop = build(
        team("web"),
        fund("main", [100, 100]),
        initiative("shop", stage(100, periods=2), latest_finish="Q3"),
    )
    assert holds(shop, {"shop": 1})
    assert breaks(shop, {"shop": 1 + 1}, NAME)
