"""What a built wheel holds, and that nobody else claims the names in it."""

import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distributions, packages_distributions
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"headgate", "models", "data", "optimizer", "reports"}


@dataclass(frozen=True)
class Built:
    """A wheel with what it was built from."""

    source: Path
    wheel: zipfile.ZipFile


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """The wheel, built from a copy, so that no build folder is left behind."""
    place = tmp_path_factory.mktemp("wheel")
    source = place / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md"):
        (source / name).write_bytes((ROOT / name).read_bytes())
    for package in PACKAGES:
        copytree(ROOT / package, source / package, ignore=ignore_patterns("__pycache__"))
    written = frozenset(_modules(source))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--wheel-dir", str(place), str(source)]
    subprocess.run(command, check=True, capture_output=True, text=True)
    shutil.rmtree(source / "build", ignore_errors=True)
    assert frozenset(_modules(source)) == written
    (wheel,) = place.glob("headgate-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        yield Built(source, archive)


def _modules(source: Path) -> set[str]:
    return {str(path.relative_to(source)) for path in source.rglob("*.py")}


def test_the_wheel_holds_every_module_of_all_five_packages(built: Built) -> None:
    packed = {name for name in built.wheel.namelist() if name.endswith(".py")}
    assert {name.split("/")[0] for name in packed} == PACKAGES
    assert sorted(packed ^ _modules(built.source)) == []


@pytest.mark.parametrize("name", ["retailer", "industrial"])
def test_the_wheel_holds_the_examples(built: Built, name: str) -> None:
    packed = built.wheel.read(f"data/examples/{name}.xlsx")
    assert packed == (built.source / f"data/examples/{name}.xlsx").read_bytes()


def test_the_wheel_holds_no_tests_and_offers_the_command(built: Built) -> None:
    names = built.wheel.namelist()
    assert not [name for name in names if name.startswith(("tests/", "docs/", "benchmarks/"))]
    (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
    assert "headgate = headgate.__main__:main" in built.wheel.read(entry_points).decode()


@pytest.mark.parametrize("package", sorted(PACKAGES))
def test_no_other_distribution_claims_our_names(package: str) -> None:
    claimed = {
        distribution.metadata["Name"].lower()
        for distribution in distributions()
        for file in distribution.files or ()
        if file.parts[0] in {package, f"{package}.py"}
    }
    claimed |= {name.lower() for name in packages_distributions().get(package, [])}
    assert claimed <= {"headgate"}


def test_the_names_are_those_of_the_project() -> None:
    import data
    import models
    import optimizer
    import reports

    homes = {Path(str(module.__file__)).parent for module in (data, models, optimizer, reports)}
    assert homes == {ROOT / name for name in PACKAGES - {"headgate"}}
