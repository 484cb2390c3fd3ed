"""A saved web page as lines and tables: block elements part lines, lists of terms are tables of two columns."""

import re
from html.parser import HTMLParser

from guidelint.exchange.readers.documents.blocks import Cell, Document, Line, Table, grid

MAX_BYTES = 16 << 20
MAX_SPAN = 1000

_MARK = "\x1f"  # where an element inside a line begins or ends
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "section",
        "article",
        "header",
        "main",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "form",
        "fieldset",
        "legend",
        "pre",
        "blockquote",
        "hr",
        "aside",
        "figure",
        "tr",
        "caption",
    ]
)
_INLINE = frozenset(["span", "label", "em", "i", "b", "strong", "font", "a", "u"])
_SILENT = frozenset(["script", "style", "noscript", "svg", "select", "nav", "footer", "template", "button"])

TEMPLATE = {  # sections of the common guide template, whose headings are pictures or tabs elsewhere on the page
    "section5": "申请材料", "section6": "受理条件", "section7": "办理流程", "section8": "收费项目", "section9": "设定依据",
    "section10": "中介服务", "section11": "常见问题",
}  # fmt: skip
VALUES = {"implecode": "实施编码"}  # inputs whose value is an element, by their ids


def page(written: str) -> Document:
    """Never fails: what is no HTML is text."""
    parser = _Page(is_template="bannertop" in written)
    parser.feed(written)
    parser.close()
    parser.flush()
    return Document(tuple(parser.blocks), parser.title)


class _Open:
    """A table that has not ended: its rows as cells with their spans."""

    def __init__(self) -> None:
        self.rows: list[list[tuple[Cell, int, int]]] = []
        self.span = (1, 1)
        self.text: list[str] | None = None
        self.links: list[tuple[str, str]] = []
        self.after: list[Line | Table] = []


class _Page(HTMLParser):
    def __init__(self, *, is_template: bool) -> None:
        super().__init__()
        self.blocks: list[Line | Table] = []
        self.title = ""
        self._is_template = is_template
        self._named = False  # whether the page says its title better than in <title>
        self._lines = self._tables = self._silent = 0
        self._text: list[str] = []
        self._level = 0
        self._open: list[_Open] = []
        self._link: str | None = None
        self._link_text: list[str] = []
        self._in_title = False
        self._in_banner = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "title":
            self._in_title = True
        elif tag == "meta" and given.get("name", "").lower() == "articletitle" and given.get("content"):
            self.title, self._named = given["content"], True
        elif tag == "input" and given.get("id", "").lower() in VALUES and given.get("value"):
            self._line(f"{VALUES[given['id'].lower()]}：{given['value']}")
        elif tag in ("table", "dl"):
            self._begin_table()
        elif tag in ("tr", "dt") and self._open:
            self._end_cell()
            self._open[-1].rows.append([])
        if tag in ("td", "th", "dt", "dd") and self._open:
            self._end_cell()
            self._open[-1].text = []
            self._open[-1].span = (_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag in _BLOCKS:
            self._break()
            if tag[0] == "h" and tag[1:].isdigit():
                self._level = int(tag[1:])
            for name in given.get("class", "").split():
                if self._is_template and name in TEMPLATE:
                    self._line(TEMPLATE[name], level=2)
                elif name == "bannertop":
                    self._in_banner = 1
        elif tag in _INLINE:
            self._say(_MARK)
            if tag == "a":
                self._link, self._link_text = given.get("href", ""), []

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag == "title":
            self._in_title = False
        elif tag in ("table", "dl") and self._open:
            self._end_table()
        elif tag in ("td", "th", "dt", "dd") and self._open:
            self._end_cell()
        elif tag in _BLOCKS:
            self._break()
        elif tag in _INLINE:
            if tag == "a" and self._link is not None:
                said = "".join(self._link_text).replace(_MARK, "").strip()
                if self._open and self._open[-1].text is not None:
                    self._open[-1].links.append((said, self._link))
                self._link = None
            self._say(_MARK)

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._in_title:
            if not self._named:
                self.title += data
            return
        self._say(re.sub(r"[ \t\r\n\f]+", " ", data))

    def flush(self) -> None:
        while self._open:
            self._end_table()
        self._break()
        if not self._named:
            self.title = re.split(r"[-_|–—]", self.title.strip())[0].strip()

    def _say(self, words: str) -> None:
        if self._link is not None:
            self._link_text.append(words)
        if self._open and self._open[-1].text is not None:
            self._open[-1].text.append(words)
        elif not self._open:
            self._text.append(words)

    def _break(self) -> None:
        if self._open:
            if self._open[-1].text:
                self._open[-1].text.append("\n")
            return
        raw, self._text = "".join(self._text), []
        parts = tuple(part.strip() for part in raw.split(_MARK) if part.strip())
        if words := raw.replace(_MARK, "").strip():
            self._line(words, level=self._level, parts=parts if len(parts) > 1 else ())
        self._level = 0

    def _line(self, words: str, *, level: int = 0, parts: tuple[str, ...] = ()) -> None:
        if self._in_banner == 1:
            self.title, self._named, self._in_banner = words, True, 2
            return
        if self._in_banner == 2:
            words, self._in_banner, parts = f"实施主体：{words}", 0, ()
        self._lines += 1
        self.blocks.append(Line(words, self._lines, level, parts))

    def _begin_table(self) -> None:
        self._break()
        if self._open:
            above = self._open[-1]
            row = above.rows[-1] if above.rows else []
            if row and row[0][0].text and not "".join(above.text or ()).replace(_MARK, "").strip():
                self._lines += 1
                above.after.append(Line(row[0][0].text, self._lines, 3))
        self._open.append(_Open())

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.text is None:
            return
        raw = "".join(table.text)
        stretches = [part.strip() for part in re.split(rf"{_MARK}\s+{_MARK}", raw.strip())]
        parts = [part.replace(_MARK, "").strip() for part in stretches]
        parts = [part for part in parts if part]
        whole = re.sub(r" *\n\s*", "\n", raw.replace(_MARK, "")).strip()
        has_tags = len(parts) > 1 and "\n" not in whole and not table.links
        cell = Cell(parts[0] if has_tags else whole, 0, 0, tuple(parts[1:]) if has_tags else (), tuple(table.links))
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append((cell, *table.span))
        table.text, table.links = None, []

    def _end_table(self) -> None:
        self._end_cell()
        table = self._open.pop()
        self._tables += 1
        made = [Table(self._tables, grid([row for row in table.rows if row])), *table.after]
        if self._open:
            self._open[-1].after += made
        else:
            self.blocks += made


def _span(value: str | None) -> int:
    return min(int(value), MAX_SPAN) or 1 if value is not None and value.strip().isdigit() else 1
