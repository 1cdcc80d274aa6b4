"""Teams, people and other capacity of a tiny portfolio."""

from collections.abc import Iterator
from decimal import Decimal
from random import Random

from models.person import Availability
from models.units import PeriodId, PersonId, Slices
from tests.portfolios import Rows, function, hiring, person, pool, team, works

KINDS = {"web": "product", "api": "platform", "net": "infrastructure"}


def draw_people(rng: Random, teams: list[str], count: int, spf: int) -> Iterator[Rows]:
    """Teams, a function, up to three people, a pool and hiring options."""
    for n, name in enumerate(teams):
        yield _team(rng, name, rng.choice(("d", None)) if n > 0 else "d")
    lends = rng.random() < 0.3
    if lends:
        yield function("law", most_lent=rng.choice((None, 1, 0)))
    for n in range(rng.choice((1, 2, 2, 3, 3))):
        at_function = lends and (n == 0 or rng.random() < 0.3)
        yield _person(rng, f"p{n}", None if at_function else rng.choice(teams), teams, count, spf)
    if rng.random() < 0.25:
        yield _pool(rng, teams, count)
    for n in range(rng.choice((0, 0, 0, 0, 1, 1, 2))):
        yield _option(rng, n)


def _team(rng: Random, name: str, domain: str | None) -> Rows:
    more: dict[str, object] = {}
    if rng.random() < 0.2:
        more["reserve"] = Decimal(rng.choice((25, 50, 100)))
    if rng.random() < 0.2:
        more["fewest"] = rng.choice((1, 2))
    if rng.random() < 0.2:
        more["most"] = rng.choice((0, 1, 2))
    return team(name, KINDS[name], domain=domain, **more)


def _person(
    rng: Random, name: str, home: str | None, teams: list[str], count: int, spf: int
) -> Iterator[Rows]:
    skills = {skill: rng.choice((1, 2, 3)) for skill in ("a", "b") if rng.random() < 0.85}
    slices = rng.choice((1, spf, spf))
    more: dict[str, object] = {"function": None if home else "law"}
    if rng.random() < 0.4:
        more["longest_loan"] = rng.choice((1, 2))
    lendable = rng.choice(("no", "domain", "anywhere", "anywhere", "anywhere"))
    yield person(name, home, skills, slices, lendable, **more)
    least = slices
    if rng.random() < 0.25:
        least = rng.randint(0, slices)
        period = PeriodId(f"Q{rng.randint(1, count)}")
        yield Availability(person=PersonId(name), period=period, slices=Slices(least))
    if rng.random() < 0.35:
        yield from _in_force(rng, name, teams, count, least)


def _in_force(rng: Random, name: str, teams: list[str], count: int, least: int) -> Iterator[Rows]:
    where = rng.choice(teams)
    until = rng.choice((None, f"Q{rng.randint(1, count)}"))
    lock = least > 0 and rng.random() < 0.5
    slices = rng.randint(1, least) if lock else 1
    yield works(name, where, slices, until, lock=lock)


def _pool(rng: Random, teams: list[str], count: int) -> Rows:
    more: dict[str, object] = {}
    who = rng.choice(("all", "team", "domain"))
    if who == "team":
        more["team"] = rng.choice(teams)
    elif who == "domain":
        more["domain"] = "d"
    if rng.random() < 0.5:
        first = rng.randint(1, count)
        more |= {"from_period": f"Q{first}", "to_period": f"Q{rng.randint(first, count)}"}
    return pool("agency", rng.choice(("a", "b")), rng.choice((1, 2)), **more)


def _option(rng: Random, n: int) -> Rows:
    kind = rng.choice(("hire", "contractor", "reskill"))
    skill = rng.choice(("a", "b"))
    more: dict[str, object] = {}
    if kind == "reskill":
        more["from_skill"] = "b" if skill == "a" else "a"
    if kind == "contractor":
        more["shortest_stay"] = rng.choice((1, 2, 3))
    return hiring(
        f"h{n}", skill, rng.choice((1, 1, 2)), kind,
        cost=rng.choice((0, 1, 3)), one_off=rng.choice((0, 2, 5)), lead_time=rng.choice((0, 0, 1)),
        **more,
    )  # fmt: skip
