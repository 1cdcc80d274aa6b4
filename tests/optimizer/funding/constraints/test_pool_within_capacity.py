from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, initiative, pool, stage, team

NAME = "pool_within_capacity"


def test_pool_within_capacity() -> None:
    for size, fits in ((4, True), (4 - 1, False)):
        shop = build(
            team("web"),
            pool("vendor", "build", size),
            fund("main", [900, 900]),
            [
                initiative(name, stage(100, needs={("build", level): 2}))
                for level, name in ((1, "shop"), (2, "pay"))
            ],
        )
        assert holds(shop, {"shop": 0, "pay": 0}) is fits
        assert fits or breaks(shop, {"shop": 0, "pay": 0}, NAME)
