"""Initiatives of the domain Promotions."""

from data.examples.shorthand import Gain, Goal, Seen, Step, Work
from models.initiative import Theme

PROMOTIONS = (
    Work(
        "PRO-01",
        "Voucher engine replacement",
        team="offers",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Parallel run with 1 % of vouchers",
                170,
                1,
                "Backend 0.7, Quality 0.4",
                done="2026-10-01",
                paid=(("2026-10-05", "MODERN", "spent"),),
                goals=(
                    Goal(
                        "Defects after release <= 5",
                        (
                            Seen(
                                "3",
                                "2026-12-17",
                                "Defect list, voucher parallel run, 17 Dec 2026",
                                "Piotr Wiśniewski",
                                "Piotr Wiśniewski",
                            ),
                        ),
                    ),
                    Goal(
                        "Availability >= 99.8",
                        (
                            Seen(
                                "99.93",
                                "2026-12-21",
                                "Service report, November and December 2026",
                                "Piotr Wiśniewski",
                                "Ravi Menon",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Migrate 31 voucher types",
                430,
                2,
                "Backend 1.8, Web 0.4, Quality 0.4",
                capex=75,
                chance=85,
                goals=(Goal("Records migrated >= 99.9"),),
            ),
            Step(
                "Switch off the old engine",
                70,
                1,
                "Backend 0.7",
                goals=(Goal("Support contacts <= 56"), Goal("Availability >= 99.95")),
            ),
        ),
        gains=(Gain("Running cost", "60", 90), Gain("Support contacts", "6", 90)),
    ),
    Work(
        "PRO-02",
        "Member prices",
        team="offers",
        theme=Theme.GROWTH,
        function="marketing",
        steps=(
            Step(
                "Test in two categories",
                140,
                1,
                "Web 0.4, Backend 0.4, Data science 0.3, Marketing 0.4",
                chance=65,
                goals=(Goal("Repeat purchase rate >= 31"), Goal("Customer satisfaction >= 78")),
            ),
            Step(
                "Build",
                560,
                2,
                "Backend 0.7, Web 0.7, UX 0.4, Data science 0.3",
                capex=55,
                chance=80,
                goals=(Goal("Repeat purchase rate >= 31.5"),),
            ),
            Step(
                "Launch",
                210,
                1,
                "Web 0.4, Marketing 0.7",
                goals=(Goal("Repeat purchase rate >= 31.8"),),
            ),
        ),
        gains=(Gain("Repeat purchase rate", "0.6", 30, ramp=2),),
    ),
    Work(
        "PRO-03",
        "Flash sales without queues",
        team="offers",
        theme=Theme.GROWTH,
        latest="2027 Q4",
        steps=(
            Step(
                "Load test",
                60,
                1,
                "Backend 0.4, Quality 0.4",
                chance=85,
                goals=(Goal("Availability >= 99.9"),),
            ),
            Step(
                "Build before Black Friday",
                250,
                2,
                "Backend 1.4, Web 0.4, Quality 0.4",
                capex=50,
                goals=(Goal("Campaign revenue >= 400"),),
            ),
        ),
        gains=(
            Gain("Campaign revenue", "420", 45, profile="1;0.3;0.3;0.3;1;0.3;0.3;0.3;1"),
            Gain("Support contacts", "4", 45),
        ),
    ),
    Work(
        "PRO-04",
        "Price history on every offer (Omnibus Directive)",
        team="offers",
        theme=Theme.REGULATORY,
        function="compliance",
        must_do=True,
        latest="2027 Q2",
        penalty=120,
        steps=(
            Step(
                "Build and legal review",
                140,
                1,
                "Backend 0.7, Web 0.4, Compliance 0.3",
                chance=95,
                active="2027-01-04",
                paid=(("2027-01-04", "REG", "released"),),
                goals=(Goal("Milestones kept >= 90"),),
            ),
            Step(
                "Roll out", 55, 1, "Web 0.5, Quality 0.4", goals=(Goal("Milestones kept >= 100"),)
            ),
        ),
        gains=(Gain("Exposure to fines", "60", 90),),
    ),
)
