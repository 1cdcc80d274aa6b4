from tests.optimizer.funding.ask import breaks, holds
from tests.portfolios import build, fund, gate, initiative, stage, team

NAME = "earliest_start"


def test_earliest_start() -> None:
    shop = build(
        team("web"), fund("main", [100, 100]), initiative("shop", stage(100), earliest_start="Q3")
    )
    assert holds(shop, {"shop": 2})
    assert breaks(shop, {"shop": 2 - 1}, NAME)


def test_what_is_not_releasable_never_starts_now() -> None:
    done = stage(100, status="done")
    for verdict, now in (
        ("passed", True),
        ("waived", True),
        ("pending", False),
        ("unproven", False),
        ("conditional", False),
    ):
        shop = build(
            team("web"),
            fund("main", [100, 100]),
            initiative("shop", done, stage(100)),
            gate("shop", 1, verdict),
        )
        assert holds(shop, {"shop/2": 1})
        assert holds(shop, {"shop/2": 0}) is now, verdict
