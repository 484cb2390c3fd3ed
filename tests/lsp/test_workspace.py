"""What stands in other files: changes are picked up, ids lead there, and words and ids are completed from them."""

from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.dongcheng import GUIDE, WINDOW
from tests.lsp.conftest import Editor, editor

pytestmark = pytest.mark.asyncio

OWN_RULE = """\
title: {zh: 有字样, en: has the word}
level: error
kind: pattern
field: title
pattern: '补领'
evidence: [DC-2021-11-001]
message: {zh: '“{text}”', en: '“{text}”'}
fix: {advice: {zh: 换个词, en: another word}}
examples: {bad: [补领, 社保卡补领], good: [申领]}
"""


def codes(found: list[types.Diagnostic]) -> list[str]:
    return [str(one.code) for one in found]


async def labels(it: Editor, uri: str, text: str, marked: str) -> dict[str, types.CompletionItem]:
    """What is proposed at `|` in the file written as `marked`."""
    before, _, after = marked.partition("|")
    it.type(uri, text.replace(before + after, marked.replace("|", "")) if text else before + after)
    lines = before.split("\n")
    position = types.Position(len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2)
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), position)
    found = await it.client.text_document_completion_async(params)
    assert isinstance(found, types.CompletionList)
    assert found.is_incomplete
    return {one.label: one for one in found.items}


@pytest.mark.slow
async def test_changes_elsewhere_are_picked_up(workspace: Path) -> None:
    async with editor(workspace) as it:
        uri = it.open("guides/社保卡.yaml")
        assert codes(await it.diagnostics(uri)) == ["ambiguous/identity-proof", "contract/vaguer-than-window"]
        assert [one.method for one in it.registered] == ["workspace/didChangeWatchedFiles"]

        # A window record as it is being typed, unsaved.
        window = it.open("windows/社保卡.yaml")
        assert await it.diagnostics(window) == []
        it.type(window, WINDOW.replace("[居民身份证]", "[身份证明]").replace("    refused: [社会保障卡]\n", ""))
        # What the window asks for is as vague now as what the guide says: one finding at the title, one at the name.
        found = await it.diagnostics(uri, lambda found: codes(found) == ["ambiguous/identity-proof"] * 2)
        assert [one.range.start for one in found] == [types.Position(1, 7), types.Position(4, 10)]
        it.type(window, WINDOW.replace("guide: bj", "guide: xx"))
        found = await it.diagnostics(window, bool)
        assert found[0].message == "工作区里没有标识为 xx-dongcheng-sscard-replacement 的指南"
        it.close(window)
        assert await it.diagnostics(uri, lambda found: len(found) == 2)

        # A rule written to disk by somebody else, and broken afterwards: told at its own file, which is not open.
        rule = workspace / "rules/mine/word.yaml"
        rule.parent.mkdir(parents=True)
        rule.write_text(OWN_RULE, encoding="utf-8")
        (workspace / "guidelint.yaml").write_text("select: [mine]\n", encoding="utf-8")
        it.file_changed("rules/mine/word.yaml")
        assert await it.diagnostics(uri, lambda found: codes(found) == ["mine/word"])
        rule.write_text(OWN_RULE.replace("'补领'", "'不会有'"), encoding="utf-8")
        it.file_changed("rules/mine/word.yaml")
        found = await it.diagnostics(it.uri("rules/mine/word.yaml"), bool)
        assert found[0].message == "反例没有触发规则"
        rule.write_text(OWN_RULE, encoding="utf-8")
        it.file_changed("rules/mine/word.yaml")
        assert await it.diagnostics(it.uri("rules/mine/word.yaml"), lambda found: not found) == []

        # A broken configuration is told; the last good one stays.
        (workspace / "guidelint.yaml").write_text("grades: error\n", encoding="utf-8")
        it.file_changed("guidelint.yaml")
        assert await it.diagnostics(
            it.uri("guidelint.yaml"), lambda found: [d.message[:12] for d in found] == ["不认识的键 grades"]
        )
        assert codes(await it.diagnostics(uri)) == ["mine/word"]


async def test_a_configuration_that_is_broken_from_the_start(workspace: Path) -> None:
    config = workspace / "guidelint.yaml"
    good = config.read_text(encoding="utf-8")
    config.write_text("grades: error\n", encoding="utf-8")
    async with editor(workspace) as it:
        opened = it.open("guidelint.yaml")
        guide = it.open("guides/社保卡.yaml")
        assert [one.message[:12] for one in await it.diagnostics(opened, bool)] == ["不认识的键 grades"]
        assert await it.diagnostics(guide) == []
        config.write_text(good, encoding="utf-8")
        it.type(opened, good)
        it.save(opened)
        assert await it.diagnostics(opened, lambda found: not found) == []
        assert len(await it.diagnostics(guide, lambda found: len(found) == 2)) == 2
        it.type(opened, "# 只有注释\n")
        assert await it.diagnostics(opened, lambda found: not found) == []


