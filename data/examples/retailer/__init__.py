"""A retailer that sells to consumers: shops, app and stores in 14 countries."""

from models.portfolio import Portfolio


def portfolio() -> Portfolio:
    """The retailer's portfolio; the same every time."""
    from data.examples.retailer import capacity, frame, infrastructure, money, order, people
    from data.examples.retailer.browsing import BROWSING
    from data.examples.retailer.campaigns import CAMPAIGNS
    from data.examples.retailer.checkout import CHECKOUT
    from data.examples.retailer.goods import GOODS
    from data.examples.retailer.profiles import PROFILES
    from data.examples.retailer.promotions import PROMOTIONS
    from data.examples.retailer.search import SEARCH
    from data.examples.retailer.shared import SHARED
    from data.examples.shorthand import with_works

    works = (
        *BROWSING,
        *SEARCH,
        *CHECKOUT,
        *PROMOTIONS,
        *CAMPAIGNS,
        *PROFILES,
        *GOODS,
        *SHARED,
        *infrastructure.INFRASTRUCTURE,
    )
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
            people=capacity.PEOPLE,
            skills=people.STAFF.skills,
            availability=capacity.AVAILABILITY,
            pools=capacity.POOLS,
            assignments=capacity.ASSIGNMENTS,
            hiring=capacity.HIRING,
            waivers=order.WAIVERS,
        ),
        works,
    )
