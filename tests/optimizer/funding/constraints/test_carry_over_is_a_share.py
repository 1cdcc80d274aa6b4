from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, stage, team

NAME = "carry_over_is_a_share"


def test_carry_over_is_a_share() -> None:
    for left, fits in ((80, True), (80 - 1, False)):
        shop = build(
            team("web"),
            fund("main", [left, 60], carry_over=50),
            initiative("shop", stage(60 + 80 // 2)),
        )
        assert holds(shop, {"shop": 2}) is fits
        assert fits or breaks(shop, {"shop": 2}, NAME)
