"""Districts by their GB/T 2260 code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from guidelint.source.document import load


@dataclass(frozen=True, slots=True)
class Region:
    """`prefix` begins the ids of the district's tickets."""

    name: str
    prefix: str


@cache
def regions() -> Mapping[str, Region]:
    """The districts that come with guidelint; others go by their code."""
    file = files("guidelint") / "tickets" / "data" / "regions.yaml"
    data = load(file.read_bytes(), file.name).data["regions"]
    return {code: Region(region["name"], region["prefix"]) for code, region in data.items()}


def region_name(code: str) -> str:
    known = regions().get(code)
    return known.name if known else code
