"""What is written is what is read, and the database itself refuses what is not right."""

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from data.ledger import Ledger, LedgerRefusal, Place, WrongMove, damage
from data.ledger.chain import NOTHING
from models.fund import CostType
from models.ledger import TRANSITIONS, Act, Basis, Draft, Life, Proof, Share, tranches
from models.units import LARGEST_MONEY, FundId, InitiativeId, Money, ObjectiveId
from models.verdict import VerdictKind
from tests.data.ledger import behind
from tests.ledger_rows import draft, life, write
from tests.strategies.texts import texts

MOVES = [act for act in Act if act is not Act.NOTE]
AMOUNTS = st.integers(0, LARGEST_MONEY).map(Money)
EXACT = st.decimals(-(10**9), 10**9, places=3)


def _optional(values: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | values


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """Requests that say anything."""
    shares = draw(
        st.lists(
            st.builds(
                Share,
                fund=_optional(texts()).map(lambda x: None if x is None else FundId(x)),
                cost_type=st.sampled_from(CostType),
                amount=st.integers(0, LARGEST_MONEY // 2).map(Money),
            ),
            max_size=2,
        )
    )
    proofs = draw(
        st.lists(
            st.builds(
                Proof,
                objective=texts().map(ObjectiveId),
                observed=EXACT,
                date=st.dates(),
                evidence=_optional(texts()),
                reported_by=_optional(texts()),
                confirmed_by=_optional(texts()),
            ),
            max_size=2,
        )
    )
    basis = Basis(
        verdict=draw(st.none() | st.sampled_from(VerdictKind)),
        proofs=tuple(proofs),
        waivers=tuple(draw(st.lists(texts(), max_size=1))),
    )
    return Draft(
        act=Act.REQUEST,
        portfolio=draw(texts()),
        currency="JPY",
        exponent=0,
        initiative=InitiativeId(draw(texts())),
        stage=draw(st.integers(1, 99)),
        request=draw(texts()),
        amount=Money(sum(share.amount for share in shares)) if shares else draw(AMOUNTS),
        shares=tuple(shares),
        evidence=draw(texts()),
        basis=basis,
        plan_file=draw(texts()),
        day=draw(st.dates()),
        by=draw(texts()),
        why=draw(texts()),
    )


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(drafts(), min_size=1, max_size=3))
def test_what_is_written_is_what_is_read(ledger: Ledger, drawn: list[Draft]) -> None:
    old = len(ledger.rows())
    new = [row.model_copy(update={"stage": old + n}) for n, row in enumerate(drawn)]
    written = write(ledger, *new)
    assert [entry.draft for entry in written] == new
    assert ledger.entries()[old:] == written
    assert damage(ledger.rows()) is None


def test_another_look_at_the_same_place_finds_the_same(place: Place) -> None:
    with Ledger.at(place, create=True) as ledger:
        written = write(ledger, *life(Life.SPENT))
    with Ledger.at(place) as ledger:
        assert ledger.entries() == written
        assert [entry.sequence for entry in written] == [1, 2, 3]
        assert written[0].previous == NOTHING
        assert [entry.previous for entry in written[1:]] == [entry.hash for entry in written[:-1]]


def test_what_is_refused_leaves_nothing_of_it(ledger: Ledger) -> None:
    before = write(ledger, draft())
    with pytest.raises(WrongMove):
        write(ledger, draft(initiative="blog"), draft(Act.CLOSE, "blog"))
    with pytest.raises(ZeroDivisionError):
        ledger.write(lambda entries: [draft(initiative="blog", amount=1 // (len(entries) - 1))])
    assert ledger.entries() == before


@pytest.mark.parametrize("state", Life)
def test_every_move_of_the_table_is_made_and_no_other(ledger: Ledger, state: Life) -> None:
    for act in MOVES:
        name = f"{state}-{act}"
        write(ledger, *life(state, name))
        after = TRANSITIONS.get((state, act))
        if after is None:
            with pytest.raises(WrongMove, match=f"{name}/1 is {state}: it cannot be"):
                write(ledger, draft(act, name))
        else:
            (entry,) = write(ledger, draft(act, name))
            assert entry.life is after
    stands = {key.initiative: row.life for (_, key), row in tranches(ledger.entries()).items()}
    for act in MOVES:
        expected = TRANSITIONS.get((state, act), state)
        assert stands.get(InitiativeId(f"{state}-{act}"), Life.UNKNOWN) is expected


@pytest.mark.parametrize("state", Life)
def test_the_database_itself_refuses_every_other_move(ledger: Ledger, state: Life) -> None:
    write(ledger, *life(state))
    attempts = 1 if state is Life.UNKNOWN else ledger.entries()[-1].attempt
    for act, after in itertools.product(MOVES, Life):
        if TRANSITIONS.get((state, act)) is after:
            continue
        row = behind.following(ledger, draft(act), after, attempts + (act is Act.REQUEST))
        with pytest.raises(DBAPIError, match="a tranche cannot go that way"):
            behind.insert(ledger, row)
    assert len(ledger.rows()) == len(life(state))


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"sequence": 9}, "numbered without holes"),
        ({"sequence": 2}, "numbered without holes"),
        ({"previous": "f" * 64}, "an entry follows the last one"),
        ({"amount": 100_01}, "what is released is what was requested"),
        ({"evidence": "f" * 64}, "what is released is what was requested"),
        ({"request": "R0002"}, "what is released is what was requested"),
        ({"attempt": 2}, "what is released is what was requested"),
        ({"actor": "ana"}, "who requested a tranche does not release it"),
        ({"actor": " ANA "}, "who requested a tranche does not release it"),
        ({"actor": " "}, "somebody_did_it"),
        ({"at": "2026-01-01T00:00:00.000000Z"}, "the clock went backwards"),
        ({"amount": -1}, "whole_minor_units|requested"),
        ({"hash": "short"}, "chained"),
    ],
    ids=str,
)
def test_the_database_itself_refuses_a_wrong_release(
    ledger: Ledger, wrong: dict[str, object], why: str
) -> None:
    write(ledger, draft(), draft(initiative="blog"))
    right = behind.following(ledger, draft(Act.RELEASE), Life.RELEASED)
    with pytest.raises(DBAPIError, match=why):
        behind.insert(ledger, right._replace(**wrong))  # type: ignore[arg-type] # any column
    behind.insert(ledger, right)
    assert damage(ledger.rows()) is None


