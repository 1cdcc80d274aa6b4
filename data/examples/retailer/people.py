"""The retailer's 130 people, team by team."""

from data.examples.crew import Crew, Habits, hire_everyone

HABITS = Habits(
    places={"Hamburg": 27_000, "Lisbon": 20_500, "Kraków": 19_000, "Bengaluru": 13_500},
    beside={
        "Backend": ("Data engineering", "Cloud", "Web"),
        "Web": ("UX", "Mobile", "Quality"),
        "Mobile": ("Web",),
        "UX": ("Web",),
        "Data engineering": ("Backend", "Data science"),
        "Data science": ("Data engineering",),
        "Quality": ("Web", "Operations"),
        "Cloud": ("Backend", "Security"),
        "Security": ("Cloud",),
    },
    prefix="E",
)

_PRODUCTS = (
    Crew(
        "home-category",
        (
            "Hanna Lindqvist: Web",
            "Camille Girard: Web",
            "Andrzej Zieliński: Backend",
            "Nguyễn Thị Hoa: Mobile",
            "Freya Sundström: UX",
            "Daniel Oyelaran: Quality",
        ),
    ),
    Crew(
        "product-page",
        (
            "Tomás Herrera: Web",
            "Shreya Kulkarni: Web",
            "Wojciech Kamiński: Backend",
            "Beatriz Fonseca: Backend",
            "Ólafur Jónsson: UX",
            "Leila Haddad: Mobile",
        ),
    ),
    Crew(
        "search",
        (
            "Mei Tanaka: Backend",
            "陈晓明: Data science",
            "Ewa Lewandowska: Backend",
            "Samuel Adjei: Backend",
            "Ivana Horvat: Data science",
            "Vikram Nair: Data engineering",
            "Luca Bianchi: Web",
        ),
    ),
    Crew(
        "recommendations",
        (
            "Adaeze Okafor: Data science",
            "Zoltán Kovács: Data science",
            "Priya Raghavan: Data engineering",
            "Emil Kjær: Backend",
            "Sofia Papadopoulou: Backend",
            "Grace Mwangi: Web",
        ),
    ),
    Crew(
        "basket",
        (
            "Jonas Weber: Backend",
            "Magdalena Nowak: Backend",
            "Arjun Deshpande: Backend",
            "Rui Almeida: Web",
            "Kateřina Dvořáková: Web",
            "Tariq Mansour: Mobile",
            "Noémie Lefèvre: UX",
            "Stefan Krüger: Quality",
        ),
    ),
    Crew(
        "payments",
        (
            "Inês Carvalho: Backend",
            "Grzegorz Mazur: Backend",
            "Ольга Смирнова: Backend",
            "Deepak Joshi: Backend",
            "Malin Åkesson: Web",
            "Teresa Quintana: Security",
            "Abena Owusu: Quality",
        ),
    ),
    Crew(
        "offers",
        (
            "Piotr Wiśniewski: Backend",
            "Aïcha Diallo: Backend",
            "Miguel Sequeira: Web",
            "Sneha Pillai: Web",
            "Lotte Jansen: Backend",
            "Florian Huber: Quality",
        ),
    ),
    Crew(
        "campaign-studio",
        (
            "Chloé Laurent: Web",
            "Δημήτρης Νικολάου: Web",
            "Rohan Mehta: Backend",
            "Agnieszka Pawlak: Data science",
            "Vera Santos: UX",
            "Kwame Boateng: Mobile",
        ),
    ),
    Crew(
        "accounts",
        (
            "Yusuf Demir: Backend",
            "Joanna Krawczyk: Backend",
            "Bruno Teixeira: Web",
            "Ananya Banerjee: Mobile",
            "Filip Johansson: Mobile",
            "Clara Voß: UX",
            "محمد الحسن: Security",
        ),
    ),
    Crew(
        "loyalty",
        (
            "Saoirse Byrne: Backend",
            "Tomasz Wójcik: Backend",
            "Kavya Reddy: Mobile",
            "Diogo Marques: Mobile",
            "Élodie Marchand: Web",
            "Nils Petersen: Backend",
        ),
    ),
)

