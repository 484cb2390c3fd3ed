"""The workspace: what stops its check, what its check never sees, and what has been forgotten in it."""

import os
import shlex
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from guidelint.checking.records import Models
from guidelint.exchange.doctor.diagnosis import Diagnosis, Severity
from guidelint.exchange.doctor.upgrade import is_old
from guidelint.history import baseline
from guidelint.language.vocabulary import load_thesaurus
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.regex import regex
from guidelint.model.text import Text
from guidelint.model.ticket import Ticket
from guidelint.rules.ruleset import load_ruleset
from guidelint.rules.suppression import read
from guidelint.schemas.published import SCHEMA_NAMES, SchemaName, schema_text
from guidelint.source.document import Document, load
from guidelint.workspace.config import CONFIG_NAME
from guidelint.workspace.filed import home
from guidelint.workspace.lock import LOCK, NO_LOCKS, NO_LOCKS_REMEDY, can_lock, owner
from guidelint.workspace.names import is_yaml, matches
from guidelint.workspace.replacements import replacements
from guidelint.workspace.scaffold import SCHEMA_FOLDER, editor_line
from guidelint.workspace.workspace import Loaded, Workspace

NAMED = 3  # files that one sentence names
MAX_LOOKED_AT = 20_000  # files in which guides are looked for that no glob finds

_ICONV = regex(r"iconv -f (\S+)")
_PLAIN = regex(r"[\w./-]+")  # shlex would quote every Chinese name
_NOT_OURS = frozenset(("node_modules", "__pycache__", "site-packages", "venv", "dist", "build"))
_SHAPES: tuple[tuple[SchemaName, frozenset[str]], ...] = (
    ("guide", frozenset(("id", "title", "materials"))),
    ("window", frozenset(("guide", "hall", "observed"))),
    ("ticket", frozenset(("id", "channel", "received"))),
)
_KINDS = {"guide": Text("指南", "guide"), "window": Text("窗口记录", "window record"), "ticket": Text("工单", "ticket")}


def interrupted(root: Path) -> Iterator[Diagnosis]:
    """What a process that was killed left behind, beside the journal, which is told of when the workspace is opened."""
    if not can_lock(root):
        yield Diagnosis(Severity.TROUBLE, NO_LOCKS, NO_LOCKS_REMEDY)
    if (root / LOCK).exists():
        holder = owner(root)
        who = f"{holder.host} {holder.pid} {holder.since}" if holder else "?"
        yield Diagnosis(
            Severity.ADVICE,
            Text(f"有一个写入锁（{who}）；持有它的程序结束就自动放开", f"a lock on writing ({who}); it lets go when its program ends"),
            Text("如果那个程序已经不在了，不用管它", "if that program is gone, never mind"),
        )  # fmt: skip
    left = [file for file in root.rglob(".*.tmp") if file.is_file()]
    if left:
        yield Diagnosis(
            Severity.TROUBLE,
            Text(f"中断的写入留下临时文件：{_named(root, left)}", f"temporary files of an interrupted writing: {_named(root, left)}"),
            Text("确认没有别的 guidelint 在运行，然后删掉它们", "make sure that no other guidelint runs, then delete them"),
        )  # fmt: skip


def diagnoses(workspace: Workspace, today: date) -> Iterator[Diagnosis]:
    root, config = workspace.root, workspace.config
    if not (root / CONFIG_NAME).exists():
        yield Diagnosis(
            Severity.TROUBLE,
            Text(f"没有 {CONFIG_NAME}，全用默认设置", f"no {CONFIG_NAME}: all settings are defaults"),
            Text("guidelint init", "guidelint init"),
        )
    documents = list(_documents(workspace))
    guides = [document for kind, _, document in documents if kind == "guide"]
    if not workspace.files(config.guides):
        where = ", ".join(config.guides)
        yield Diagnosis(
            Severity.STOPS_CHECKS,
            Text(f"没有指南（按 {where} 查找）", f"there are no guides (looked for {where})"),
            Text("把指南放进去，或从表格导入：guidelint import guides 表.xlsx", "put some there, or guidelint import guides FILE.xlsx"),
        )  # fmt: skip
    rules, tickets = _rules(workspace)
    yield from map(file_error, sorted(set(workspace.errors)))
    yield from _replaced(workspace, tickets)
    yield from _strays(workspace)
    yield from _expired(guides, rules, today)
    yield from _baseline(workspace, today)
    yield from _future(documents, today)
    yield from _windows(documents)
    yield from _old(guides)
    yield from _editor(workspace, documents)


