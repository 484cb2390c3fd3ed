"""Parts of the language server that hold for any text."""

import re
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types
from markdown_it import MarkdownIt
from pygls.workspace import PositionCodec

from guidelint.lsp.cursor import cursor
from guidelint.lsp.places import Places
from guidelint.model.position import Span
from guidelint.output.markup import escaped
from guidelint.source.document import Document

LINES = st.text("身份证明 𠮷é\u2028\r\nab:- 🀄", max_size=40)


@settings(max_examples=150)
@given(st.text("身份\\`*_{}[]<>~|#!$&()+-.1a \n", max_size=30))
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).renderInline("x" + escaped(text))
    words = re.sub(r"<br ?/?>", "\n", shown)
    assert "<" not in words, "no element but the line break"
    plain = words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert "".join(plain.split()) == "".join(("x" + text).split())


@settings(max_examples=150)
@given(LINES, st.sampled_from(["utf-8", "utf-16", "utf-32"]), st.data())
def test_places_there_and_back(text: str, encoding: str, data: st.DataObject) -> None:
    document = Document("a.yaml", text)
    places = Places(PositionCodec(encoding))
    offset = data.draw(st.integers(0, len(text)))
    range = places.of(document, Span(offset, offset))
    if text[offset - 1 : offset + 1] != "\r\n":
        assert places.offset(document, range.start) == offset
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    line = re.split(r"\r\n|\r|\n", text[:offset] if text[offset - 1 : offset + 1] != "\r\n" else text[: offset - 1])[-1]
    expected = len(line.encode(f"{encoding}-le" if encoding != "utf-8" else encoding)) // width
    if text[offset - 1 : offset + 1] != "\r\n":
        assert range.start.character == expected
    assert places.offset(document, types.Position(999, 0)) == len(text)


@settings(max_examples=200)
@given(st.text("身: -[]{}\"'#\n|&*", max_size=40), st.data())
def test_a_cursor_in_any_text(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    found = cursor(text, offset)
    assert found is None or isinstance(found.field, str)


def test_the_cursor_knows_its_field() -> None:
    for marked, field, typed in (
        ("materials:\n  - name: 身|份", "materials[].name", "身"),
        ("materials:\n- name: |\n  type: 原件\n", "materials[].name", ""),
        ("halls: [甲, 乙|]", "halls[]", "乙"),
        ("halls: [甲, 乙|", "halls[]", "乙"),
        ("steps:\n  - presence: {who: 本|", "steps[].presence.who", "本"),
        ("title: '甲|", "title", "甲"),
        ("title: 甲 # 注|", None, None),
        ("ti|tle: 甲", None, None),
    ):
        before, _, after = marked.partition("|")
        found = cursor(before + after, len(before))
        assert (found and found.field, found and found.typed) == (field, typed), marked


def test_without_the_extra_the_command_says_what_to_install() -> None:
    start = "import sys; sys.modules['pygls'] = None; sys.argv = ['guidelint', 'lsp']; import guidelint.__main__ as m; m.main()"
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", start], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == 'guidelint 错误：先安装编辑器支持：pip install "guidelint[lsp]"\n'


def test_a_message_that_is_none_is_answered_and_the_next_one_too() -> None:
    def message(body: str) -> bytes:
        return f"Content-Length: {len(body.encode())}\r\n\r\n{body}".encode()

    initialize = '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}'
    sent = message("{no json") + message('{"jsonrpc": "2.0", "id": 0, "method": "nothing/known"}') + message(initialize)
    command = [sys.executable, "-X", "utf8", "-m", "guidelint", "lsp"]
    done = subprocess.run(command, input=sent, capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b'"serverInfo": {"name": "guidelint"' in done.stdout
