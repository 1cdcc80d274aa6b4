"""Initiatives of the domain Browsing."""

from data.examples.shorthand import Gain, Goal, Seen, Step, Work
from models.initiative import Theme

BROWSING = (
    Work(
        "BRW-01",
        "Category pages that load in a second",
        team="home-category",
        theme=Theme.MODERNIZATION,
        steps=(
            Step(
                "Measure and prototype",
                95,
                1,
                "Web 1.4, Backend 0.4",
                done="2026-07-01",
                paid=(("2026-07-01", "MODERN", "closed"),),
                goals=(
                    Goal(
                        "Page load time <= 1.5",
                        (
                            Seen(
                                "1.3",
                                "2026-09-28",
                                "Lab measurement report, category prototype, 28 Sep 2026",
                                "Hanna Lindqvist",
                                "Ravi Menon",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Rebuild on server-side rendering",
                410,
                2,
                "Web 1.8, Backend 0.7, Quality 0.4",
                capex=70,
                chance=85,
                active="2026-10-01",
                paid=(("2026-10-05", "MODERN", "released"),),
                goals=(Goal("Page load time <= 1.0", amber="1.2"), Goal("Milestones kept >= 85")),
            ),
            Step(
                "Roll out to all 14 countries",
                160,
                1,
                "Web 0.7, Backend 0.4, Quality 0.7",
                capex=40,
                goals=(Goal("Page load time <= 1.0"), Goal("Add-to-basket rate >= 9.0")),
            ),
        ),
        gains=(
            Gain("Add-to-basket rate", "0.28", 65, ramp=1),
            Gain("Running cost", "14", 80, after=2),
        ),
    ),
    Work(
        "BRW-02",
        "Personal start page",
        team="home-category",
        theme=Theme.GROWTH,
        function="marketing",
        steps=(
            Step(
                "Pilot with 5 % of visitors",
                130,
                1,
                "Web 0.7, Data science 0.4, UX 0.4",
                done="2026-10-01",
                paid=(("2026-10-01", "GROWTH", "spent"),),
                goals=(
                    Goal(
                        "Add-to-basket rate >= 8.9",
                        (
                            Seen(
                                "9.1",
                                "2026-12-14",
                                "A/B test report, personal start page, 2 Nov – 11 Dec 2026",
                                "Hanna Lindqvist",
                                "Sophie Brandt",
                            ),
                        ),
                    ),
                    Goal(
                        "Milestones kept >= 80",
                        (
                            Seen(
                                "90",
                                "2026-12-18",
                                "Delivery office review, December 2026",
                                "Hanna Lindqvist",
                                "Birgit Hoffmann",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Build",
                460,
                2,
                "Web 1.4, Backend 0.7, Data science 0.4@2, UX 0.4, Marketing 0.3",
                capex=60,
                chance=75,
                spend="2;1",
                goals=(
                    Goal("Add-to-basket rate >= 9.2", amber="9.0"),
                    Goal("Milestones kept >= 80"),
                ),
            ),
            Step(
                "Roll out and editorial tools",
                180,
                1,
                "Web 1.4, UX 0.4, Marketing 0.4",
                capex=30,
                goals=(Goal("Add-to-basket rate >= 9.3"),),
            ),
        ),
        gains=(
            Gain("Add-to-basket rate", "0.35", 70, ramp=2),
            Gain("Repeat purchase rate", "0.15", 70, ramp=2),
        ),
    ),
    Work(
        "BRW-03",
        "Shop the look",
        team="product-page",
        theme=Theme.GROWTH,
        function="marketing",
        steps=(
            Step(
                "Concept test with stylists",
                110,
                1,
                "UX 0.7, Web 0.4, Marketing 0.4",
                chance=60,
                goals=(Goal("Users in the pilot >= 20000"), Goal("Average basket >= 68.5")),
            ),
            Step(
                "Build",
                560,
                2,
                "Web 1.4, Backend 0.7, UX 0.4, Data science 0.4",
                capex=65,
                chance=80,
                goals=(Goal("Average basket >= 69.0"), Goal("Defects after release <= 4")),
            ),
            Step(
                "Roll out",
                190,
                1,
                "Web 0.7, Marketing 0.4",
                goals=(Goal("Average basket >= 69.2"),),
            ),
        ),
        gains=(Gain("Average basket", "0.55", 35, ramp=1),),
    ),
    Work(
        "BRW-04",
        "Accessibility Act remediation",
        team="product-page",
        theme=Theme.REGULATORY,
        function="compliance",
        must_do=True,
        latest="2027 Q3",
        penalty=150,
        steps=(
            Step(
                "Audit of all pages",
                70,
                1,
                "UX 0.4, Quality 0.4, Compliance 0.2",
                done="2026-07-01",
                paid=(("2026-07-06", "REG", "closed"),),
                goals=(
                    Goal(
                        "Milestones kept >= 90",
                        (
                            Seen(
                                "100",
                                "2026-10-02",
                                "Audit report WCAG 2.2, Stiftung Barrierefrei, 2 Oct 2026",
                                "Tomás Herrera",
                                "Henrik Sørensen",
                            ),
                        ),
                    ),
                ),
            ),
            Step(
                "Repair",
                290,
                2,
                "Web 1.8, UX 0.4, Quality 0.7",
                chance=90,
                goals=(Goal("Accessibility issues <= 12", amber="20"),),
            ),
            Step(
                "Second audit and statement",
                60,
                1,
                "Quality 0.4, Compliance 0.3",
                goals=(Goal("Accessibility issues <= 0"),),
            ),
        ),
        gains=(Gain("Exposure to fines", "90", 80),),
    ),
    Work(
        "BRW-05",
        "Size and fit advisor",
        team="product-page",
        theme=Theme.GROWTH,
        steps=(
            Step(
                "Trial with two brands",
                140,
                1,
                "Data science 0.4, Web 0.7, UX 0.4",
                done="2026-07-01",
                paid=(("2026-07-06", "GROWTH", "spent"),),
                goals=(
                    Goal(
                        "Return rate <= 24.0",
                        (
                            Seen(
                                "26.3",
                                "2026-11-30",
                                "Returns report by brand, controlling, November 2026",
                                "Tomás Herrera",
                                "Sophie Brandt",
                            ),
                        ),
                        amber="24.8",
                    ),
                ),
            ),
            Step(
                "Build for all brands",
                520,
                2,
                "Data science 0.7, Web 0.7, Backend 0.7",
                capex=60,
                chance=70,
                goals=(Goal("Return rate <= 23.0"), Goal("Cost against tranche <= 105")),
            ),
            Step("Roll out", 150, 1, "Web 0.7, Quality 0.4", goals=(Goal("Return rate <= 22.5"),)),
        ),
        gains=(Gain("Return rate", "0.6", 55, ramp=2),),
    ),
)