@pytest.mark.parametrize(
    ("state", "row", "after", "why"),
    [
        (Life.RELEASED, draft(Act.SPEND, amount=100_01), Life.SPENT, "no more is spent than"),
        (Life.RELEASED, draft(Act.CLOSE, amount=100_01), Life.CLOSED, "no more is spent than"),
        (Life.RELEASED, draft(Act.REVERSE, amount=99_99), Life.REVERSED, "what is reversed is"),
        (Life.RELEASED, draft(Act.NOTE), Life.CLOSED, "a note changes nothing"),
        (Life.UNKNOWN, draft(Act.NOTE), Life.RELEASED, "a note changes nothing"),
    ],
)
def test_the_database_itself_refuses_wrong_amounts_and_notes(
    ledger: Ledger, state: Life, row: Draft, after: Life, why: str
) -> None:
    write(ledger, *life(state))
    with pytest.raises(DBAPIError, match=why):
        behind.insert(ledger, behind.following(ledger, row, after))
    assert len(ledger.rows()) == len(life(state))


@pytest.mark.parametrize("state", [state for state in Life if state is not Life.UNKNOWN])
def test_the_database_itself_counts_how_often_a_tranche_is_asked_for(
    ledger: Ledger, state: Life
) -> None:
    write(ledger, *life(state))
    for act in (act for before, act in TRANSITIONS if before is state):
        right = 2 if act is Act.REQUEST else 1
        for attempt in {1, 2, 3} - {right}:
            after = TRANSITIONS[state, act]
            row = behind.following(ledger, draft(act, amount=100_00), after, attempt)
            with pytest.raises(DBAPIError):
                behind.insert(ledger, row)
    assert len(ledger.rows()) == len(life(state))


