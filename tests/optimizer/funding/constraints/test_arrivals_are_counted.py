from optimizer.funding.build import build
from optimizer.funding.constraints.arrivals_are_counted import arrivals_are_counted
from optimizer.funding.problem import Problem
from optimizer.gates import judge
from tests.portfolios import build as portfolio
from tests.portfolios import fund, initiative, person, stage, team, works

NAME = "arrivals_are_counted"


def test_arrivals_are_counted() -> None:
    for there in (0, 1, 2):
        shop = portfolio(
            team("web"),
            team("api", "platform"),
            person("ann", "api", {"build": 3}, lendable="anywhere"),
            works("ann", "web", there) if there else [],
            fund("main", [900, 900]),
            initiative("shop", stage(100, periods=2, needs={"build": 2})),
            move_price=7,
        )
        built = build(Problem.of(shop, judge(shop)), flows=False)
        v = built.programme.v
        first, second, *_ = arrivals_are_counted(built.programme)
        web = next(team for team, _ in v.imported)
        now, before = v.imported[web, 1], v.imported[web, 0]
        assert first.name == (NAME, "web", 0)
        assert first.lower == -there  # two slices from elsewhere: two arrive, less those in force
        assert dict(second.terms) == {v.arriving[web, 1]: 1, now: -1, before: 1}
        assert second.lower == 0
        assert v.columns.prices[v.arriving[web, 0]] == -7
