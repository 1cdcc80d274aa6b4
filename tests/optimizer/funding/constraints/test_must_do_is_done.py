from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, stage, team

NAME = "must_do_is_done"


def test_must_do_is_done() -> None:
    shop = build(
        team("web"), fund("main", [100, 100]), initiative("shop", stage(100), must_do=True)
    )
    assert holds(shop, {"shop": 3})
    assert breaks(shop, {}, NAME)
