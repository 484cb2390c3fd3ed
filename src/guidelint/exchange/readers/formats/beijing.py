"""A saved page of banshi.beijing.gov.cn: its content stands in script variables and hidden blocks, one item a page.

Names of variables and keys are those of the published pages, of which a reader was seen. A variable is set more than once,
an empty list or another shape first, so every value that is JSON is looked at and only rows with the wanted key are taken.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from json import JSONDecoder
from pathlib import Path
from typing import Any

from guidelint.exchange import codes
from guidelint.exchange.readers.columns import Column, Columns
from guidelint.exchange.readers.raw import said
from guidelint.exchange.readers.reader import Each, Item, Source
from guidelint.exchange.readers.record import Parts, Rows, item, listed
from guidelint.exchange.readers.values import days, lines, number, one, region, remark, text, title
from guidelint.exchange.sheets.book import decoded
from guidelint.model.errors import CannotCheck, FileError
from guidelint.model.regex import regex
from guidelint.model.text import Text

MAX_BYTES = 16 << 20
SITE = "https://banshi.beijing.gov.cn/pubtask"

_ADDRESS = regex(r"banshi\.beijing\.gov\.cn/pubtask/task/1/([0-9]{12})/([0-9A-Za-z-]{8,64})\.html")
_VARIABLE = regex(r"\bvar\s+(material|process|result|law|question|attachment)\s*=\s*(?=[\[{])")
_TIME = regex(r"[0-9]{1,2}\s*[:：][0-9]{2}|周[一二三四五六日]|工作日")
_HIDDEN = ("jigou", "transactAddr", "acceptCondition")


PAGE: Columns = {
    "title": Column("title", title),
    "region": Column("region", region),
    "url": Column("published.url"),
    "jigou": Column("authority", title),
    "place": Column("place", text),
    "hours": Column("hours", text),
    "acceptcondition": Column("conditions", lines),
    "content": Column("procedure", remark),
}
MATERIAL: Columns = {
    "mindex": Column(""),
    "mname": Column("name", title),
    "isneed": Column("necessity", one({"1": "必要", "0": "非必要"})),
    "originalnum": Column("originals", number(999)),
    "msource": Column("source", one(codes.SOURCE)),
    "auditpoint": Column("criteria", lines),
    "materialsevidence": Column("basis", remark),
    "blank": Column("form.blank"),
    "sample": Column("form.sample"),
}
STEP: Columns = {
    "phasename": Column("name", title),
    "phasestdname": Column("name", title),
    "phaselimit": Column("limit", days),
    "phaseresult": Column("result", remark),
}
RESULT: Columns = {"resultname": Column("result.name", title), "resulttypeexp": Column("result.type", remark)}
LAW: Columns = {"lawname": Column("name", title), "lawcode": Column("number", remark)}
QUESTION: Columns = {"question": Column("question", text), "answer": Column("answer", text)}

PARTS = Parts(
    {"PAGE": PAGE, "RESULT": RESULT},
    {
        "MATERIAL": Rows("materials", MATERIAL, order="mindex"),
        "PROCESS": Rows("steps", STEP),
        "LAW": Rows("legal_basis", LAW),
        "QUESTION": Rows("questions", QUESTION, mark="question"),
    },
)
WANTED = {
    "material": "M_NAME", "process": "PHASE_NAME", "result": "RESULTNAME", "law": "LAW_NAME", "question": "QUESTION",
    "attachment": "DOC_ID",
}  # fmt: skip
"""The key that a variable's rows have."""


class Beijing:
    """One page a file, as a browser saves it."""

    name = "beijing-page"
    title = Text("北京市政务服务网页面（banshi.beijing.gov.cn）", "page of banshi.beijing.gov.cn")

    def recognises(self, file: Path) -> bool:
        if file.suffix.lower() not in (".html", ".htm") or file.stat().st_size > MAX_BYTES:
            return False
        raw = file.read_bytes()
        return b"ArticleTitle" in raw and b"M_NAME" in raw

    def items(self, sources: Sequence[Source]) -> Iterable[Item]:
        return Each(sources, _item)


