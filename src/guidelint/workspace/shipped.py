"""The rules, thesaurus and public tickets that come with guidelint."""

from pathlib import Path

from msgspec import Struct


class Shipped(Struct, frozen=True):
    """Folders of the shipped rules (with `thesaurus/` inside) and of the tickets that are their evidence."""

    rules: Path
    tickets: Path


def shipped() -> Shipped:
    package = Path(__file__).parents[1]
    if (package / "shipped").is_dir():
        return Shipped(package / "shipped" / "rules", package / "shipped" / "tickets")
    # Run from a checkout: the repository's own folders are what the wheel is built from.
    repository = package.parents[1]
    return Shipped(repository / "rules", repository / "tickets" / "public")
