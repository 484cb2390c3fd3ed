"""Keys of a file: proposed where one may stand, explained where one stands, all from the schema."""

from pathlib import Path

import pytest
from lsprotocol import types

from guidelint.lsp.cursor import Cursor, cursor, key_at
from guidelint.model.position import Span
from guidelint.source.document import Document
from tests.dongcheng import GUIDE
from tests.lsp.conftest import Editor, editor


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("|", Cursor("", "")),
        ("ti|", Cursor("", "ti")),
        ("id: a\nti|\nregion: '1'\n", Cursor("", "ti", frozenset({"id", "region"}))),
        ("id: a\n|\nregion: '1'\n", Cursor("", "", frozenset({"id", "region"}))),
        ("materials:\n  - name: 证\n    ty|\n", Cursor("materials[]", "ty", frozenset({"name"}))),
        ("materials:\n  - |\n    name: 证\n", Cursor("materials[]", "", frozenset({"name"}))),
        ("materials:\n  - |\n", Cursor("materials[]", "")),
        ("fee:\n  |\nid: a\n", Cursor("fee", "")),
        ("observed: {on: 2021-11-16, b|", Cursor("observed", "b", frozenset({"on"}))),
        ("observed: {on: 2021-11-16, b|}\nid: a\n", Cursor("observed", "b", frozenset({"on"}))),
        ("ti|: 甲\n", Cursor("", "ti", frozenset())),
        ("ti|tle: 甲\n", None),
        ("# 注|", None),
    ],
)
def test_the_cursor_at_a_key(marked: str, expected: Cursor | None) -> None:
    before, _, after = marked.partition("|")
    assert cursor(before + after, len(before)) == expected


def test_the_key_under_the_pointer() -> None:
    document = Document("a.yaml", "id: 甲\nmaterials:\n  - {name: 证, 𠮷: 1}\n")
    named = {key_at(document.root, offset) for offset in range(len(document.text))} - {None}
    assert {(key.field, key.name, document.quote(key.span)) for key in named if key} == {
        ("", "id", "id"), ("", "materials", "materials"), ("materials[]", "name", "name"), ("materials[]", "𠮷", "𠮷"),
    }  # fmt: skip
    found = key_at(document.root, 3)
    assert found is None, "the blank after the colon is no key"
    first = key_at(document.root, 2)
    assert first is not None and first.span == Span(0, 2)


async def proposed(it: Editor, uri: str, marked: str) -> list[types.CompletionItem]:
    before, _, after = marked.partition("|")
    it.type(uri, before + after)
    lines = before.split("\n")
    position = types.Position(len(lines) - 1, len(lines[-1]))
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), position)
    found = await it.client.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    return sorted(found.items, key=lambda item: item.sort_text or "")


async def explained(it: Editor, uri: str, line: int, character: int) -> str:
    at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
    hover = await it.client.text_document_hover_async(at)
    assert hover is not None and isinstance(hover.contents, types.MarkupContent)
    return hover.contents.value


@pytest.mark.slow
@pytest.mark.asyncio
async def test_keys_are_proposed(workspace: Path) -> None:
    async with editor(workspace) as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)

        found = await proposed(it, uri, "title: 补领\n|\nregion: '110101'\n")
        assert [(one.label, one.detail) for one in found[:3]] == [
            ("id", "指南标识（必填）"), ("materials", "申请材料（必填）"), ("code", "实施编码"),
        ]  # fmt: skip
        assert not {"title", "region"} & {one.label for one in found}
        assert {one.kind for one in found} == {types.CompletionItemKind.Property}

        # By the Chinese name of the element; what holds keys or a list gets no blank after its colon.
        found = await proposed(it, uri, "id: a\n申请材料|\n")
        assert [(one.label, one.text_edit and one.text_edit.new_text) for one in found] == [
            ("materials", "materials:"), ("material_notes", "material_notes:"),
        ]  # fmt: skip

        found = await proposed(it, uri, "id: a\nmaterials:\n  - name: 身份证\n    cop|\n")
        assert [(one.label, one.detail) for one in found] == [
            ("copies", "纸质材料份数"), ("photocopies", "复印件份数"),
        ]  # fmt: skip
        assert isinstance(found[0].text_edit, types.TextEdit)
        assert found[0].text_edit.new_text == "copies: "
        assert found[0].text_edit.range == types.Range(types.Position(3, 4), types.Position(3, 7))

        (charged,) = await proposed(it, uri, "id: a\nfee: {char|}\n")
        assert charged.detail == "是否收费（必填）"
        config = it.open("guidelint.yaml")
        await it.diagnostics(config)
        (level,) = await proposed(it, config, "levels|:\n")
        assert (level.label, level.text_edit and level.text_edit.new_text) == ("levels", "levels")


@pytest.mark.slow
@pytest.mark.asyncio
async def test_keys_are_explained(workspace: Path) -> None:
    async with editor(workspace) as it:
        uri = it.open("guides/社保卡.yaml", GUIDE + "audience: [自然人]\n")
        await it.diagnostics(uri)
        assert await explained(it, uri, 1, 2) == "**事项名称** · `title`\n\n必填 · 文字"
        assert await explained(it, uri, 5, 6) == (
            "**材料类型** · `type`\n\n可不填 · 文字\n\n**只能是**：原件、复印件、原件和复印件、原件或复印件"
        )
        assert (await explained(it, uri, 7, 0)).startswith(
            "**服务对象** · `audience`\n\n可不填 · 列表（每项以“- ”开头）\n\n**常用**：自然人、企业法人"
        )
        it.type(uri, GUIDE.replace("title:", "tittle:"))
        assert await it.diagnostics(uri, lambda found: [one.code for one in found] == ["file", "file"])
        at = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(1, 2))
        assert await it.client.text_document_hover_async(at) is None
        assert (await explained(it, uri, 3, 2)).startswith("**申请材料** · `materials`")


@pytest.mark.slow
@pytest.mark.asyncio
async def test_keys_in_english(workspace: Path) -> None:
    async with editor(workspace, lang="en") as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)
        assert await explained(it, uri, 2, 0) == (
            "**行政区划代码** · `region`\n\noptional · text\n\nGB/T 2260, quoted; 6, 9 or 12 digits"
        )
