"""The check itself: guides of a workspace in, a report out. Reads through `Workspace` only and knows no format."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from guidelint.checking.compared import compared
from guidelint.checking.findings import FindingMaker
from guidelint.checking.records import Models, Records
from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus
from guidelint.language.vocabulary import load_thesaurus
from guidelint.model.errors import FileError
from guidelint.model.finding import Finding, Notice
from guidelint.model.guide import Guide
from guidelint.model.progress import Advance, unwatched
from guidelint.model.report import Options as Options
from guidelint.model.report import Report as Report
from guidelint.model.rule import Level
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.rules.characters import invisible, wide_commas
from guidelint.rules.execution import run_rule
from guidelint.rules.kinds.age import months_before
from guidelint.rules.kinds.context import CheckContext, Match, Neighbours, ObservedWindow
from guidelint.rules.kinds.demanded import Demanded, Place, never_taken, reads_demands, suspects
from guidelint.rules.kinds.prefilter import Prefilter
from guidelint.rules.overlaps import reported_once, without_yielded
from guidelint.rules.ruleset import LoadedRule, Ruleset, load_ruleset
from guidelint.rules.suppression import Suppression, apply, read
from guidelint.schemas.validation import model
from guidelint.source.document import Document
from guidelint.workspace.config import Override
from guidelint.workspace.workspace import Loaded, Workspace

_ASKED_FOR = ("age", "link")
"""Kinds of rules that find nothing unless the workspace or the caller asks for them, and that need no ticket then."""


class Engine(Struct, dict=True, weakref=True):
    """A workspace made ready: everything loaded that guides are held against."""

    workspace: Workspace
    options: Options
    thesaurus: Thesaurus
    records: Records
    ruleset: Ruleset
    phrases: PhraseBook

    @classmethod
    def prepare(cls, workspace: Workspace, options: Options, records: Records | None = None) -> "Engine":
        """Windows and tickets are all loaded where no other `records` are given.

        Raises CannotCheck or UsageError; errors that stop only a part are in `workspace.errors`.
        """
        thesaurus = load_thesaurus(workspace)
        records = records or Records.of(workspace)
        ruleset = load_ruleset(workspace, Models(records.tickets), thesaurus, records.revealing())
        ruleset = ruleset.levelled(workspace.config.levels)
        return cls(workspace, options, thesaurus, records, ruleset, PhraseBook(thesaurus))

    @property
    def tickets(self) -> Mapping[str, Loaded[Ticket]]:
        return self.records.tickets

    @property
    def windows(self) -> Mapping[str, Sequence[ObservedWindow]]:
        return self.records.windows

    @property
    def ticket_files(self) -> Mapping[str, str]:
        """Where the workspace's own tickets stand."""
        return self.records.own

    def check(self, paths: Sequence[Path], advance: Advance = unwatched) -> Report:
        """Check the guides that the paths name, telling `advance` how far it has come."""
        from guidelint.checking.checking import check_prepared

        return check_prepared(self, paths, advance)

    def recheck(self, document: Document, neighbours: Neighbours | None = None) -> list[Finding]:
        """The findings of one guide as it would stand in `document`. Raises CannotCheck where that is no guide."""
        return list(self.check_one(Loaded(model(document, "guide", Guide), document), neighbours).findings)

    def check_one(self, loaded: Loaded[Guide], neighbours: Neighbours | None = None) -> Report:
        """The report on one guide, which need not be what its file holds."""
        context = self.context(loaded, neighbours)
        found, notices, errors, rules, preview = self._check_guide(context)
        return Report(
            findings=tuple(sorted(found, key=lambda finding: finding.sort_key)),
            errors=tuple(sorted(errors)),
            notices=tuple(notices),
            comparisons=tuple(compared(context)),
            guides=1,
            rules=len(rules),
            preview=preview,
        )

    def rules_for(self, file: str) -> Mapping[str, LoadedRule]:
        """The rules that run on the guide shown as `file`: selected, not ignored, and backed by a ticket or preview."""
        return self._running(file)[0]

    def _overrides(self, file: str) -> tuple[Override, ...]:
        """Those that apply to the guide shown as `file`."""
        overrides = self.workspace.config.overrides
        if not overrides:
            return ()
        path = self.workspace.relative(self.workspace.shown_from / file)
        return tuple(o for o in overrides if o.applies(path))

    def _running(self, file: str) -> tuple[Mapping[str, LoadedRule], Prefilter]:
        overrides = self._overrides(file)
        if overrides not in self._chosen:
            rules = self.choose(overrides)
            self._chosen[overrides] = rules, Prefilter({id: rule.check for id, rule in rules.items()}, self.phrases)
        return self._chosen[overrides]

    def choose(self, overrides: Sequence[Override] = (), *, preview: bool = False) -> Mapping[str, LoadedRule]:
        """The rules that run on a guide to which these overrides apply; with `preview` also what no ticket backs yet."""
        config, options = self.workspace.config, self.options
        select = options.select or next((o.select for o in reversed(overrides) if o.select is not None), config.select)
        chosen = self.ruleset.named(select or ("all",)) if self.ruleset.rules else frozenset()
        named = self.ruleset.named(name for name in options.select if "/" in name)  # a profile asked for by its id
        profiles = {self.ruleset.profile(name).rule.id for name in config.profiles if self.ruleset.rules} | named
        ignored = self.ruleset.named((*config.ignore, *options.ignore, *(name for o in overrides for name in o.ignore)))
        level = self._least(overrides)
        preview = preview or options.preview or config.preview
        return {
            id: loaded
            for id, loaded in self.ruleset.rules.items()
            if id in chosen - ignored
            and loaded.loudest >= level
            and (loaded.is_active or preview or loaded.rule.kind in _ASKED_FOR)
            and (loaded.rule.kind != "profile" or id in profiles)
        }

    def _least(self, overrides: Sequence[Override]) -> Level:
        """The lowest level that is reported."""
        levels = (self.options.level, *(o.level for o in reversed(overrides)), self.workspace.config.level)
        return next(level for level in levels if level is not None)

    def context(
        self, loaded: Loaded[Guide], neighbours: Neighbours | None = None, phrases: PhraseBook | None = None
    ) -> CheckContext:
        """One guide made ready to be checked; by default it has no neighbours and the engine's own phrases."""
        return CheckContext(
            document=loaded.document,
            guide=loaded.model,
            phrases=phrases or self.phrases,
            windows=tuple(self.windows.get(loaded.model.id, ())),
            neighbours=neighbours or Neighbours({loaded.model.id: loaded.model}),
            tickets=Models(self.tickets),
            own_tickets=tuple(self.records.naming(loaded.model.id)),
            ticket_files=self.ticket_files,
            fresh_since=self._fresh_since,
            dead_links=self._dead_links,
        )

    @cached_property
    def _findings(self) -> FindingMaker:
        return FindingMaker(illustrations=self.workspace.config.illustrations)

    @cached_property
    def _dead_links(self) -> Mapping[str, Text]:
        return dict(self.options.dead_links)

    @cached_property
    def _fresh_since(self) -> date | None:
        months = self.workspace.config.stale_after
        return months_before(self.options.today, months) if months else None

    @cached_property
    def _chosen(self) -> dict[tuple[Override, ...], tuple[Mapping[str, LoadedRule], Prefilter]]:
        """Rules and their prefilter by the overrides that apply: most guides share them."""
        return {}

    @cached_property
    def _on_trial(self) -> dict[tuple[Override, ...], tuple[Mapping[str, LoadedRule], Prefilter]]:
        """As `_chosen`, the rules that preview alone would bring."""
        return {}

    def _check_guide(
        self, context: CheckContext
    ) -> tuple[list[Finding], list[Notice], list[FileError], Collection[str], int]:
        """Findings, notices, errors, the rules that ran, and how many findings preview rules would add."""
        rules, prefilter = self._running(context.document.name)
        findings = self._raw(context, rules, prefilter)
        if context.windows:
            findings += self._revealed(context)
            rules = {**rules, **{one.rule: self.ruleset.rules[one.rule] for one in findings}}
        suppressions, errors = self._suppressions(context.document)
        kept, notices = apply(without_yielded(findings, rules), suppressions, self.options.today, rules)
        preview = self._would_add(context, findings, suppressions) if self.options.counts_preview else 0
        document = context.document
        said = [*notices, *invisible(document), *wide_commas(document)]
        return reported_once(kept, rules), said, errors, rules.keys(), preview

    def _raw(self, context: CheckContext, rules: Mapping[str, LoadedRule], prefilter: Prefilter) -> list[Finding]:
        """All that these rules find, before one gives way to another or to a suppression."""
        least = self._least(self._overrides(context.document.name))
        faulty, found = self._at_windows(context, rules, prefilter)
        found += [
            (rules[id], never_taken(match, faulty))
            for id in prefilter.suspects(context)
            for match in run_rule(rules[id], context)
        ]
        return [self._findings.make(context, rule, match) for rule, match in found if rule.level_of(match) >= least]

    def _at_windows(
        self, context: CheckContext, rules: Mapping[str, LoadedRule], prefilter: Prefilter
    ) -> tuple[set[Place], list[tuple[LoadedRule, Match]]]:
        """Which demands of the windows rules about words report, and what they say of them."""
        suspected = (
            {id for id in suspects(context, prefilter) if reads_demands(rules[id].rule)} if context.windows else ()
        )
        if not suspected:
            return set(), []
        demanded = Demanded(context)
        found = [
            (rules[id], *demanded.at_window(rules[id].rule, match))
            for id in sorted(suspected)
            for match in run_rule(rules[id], demanded.context)
        ]
        return {place for _, place, _ in found}, [(rule, match) for rule, _, match in found]

    def _would_add(self, context: CheckContext, found: Sequence[Finding], suppressions: list[Suppression]) -> int:
        """How many findings of preview rules a check with --preview would list."""
        more, prefilter = self._trial(context.document.name)
        together = {**self._running(context.document.name)[0], **more}
        known = {one.identity for one in found if one.rule in more}
        brought = [one for one in self._raw(context, more, prefilter) if one.identity not in known]
        kept, _ = apply(without_yielded([*found, *brought], together), suppressions, self.options.today, together)
        return sum(one.rule in more and one.identity not in known for one in reported_once(kept, together))

    def _trial(self, file: str) -> tuple[Mapping[str, LoadedRule], Prefilter]:
        """The rules that preview alone would bring to the guide shown as `file`."""
        overrides = self._overrides(file)
        if overrides not in self._on_trial:
            running = self._running(file)[0]
            brought = {id: one for id, one in self.choose(overrides, preview=True).items() if id not in running}
            self._on_trial[overrides] = brought, Prefilter({id: one.check for id, one in brought.items()}, self.phrases)
        return self._on_trial[overrides]

    def _revealed(self, context: CheckContext) -> list[Finding]:
        """What preview rules find in demands that tickets revealed: of these each is its own evidence."""
        least = self._least(self._overrides(context.document.name))
        return [
            self._findings.make(context, rule, match)
            for rule in self._trial(context.document.name)[0].values()
            if rule.rule.kind == "contract"
            for match in run_rule(rule, context)
            if rule.level_of(match) >= least and any(map(self._counts, match.tickets))
        ]

    def _counts(self, ticket: str) -> bool:
        """Whether the ticket is one of the workspace that backs findings."""
        found = self.tickets.get(ticket)
        return found is not None and (self.workspace.config.illustrations or not found.model.is_illustration)

    def _suppressions(self, document: Document) -> tuple[list[Suppression], list[FileError]]:
        return read(document, self.ruleset.current)

    def windows_without_guide(self, guides: Collection[str]) -> Iterator[FileError]:
        """An error for each window record of a guide that is not among `guides`, by id."""
        for id in self.records.observed:
            if id not in guides:
                for window in self.windows.get(id, ()):
                    at = window.document.position(window.document.span(("guide",)).start)
                    message = Text(f"工作区里没有标识为 {id} 的指南", f"the workspace has no guide with id {id}")
                    yield FileError(window.document.name, at.line, at.column, message)
