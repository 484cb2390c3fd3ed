"""A file's content as it is read by people: its elements under their names, with findings in place.

The names are the titles in the JSON Schemas: for a guide those of GB/T 39554.2-2020.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from typing import Any

from markupsafe import Markup

from guidelint.model.text import Lang, Text
from guidelint.model.visible import visible
from guidelint.schemas.published import SchemaName, schema
from guidelint.site.marked import Numbered, marked
from guidelint.source.document import Document, Path

Link = Callable[[str, str], str | None]
"""Where a value leads: given its key and the value, the address as the page has to write it, or None."""

Field = tuple[str | None, Sequence[str]]
"""A name, None where the row's own label says it, and the values as HTML."""

_YES_NO = {True: Text("是", "yes"), False: Text("否", "no")}
_LINKS = ("url", "revealed_by", "reveals", "related", "guide")


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element of the file, or one of its materials or steps: its values as HTML, and the findings beside it."""

    label: str
    html: Markup
    findings: tuple[Numbered, ...] = ()


@dataclass(frozen=True, slots=True)
class ElementSection:
    """The plain elements (`title` None), or a list of materials or steps. `findings` are about it as a whole."""

    title: str | None
    rows: tuple[ElementRow, ...]
    findings: tuple[Numbered, ...] = ()


@dataclass(frozen=True)
class Reader:
    """Reads one document. `change` is what is done to every text before it is shown."""

    document: Document
    kind: SchemaName
    lang: Lang
    findings: Sequence[Numbered] = ()
    link: Link = lambda key, value: None
    change: Callable[[str], str] = str

    def sections(self, leave_out: Sequence[str] = ()) -> list[ElementSection]:
        """The plain elements, then each list of things, all in the schema's order."""
        data = self.document.data
        keys = [key for key in schema(self.kind)["properties"] if key in data and key not in leave_out]
        lists = [key for key in keys if _is_list_of_things(data[key])]
        plain = tuple(
            self._row((key,), name(self.kind, (key,), self.lang), data[key]) for key in keys if key not in lists
        )
        sections = [self._section((key,), data[key]) for key in lists]
        told = {one.number for section in sections for one in section.findings}
        told.update(one.number for rows in (plain, *(s.rows for s in sections)) for row in rows for one in row.findings)
        return [ElementSection(None, plain, tuple(one for one in self.findings if one.number not in told)), *sections]

    @cached_property
    def _by_path(self) -> Mapping[Path, Sequence[Numbered]]:
        found: dict[Path, list[Numbered]] = {}
        for one in self.findings:
            found.setdefault(one.finding.location.value_path, []).append(one)
        return found

    def _section(self, path: Path, things: Sequence[Any]) -> ElementSection:
        title = name(self.kind, path, self.lang)
        rows = tuple(self._row((*path, index), f"{title} {index + 1}", thing) for index, thing in enumerate(things))
        return ElementSection(title, rows, tuple(self._by_path.get(path, ())))

    def _row(self, path: Path, label: str, value: Any) -> ElementRow:
        beside = tuple(one for one in self.findings if one.finding.location.value_path[: len(path)] == path)
        fields = list(self._fields(path, value, None))
        said = "".join(_said(values) for label, values in fields if label is None)
        parts = "".join(self._part(label, values) for label, values in fields if label is not None)
        # All values and names are escaped where they are made, so the template must not escape them again.
        return ElementRow(label, Markup(said + (f'<dl class="parts">{parts}</dl>' if parts else "")), beside)

    def _fields(self, path: Path, value: Any, label: str | None) -> Iterator[Field]:
        if isinstance(value, dict):
            for key, inner in value.items():
                below = (*path, key)
                yield from self._fields(below, inner, None if key == "name" else name(self.kind, below, self.lang))
        elif _is_list_of_things(value):
            for index, thing in enumerate(value):
                yield from self._fields((*path, index), thing, label)
        elif isinstance(value, list):
            yield label, [self._value((*path, index), item) for index, item in enumerate(value)]
        else:
            yield label, [self._value(path, value)]

    def _value(self, path: Path, value: Any) -> str:
        text = self.change(shown(value))
        findings = self._by_path.get(path, ())
        html = marked(self.document, path, text, findings, self.lang) if findings else escape(visible(text))
        key = path[-1] if isinstance(path[-1], str) else path[-2]
        href = self.link(str(key), value) if key in _LINKS and isinstance(value, str) else None
        return html if href is None else f'<a href="{escape(href)}" rel="noreferrer">{html}</a>'

    def _part(self, label: str, values: Sequence[str]) -> str:
        joined = ("；" if self.lang == "zh" else "; ").join(values)
        return f"<div><dt>{escape(label)}</dt><dd>{joined}</dd></div>"


def _said(values: Sequence[str]) -> str:
    if len(values) == 1:
        return f'<p class="said">{values[0]}</p>'
    return f'<ul class="said">{"".join(f"<li>{value}</li>" for value in values)}</ul>'


def shown(value: Any) -> str:
    """A plain value in words, in Chinese as all content is."""
    return _YES_NO[value].zh if isinstance(value, bool) else str(value)


def name(kind: SchemaName, path: Path, lang: Lang) -> str:
    """The name of the element at `path`."""
    steps = tuple(step for step in path if isinstance(step, str))
    return (_names(kind).get(steps) or _english(steps[-1])).in_(lang)


@cache
def _names(kind: SchemaName) -> Mapping[tuple[str, ...], Text]:
    whole = schema(kind)
    return dict(_walk(whole, whole, ()))


def _walk(
    whole: Mapping[str, Any], node: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Text]]:
    while "$ref" in node:
        node = {**whole["$defs"][node["$ref"].rpartition("/")[2]], **{k: v for k, v in node.items() if k != "$ref"}}
    if path and "title" in node:
        yield path, Text(node["title"], _english(path[-1]).en)
    for key, below in node.get("properties", {}).items():
        yield from _walk(whole, below, (*path, key))
    if "items" in node:
        yield from _walk(whole, {k: v for k, v in node["items"].items() if k != "title"}, path)


def _english(key: str) -> Text:
    words = key.replace("_", " ")
    return Text(words, words.capitalize())


def _is_list_of_things(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