def _documents(workspace: Workspace) -> Iterator[tuple[SchemaName, Path, Document]]:
    """All files that can be read; the others' errors are in `workspace.errors`."""
    config = workspace.config
    kinds: tuple[tuple[SchemaName, tuple[str, ...]], ...] = (
        ("guide", config.guides), ("window", config.windows), ("ticket", config.tickets),
    )  # fmt: skip
    for kind, patterns in kinds:
        for file in workspace.files(patterns):
            if (document := workspace.load(file, kind)) is not None:
                yield kind, file, document


def _rules(workspace: Workspace) -> tuple[Mapping[str, str], Mapping[str, Loaded[Ticket]]]:
    """The rules by every name of theirs, and the tickets by their ids."""
    try:
        thesaurus = load_thesaurus(workspace)
        tickets = workspace.tickets()
        return load_ruleset(workspace, Models(tickets), thesaurus).current, tickets
    except CannotCheck as error:
        workspace.errors += error.errors
        return {}, {}


def file_error(error: FileError) -> Diagnosis:
    place = f"{error.path}:{error.line}:{error.column}" if error.line else error.path
    remedy = Text(
        f"改好这一处，再运行 guidelint check {quoted(error.path)}",
        f"mend it, then guidelint check {quoted(error.path)}",
    )
    if encoding := _ICONV.search(error.message.en):
        command = f"iconv -f {encoding[1]} -t UTF-8 {quoted(error.path)} > 新文件.yaml"
        remedy = Text(command, command)
    return Diagnosis(Severity.STOPS_CHECKS, Text(f"{place} {error.message.zh}", f"{place} {error.message.en}"), remedy)


def _replaced(workspace: Workspace, tickets: Mapping[str, Loaded[Ticket]]) -> Iterator[Diagnosis]:
    for one in replacements(workspace, tickets):
        yield Diagnosis(
            Severity.ADVICE,
            Text(f"{one.file} {one.notice.message.zh}", f"{one.file}: {one.notice.message.en}"),
            Text("如果不是有意的，换一个文件名或编号", "if that is not meant, give it another name or id"),
        )


def _strays(workspace: Workspace) -> Iterator[Diagnosis]:
    """Files that look like ours and that no glob finds: a check passes them over without a word."""
    config = workspace.config
    patterns = {"guide": config.guides, "window": config.windows, "ticket": config.tickets}
    every = (*config.guides, *config.windows, *config.tickets, f"{config.rules}/**")
    for file in _yaml_files(workspace.root):
        relative = workspace.relative(file)
        if any(matches(relative, pattern) for pattern in every):
            continue
        kind = _shape(workspace, file)
        if kind is None:
            continue
        name = workspace.name(file)
        target = home(workspace, patterns[kind]) / f"{file.stem}.yaml"
        move = "move" if os.name == "nt" else "mv"
        command = f"{move} {quoted(name)} {quoted(workspace.name(target))}"
        yield Diagnosis(
            Severity.TROUBLE,
            Text(f"{name} 像是{_KINDS[kind].zh}，但检查时不会读它（按 {', '.join(patterns[kind])} 查找）",
                 f"{name} looks like a {_KINDS[kind].en}, but no check reads it (looked for {', '.join(patterns[kind])})"),
            Text(command, command),
        )  # fmt: skip


def _yaml_files(root: Path) -> Iterator[Path]:
    looked_at = 0
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _NOT_OURS)
        for name in sorted(names):
            looked_at += 1
            if looked_at > MAX_LOOKED_AT:
                return
            if is_yaml(name) and not name.startswith("."):
                yield Path(folder, name)


def _shape(workspace: Workspace, file: Path) -> SchemaName | None:
    """What a file's keys say that it is."""
    try:
        data: Any = load(workspace.read(file), file.name).data
    except CannotCheck:
        return None
    keys = frozenset(data) if isinstance(data, dict) else frozenset()
    return next((kind for kind, needed in _SHAPES if needed <= keys), None)


def _expired(guides: Sequence[Document], rules: Mapping[str, str], today: date) -> Iterator[Diagnosis]:
    for document in guides:
        for suppression in read(document, rules)[0]:
            if suppression.until is not None and suppression.until < today:
                place = f"{document.name}:{suppression.written[0]}"
                yield Diagnosis(
                    Severity.TROUBLE,
                    Text(f"{place} 的忽略已在 {suppression.until} 到期：{suppression.reason}",
                         f"{place}: a suppression ended on {suppression.until}: {suppression.reason}"),
                    Text("改好指南并删去这条注释，或写明新的期限", "mend the guide and delete the comment, or give a new date"),
                )  # fmt: skip


