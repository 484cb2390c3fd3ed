"""What is fuzzed: one function from bytes for each kind of input. Anything but a refusal in words is a defect."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

import msgspec

from guidelint.checking.checking import check
from guidelint.checking.engine import Engine, Options
from guidelint.exchange.sheets.importing import prepare
from guidelint.fixing.fixer import fix
from guidelint.history.baseline import BaselineEntry, written
from guidelint.history.baseline import read as read_baseline
from guidelint.language.phrase import PhraseBook
from guidelint.language.thesaurus import Thesaurus, ThesaurusError
from guidelint.model.course import allowed, holders, is_on_time, stage_of
from guidelint.model.errors import CannotCheck, UsageError
from guidelint.model.guide import Guide
from guidelint.model.position import Lines
from guidelint.model.report import Report
from guidelint.model.rule import Level
from guidelint.model.ticket import Ticket
from guidelint.model.window import WindowRecord
from guidelint.rules.execution import run_rule
from guidelint.rules.kinds.context import ObservedWindow
from guidelint.rules.ruleset import load_rules
from guidelint.schemas.published import SchemaName
from guidelint.schemas.validation import validate
from guidelint.source.compiled import as_json
from guidelint.source.decode import decode, encode
from guidelint.source.document import Document, load
from guidelint.source.values import compose, construct
from guidelint.tickets.events.event import read_event
from guidelint.tickets.mapping import load_mapping
from guidelint.tickets.personal import mask, personal_data
from guidelint.tickets.rows import read_table
from guidelint.workspace import record
from guidelint.workspace.extending import load_config
from guidelint.workspace.output_cache import Printed
from guidelint.workspace.snapshot import Snapshot, WatchedPlaces
from guidelint.workspace.workspace import Loaded, Workspace
from tests.checking import reference

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 1, 1)
OPTIONS = Options(preview=True, level=Level.HINT, today=TODAY)
BETWEEN_FILES = b"\n=====\n"


@dataclass(frozen=True, slots=True)
class Target:
    """`seeds` are globs below the repository of good inputs to begin from."""

    run: Callable[["Bench", bytes], None]
    seeds: tuple[str, ...]


@dataclass(frozen=True)
class Bench:
    """The bundled workspace made ready once, with every rule on, and a folder for inputs that must be files."""

    folder: Path

    @cached_property
    def engine(self) -> Engine:
        workspace = Workspace.find(ROOT, ROOT)
        return Engine.prepare(workspace, OPTIONS)

    @cached_property
    def guide(self) -> Loaded[Guide]:
        """A guide that has a window record."""
        return self.engine.workspace.guide("bj-dongcheng-sscard-replacement")

    def file(self, name: str, raw: bytes) -> Path:
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(raw)
        return file


@contextmanager
def bench() -> Iterator[Bench]:
    with tempfile.TemporaryDirectory(prefix="guidelint-fuzz-") as folder:
        yield Bench(Path(folder))


def refused_in_words(target: Target, ready: Bench, raw: bytes) -> bool:
    """Run one input; True where it was refused. Any other exception is the defect that is looked for."""
    try:
        target.run(ready, raw)
    except CannotCheck as error:
        assert error.errors, "a refusal without a word"
        for one in error.errors:
            assert one.message.zh and one.message.en
        return True
    except UsageError as error:
        assert error.message.zh and error.message.en
        return True
    return False


def _valid(raw: bytes, name: SchemaName) -> Document:
    document = load(raw, f"{name}.yaml")
    assert encode(document.text, document.bom) == raw, "reading lost a byte"
    if errors := validate(document, name):
        for error in errors:
            assert 1 <= error.line <= document.lines.count() + 1
        raise CannotCheck(errors)
    return document


def compiled(ready: Bench, raw: bytes) -> None:
    """The compiled reader takes any bytes without harm; what it reads is what the reference reads."""
    found = as_json(raw)
    text = decode(raw, "a.yaml").text
    if found is not None:
        reference = construct(compose(text, "a.yaml"), "a.yaml", Lines(text))
        assert repr(msgspec.json.decode(found)) == repr(reference)  # unlike ==, tells 1 from True and 1.0


def guide(ready: Bench, raw: bytes) -> None:
    """Every rule over one guide, then its fix; each place quotes the text that stands there."""
    document = _valid(raw, "guide")
    for finding in ready.engine.recheck(document):
        at = finding.location
        assert document.quote(at.span) == at.text
        assert finding.rule in ready.engine.ruleset.rules
    fixed = fix(document, ready.engine.recheck, unsafe=True)
    assert validate(fixed.after, "guide") == []


def window(ready: Bench, raw: bytes) -> None:
    """A window record held against a guide."""
    document = _valid(raw, "window")
    observed = ObservedWindow(WindowRecord.from_data(document.data), document)
    engine = ready.engine
    context = msgspec.structs.replace(engine.context(ready.guide), windows=(observed,))
    for rule in engine.rules_for(ready.guide.document.name).values():
        run_rule(rule, context)


def ticket(ready: Bench, raw: bytes) -> None:
    """A ticket, its course, and an entry written into its file."""
    document = _valid(raw, "ticket")
    one = Ticket.from_data(document.data)
    stage_of(one), allowed(one), holders(one), is_on_time(one, TODAY)
    after = record.append(document, "stages", {"stage": "发现问题", "on": "2026-01-01"})
    assert after.data["stages"][-1]["on"] == "2026-01-01"


def rule(ready: Bench, raw: bytes) -> None:
    """A rule of a workspace's own, proved by its examples and run over a guide."""
    document = load(raw, "rules/own/rule.yaml")
    tickets = {id: loaded.model for id, loaded in ready.engine.tickets.items()}
    ruleset = load_rules([("own/rule", document)], tickets, ready.engine.thesaurus)
    if ruleset.errors:
        raise CannotCheck(ruleset.errors)
    profiles = {id: one for id, one in ready.engine.ruleset.rules.items() if one.rule.theme == "profile"}
    beside = msgspec.structs.replace(ruleset, rules={**profiles, **ruleset.rules})  # the workspace names one of them
    msgspec.structs.replace(ready.engine, ruleset=beside).recheck(ready.guide.document)


