"""The industrial supplier's 55 people, team by team, and the capacity around them."""

from data.examples.crew import Crew, Habits, hire_everyone
from data.examples.shorthand import fte, thousands
from models.person import Availability, InForce
from models.supply import HiringKind, HiringOption, Pool
from models.units import OptionId, PeriodId, PoolId, SkillId, TeamId

_HABITS = Habits(
    places={"Cleveland": 10_800, "Monterrey": 6_900, "Brno": 7_200},
    beside={
        "Backend": ("Integration", "Data"),
        "Frontend": ("Design", "Quality"),
        "Modelling": ("Frontend", "Data"),
        "Integration": ("Backend",),
        "Data": ("Modelling",),
        "Quality": ("Operations",),
    },
    prefix="H",
)

_CREWS = (
    Crew(
        "configurator",
        (
            "Walter Szymborski: Modelling",
            "Rosa Delgado: Modelling",
            "Jakub Procházka: Modelling",
            "Tyler Novotny: Frontend",
            "Xochitl Ramírez: Frontend",
            "Grant Whitfield: Backend",
            "Marek Dostál: Quality",
        ),
    ),
    Crew(
        "quotes",
        (
            "Denise Okonkwo: Backend",
            "Eduardo Treviño: Backend",
            "Hana Veselá: Backend",
            "Caleb Johansen: Frontend",
            "Shanice Turner: Data",
            "Luis Cantú: Quality",
        ),
    ),
    Crew(
        "contracts",
        (
            "Miriam Goldstein: Backend",
            "Ondřej Beneš: Backend",
            "Claudia Garza: Backend",
            "Devon Marsh: Frontend",
            "Ludmila Černá: Quality",
        ),
    ),
    Crew(
        "returns",
        (
            "Hector Villanueva: Backend",
            "Martina Kučerová: Backend",
            "Jerome Baptiste: Frontend",
            "Paola Zambrano: Quality",
        ),
    ),
    Crew(
        "pricing",
        (
            "Anjali Desai: Data",
            "Stanislav Říha: Data",
            "Kimberly Yazzie: Backend",
            "Raúl Ibarra: Backend",
            "王丽华: Backend",
            "Nathan Brooks: Quality",
        ),
    ),
    Crew(
        "terms",
        (
            "Peter Lindholm: Backend",
            "Verónica Salinas: Backend",
            "Zdeněk Hájek: Backend",
            "Imani Walker: Quality",
            "Oscar Leal: Data",
        ),
    ),
    Crew(
        "memberships",
        (
            "Yolanda Pruitt: Backend",
            "Tereza Malá: Backend",
            "Alejandro Ochoa: Backend",
            "Brianna Cole: Data",
            "Vojtěch Král: Frontend",
        ),
    ),
    Crew(
        "edi",
        (
            "Goran Petrović: Integration",
            "Leticia Robles: Integration",
            "Adam Sedláček: Integration",
            "Kofi Asante: Integration",
            "Paige Holloway: Backend",
            "Roman Šimek: Quality",
        ),
    ),
    Crew(
        "hosting",
        (
            "Trần Minh Anh: Operations",
            "Arturo Cisneros: Operations",
            "Kelsey Dunn: Operations",
            "Filip Urban: Operations",
            "Sofía Montalvo: Design",
        ),
    ),
    Crew(
        "sales",
        ("Ruth Abernathy: Sales", "Darnell Hughes: Sales", "Graciela Peña: Sales"),
        is_function=True,
    ),
    Crew(
        "legal",
        ("Lorraine Cho: Legal", "Simon Krejčí: Legal", "Bohumil Janda: Legal"),
        is_function=True,
    ),
)

STAFF = hire_everyone(_CREWS, _HABITS, seed=1887)


AVAILABILITY = tuple(
    Availability(person=STAFF.named(name).id, period=PeriodId(month), slices=fte(time))
    for name, month, time in (
        ("Rosa Delgado", "Jul 2027", "0"),
        ("Rosa Delgado", "Aug 2027", "0"),
        ("Kofi Asante", "Jan 2027", "0"),
        ("Kofi Asante", "Feb 2027", "0.5"),
        ("Hana Veselá", "Nov 2027", "0"),
        ("Hana Veselá", "Dec 2027", "0"),
    )
)

ASSIGNMENTS = (
    *STAFF.at_home,
    InForce(
        person=STAFF.named("Ruth Abernathy").id,
        team=TeamId("quotes"),
        slices=fte("0.3"),
        until=PeriodId("Feb 2027"),
    ),
    InForce(
        person=STAFF.named("Simon Krejčí").id,
        team=TeamId("contracts"),
        slices=fte("0.2"),
        until=PeriodId("Mar 2027"),
        locked=True,
    ),
)

POOLS = (
    Pool(
        id=PoolId("Meridian integration partners"),
        skill=SkillId("Integration"),
        slices=fte("1"),
        team=TeamId("edi"),
        from_period=PeriodId("Mar 2027"),
        to_period=PeriodId("Oct 2027"),
        cost=thousands(13),
    ),
    Pool(
        id=PoolId("Northgate testers"),
        skill=SkillId("Quality"),
        slices=fte("1"),
        cost=thousands(7),
    ),
    Pool(
        id=PoolId("Studio Blau design office"),
        skill=SkillId("Design"),
        slices=fte("0.5"),
        cost=thousands(12),
    ),
)

HIRING = (
    HiringOption(
        id=OptionId("Hire a configuration modeller"),
        skill=SkillId("Modelling"),
        kind=HiringKind.HIRE,
        most=fte("1"),
        cost=thousands(9.5),
        lead_time=3,
        one_off=thousands(8),
    ),
    HiringOption(
        id=OptionId("Backend contractors"),
        skill=SkillId("Backend"),
        kind=HiringKind.CONTRACTOR,
        most=fte("2"),
        cost=thousands(15),
        lead_time=1,
        shortest_stay=3,
    ),
)