_PLATFORMS = (
    Crew(
        "product-information",
        (
            "Marta Kowalczyk: Backend",
            "João Pires: Backend",
            "Lakshmi Venkatesan: Backend",
            "Henning Otto: Data engineering",
            "Zuzanna Sikora: Data engineering",
            "Cristina Moldovan: Web",
            "Manoj Pandey: Quality",
        ),
    ),
    Crew(
        "pricing",
        (
            "Rajesh Iyer: Data science",
            "Ana Lourenço: Data science",
            "Bartosz Górski: Backend",
            "Silke Baumann: Backend",
            "Farhan Qureshi: Backend",
            "Iwona Stępień: Data engineering",
            "Gonçalo Matos: Quality",
        ),
    ),
    Crew(
        "inventory",
        (
            "Katrin Schäfer: Backend",
            "Sanjay Gupta: Backend",
            "Paweł Dąbrowski: Backend",
            "Marisa Antunes: Backend",
            "Jens Lorenzen: Data engineering",
            "Pooja Shetty: Data engineering",
            "Renata Wrona: Quality",
            "Emeka Nwosu: Mobile",
        ),
    ),
    Crew(
        "customer-data",
        (
            "Nadia Benali: Data engineering",
            "Krzysztof Walczak: Data engineering",
            "Divya Krishnan: Data engineering",
            "Henrique Barros: Backend",
            "Antje Möller: Backend",
            "Tuğba Yıldız: Data science",
            "Sven Eriksson: Security",
        ),
    ),
    Crew(
        "transactions",
        (
            "Lukáš Novák: Backend",
            "Aditya Rao: Backend",
            "Patrícia Neves: Backend",
            "Uwe Hartmann: Backend",
            "Justyna Adamczyk: Quality",
            "Michał Jabłoński: Quality",
            "Meera Subramanian: Data engineering",
        ),
    ),
    Crew(
        "api-layer",
        (
            "Oluwaseun Adeyemi: Backend",
            "Weronika Zając: Backend",
            "Nuno Figueiredo: Backend",
            "Harish Bhat: Backend",
            "Lena Fischer: Web",
            "Carlos Benítez: Cloud",
            "Dorota Szymańska: Quality",
        ),
    ),
    Crew(
        "cloud",
        (
            "Ravi Menon: Cloud",
            "Łukasz Król: Cloud",
            "Sara Vasconcelos: Cloud",
            "Torben Iversen: Cloud",
            "Nisha Kamath: Cloud",
            "Øyvind Haugen: Backend",
        ),
    ),
    Crew(
        "security",
        (
            "Elif Aydın: Security",
            "Ingrid Solberg: Security 5",
            "Suresh Balan: Security 4",
            "Rafał Czarnecki: Cloud",
        ),
    ),
)

_FUNCTIONS = (
    Crew(
        "marketing",
        (
            "Amélie Rousseau: Marketing",
            "Jan de Vries: Marketing",
            "Magda Olszewska: Marketing",
            "Tiago Ramos: Marketing",
            "Ritu Saxena: Marketing",
        ),
        is_function=True,
    ),
    Crew(
        "compliance",
        (
            "Henrik Sørensen: Compliance",
            "Giulia Ferraro: Compliance",
            "Zeynep Kaya: Compliance",
        ),
        is_function=True,
    ),
    Crew(
        "operations",
        (
            "Dirk Vandenberghe: Operations",
            "Monika Sobczak: Operations",
            "Fernando Vidal: Operations",
            "दीपा शर्मा: Operations",
        ),
        is_function=True,
    ),
)

STAFF = hire_everyone((*_PRODUCTS, *_PLATFORMS, *_FUNCTIONS), HABITS, seed=2027)