async def test_two_guides_of_one_id(workspace: Path) -> None:
    async with editor(workspace) as it:
        await it.diagnostics(it.open("guides/社保卡.yaml"))
        copy = it.open("guides/副本.yaml", GUIDE)
        found = await it.diagnostics(copy)
        assert found[0].message == "标识 bj-dongcheng-sscard-replacement 重复，另一处在 guides/社保卡.yaml"
        assert found[0].range.start == types.Position(0, 4)


async def test_completion(workspace: Path) -> None:
    async with editor(workspace) as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)
        head = GUIDE.split("materials")[0]
        found = await labels(it, uri, "", head + "materials:\n  - name: 申请人居民身|\n    type: 原件\n")
        card = found["居民身份证"]
        line = head.count("\n") + 1
        assert card.text_edit == types.TextEdit(
            types.Range(types.Position(line, 13), types.Position(line, 16)), "居民身份证"
        )
        assert card.filter_text == "居民身"
        found = await labels(it, uri, "", head + "materials:\n  - name: 身份|\n")
        assert found["身份证明"].detail == "可以理解为 56 种，请写明是哪种"
        found = await labels(it, uri, "", head + "materials:\n  - name: 税务登记|\n")
        assert found["税务登记证"].tags == (types.CompletionItemTag.Deprecated,)
        found = await labels(it, uri, "", head + "materials:\n  - name: 身份证\n    type: |\n")
        assert list(found) == ["原件", "复印件", "原件和复印件", "原件或复印件"]
        assert await labels(it, uri, "", head + "# 说明|\n") == {}
        assert "bj-dongcheng-sscard-replacement" in await labels(it, uri, "", head + "related:\n  - |\n")

        window = it.open("windows/社保卡.yaml")
        assert list(await labels(it, window, "", "guide: dongcheng|\nhall: 甲\n")) == [
            "bj-dongcheng-sscard-replacement"
        ]
        found = await labels(it, window, "", WINDOW.replace("how: 工单}", "how: |"))
        assert list(found) == ["工单", "找茬日", "窗口自报"]
        assert "居民身份证" in await labels(it, window, "", WINDOW.replace("[居民身份证]", "[|]"))
        found = await labels(it, window, "", WINDOW.replace("[DC-2021-11-001]", "[DC-2021|"))
        assert found["DC-2021-11-001"].detail is not None
        assert found["DC-2021-11-001"].detail.startswith("王先生")


async def test_from_ids_to_what_they_name_and_back(workspace: Path) -> None:
    ticket = workspace / "tickets/演示.yaml"
    ticket.parent.mkdir()
    ticket.write_text(
        "id: DEMO-1\nchannel: 找茬日\nreceived: 2026-01-05\nguide: bj-dongcheng-sscard-replacement\n"
        "problem: 告知差一点儿\nsummary: 演示\nsource: {kind: 演示}\nreveals: [ambiguous/identity-proof]\n",
        encoding="utf-8",
    )
    async with editor(workspace) as it:
        uri = it.open("tickets/演示.yaml")
        assert await it.diagnostics(uri) == []
        document = types.TextDocumentIdentifier(uri)

        async def definition(at: types.TextDocumentIdentifier, line: int, character: int) -> list[str]:
            params = types.DefinitionParams(at, types.Position(line, character))
            places = await it.client.text_document_definition_async(params)
            assert isinstance(places, list)
            return [f"{p.uri.rpartition('/')[2]}:{p.range.start.line}" for p in places if isinstance(p, types.Location)]

        guide = it.uri("guides/社保卡.yaml").rpartition("/")[2]
        assert await definition(document, 3, 10) == [f"{guide}:0"]
        assert await definition(document, 7, 12) == ["identity-proof.yaml:1"]
        assert await definition(document, 5, 9) == []
        hover = await it.client.text_document_hover_async(types.HoverParams(document, types.Position(7, 12)))
        assert hover is not None and isinstance(hover.contents, types.MarkupContent)
        assert hover.contents.value.startswith("**身份证明所指不明** · 错误 · ")

        opened = it.open("guides/社保卡.yaml")
        await it.diagnostics(opened)
        params = types.ReferenceParams(
            types.ReferenceContext(include_declaration=True), types.TextDocumentIdentifier(opened), types.Position(0, 6)
        )
        found = await it.client.text_document_references_async(params)
        names = {place.uri.rpartition("/")[2] for place in found or []}
        window = it.uri("windows/社保卡.yaml").rpartition("/")[2]
        assert names == {guide, window, uri.rpartition("/")[2], "DC-2021-11-001.yaml"}


