from tests.optimizer.funding.ask import build_programme, holds_with
from tests.portfolios import build, fund, initiative, stage, team


def test_started_stays_started() -> None:
    shop = build(team("web"), fund("main", [100, 100]), initiative("shop", stage(100)))
    problem = build_programme(shop)
    (by,) = problem.programme.v.started.values()
    names = [row.name for row in problem.model.rows if row.name[0] == "started_stays_started"]
    assert names == [("started_stays_started", "shop", 1, t) for t in (1, 2, 3)]
    assert holds_with(problem, {by[1]: 1, by[2]: 1})
    assert not holds_with(problem, {by[1]: 1, by[2]: 0})
