"""The whole site into a folder."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from guidelint import __version__
from guidelint.checking.engine import Engine, Report
from guidelint.model.course import stage_of
from guidelint.model.guide import Guide
from guidelint.model.progress import Advance, unwatched, watched
from guidelint.model.text import Lang, Text
from guidelint.model.ticket import Ticket
from guidelint.rules.completeness import ProfileTally
from guidelint.rules.kinds.context import ObservedWindow
from guidelint.site import overview, search, ticket_page
from guidelint.site.elements import Reader
from guidelint.site.names import Kind, page_name, paged
from guidelint.site.site import Entry, Found, Site
from guidelint.site.templates import Render, renderer
from guidelint.tickets.backtest import Verdict
from guidelint.tickets.regions import region_name
from guidelint.workspace.workspace import Loaded

LENGTH = 100  # rows of one page of a list
NEWEST = 20  # tickets on a guide's page
ASSETS = ("site.css", "search.js")


@dataclass(frozen=True, slots=True)
class Builder:
    """Writes one report's pages into `folder`."""

    site: Site
    folder: Path
    render: Render

    @classmethod
    def of(cls, engine: Engine, report: Report, folder: Path, today: date, lang: Lang) -> "Builder":
        site = Site.of(engine, report, _guides(engine), today, lang)
        return cls(site, folder, renderer(lang, today.isoformat(), __version__))

    def write(self, counted: overview.Counted, verdicts: Sequence[Verdict] | None, advance: Advance = unwatched) -> int:
        """All pages; returns how many there are. `verdicts` None means that nobody looked back."""
        for kind in ("guides", "tickets", "rules", "districts", "halls", "assets"):
            (self.folder / kind).mkdir()
        shards = search.shards(self.site)
        self._assets(shards)
        pages = self._page("search.html", "search.html", "search", is_top=True, shards=len(shards))
        pages += self._lists() + self._tickets() + self._rules()
        about = _by_guide(self.site.tickets())
        engine = self.site.engine
        tallies = [ProfileTally(engine.ruleset.profile(name)) for name in engine.workspace.config.profiles]
        for file in watched(engine.workspace.files(engine.workspace.config.guides), advance):
            for loaded in engine.workspace.guides([file]):
                pages += self._guide(loaded, about.get(loaded.model.id, ()))
                for tally in tallies:
                    tally.count(loaded)
        first = overview.values(self.site, counted, verdicts, [tally.table() for tally in tallies])
        return pages + self._page("index.html", "overview.html", "overview", is_top=True, **first)

    def _page(self, address: str, template: str, here: str, *, is_top: bool = False, **values: Any) -> int:
        root = "../" if "/" in address else ""
        page = self.render(template, root=root, here=here, is_top=is_top, **values)
        (self.folder / address).write_bytes(page.encode("utf-8", "replace"))
        return 1

    def _assets(self, shards: Sequence[str]) -> None:
        for name in ASSETS:
            (self.folder / "assets" / name).write_bytes((files("guidelint.site") / "assets" / name).read_bytes())
        for number, script in enumerate(shards, 1):
            (self.folder / "assets" / f"index-{number}.js").write_bytes(script.encode("utf-8", "replace"))

    def _guide(self, loaded: Loaded[Guide], tickets: Sequence[Ticket]) -> int:
        site, id = self.site, loaded.model.id
        entry, findings = site.entries[id], site.findings.get(id, ())
        return self._page(
            entry.page, "guide.html", "guides",
            entry=entry,
            findings=findings,
            parts=Reader(loaded.document, "guide", site.lang, findings, site.link).sections(("illustration",)),
            windows=[_window(site, window) for window in site.engine.windows.get(id, ())],
            compared=site.compared.get(id, ()),
            tickets=tickets[:NEWEST],
            more_tickets=len(tickets[NEWEST:]),
        )  # fmt: skip

    def _tickets(self) -> int:
        site = self.site
        tickets = site.tickets()
        rows = [(ticket, stage_of(ticket), ticket_page.is_late(ticket, site.today)) for ticket in tickets]
        late = sum(is_late for _, _, is_late in rows)
        own, public = site.own_and_public()
        said = Text(
            f"本单位 {own} 件，公开案例 {public} 件，新的在前；现在超期 {late} 件。",
            f"{own} of one's own and {public} public cases, newest first; {late} overdue now.",
        )
        pages = self._list("tickets", "tickets.html", rows, "tickets", said=site.say(said))
        return pages + sum(
            self._page(page_name("tickets", t.id), "ticket.html", "tickets", **ticket_page.values(site, t))
            for t in tickets
        )

    def _rules(self) -> int:
        site = self.site
        found = site.by_rule()
        rules = sorted(site.engine.ruleset.rules.items())
        rows = sorted(((rule, len(found.get(id, ()))) for id, rule in rules), key=lambda row: (-row[1], row[0].rule.id))
        active = sum(loaded.is_active for loaded, _ in rows)
        said = Text(
            f"{len(rows)} 条，{active} 条启用。每条规则都来自工单；还没有工单依据的只试行，平时不报。",
            f"{len(rows)} rules, {active} active. A rule comes from tickets; one that none backs is preview.",
        )
        pages = self._page("rules/index.html", "rules.html", "rules", is_top=True, rules=rows, said=site.say(said))
        return pages + sum(self._rule(id, found.get(id, [])) for id, _ in rules)

    def _rule(self, id: str, found: Sequence[Found]) -> int:
        loaded = self.site.engine.ruleset.rules[id]
        parts = _parts(found)
        names = [page_name("rules", id, number) for number in range(1, len(parts) + 1)]
        values: dict[str, Any] = {
            "rule": loaded.rule,
            "is_active": loaded.is_active,
            "tickets": loaded.tickets,
            "total": len(found),
        }
        return sum(
            self._page(name, "rule.html", "rules", page=number, pages=len(parts), names=names, found=part, **values)
            for number, (name, part) in enumerate(zip(names, parts, strict=True), 1)
        )

    def _lists(self) -> int:
        site = self.site
        ranked = site.ranked()
        found = sum(any(entry.counts) for entry in ranked)
        said = Text(
            f"{len(ranked)} 份，{found} 份有问题；问题多、级别高的在前。",
            f"{len(ranked)} guides, {found} with findings; the worst first.",
        )
        pages = self._list("guides", "guides.html", ranked, "entries", said=site.say(said),
                           heading=site.say(Text("指南", "Guides")), kicker="")  # fmt: skip
        districts = _grouped(ranked, lambda entry: (entry.guide.district,))
        for code, entries in districts.items():
            pages += self._group("districts", code, region_name(code), Text("地区", "District"), entries)
        for hall, entries in _grouped(ranked, lambda entry: entry.guide.halls).items():
            pages += self._group("halls", hall, hall, Text("大厅", "Hall"), entries)
        return pages

    def _group(self, kind: Kind, id: str, heading: str, word: Text, entries: Sequence[Entry]) -> int:
        said = self.site.say(Text(f"{len(entries)} 份指南", f"{len(entries)} guides"))
        values = {"said": said, "heading": heading, "kicker": self.site.say(word)}
        return self._list(kind, "guides.html", entries, "entries", id, **values)

    def _list(
        self, kind: Kind, template: str, rows: Sequence[Any], key: str, group: str | None = None, **values: Any
    ) -> int:
        """A list in pages: `kind`'s own index, or that of one `group`."""
        parts = _parts(rows)
        numbers = range(1, len(parts) + 1)
        names = [page_name(kind, group, n) if group else f"{kind}/index{paged(n)}.html" for n in numbers]
        here = "tickets" if kind == "tickets" else "guides"
        for number, name, part in zip(numbers, names, parts, strict=True):
            more = {key: part, "page": number, "pages": len(parts), "names": names}
            self._page(name, template, here, is_top=group is None, **more, **values)
        return len(parts)


def _guides(engine: Engine) -> Iterator[Loaded[Guide]]:
    return engine.workspace.guides(engine.workspace.files(engine.workspace.config.guides))


def _by_guide(tickets: Sequence[Ticket]) -> dict[str, list[Ticket]]:
    found: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        if ticket.guide is not None:
            found.setdefault(ticket.guide, []).append(ticket)
    return found


def _window(site: Site, window: ObservedWindow) -> Mapping[str, Any]:
    reader = Reader(window.document, "window", site.lang, link=site.link)
    return {
        "record": window.record,
        "parts": reader.sections(("id", "guide", "hall", "observed", "complete", "illustration")),
    }


def _grouped(entries: Sequence[Entry], groups: Callable[[Entry], Iterable[str | None]]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for group in groups(entry):
            if group is not None:
                found.setdefault(group, []).append(entry)
    return dict(sorted(found.items()))


def _parts(rows: Sequence[Any]) -> list[Sequence[Any]]:
    return [rows[start : start + LENGTH] for start in range(0, max(len(rows), 1), LENGTH)]
