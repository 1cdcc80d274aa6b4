"""Sheet Pools."""

from data.context import Context
from data.fault import Fault
from data.kinds.money import MONEY
from data.kinds.people import FTE
from data.kinds.text import IDENTIFIER, Text, refers_to
from data.sheets.column import LISTS, Column, Offer
from data.sheets.sheet import Fields, Sheet
from models.nearest import nearest
from models.supply import Pool

_WHOM = "Team or domain"


def _assemble(fields: Fields, context: Context) -> Fields:
    whom = fields.pop("whom", None)
    if whom is None:
        return fields
    team, domain = whom in context.teams, whom in context.domains
    if team and domain:
        what = f"'{whom}' is the name of a team and of a domain"
        raise Fault(what, "a name that only one of them has", _WHOM)
    if not team and not domain:
        near = nearest(whom, sorted(context.teams | context.domains))
        allowed = "a team or a domain of Teams" + (f"; nearest: {near}" if near else "")
        raise Fault(f"'{whom}' is neither a team nor a domain", allowed, _WHOM)
    return fields | ({"team": whom} if team else {"domain": whom})


def _dismantle(pool: Pool, _: Context) -> Fields:
    fields = {name: getattr(pool, name) for name in Pool.model_fields}
    return fields | {"whom": pool.team if pool.team is not None else pool.domain}


SHEET = Sheet(
    title="Pools",
    field="pools",
    row=Pool,
    about="Capacity without names: a vendor's team, contractors.",
    by="delivery office",
    key=("Pool",),
    columns=(
        Column("Pool", "id", IDENTIFIER, "Short name of the pool.", required=True, width=18),
        Column(
            "Skill",
            "skill",
            refers_to("Skills", "Skill", listed=False),
            "What it can do, at any level.",
            required=True,
            width=22,
        ),
        Column("FTE", "slices", FTE, "Its time in each period.", required=True),
        Column(
            _WHOM,
            "whom",
            Text("a team or a domain of Teams"),
            "Whom it works for; empty for everyone.",
            width=18,
            offer=Offer(LISTS, "Teams and domains"),
        ),
        Column("From", "from_period", refers_to("Periods", "Period"), "First period."),
        Column(
            "To", "to_period", refers_to("Periods", "Period"), "Last period.", not_before="From"
        ),
        Column("Cost per FTE and period", "cost", MONEY, "For the finance view only.", width=14),
    ),
    assemble=_assemble,
    dismantle=_dismantle,
)
