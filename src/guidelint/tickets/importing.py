"""Bring in many tickets at once: all of them, or none with every bad row named; none twice."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from guidelint.model.errors import CannotCheck, FileError, UsageError
from guidelint.model.text import Text
from guidelint.tickets import service_line
from guidelint.tickets.channels import Channels, channels
from guidelint.tickets.intake import Scope, found_stage, prefix_of, ready, scoped, ticket_document, ticket_write
from guidelint.tickets.mapping import OF_THE_COURSE, Mapped, load_mapping, value_of
from guidelint.tickets.personal import complaint, personal_data
from guidelint.tickets.regions import region_code
from guidelint.tickets.rows import TicketRow, TicketTable, read_table
from guidelint.tickets.service_line import course
from guidelint.tickets.transition import as_write
from guidelint.tickets.updating import Updated, updated_by
from guidelint.workspace.filed import own_tickets, write_new
from guidelint.workspace.transaction import Write
from guidelint.workspace.workspace import Workspace

ROW_MARK = "row-"  # begins source.ref of a ticket whose row had no number of its own
MAX_ERRORS = 100


@dataclass(frozen=True, slots=True)
class New:
    """A row that becomes a ticket, without its id."""

    row: int
    data: Mapping[str, Any]


@dataclass(slots=True)
class Import:
    """What an import would do: the new tickets, the rows whose ticket exists, rows whose guide is unknown here, and the
    tickets that change. `defaults` is what every ticket has because no column of a known heading tells it; `is_coded`
    tells that levels of satisfaction were read off their codes; `undated` are rows whose status is closed without a day."""

    table: TicketTable
    prefix: str | None
    new: list[New] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    without_guide: list[int] = field(default_factory=list)
    updated: list[Updated] = field(default_factory=list)
    defaults: Mapping[str, Any] = field(default_factory=dict)
    is_coded: bool = False
    undated: Sequence[int] = ()


def prepare(
    workspace: Workspace, file: Path, mapping_file: Path | None, *, mask_it: bool, update: bool = False, today: date | None = None
) -> Import:  # fmt: skip
    """Read the file and make tickets of its rows; nothing is written.

    Without a mapping file the headings have to be known ones. A row whose number is there already is the same ticket:
    with `update` its course, outcome and words are taken over, and without it other words under the number are refused.

    Raises CannotCheck with every bad row and column, and where a ticket of the workspace cannot be read: what is
    there already has to be known; and UsageError where headings are not known.
    """
    name = workspace.name(file.absolute())
    if mapping_file is None:
        table = read_table(file, name, None, 1)
        mapping = service_line.known(table.headings)
    else:
        mapping = load_mapping(workspace, mapping_file)
        table = read_table(file, name, mapping.sheet, mapping.header)
    missing = [heading for heading in mapping.columns.values() if heading not in table.headings]
    if missing:
        there = "、".join(h for h in table.headings if h)
        said = Text(
            f"表头里没有{'、'.join(f'“{m}”' for m in missing)}；有：{there}",
            f"no column {', '.join(missing)}; there are: {there}",
        )
        raise CannotCheck([FileError(table.name, mapping.header, 0, said)])
    there_already = {mark: filed for filed in own_tickets(workspace) for mark in _marks(filed.document.data)}
    seen = set(there_already)
    if workspace.errors:
        raise CannotCheck(workspace.errors)
    guides = _guides(workspace)
    defaults = {} if mapping_file is not None else mapping.defaults
    is_coded, undated = _is_coded(table, mapping), tuple(_undated(table, mapping))
    found = Import(table, mapping.prefix, defaults=defaults, is_coded=is_coded, undated=undated)
    known = channels(workspace)
    errors: list[FileError] = []
    rows: dict[tuple[str, ...], New] = {}
    for row in table.rows:
        try:
            data, is_without_guide = _ticket(table, row, mapping, known, guides, mask_it=mask_it)
        except CannotCheck as error:
            errors += error.errors
            if len(errors) >= MAX_ERRORS:
                break
            continue
        marks = set(_marks(data))
        earlier = next((rows[mark] for mark in marks if mark in rows and mark[0] == "ref"), None)
        if earlier is not None and earlier.data != data:
            errors.append(_bad(table, row, _heading_of_ref(mapping), _same_key(earlier.row)))
            continue
        rows |= dict.fromkeys(marks, New(row.number, data))
        if marks & seen:
            filed = next((there_already[mark] for mark in marks if mark in there_already), None)
            try:
                updated = (
                    None if filed is None else updated_by(filed, row.number, data, today or date.today(), update=update)
                )
            except UsageError as error:
                errors.append(_bad(table, row, _heading_of_ref(mapping), error.message))
                continue
            if updated is None:
                found.known.append(row.number)
            else:
                found.updated.append(updated)
            continue
        seen |= marks
        found.new.append(New(row.number, data))
        if is_without_guide:
            found.without_guide.append(row.number)
    if errors:
        raise CannotCheck(errors)
    return found


def carry_out(workspace: Workspace, planned: Import) -> Sequence[Write]:
    """Write all new tickets, then those that change, in one transaction. Raises OSError and UsageError; then none is
    written."""
    if not (planned.new or planned.updated):
        return []
    known = channels(workspace)

    def plan(taken: set[str]) -> list[Write]:
        writes: list[Write] = []
        used = set(taken)
        for new in planned.new:
            id, write = ticket_write(workspace, new.data, prefix_of(new.data, known, planned.prefix), used)
            used.add(id)
            writes.append(write)
        return [*writes, *(as_write(one.filed, one.after) for one in planned.updated)]

    return write_new(workspace, plan)


def _ticket(
    table: TicketTable, row: TicketRow, mapping: Mapped, known: Channels, guides: "_Guides", *, mask_it: bool
) -> tuple[dict[str, Any], bool]:
    flat = dict(mapping.defaults)
    errors: list[FileError] = []
    for key, heading in mapping.columns.items():
        cell = row.cells.get(heading, "")
        try:
            value = value_of(key, cell, mapping)
            if key == "channel" and value is not None:
                value = known.named(value).name
            if key == "region" and value is not None:
                value = region_code(str(value), guides.regions)
        except UsageError as error:
            errors.append(_bad(table, row, heading, error.message))
            continue
        if value is not None:
            flat[key] = value
        found = personal_data(cell) if isinstance(cell, str) and key != "received" else []
        if found and not mask_it:
            errors.append(_bad(table, row, heading, complaint("", found[0])))
    if errors:
        raise CannotCheck(errors)
    title = flat.get("guide")
    if title is not None and guides.ids.get(title) is None:
        del flat["guide"]
    elif title is not None:
        flat["guide"] = guides.ids[title]
    try:
        data = ready(_whole(row, flat), known, mask_it=mask_it)
        ticket_document({**data, "id": "A"}, table.name)
    except UsageError as error:
        raise CannotCheck([_bad(table, row, "", error.message)]) from None
    except CannotCheck as error:
        raise CannotCheck([_wrong(table, row, mapping, one.message) for one in error.errors]) from None
    return data, title is not None and "guide" not in flat


def _is_coded(table: TicketTable, mapping: Mapped) -> bool:
    columns = {key: heading for key, heading in mapping.columns.items() if key.startswith("satisfaction")}
    values = (
        value_of(key, row.cells.get(heading, ""), mapping) for key, heading in columns.items() for row in table.rows
    )
    return any(value in service_line.CODES for value in values)


def _undated(table: TicketTable, mapping: Mapped) -> Iterator[int]:
    """Rows whose status tells that the ticket is closed, where no column tells since when."""
    status, closed = (mapping.columns.get(key, "") for key in ("status", "outcome.closed"))
    for row in table.rows:
        said, day = (str(row.cells.get(heading, "")).strip() for heading in (status, closed))
        if service_line.says_closed(said) and not day:
            yield row.number


def _same_key(earlier: int) -> Text:
    return Text(
        f"和第 {earlier} 行编号相同，内容不同，不知道以哪一行为准；请改正编号，或删去一行",
        f"the same number as row {earlier} with other content, and nobody can tell which is right; correct it, or delete one",
    )


def _heading_of_ref(mapping: Mapped) -> str:
    return mapping.columns.get("source.ref", "")


def _whole(row: TicketRow, flat: Mapping[str, Any]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    told = course(flat, flat.get("received"))
    for key, value in flat.items():
        if key in OF_THE_COURSE or key == "outcome.closed":
            continue
        outer, dot, inner = key.partition(".")
        if dot:
            data.setdefault(outer, {})[inner] = value
        else:
            data[key] = value
    said = data.pop("scope", {})
    data = scoped(data, Scope(said.get("meets_conditions"), said.get("excluded"), said.get("go_to")))
    data["source"] = {"kind": "工单系统", **data.get("source", {})}
    data["source"].setdefault("ref", ROW_MARK + _digest(row))
    if told["outcome"]:
        data["outcome"] = {**data.get("outcome", {}), **told["outcome"]}
    if "received" in data:
        data["stages"] = [found_stage(data["received"], data.get("channel")), *told["stages"]]
    return data


def _marks(data: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """By what a ticket is known again: its number elsewhere, and without one also what it says."""
    ref = data.get("source", {}).get("ref")
    if ref:
        yield "ref", ref
    if not ref or ref.startswith(ROW_MARK):
        yield ("content", *(str(data.get(key)) for key in ("channel", "received", "hall", "summary")))


def _digest(row: TicketRow) -> str:
    words = json.dumps(row.cells, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Guides:
    """Guide ids by id and by title, and the districts of the guides."""

    ids: Mapping[str, str]
    regions: frozenset[str]


def _guides(workspace: Workspace) -> _Guides:
    """A title that two guides have names none."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    regions: set[str] = set()
    for loaded in workspace.guides(workspace.files(workspace.config.guides)):
        if loaded.model.title in found:
            twice.add(loaded.model.title)
        found[loaded.model.title] = loaded.model.id
        regions |= {loaded.model.district} if loaded.model.district is not None else set()
    by_title = {title: id for title, id in found.items() if title not in twice}
    return _Guides(by_title | {id: id for id in found.values()}, frozenset(regions))


def _bad(table: TicketTable, row: TicketRow, heading: str, message: Text) -> FileError:
    place = table.place(row.number, heading) if heading else Text(f"第 {row.number} 行", f"row {row.number}")
    said = Text(f"{place.zh}：{message.zh.strip()}", f"{place.en}: {message.en.strip()}")
    return FileError(table.name, row.number, table.column(heading) or 1, said)


def _wrong(table: TicketTable, row: TicketRow, mapping: Mapped, message: Text) -> FileError:
    """A schema's complaint in the words of the table: at the column that it names, or with the column to add."""
    from guidelint.tickets.mapping import ticket_keys

    titles = {key: str(part.get("title", "")) for key, part in ticket_keys().items()}
    for key, title in sorted(titles.items(), key=lambda pair: -len(pair[1])):
        heading = mapping.columns.get(key, "")
        if title and message.zh == f"缺少 {key}（{title}）":
            add, fill = (
                Text(f"请增加“{title}”一列", f"add a column for {key}"),
                Text(f"请填写{title}", f"{key} is missing"),
            )
            return _bad(table, row, heading, fill if heading else add)
        if title and heading and message.zh.startswith(title):
            return _bad(table, row, heading, message)
    return _bad(table, row, "", message)
