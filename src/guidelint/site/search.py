"""The search index: scripts that a page opened from a disk can load, each small enough to be read at once."""

import json
from collections.abc import Iterator, Sequence

from guidelint.model.guide import Guide
from guidelint.site.names import page_name
from guidelint.site.site import Site
from guidelint.tickets.personal import mask
from guidelint.tickets.regions import region_name

ENTRIES = 2_000  # in one script

Row = tuple[str, str, str, str, str]
"""Kind (a folder of the site), address, title, what stands beside it, and the text that is searched as well."""


def shards(site: Site) -> list[str]:
    """The scripts in their order; at least one."""
    rows = list(_rows(site))
    return [_script(rows[start : start + ENTRIES]) for start in range(0, max(len(rows), 1), ENTRIES)]


def _script(rows: Sequence[Row]) -> str:
    # JSON is JavaScript: since ECMAScript 2019 also with U+2028 in it.
    return f"guidelintIndex({json.dumps(rows, ensure_ascii=False, separators=(',', ':'))});\n"


def _rows(site: Site) -> Iterator[Row]:
    for entry in site.ranked():
        guide = entry.guide
        beside = " · ".join(part for part in (entry.district, guide.authority) if part)
        yield "guides", entry.page, guide.title, beside, " ".join(_words(guide))
    for id, loaded in sorted(site.engine.ruleset.rules.items()):
        yield "rules", page_name("rules", id), site.say(loaded.rule.title), id, ""
    for ticket in site.tickets():
        district = region_name(ticket.region) if ticket.region else ""
        words = " ".join(mask(word) for word in (ticket.summary, ticket.guide_says, ticket.window_requires) if word)
        beside = " · ".join(part for part in (ticket.received, district, ticket.channel, mask(ticket.summary)) if part)
        yield "tickets", page_name("tickets", ticket.id), ticket.id, beside, words


def _words(guide: Guide) -> Iterator[str]:
    yield guide.id
    yield from guide.halls
    yield from dict.fromkeys(material.name for material in guide.materials)