def thesaurus(ready: Bench, raw: bytes) -> None:
    document = _valid(raw, "thesaurus")
    try:
        built = Thesaurus.build(document.data["concepts"])
    except ThesaurusError:
        return
    for concept in built.concepts.values():
        built.leaves(concept.id)
        assert built.find(concept.pref.zh) is not None
    list(built.hits("申请人身份证明及户口簿"))


def config(ready: Bench, raw: bytes) -> None:
    load_config(ready.file("guidelint.yaml", raw), lambda file: file.name)


def baseline(ready: Bench, raw: bytes) -> None:
    """What was read can be written, and reads the same."""
    entries = _baseline(ready, raw)
    again = _baseline(ready, written(entries).encode())
    assert {replace(one, at=(0, 0)) for one in again} == {replace(one, at=(0, 0)) for one in entries}


def _baseline(ready: Bench, raw: bytes) -> Sequence[BaselineEntry]:
    workspace = Workspace.find(ready.folder, ready.folder)
    ready.file(workspace.baseline.name, raw)
    return read_baseline(workspace).entries


def event(ready: Bench, raw: bytes) -> None:
    read_event(raw, "event.json", TODAY)


def workspace(ready: Bench, raw: bytes) -> None:
    """A whole workspace of few files: what shares out the work says what the reference says."""
    folder = ready.folder / "workspace"
    folder.mkdir(exist_ok=True)
    (folder / "guidelint.yaml").write_bytes(b"illustrations: true\n")
    contents = raw.split(BETWEEN_FILES)
    for place, name in enumerate(("guides/a", "windows/a", "tickets/a", "guides/b", "windows/b", "tickets/b")):
        ready.file(f"workspace/{name}.yaml", contents[place] if place < len(contents) else b"")

    def told(made: Callable[[Workspace], Report]) -> Report | list[object]:
        try:
            return made(Workspace.find(folder, folder))
        except CannotCheck as error:
            return list(error.errors)

    quickly = told(lambda one: check(one, OPTIONS, [folder], jobs=1))
    assert quickly == told(lambda one: reference.check(Engine.prepare(one, OPTIONS), [folder]))