def test_f67_an_entry_is_not_put_in_the_place_of_another(ledger: Ledger) -> None:
    written = write(ledger, *life(Life.RELEASED))
    row = behind.following(ledger, draft(initiative="blog"), Life.REQUESTED)
    with pytest.raises(DBAPIError, match="no two entries are the same"):
        behind.insert(ledger, row._replace(hash=written[0].hash))
    if ledger.place.file is not None:
        with pytest.raises(DBAPIError, match="no two entries are the same"):
            behind.insert(ledger, row._replace(hash=written[0].hash), verb="REPLACE")
    assert ledger.entries() == written


def test_f57_a_tranche_is_released_once_each_time_in_the_database_too(ledger: Ledger) -> None:
    write(ledger, *life(Life.RELEASED))
    again = behind.following(ledger, draft(Act.RELEASE, by="cid"), Life.RELEASED)
    with pytest.raises(DBAPIError):
        behind.insert(ledger, again)
    assert len(ledger.rows()) == 2


def test_f63_nobody_releases_what_they_requested(ledger: Ledger) -> None:
    write(ledger, draft())
    for by in ("ana", "Ana", " ana "):
        with pytest.raises(LedgerRefusal, match="who requested a tranche does not release it"):
            write(ledger, draft(Act.RELEASE, by=by))
    assert len(ledger.rows()) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entries SET amount = 1",
        "UPDATE entries SET actor = 'eve' WHERE sequence = 1",
        "DELETE FROM entries",
        "DELETE FROM entries WHERE sequence = 2",
        "UPDATE transitions SET after = 'released'",
        "DELETE FROM transitions",
        "INSERT INTO transitions VALUES ('unknown', 'release', 'released')",
    ],
)
def test_f67_the_database_only_grows(ledger: Ledger, statement: str) -> None:
    written = write(ledger, *life(Life.RELEASED))
    with pytest.raises(DBAPIError, match="the ledger only grows"):
        behind.execute(ledger, statement)
    assert ledger.entries() == written


@pytest.mark.parametrize("table", ["entries", "transitions"])
def test_f67_tables_are_not_emptied_at_once(ledger: Ledger, table: str) -> None:
    if ledger.place.file is not None:
        pytest.skip("SQLite knows no TRUNCATE")
    written = write(ledger, *life(Life.RELEASED))
    with pytest.raises(DBAPIError, match="the ledger only grows"):
        behind.execute(ledger, f"TRUNCATE {table}")
    assert ledger.entries() == written


NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


def test_f65_time_is_utc_and_may_stand_still(place: Place) -> None:
    east = NOON.astimezone(tz=None)
    for now in (NOON, east, NOON + timedelta(microseconds=1)):
        with Ledger.at(place, create=True, clock=lambda now=now: now) as ledger:  # type: ignore[misc] # bound at once
            write(ledger, draft(initiative=f"at {now.isoformat()} {len(ledger.rows())}"))
    with Ledger.at(place) as ledger:
        assert [row.at[:19] for row in ledger.rows()] == ["2026-01-15T12:00:00"] * 3
        assert damage(ledger.rows()) is None


@pytest.mark.parametrize("back", [timedelta(microseconds=1), timedelta(days=400)])
def test_f65_a_clock_that_went_back_is_refused(place: Place, back: timedelta) -> None:
    with Ledger.at(place, create=True, clock=lambda: NOON) as ledger:
        written = write(ledger, draft())
    with Ledger.at(place, clock=lambda: NOON - back) as ledger:
        with pytest.raises(LedgerRefusal, match="set the clock right") as refused:
            write(ledger, draft(Act.RELEASE))
        assert len(str(refused.value).splitlines()) == 1
        assert ledger.entries() == written
