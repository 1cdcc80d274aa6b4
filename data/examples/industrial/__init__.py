"""A maker of fasteners that sells to businesses, planned by month with budgets by quarter."""

from models.portfolio import Portfolio


def portfolio() -> Portfolio:
    """The industrial supplier's portfolio; the same every time."""
    from data.examples.industrial import frame, money, order, people
    from data.examples.industrial.platforms import PLATFORMS
    from data.examples.industrial.sales import SALES
    from data.examples.industrial.service import SERVICE
    from data.examples.shorthand import with_works

    return with_works(
        Portfolio(
            settings=frame.SETTINGS,
            periods=frame.PERIODS,
            teams=frame.TEAMS,
            functions=frame.FUNCTIONS,
            funds=money.FUNDS,
            budgets=money.BUDGETS,
            envelopes=money.ENVELOPES,
            metrics=frame.METRICS,
            dependencies=order.DEPENDENCIES,
            people=people.STAFF.people,
            skills=people.STAFF.skills,
            availability=people.AVAILABILITY,
            pools=people.POOLS,
            assignments=people.ASSIGNMENTS,
            hiring=people.HIRING,
            waivers=order.WAIVERS,
        ),
        (*SALES, *SERVICE, *PLATFORMS),
    )
