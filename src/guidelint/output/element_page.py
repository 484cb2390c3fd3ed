"""The elements of guides and window records as a page of documentation (Markdown)."""

from collections.abc import Iterable, Iterator

from guidelint.model.elements import Element, elements
from guidelint.model.guide import Guide
from guidelint.model.window import WindowRecord
from guidelint.output.markup import escaped

MADE = "<!-- 由 guidelint schema --page 生成，请改 model/ 里的声明 · Made by `guidelint schema --page`; change the declarations -->"

_KINDS = {
    "text": "文字", "texts": "文字的列表", "integer": "整数", "boolean": "是否", "date": "日期", "group": "一组", "list": "一项或几项",
}  # fmt: skip


def page() -> str:
    """Every element with its key, what it holds, what it may say and its label on the notice."""
    parts = [
        "# 要素表 · Elements",
        MADE,
        "键用英文，名称用 GB/T 39554.2-2020 和国家交换表的要素名，常用值用 GB/T 39046-2020 附录 A。以 `x-` 开头的键原样保留，不读。",
        "JSON Schema、表格的表头、告知单的标签、报告、编辑器的补全和这一页都由 `model/` 里的同一处声明得出。",
        *_tables("办事指南 · Guide", elements(Guide)),
        *_tables("窗口实际要求 · Window record", elements(WindowRecord)),
    ]
    return "\n\n".join(parts) + "\n"


def _tables(title: str, found: Iterable[Element]) -> Iterator[str]:
    found = tuple(found)
    yield f"## {title}"
    yield _table(found)
    for one in found:
        if one.kind == "list":
            yield f"### {one.title} · `{one.key}[]`"
            yield _table(one.elements)


def _table(found: Iterable[Element]) -> str:
    head = ["| 键 | 名称 | 内容 | 取值 | 告知单上 |", "| --- | --- | --- | --- | --- |"]
    return "\n".join([*head, *(row for one in found for row in _rows(one, ""))])


def _rows(one: Element, above: str) -> Iterator[str]:
    key = f"{above}{one.key}"
    kind = _KINDS[one.kind] + ("（必填）" if one.required else "")
    values = "、".join(one.allowed) if one.allowed else f"常用：{'、'.join(one.usual)}" if one.usual else ""
    yield f"| `{key}` | {escaped(one.title)} | {kind} | {escaped(values)} | {escaped(one.notice)} |"
    if one.kind == "group":
        for inner in one.elements:
            yield from _rows(inner, f"{key}.")
