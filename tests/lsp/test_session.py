"""A session as it happens: an officer opens the Dongcheng guide, reads, asks, corrects, and saves."""

from pathlib import Path

import pytest
from lsprotocol import types

from tests.dongcheng import GUIDE
from tests.lsp.conftest import editor

pytestmark = pytest.mark.asyncio


def at(line: int, character: int) -> types.Position:
    return types.Position(line, character)


def codes(found: list[types.Diagnostic]) -> list[str]:
    return [str(one.code) for one in found]


async def test_an_officer_mends_the_dongcheng_guide(workspace: Path) -> None:
    async with editor(workspace) as it:
        uri = it.open("guides/社保卡.yaml")
        document = types.TextDocumentIdentifier(uri)
        words = types.Range(at(4, 10), at(4, 14))

        # The findings stand under the very words, with the ticket.
        found = await it.diagnostics(uri)
        assert codes(found) == ["ambiguous/identity-proof", "contract/vaguer-than-window"]
        assert [one.range for one in found] == [words, words]
        assert [one.severity for one in found] == [types.DiagnosticSeverity.Error] * 2
        assert found[0].message.endswith("窗口未必都收（工单 DC-2021-11-001）")
        related = found[1].related_information or []
        assert [one.location.uri.rpartition("/")[2] for one in related] == [
            Path(it.uri("windows/社保卡.yaml")).name,
            "DC-2021-11-001.yaml",
        ]

        # The hover tells who was hurt and what to write.
        hover = await it.client.text_document_hover_async(types.HoverParams(document, at(4, 11)))
        assert hover is not None and isinstance(hover.contents, types.MarkupContent)
        assert hover.range == words
        said = hover.contents.value
        assert "**身份证明所指不明** · 错误 · [`ambiguous/identity-proof`](file:///" in said
        assert "**反例**：带社会保障卡的人符合指南" in said
        assert "**谁受影响**：工单 [DC-2021-11-001](file:///" in said
        assert "王先生按指南的" in said
        assert "**怎么改**：改为“居民身份证”（可自动修改）。" in said
        assert "**可以理解为**：" in said and "等 56 种" in said

        # From the words to the window, the ticket and the rule.
        places = await it.client.text_document_definition_async(types.DefinitionParams(document, at(4, 11)))
        assert isinstance(places, list)
        names = [one.uri.rpartition("/")[2] for one in places if isinstance(one, types.Location)]
        assert "DC-2021-11-001.yaml" in names and "identity-proof.yaml" in names
        window = next(p for p in places if isinstance(p, types.Location) and p.uri == it.uri("windows/社保卡.yaml"))
        assert window.range.start == at(4, 4)

        # The safe edit comes first and is preferred.
        context = types.CodeActionContext(diagnostics=found)
        actions = await it.client.text_document_code_action_async(types.CodeActionParams(document, words, context))
        assert actions is not None
        offered = [one for one in actions if isinstance(one, types.CodeAction)]
        assert [one.title for one in offered] == [
            "改为“居民身份证”（可自动修改）",
            "忽略这一处 ambiguous/identity-proof，理由写在冒号后面",
            "忽略这一处 contract/vaguer-than-window，理由写在冒号后面",
        ]
        assert [one.is_preferred for one in offered] == [True, False, False]
        assert codes(list(offered[0].diagnostics or [])) == codes(found)
        edit = offered[0].edit
        assert edit is not None and edit.document_changes is not None
        change = edit.document_changes[0]
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document == types.OptionalVersionedTextDocumentIdentifier(uri, version=1)
        assert list(change.edits) == [types.TextEdit(words, "居民身份证")]

        # Typed in, the guide is clean; the file on disk was never touched.
        it.type(uri, GUIDE.replace("身份证明", "居民身份证"))
        assert await it.diagnostics(uri, lambda found: not found) == []
        assert (workspace / "guides/社保卡.yaml").read_text(encoding="utf-8") == GUIDE


async def test_errors_of_the_file_while_typing(workspace: Path) -> None:
    async with editor(workspace) as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)
        it.type(uri, GUIDE.replace("copies: 1", "copies: 一份"))
        found = await it.diagnostics(uri, lambda found: codes(found) == ["file"])
        assert found[0].message == "纸质材料份数应当是整数"
        assert found[0].range == types.Range(at(6, 12), at(6, 14))
        it.type(uri, GUIDE.replace("copies: 1", "copies: ["))
        found = await it.diagnostics(uri, lambda found: "YAML" in found[0].message)
        assert found[0].severity == types.DiagnosticSeverity.Error
        it.type(uri, "")
        found = await it.diagnostics(uri, lambda found: found[0].message == "文件是空的")
        assert found[0].range.start == at(0, 0)
        it.type(uri, GUIDE)
        assert len(await it.diagnostics(uri, lambda found: len(found) == 2)) == 2


@pytest.mark.parametrize(
    ("encodings", "chosen", "columns"),
    [
        ((), types.PositionEncodingKind.Utf16, (12, 16)),
        ((types.PositionEncodingKind.Utf8,), types.PositionEncodingKind.Utf8, (14, 26)),
        ((types.PositionEncodingKind.Utf32,), types.PositionEncodingKind.Utf32, (11, 15)),
    ],
)
async def test_ranges_in_the_negotiated_encoding(
    workspace: Path,
    encodings: tuple[types.PositionEncodingKind, ...],
    chosen: types.PositionEncodingKind,
    columns: tuple[int, int],
) -> None:
    # 𠮷 is outside the basic plane: two units of UTF-16, four bytes of UTF-8.
    text = GUIDE.replace("- name: 身份证明   # 原样", "- name: 𠮷身份证明").replace("\n", "\r\n")
    async with editor(workspace, encodings=encodings) as it:
        assert it.initialized is not None and it.initialized.capabilities.position_encoding == chosen
        uri = it.open("guides/社保卡.yaml", text)
        found = {str(one.code): one for one in await it.diagnostics(uri)}
        start, end = columns
        assert found["ambiguous/identity-proof"].range == types.Range(at(4, start), at(4, end))
        document = types.TextDocumentIdentifier(uri)
        for character, hit in ((start, True), (end, True), (2, False)):
            hover = await it.client.text_document_hover_async(types.HoverParams(document, at(4, character)))
            assert (hover is not None) is hit