def printed(ready: Bench, raw: bytes) -> None:
    """Whatever stands behind a good digest is what was printed, or nothing."""
    try:
        one = Printed.unpacked(raw)
        Snapshot(WatchedPlaces(WatchedPlaces.of(one.places).files, ()))
    except (OSError, ValueError):
        return
    assert Printed.unpacked(one.packed).packed == one.packed


def guides(ready: Bench, raw: bytes) -> None:
    """A spreadsheet of guides, read into files that are not written."""
    prepare(Workspace.find(ready.folder, ready.folder), ready.file("guides.csv", raw), "guide")


def mapping(ready: Bench, raw: bytes) -> None:
    workspace = Workspace.find(ready.folder, ready.folder)
    load_mapping(workspace, ready.file("mapping.yaml", raw))


def phrase(ready: Bench, raw: bytes) -> None:
    """Any text is read, and every part stands where it says: a name's characters in their order, for 检测或者评价报告
    holds 检测报告."""
    text = raw.decode("utf-8", "replace")
    parsed = PhraseBook(ready.engine.thesaurus).parse(text)
    for document in parsed.documents:
        place = iter(text[document.start : document.end])
        assert all(character in place for character in document.text)


def personal(ready: Bench, raw: bytes) -> None:
    """What is masked holds no personal data any more."""
    text = raw.decode("utf-8", "replace")
    assert personal_data(mask(text)) == []


def _table(ending: str) -> Callable[[Bench, bytes], None]:
    def run(ready: Bench, raw: bytes) -> None:
        read_table(ready.file(f"table.{ending}", raw), f"table.{ending}", None, 1)

    return run


TARGETS: Mapping[str, Target] = {
    "compiled": Target(compiled, ("guides/**/*.yaml", "tickets/**/*.yaml", "windows/**/*.yaml")),
    "guide": Target(guide, ("guides/**/*.yaml",)),
    "window": Target(window, ("windows/**/*.yaml",)),
    "ticket": Target(ticket, ("tickets/**/*.yaml",)),
    "rule": Target(rule, ("rules/[!t]*/*.yaml", "rules/time/*.yaml")),
    "thesaurus": Target(thesaurus, ("rules/thesaurus/*.yaml",)),
    "config": Target(config, ("guidelint.yaml", "fuzz/seeds/config*.yaml")),
    "baseline": Target(baseline, ("fuzz/seeds/baseline*.yaml",)),
    "event": Target(event, ("fuzz/seeds/event*.json",)),
    "printed": Target(printed, ("fuzz/seeds/printed*.txt",)),
    "workspace": Target(workspace, ("fuzz/seeds/workspace*.txt",)),
    "guides": Target(guides, ("fuzz/seeds/guides*.csv",)),
    "mapping": Target(mapping, ("fuzz/seeds/mapping*.yaml",)),
    "phrase": Target(phrase, ("fuzz/seeds/phrase*.txt",)),
    "personal": Target(personal, ("fuzz/seeds/personal*.txt",)),
    "csv": Target(_table("csv"), ("fuzz/seeds/tickets*.csv",)),
    "json": Target(_table("json"), ("fuzz/seeds/tickets*.json",)),
    "xlsx": Target(_table("xlsx"), ("fuzz/seeds/tickets*.xlsx",)),
}


def seeds(target: Target) -> list[bytes]:
    files = sorted({file for pattern in target.seeds for file in ROOT.glob(pattern)})
    return [file.read_bytes() for file in files]
