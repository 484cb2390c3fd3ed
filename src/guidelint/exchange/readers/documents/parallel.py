"""A guide page whose materials stand in columns side by side, each a list of its own: the n-th of each make one material.

That holds only while all lists are equally long. Where one material lacks a cell, its cells are those in the same container;
a column of which that cannot be told is kept as it is. Names of classes are those of the Zhejiang portal, of which a reader
of saved pages was seen.
"""

from collections.abc import Iterator, Mapping, Sequence

from guidelint.exchange.readers.documents.blocks import Cell, Document, Line, Table
from guidelint.exchange.readers.documents.labels import label, meanings
from guidelint.exchange.readers.documents.page import page
from guidelint.exchange.readers.documents.tree import Node, tree
from guidelint.model.text import Text

COLUMNS: Mapping[str, str] = {
    "clmc_con": "材料名称", "lyqd_con": "来源渠道", "clxs_con": "材料形式", "zzclfs_con": "纸质材料份数", "clbyx_con": "材料必要性",
    "cllx_con": "材料类型", "zzclgg_con": "纸质材料规格", "bz_con": "备注", "zlxz_con": "空白表格",
}  # fmt: skip
WINDOW: Mapping[str, str] = {"具体地址": "窗口地址", "办理时间": "窗口办理时间", "联系电话": "窗口电话"}
VALUES: Mapping[str, tuple[str, str]] = {
    "sfsf": ("sfyjCon", "是否收费"), "sfyj": ("sfyjCon", "收费依据"), "sfzccwszf": ("sfyjCon", "是否支持网上支付"),
}  # fmt: skip
CONTACTS: Mapping[str, tuple[str, str, str]] = {
    "zxfs": ("zxfsCon", "咨询电话", "咨询地址"), "jdtsfs": ("jdtsfsCon", "投诉电话", "投诉地址"),
}  # fmt: skip
TITLES = frozenset(("事项信息", "办事信息", "结果信息", "基本信息"))

Rows = list[list[str]]


def is_parallel(written: str) -> bool:
    return "clmc_con" in written and 'id="sbcl"' in written.replace("'", '"')


def parallel(written: str) -> tuple[Document, list[Text]]:
    """The page as tables, and what could not be told of its lists."""
    root = tree(written)
    notes: list[Text] = []
    named = page(written).title
    tables: list[tuple[str, Rows]] = [("", [*_information(root), *_pairs(root)])]
    if windows := _windows(root):
        tables.append(("办理窗口", windows))
    names, rows, apart = _materials(root)
    if rows:
        tables.append(("申请材料", [names, *rows] if len(names) > 1 else rows))
    for said, values in apart.items():
        tables[0][1].append([f"{said}(对不上材料)", "\n".join(values)])
        notes.append(
            Text(
                f"“{said}”有 {len(values)} 格，材料有 {len(rows)} 份，对不上是哪一份的，原样保留",
                f"“{said}” has {len(values)} cells for {len(rows)} materials; kept as they are",
            )
        )
    tables += [(said, found) for said, found in _lists(root)]
    return Document(tuple(_blocks(tables)), named), notes


def _blocks(found: Sequence[tuple[str, Rows]]) -> Iterator[Line | Table]:
    """Each list below its heading; one without columns as lines."""
    number = 0
    for said, rows in found:
        if said:
            number += 1
            yield Line(said, number, 2)
        if all(len(row) == 1 for row in rows):
            for row in rows:
                number += 1
                yield Line(row[0], number)
            continue
        cells = (tuple(Cell(text, row, column) for column, text in enumerate(line)) for row, line in enumerate(rows))
        number += 1
        yield Table(number, tuple(cells))


def _information(root: Node) -> Iterator[list[str]]:
    """Labels and values in turn; equal neighbours are one, and titles of sections are none of both."""
    said: list[str] = []
    for table in root.all("jbxx_tables"):
        for cell in (node for node in table.walk() if node.tag == "td"):
            words = [one.text for one in cell.children if isinstance(one, Node) and one.tag == "div"]
            said += [one for one in words if one not in TITLES]
    said = [one for number, one in enumerate(said) if number == 0 or one != said[number - 1]]
    number = 0
    while number + 1 < len(said):
        if _known(said[number]) and _known(said[number + 1]):
            number += 1  # a label without a value
            continue
        yield [said[number], said[number + 1]]
        number += 2


def _known(words: str) -> bool:
    return len(words) < 20 and bool(meanings(label(words).words))