async def test_a_suppression_waits_for_its_reason(workspace: Path) -> None:
    async with editor(workspace) as it:
        text = GUIDE.replace("\n", "\r\n")
        uri = it.open("guides/社保卡.yaml", text)
        found = await it.diagnostics(uri)
        only = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.QuickFix])
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), found[0].range, only)
        actions = await it.client.text_document_code_action_async(params)
        assert actions is not None and isinstance(actions[1], types.CodeAction) and actions[1].edit is not None
        assert actions[1].edit.document_changes is not None
        change = actions[1].edit.document_changes[0]
        assert isinstance(change, types.TextDocumentEdit)
        edit = change.edits[0]
        assert isinstance(edit, types.TextEdit)
        assert edit.range == types.Range(types.Position(4, 0), types.Position(4, 0))
        assert edit.new_text == "  # guidelint: ignore[ambiguous/identity-proof]: \r\n"
        lines = text.splitlines(keepends=True)
        it.type(uri, "".join((*lines[:4], edit.new_text, *lines[4:])))
        found = await it.diagnostics(uri, lambda found: "file" in codes(found))
        assert found[0].message == "忽略注释必须写理由，放在冒号后面"
        written = edit.new_text.replace(": \r", ": 窗口已改\r")
        it.type(uri, "".join((*lines[:4], written, *lines[4:])))
        assert await it.diagnostics(uri, lambda found: codes(found) == ["contract/vaguer-than-window"])


async def test_all_safe_fixes_at_once(workspace: Path) -> None:
    async with editor(workspace) as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)
        only = types.CodeActionContext(diagnostics=[], only=[types.CodeActionKind.SourceFixAll])
        whole = types.Range(types.Position(0, 0), types.Position(7, 0))
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), whole, only)
        actions = await it.client.text_document_code_action_async(params)
        assert actions is not None and len(actions) == 1 and isinstance(actions[0], types.CodeAction)
        assert actions[0].edit is not None and actions[0].edit.document_changes is not None
        change = actions[0].edit.document_changes[0]
        assert isinstance(change, types.TextDocumentEdit)
        # The smallest edit: 居民 before 身份证, 明 away.
        edit = change.edits[0]
        assert isinstance(edit, types.TextEdit)
        line = GUIDE.split("\n")[4]
        start, end = edit.range.start.character, edit.range.end.character
        assert line[:start] + edit.new_text + line[end:] == "  - name: 居民身份证   # 原样"


@pytest.mark.slow
async def test_nothing_that_goes_wrong_ends_the_server(workspace: Path) -> None:
    async with editor(workspace, lang="en") as it:
        elsewhere = it.open("compose.yaml", "services: {}\n")
        untitled = types.TextDocumentItem("untitled:Untitled-1", "yaml", 1, GUIDE)
        it.client.text_document_did_open(types.DidOpenTextDocumentParams(untitled))
        uri = it.open("guides/社保卡.yaml")
        for text in ("\x00", "\ud800", "a: &a [*a]\n", "- " * 3000, "id: [" + "名" * 2_000_000, "\u2028\u0085\r\r\n"):
            it.type(uri, text)
            found = await it.diagnostics(uri, lambda found: codes(found) == ["file"])
            hover = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(9_999, 9_999))
            assert await it.client.text_document_hover_async(hover) is None
            it.client.diagnostics.clear()
        it.type(uri, GUIDE)
        found = await it.diagnostics(uri, lambda found: len(found) == 2)
        assert "(ticket DC-2021-11-001)" in found[0].message
        assert elsewhere not in it.client.diagnostics
        assert it.client.messages == []


async def test_the_server_can_be_stopped_and_says_so(workspace: Path) -> None:
    async with editor(workspace) as it:
        client: LanguageClient = it.client
        server = client._server
    assert server is not None and server.returncode == 0


@pytest.mark.slow
async def test_what_could_not_be_compared_is_shown_to_whoever_asks(workspace: Path) -> None:
    record = WINDOW.replace("materials:", "materials:\n  - {accepts: [社会保障卡], when: 以前领过的}", 1)
    (workspace / "windows/社保卡.yaml").write_text(record, encoding="utf-8")
    text = GUIDE.replace("materials:", "materials:\n  - {name: 社会保障卡, when: 领取过《失业证》}", 1)
    (workspace / "guides/社保卡.yaml").write_text(text, encoding="utf-8")
    line = text[: text.index("社会保障卡, when")].count("\n")
    async with editor(workspace, uncompared=True) as it:
        found = await it.diagnostics(it.open("guides/社保卡.yaml"), lambda found: "uncompared" in codes(found))
        (shown,) = [one for one in found if one.code == "uncompared"]
        assert (shown.range.start.line, shown.severity) == (line, types.DiagnosticSeverity.Information)
        assert shown.message.startswith(
            "东城区政务服务中心：社会保障卡：指南说的“领取过《失业证》”和窗口说的“以前领过的”"
        )
    async with editor(workspace) as it:
        assert "uncompared" not in codes(await it.diagnostics(it.open("guides/社保卡.yaml"), bool))
