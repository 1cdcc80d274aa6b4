"""Initiatives of the domain Campaigns."""

from data.examples.shorthand import Gain, Goal, Seen, Step, Work
from models.initiative import Theme

CAMPAIGNS = (
    Work(
        "CMP-01",
        "Message centre for mail, app and text",
        team="campaign-studio",
        theme=Theme.GROWTH,
        function="marketing",
        steps=(
            Step(
                "Choose the sender and pilot",
                110,
                1,
                "Backend 0.4, Web 0.4, Marketing 0.3",
                done="2026-10-01",
                paid=(("2026-10-05", "GROWTH", "closed"),),
                goals=(
                    Goal(
                        "Campaign revenue >= 350",
                        (
                            Seen(
                                "388",
                                "2026-12-18",
                                "Campaign report, Singles' Day to St Nicholas, 18 Dec 2026",
                                "Chloé Laurent",
                                "Amélie Rousseau",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Build",
                390,
                2,
                "Backend 0.7, Web 0.7, Mobile 0.4, Marketing 0.3",
                capex=50,
                chance=85,
                paid=(("2027-01-04", "GROWTH", "released"),),
                goals=(Goal("Campaign revenue >= 600"), Goal("Milestones kept >= 80")),
            ),
            Step(
                "Move all campaigns",
                120,
                1,
                "Web 0.4, Marketing 0.7",
                goals=(Goal("Campaign revenue >= 750"),),
            ),
        ),
        gains=(Gain("Campaign revenue", "760", 70, ramp=1),),
    ),
    Work(
        "CMP-02",
        "Back-in-stock alerts",
        team="campaign-studio",
        theme=Theme.GROWTH,
        steps=(
            Step(
                "Pilot for shoes",
                65,
                1,
                "Web 0.4, Backend 0.4",
                chance=80,
                goals=(Goal("Campaign revenue >= 120"),),
            ),
            Step(
                "Roll out to all categories",
                150,
                1,
                "Web 0.7, Backend 0.4, Data science 0.3",
                goals=(Goal("Campaign revenue >= 450"),),
            ),
        ),
        gains=(Gain("Campaign revenue", "480", 70, ramp=1),),
    ),
    Work(
        "CMP-03",
        "Campaign calendar for country teams",
        team="campaign-studio",
        theme=Theme.RUN,
        function="marketing",
        steps=(
            Step(
                "Build and hand over",
                140,
                2,
                "Web 0.7, UX 0.3, Marketing 0.2",
                goals=(Goal("Manual work <= 2.1"),),
            ),
        ),
        gains=(Gain("Manual work", "0.8", 80),),
    ),
    Work(
        "CMP-04",
        "Gift finder for peak season",
        team="campaign-studio",
        theme=Theme.GROWTH,
        function="marketing",
        earliest="2027 Q2",
        latest="2027 Q4",
        steps=(
            Step(
                "Prototype",
                55,
                1,
                "UX 0.4, Web 0.4",
                chance=70,
                goals=(Goal("Customer satisfaction >= 80"),),
            ),
            Step(
                "Build",
                180,
                1,
                "Web 1.4, Data science 0.4, Marketing 0.4",
                goals=(Goal("Campaign revenue >= 800"),),
            ),
        ),
        gains=(
            Gain("Campaign revenue", "900", 35, from_start=True, profile="1;0;0.2;0;1;0;0.2;0;1"),
        ),
    ),
)
