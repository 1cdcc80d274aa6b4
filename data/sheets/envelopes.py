"""Sheet Envelopes."""

from data.context import Context
from data.fault import Fault
from data.kinds.choice import Choice
from data.kinds.limit import LIMIT, limit, raw_limit
from data.kinds.scope import SCOPE
from data.kinds.text import IDENTIFIER, Text
from data.sheets.column import LISTS, Column, Offer
from data.sheets.sheet import Fields, Sheet
from models.envelope import Envelope, Measure

_HEADERS = {"at_least": "At least", "at_most": "At most"}


def _assemble(fields: Fields, context: Context) -> Fields:
    for name, header in _HEADERS.items():
        if name in fields:
            try:
                fields[name] = limit(fields[name], fields["measure"], context)
            except Fault as fault:
                raise Fault(fault.what, fault.allowed, header) from fault
    return fields


def _dismantle(envelope: Envelope, context: Context) -> Fields:
    fields = {name: getattr(envelope, name) for name in Envelope.model_fields}
    for name in _HEADERS:
        if fields[name] is not None:
            fields[name] = raw_limit(fields[name], envelope.measure, context)
    return fields


SHEET = Sheet(
    title="Envelopes",
    field="envelopes",
    row=Envelope,
    about="Floors and ceilings on a share of the money or the people.",
    by="finance",
    key=("Envelope",),
    columns=(
        Column("Envelope", "id", IDENTIFIER, "Name of the envelope.", required=True, width=24),
        Column(
            "Applies to",
            "applies_to",
            SCOPE,
            "Whose work counts.",
            required=True,
            width=24,
            offer=Offer(LISTS, "Scopes"),
        ),
        Column("Measure", "measure", Choice(Measure), "What is measured.", required=True, width=14),
        Column(
            "Window",
            "window",
            Text("a window of Periods, each or all"),
            "Where it holds: one window, each of them, or all together; each if empty.",
            offer=Offer(LISTS, "Windows of envelopes"),
        ),
        Column("At least", "at_least", LIMIT, "The floor.", width=14),
        Column("At most", "at_most", LIMIT, "The ceiling.", width=14),
    ),
    assemble=_assemble,
    dismantle=_dismantle,
)