def _baseline(workspace: Workspace, today: date) -> Iterator[Diagnosis]:
    if not workspace.has(workspace.baseline):
        return
    try:
        known = baseline.read(workspace)
    except CannotCheck as error:
        yield from map(file_error, error.errors)
        return
    for entry in known.expired(today):
        place = f"{entry.file}:{entry.line}"
        yield Diagnosis(
            Severity.TROUBLE,
            Text(f"{place} {entry.message.zh}", f"{place}: {entry.message.en}"),
            Text("改好指南，再运行 guidelint baseline update；确实还改不了，写明新的期限",
                 "mend the guide, then guidelint baseline update; or give a new date"),
        )  # fmt: skip


def _future(documents: Sequence[tuple[SchemaName, Path, Document]], today: date) -> Iterator[Diagnosis]:
    for kind, _, document in documents:
        day = {"ticket": document.data.get("received"), "window": document.data.get("observed", {}).get("on")}.get(kind)
        if day is not None and str(day) > today.isoformat():
            yield Diagnosis(
                Severity.TROUBLE,
                Text(f"{document.name} 的日期 {day} 在今天（{today}）之后", f"{document.name} is dated {day}, after today ({today})"),
                Text("改正日期；如果日期没错，校准电脑的日期", "correct the date, or else the clock"),
            )  # fmt: skip


def _windows(documents: Sequence[tuple[SchemaName, Path, Document]]) -> Iterator[Diagnosis]:
    seen = {document.data["guide"] for kind, _, document in documents if kind == "window"}
    guides = [document for kind, _, document in documents if kind == "guide"]
    alone = [document.name for document in guides if document.data["id"] not in seen]
    if alone:
        yield Diagnosis(
            Severity.ADVICE,
            Text(f"{len(guides)} 份指南中 {len(alone)} 份没有窗口记录，没法和窗口比较：{_some(alone)}",
                 f"{len(alone)} of {len(guides)} guides have no window record to be held against: {_some(alone)}"),
            Text("到窗口看一天，记下实际要求：guidelint patrol --help；或 guidelint import windows 表.xlsx",
                 "spend a day at the windows: guidelint patrol --help; or guidelint import windows FILE.xlsx"),
        )  # fmt: skip


def _old(guides: Sequence[Document]) -> Iterator[Diagnosis]:
    old = [document.name for document in guides if is_old(document.data)]
    if old:
        yield Diagnosis(
            Severity.ADVICE,
            Text(f"{len(old)} 份指南还有旧的写法：{_some(old)}", f"{len(old)} guide(s) have an old way of writing: {_some(old)}"),
            Text("guidelint doctor --upgrade", "guidelint doctor --upgrade"),
        )  # fmt: skip


def _editor(workspace: Workspace, documents: Sequence[tuple[SchemaName, Path, Document]]) -> Iterator[Diagnosis]:
    folder = workspace.root / SCHEMA_FOLDER
    if not folder.is_dir():
        return
    files = {folder / f"{name}.schema.json": schema_text(name) for name in SCHEMA_NAMES}
    if any(not file.is_file() or file.read_bytes() != text.encode() for file, text in files.items()):
        yield Diagnosis(
            Severity.TROUBLE,
            Text(f"编辑器用的 {SCHEMA_FOLDER} 不是这个版本的", f"{SCHEMA_FOLDER}, for editors, is of another version"),
            Text("guidelint init --schemas", "guidelint init --schemas"),
        )
    without = [(kind, f, d) for kind, f, d in documents if "yaml-language-server" not in d.text.split("\n", 1)[0]]
    if without:
        kind, file, _ = without[0]
        line = editor_line(kind, len(workspace.relative(file).parts) - 1)
        yield Diagnosis(
            Severity.ADVICE,
            Text(f"{len(without)} 个文件第一行没有给编辑器的说明，编辑器不会补全和检查：{_some([d.name for _, _, d in without])}",
                 f"{len(without)} file(s) lack the first line for editors: {_some([d.name for _, _, d in without])}"),
            Text(f"在第一行写：{line}", f"write as the first line: {line}"),
        )  # fmt: skip


def quoted(name: str) -> str:
    """A file name as a shell takes it."""
    return (
        (f'"{name}"' if " " in name else name)
        if os.name == "nt"
        else name
        if _PLAIN.fullmatch(name)
        else shlex.quote(name)
    )


def _named(root: Path, files: Sequence[Path]) -> str:
    return _some([file.relative_to(root).as_posix() for file in files])


def _some(names: Sequence[str]) -> str:
    more = " …" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more