def _pairs(root: Node) -> Iterator[list[str]]:
    if (code := root.by_id("impleCode")) is not None:
        yield ["实施编码", code.attributes.get("value") or code.text]
    limits = root.by_id("table1")
    for cell in (node for node in limits.walk() if node.tag == "td" and "法定办结时限" in node.text) if limits else ():
        spans = [node.text for node in cell.walk() if node.tag == "span"]
        yield from ([said, words] for said, words in zip(("法定办结时限", "承诺办结时限"), spans, strict=False))
        break
    for name, (inner, said) in VALUES.items():
        yield from ([said, one.text] for node in root.all(name)[:1] for one in node.all(inner)[:1] if one.text)
    for name, (inner, phone, place) in CONTACTS.items():
        for node in root.all(name)[:1]:
            for kind, said in (("zxdh", phone), ("zxdz", place)):
                words = [(line.all(inner) or [line])[0].text for line in node.all(kind)]
                yield from ([said, one] for one in words[:1] if one)


def _windows(root: Node) -> Rows:
    """A row a window: the n-th address, hours and phone."""
    found: dict[str, list[str]] = {said: [] for said in WINDOW}
    for node in root.walk():
        said = node.text.strip(" :：") if node.tag == "span" else ""
        if said in WINDOW and node.parent is not None:
            found[said] += [one.text for one in node.parent.walk() if "Cons" in one.classes][:1]
    count = max(map(len, found.values()))
    if not count:
        return []
    rows = [[f"窗口{number + 1}", *(_at(cells, number) for cells in found.values())] for number in range(count)]
    return [["窗口名称", *WINDOW.values()], *rows]


def _at(cells: Sequence[str], number: int) -> str:
    return cells[number] if number < len(cells) else ""


def _materials(root: Node) -> tuple[list[str], Rows, dict[str, list[str]]]:
    """The headings, a row a material, and columns of which it cannot be told whose cells they have."""
    hold = root.by_id("sbcl")
    if hold is None:
        return [], [], {}
    plural = "s" if not hold.all("clmc_con") else ""  # where materials hang on circumstances
    columns = {said: cells for name, said in COLUMNS.items() if (cells := hold.all(f"{name}{plural}"))}
    names = columns.get("材料名称", [])
    boxes = [_box(name, names) for name in names]
    rows: Rows = [[] for _ in names]
    heads: list[str] = []
    apart: dict[str, list[str]] = {}
    for said, cells in columns.items():
        if len(cells) == len(names):
            aligned: list[Node | None] = list(cells)
        elif all(any(box in cell.above() for box in boxes) for cell in cells):
            aligned = [next((cell for cell in cells if box in cell.above()), None) for box in boxes]
        else:
            apart[said] = [_value(cell) for cell in cells]
            continue
        heads.append(said)
        for row, cell in zip(rows, aligned, strict=True):
            row.append(_value(cell) if cell is not None else "")
    return heads, rows, apart


def _box(name: Node, names: Sequence[Node]) -> Node:
    """The largest element around a name that holds no other name."""
    found = name
    for above in name.above():
        if any(other is not name and above in other.above() for other in names):
            break
        found = above
    return found


def _value(cell: Node) -> str:
    links = [node.attributes.get("href", "") for node in cell.walk() if node.tag == "a"]
    good = [link for link in links if link and not link.startswith(("#", "javascript"))]
    return good[0] if good else cell.text


def _lists(root: Node) -> Iterator[tuple[str, Rows]]:
    for table in root.all("bllc_con")[:1]:
        steps = [row for row in (_cells(node) for node in table.walk() if node.tag == "tr") if row]
        names = [row[0] for row in steps if row[0] and not _known(row[0])]
        if names:
            yield "办理流程", [[name] for name in dict.fromkeys(names)]
    for table in root.all("sfbz_tables")[:1]:
        if fees := [node.text for node in table.all("sfxmmc_cons") if node.text]:
            yield "收费项目", [[one] for one in fees]
    for table in root.all("cjwt_table")[:1]:
        asked = [row for row in (_cells(node) for node in table.walk() if node.tag == "tr") if row]
        pairs = [row[-2:] for row in asked if len(row) > 1 and not _known(row[-1])]
        if pairs:
            yield "常见问题", [["问题", "答案"], *pairs]


def _cells(row: Node) -> list[str]:
    return [one.text for one in row.children if isinstance(one, Node) and one.tag in ("td", "th")]