def _item(source: Source) -> Iterator[Item]:
    record, key = _record(source)
    yield item(record, PARTS, source, 1, key)


def _record(source: Source) -> tuple[dict[str, Any], str]:
    """The parts of a page, and what tells its item apart: the id in its address, else its authority and title."""
    if source.file.stat().st_size > MAX_BYTES:
        said = Text(f"超过 {MAX_BYTES >> 20} MiB，没有读", f"over {MAX_BYTES >> 20} MiB; not read")
        raise CannotCheck([FileError(source.name, 0, 0, said)])
    written = decoded(source.file.read_bytes(), source.name)[0]
    page = _Page()
    page.feed(written)
    page.close()
    own: dict[str, Any] = {
        "title": page.title,
        "jigou": page.hidden("jigou"),
        "acceptCondition": page.hidden("acceptCondition"),
    }
    told = [line.strip() for line in page.hidden("transactAddr").split("\n") if line.strip()]
    own["place"] = "\n".join(line for line in told if not _TIME.search(line))
    own["hours"] = "\n".join(line for line in told if _TIME.search(line))
    key = f"{own['jigou']}/{own['title']}"
    if address := _ADDRESS.search(written):
        own |= {"region": address[1], "url": f"https://{address[0]}"}
        key = address[2]
    parts: dict[str, Any] = {"page": own}
    for name, row in _rows("\n".join(page.scripts)):
        if name == "process" and "CONTENT" in row:
            own["content"] = row["CONTENT"]
        elif WANTED[name] in row and (row := _named(row)) not in parts.setdefault(name, []):
            parts[name].append(row)
    return parts, key


def _rows(scripts: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every row of every value that a variable is set to, where the value is JSON."""
    for found in _VARIABLE.finditer(scripts):
        try:
            value, _ = JSONDecoder().raw_decode(scripts, found.end())
        except (ValueError, RecursionError):
            continue
        yield from ((found[1], row) for row in listed(value) if isinstance(row, Mapping))


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with its step's usual name where it has no own, and its files by what their names say that they are."""
    named = {key: value for key, value in row.items() if not (key == "PHASE_STD_NAME" and row.get("PHASE_NAME"))}
    for which in ("DOC", "ATT1", "ATT3"):
        id, file = row.get(f"{which}_ID"), said(row.get(f"{which}_NAME") or "")
        purpose = "sample" if re.search("样[表本例]|示范", file) else "blank" if re.search("空[表白]", file) else None
        if "M_NAME" in row and id and purpose and purpose not in named:
            named[purpose] = f"{SITE}/download/{id}.{file.rpartition('.')[2]}"
            del named[f"{which}_ID"], named[f"{which}_NAME"]
    return named


class _Page(HTMLParser):
    """Collects the title, the hidden blocks with their lines, and the scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.blocks: dict[str, list[str]] = {}
        self.scripts: list[str] = []
        self._inside: list[str | None] = []
        self._in_script = False

    def hidden(self, name: str) -> str:
        return "".join(self.blocks.get(name, ())).strip()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("name") == "ArticleTitle":
            self.title = given.get("content") or ""
        elif tag == "script":
            self._in_script = True
            self.scripts.append("")
        elif tag == "div":
            classes = (given.get("class") or "").split()
            self._inside.append(next((name for name in _HIDDEN if name in classes), None))
        self._line()

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._in_script = False
        elif tag == "div" and self._inside:
            self._inside.pop()
        self._line()

    def handle_data(self, data: str) -> None:
        if self._in_script:
            self.scripts[-1] += data
        elif block := self._block():
            self.blocks.setdefault(block, []).append(data)

    def _line(self) -> None:
        """Tags part lines."""
        if block := self._block():
            self.blocks.setdefault(block, []).append("\n")

    def _block(self) -> str | None:
        return next((name for name in reversed(self._inside) if name is not None), None)


READER = Beijing()
