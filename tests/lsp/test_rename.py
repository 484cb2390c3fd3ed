"""A guide gets another id: in one step wherever it stands, saved or not."""

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient

from guidelint.source.plain import scalar
from tests.dongcheng import GUIDE, WINDOW
from tests.lsp.conftest import editor

pytestmark = pytest.mark.asyncio

OLD = "bj-dongcheng-sscard-replacement"
TICKET = (
    f"id: DEMO-1\nchannel: 找茬日\nreceived: 2026-01-05\nguide: '{OLD}'\n"
    f"problem: 告知差一点儿\nsummary: 演示,{OLD} 也在摘要里\nsource: {{kind: 演示}}\n"
)
BASELINE = f"""\
entries:
  - rule: ambiguous/identity-proof
    guide: "{OLD}"
    field: materials[].name
    text: 身份证明
    reason: 演示
    ticket: DEMO-1
    until: "2099-12-31"
"""


@pytest.fixture
def filled(workspace: Path) -> Path:
    other = GUIDE.replace(OLD, "bj-other").replace("身份证明", "居民身份证") + f"related: [{OLD}]\n"
    for name, content in (
        ("guides/另一份.yaml", other),
        ("tickets/演示.yaml", TICKET),
        ("guidelint-baseline.yaml", BASELINE),
    ):
        (workspace / name).parent.mkdir(exist_ok=True)
        (workspace / name).write_bytes(content.encode())
    return workspace


async def rename(client: LanguageClient, uri: str, line: int, new: str) -> types.WorkspaceEdit | None:
    at = types.Position(line, 8)
    return await client.text_document_rename_async(types.RenameParams(types.TextDocumentIdentifier(uri), at, new))


def contents(root: Path) -> dict[str, str]:
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in root.rglob("*.yaml")}


def applied(edit: types.WorkspaceEdit, root: Path, texts: Mapping[str, str]) -> dict[str, str]:
    """What the files that change hold once an editor has applied the edit, by name."""
    after: dict[str, str] = {}
    for change in edit.document_changes or ():
        assert isinstance(change, types.TextDocumentEdit)
        name = Path(unquote(change.text_document.uri).removeprefix("file://")).relative_to(root).as_posix()
        lines = texts[name].split("\n")
        for one in change.edits:
            assert isinstance(one, types.TextEdit)
            start, end = one.range.start, one.range.end
            lines[start.line] = lines[start.line][: start.character] + one.new_text + lines[start.line][end.character :]
        after[name] = "\n".join(lines)
    return after


async def test_everything_that_names_a_guide_follows(filled: Path) -> None:
    texts = contents(filled)
    async with editor(filled) as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)
        window = it.open("windows/社保卡.yaml")
        await it.diagnostics(window)
        # The record as it is being typed: one line further down than on the disk.
        it.type(window, "# 正在写\n" + WINDOW)

        document = types.TextDocumentIdentifier(window)
        asked = types.PrepareRenameParams(document, types.Position(1, 8))
        offered = await it.client.text_document_prepare_rename_async(asked)
        assert isinstance(offered, types.PrepareRenamePlaceholder)
        assert (offered.placeholder, offered.range.start) == (OLD, types.Position(1, 7))

        edit = await rename(it.client, window, 1, "bj-dongcheng-card")
        assert edit is not None and edit.document_changes is not None
        changes = [one for one in edit.document_changes if isinstance(one, types.TextDocumentEdit)]
        by_folder = {unquote(c.text_document.uri).removeprefix("file://"): c.text_document.version for c in changes}
        assert by_folder == {
            str(filled / "guides/社保卡.yaml"): 1,
            str(filled / "guides/另一份.yaml"): None,
            str(filled / "windows/社保卡.yaml"): 2,
            str(filled / "tickets/演示.yaml"): None,
            str(filled / "guidelint-baseline.yaml"): None,
        }
        named = {c.text_document.uri: c for c in changes}
        starts = {named[uri].edits[0].range.start.line, named[window].edits[0].range.start.line}
        assert starts == {0, 1}

        rest = [c for c in changes if c.text_document.uri not in (uri, window)]
        after = applied(types.WorkspaceEdit(document_changes=list(rest)), filled, texts)
        new = "bj-dongcheng-card"
        assert after == {
            "guides/另一份.yaml": texts["guides/另一份.yaml"].replace(OLD, new),
            "tickets/演示.yaml": TICKET.replace(f"guide: '{OLD}'", f"guide: '{new}'"),
            "guidelint-baseline.yaml": BASELINE.replace(OLD, new),
        }


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("东城补卡", "“东城补卡”不能作指南标识：只用英文字母、数字和 . _ -，以字母或数字开头，最多 100 个字"),
        ("bj-other", "标识 bj-other 已用于 guides/另一份.yaml"),
    ],
)
async def test_an_id_that_cannot_be_is_refused(filled: Path, new: str, message: str) -> None:
    async with editor(filled) as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)
        with pytest.raises(JsonRpcException) as refused:
            await rename(it.client, uri, 0, new)
        assert (refused.value.message, refused.value.code) == (message, types.LSPErrorCodes.RequestFailed.value)
        assert it.client.messages == []


async def test_a_broken_file_that_names_the_guide_comes_first(filled: Path) -> None:
    (filled / "tickets/坏.yaml").write_text(f"guide: {OLD}\n[\n", encoding="utf-8")
    async with editor(filled) as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)
        with pytest.raises(JsonRpcException) as refused:
            await rename(it.client, uri, 0, "bj-new")
        assert refused.value.message == "先改好 tickets/坏.yaml:3:1：YAML 写法有误：这一行缺少冒号"


async def test_digits_are_quoted_and_other_words_have_no_new_name(filled: Path) -> None:
    async with editor(filled) as it:
        uri = it.open("guides/社保卡.yaml")
        await it.diagnostics(uri)
        edit = await rename(it.client, uri, 0, "11010120")
        assert edit is not None
        after = applied(edit, filled, contents(filled))
        assert after["guides/社保卡.yaml"].startswith('id: "11010120"\n')
        assert after["windows/社保卡.yaml"].startswith('guide: "11010120"\n')
        assert "guide: '11010120'\n" in after["tickets/演示.yaml"]
        assert scalar("11010120") == 11010120, "why it is quoted"
        title = types.PrepareRenameParams(types.TextDocumentIdentifier(uri), types.Position(1, 8))
        assert await it.client.text_document_prepare_rename_async(title) is None
