"""Valid portfolios that use every sheet and every column."""

from hypothesis import strategies as st

from models.portfolio import Portfolio
from tests.strategies.ground import grounds
from tests.strategies.money_rows import money_rows
from tests.strategies.people_rows import people_rows
from tests.strategies.work_rows import work_rows


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    """A portfolio without errors, if not without warnings."""
    ground = draw(grounds())
    rows = draw(money_rows(ground)) | draw(work_rows(ground)) | draw(people_rows(ground))
    return Portfolio(settings=ground.settings, periods=ground.periods, **rows)
